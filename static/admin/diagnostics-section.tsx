import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DiagnosticsView } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { saveFile } from '../shared/save-file';
import { asTitle } from '../shared/words';
import { call } from './call';

/** A file for the maintainers, and what it holds. */
export function DiagnosticsSection(): ReactElement {
  const download = useMutation({
    mutationFn: async () => saveAsFile(await call('diagnostics', {})),
  });
  const refusal = download.error === null ? null : refusalOf(download.error);
  return (
    <section aria-labelledby="diagnostics-title" className="admin-section">
      <Heading as="h2" size="medium" id="diagnostics-title">
        Diagnostics
      </Heading>
      <p>
        A JSON file to send with a question to the maintainers: the last jobs with their durations, calls and points,
        failures with their causes, comparisons, points by hour, and the setting above.
      </p>
      <p className="subtle">
        It holds nothing about people and no names, keys or ids: projects are p1, p2 and so on, and issues are only
        counted. Read it before you send it.
      </p>
      <div className="admin-actions">
        <Button isLoading={download.isPending} onClick={() => download.mutate()}>
          Download diagnostics
        </Button>
        <span role="status" className={`small ${refusal ? 'admin-refused' : 'subtle'}`}>
          {refusal && `${asTitle(refusal.message)}. ${refusal.remedy}`}
          {download.data && `Saved as ${download.data}`}
        </span>
      </div>
    </section>
  );
}

/** Hands the browser a file; answers its name. */
function saveAsFile(view: DiagnosticsView): string {
  const name = `plumbline-diagnostics-${view.madeAt.slice(0, 16).replace(':', '-')}.json`;
  saveFile(name, new Blob([JSON.stringify(view, null, 2)], { type: 'application/json' }));
  return name;
}
