import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { HealthView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';

/** Tells screen readers what an operator waits for: that everything is read, that a project failed. */
export function NewsAnnouncer({ health }: { readonly health: HealthView }): ReactElement {
  const { format } = useHost();
  const finishedAt = health.progress.campaign?.finishedAt ?? null;
  const failures = health.failuresInAll;
  const before = useRef({ finishedAt, failures });
  const [news, setNews] = useState('');
  useEffect(() => {
    const was = before.current;
    before.current = { finishedAt, failures };
    if (finishedAt !== null && finishedAt !== was.finishedAt) setNews('All projects are read');
    else if (failures > was.failures) {
      setNews(`${counted(failures, 'project needs', 'projects need', format.count)} attention`);
    }
  }, [finishedAt, failures, format]);
  return (
    <div role="status" className="visually-hidden">
      {news}
    </div>
  );
}
