import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { useStart } from './health-query';
import { Outcome } from './outcome';
import { Question } from './question';

/** Has every project read anew, after a word on what that costs. */
export function ReadEverything({ projects }: { readonly projects: number }): ReactElement {
  const { format } = useHost();
  const [isAsking, setAsking] = useState(false);
  const start = useStart('refreshEverything');
  if (!isAsking) {
    return (
      <div className="admin-actions">
        <Button onClick={() => setAsking(true)}>Read everything again…</Button>
        <Outcome
          mutation={start}
          started="Asked for: the projects are read one after the other"
          notStarted="Everything is being read already"
        />
      </div>
    );
  }
  return (
    <Question
      label="Read everything again?"
      yes="Read everything again"
      onYes={() => {
        setAsking(false);
        start.mutate({});
      }}
      onNo={() => setAsking(false)}
    >
      This reads {counted(projects, 'project', 'projects', format.count)} from the beginning and takes about one point
      for each issue. You rarely need it: changes come by themselves, and comparing with Jira repairs what was missed.
    </Question>
  );
}
