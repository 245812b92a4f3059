import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useHost } from '../shared/host';

/** Tells screen readers when the score moves while the page is open. */
export function ScoreAnnouncer({ score }: { readonly score: number | null }): ReactElement {
  const { format } = useHost();
  const shown = score === null ? null : format.points(score);
  const before = useRef<string | null | undefined>(undefined);
  const [news, setNews] = useState('');
  useEffect(() => {
    const was = before.current;
    before.current = shown;
    if (was === undefined || was === shown) return;
    setNews(changeInWords(was, shown));
  }, [shown]);
  return (
    <div role="status" className="visually-hidden">
      {news}
    </div>
  );
}

function changeInWords(was: string | null, is: string | null): string {
  if (is === null) return 'There is no score any more';
  if (was === null) return `The score is ${is}`;
  return `Score went from ${was} to ${is}`;
}
