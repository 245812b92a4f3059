import { useEffect, useState } from 'react';
import { Pace } from './pace';

/** The pace of a page's questions; whoever turns to the page has `ask` called at once, and lively times begin. */
export function usePace(ask: () => void): Pace {
  const [pace] = useState(() => new Pace());
  useEffect(() => {
    function turnTo(): void {
      if (document.visibilityState === 'hidden') return;
      pace.quicken();
      ask();
    }
    window.addEventListener('focus', turnTo);
    document.addEventListener('visibilitychange', turnTo);
    return () => {
      window.removeEventListener('focus', turnTo);
      document.removeEventListener('visibilitychange', turnTo);
    };
  }, [pace, ask]);
  return pace;
}
