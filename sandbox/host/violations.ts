/** A breach of the content security policy, as the browser reports it. */
export interface Violation {
  readonly at: string;
  readonly page: string;
  readonly directive: string;
  readonly blocked: string;
  readonly source: string;
}

/** Keeps the first violations since the start, and how many there were. */
export interface ViolationRecord {
  /** Reads the body of a `report-uri` report; anything else is recorded as unreadable, since a report must not be lost. */
  add(report: string, now: Date): Violation;
  all(): { readonly count: number; readonly violations: readonly Violation[] };
}

const KEPT = 100;

export function recordViolations(): ViolationRecord {
  const kept: Violation[] = [];
  let count = 0;
  return {
    add(report, now) {
      const violation = read(report, now);
      count++;
      if (kept.length < KEPT) kept.push(violation);
      return violation;
    },
    all: () => ({ count, violations: kept }),
  };
}

function read(report: string, now: Date): Violation {
  const fields = reportFields(report);
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const line = typeof fields['line-number'] === 'number' ? `:${fields['line-number']}` : '';
  return {
    at: now.toISOString(),
    page: text('document-uri'),
    directive: text('effective-directive') || text('violated-directive') || 'unreadable report',
    blocked: text('blocked-uri'),
    source: text('source-file') + line,
  };
}

function reportFields(report: string): Record<string, unknown> {
  try {
    const body = JSON.parse(report) as Record<string, unknown> | null;
    const inner = body?.['csp-report'];
    return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
