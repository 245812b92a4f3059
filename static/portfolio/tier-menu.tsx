import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import type { PortfolioPageRequest } from '../../src/contract';
import { Disclosure } from '../shared/disclosure';
import { useHost } from '../shared/host';
import { RefusalMessage } from '../shared/refusal-message';
import { TIER_WORDS, TIERS, type Tier } from '../shared/tier-words';
import { counted } from '../shared/words';
import type { ListedProject } from './listed';
import { useSetTiers } from './queries';
import { NO_TIER } from './words';
import './tier-menu.css';

interface Done {
  readonly words: string;
  /** What takes it back. */
  readonly before: PortfolioPageRequest<'setTiers'>['tiers'];
}

/** Gives all projects that the filters leave one tier, which can be taken back. For those with the PMO role. */
export function TierMenu({ shown }: { readonly shown: readonly ListedProject[] }): ReactElement {
  const { format } = useHost();
  const { mutate, isPending, error } = useSetTiers();
  const [done, setDone] = useState<Done | null>(null);
  const isReady = !isPending && shown.length > 0;
  const projects = counted(shown.length, 'project', 'projects', format.count);

  function give(tier: Tier | null): void {
    const before = shown.map(({ project }) => ({ projectId: project.id, tier: project.tier }));
    const words = `${projects}: ${tier === null ? NO_TIER.toLowerCase() : TIER_WORDS[tier]}.`;
    mutate(
      before.map(({ projectId }) => ({ projectId, tier })),
      { onSuccess: () => setDone({ words, before }) },
    );
  }

  return (
    <Disclosure words="Set tier">
      {() => (
        <div role="group" aria-label="Set tier" className="tier-menu">
          <p className="small subtle">
            For the {projects} shown; filters narrow that down. Project pages name the tier to everybody.
          </p>
          <div className="tier-menu-choices">
            {TIERS.map((tier) => (
              <Button key={tier} spacing="compact" isDisabled={!isReady} onClick={() => give(tier)}>
                {TIER_WORDS[tier]}
              </Button>
            ))}
            <Button spacing="compact" appearance="subtle" isDisabled={!isReady} onClick={() => give(null)}>
              {NO_TIER}
            </Button>
          </div>
          <div role="status" className="tier-menu-news">
            {done !== null && (
              <>
                <span>{done.words}</span>
                <Button
                  spacing="compact"
                  isDisabled={isPending}
                  onClick={() => mutate(done.before, { onSuccess: () => setDone(null) })}
                >
                  Undo
                </Button>
              </>
            )}
          </div>
          <RefusalMessage error={error} />
        </div>
      )}
    </Disclosure>
  );
}
