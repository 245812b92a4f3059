import Lozenge from '@atlaskit/lozenge/lozenge';
import type { ReactElement } from 'react';
import type { SnapshotInWords } from '../../src/contract';
import { LEVEL_WORDS } from './words';

/** The level reached, as a word with a colour. */
export function LevelLozenge({ level }: Pick<SnapshotInWords, 'level'>): ReactElement {
  if (level === null) return <Lozenge appearance="neutral">No level yet</Lozenge>;
  return <Lozenge appearance={level === 'assured' ? 'success' : 'information'}>{LEVEL_WORDS[level]}</Lozenge>;
}
