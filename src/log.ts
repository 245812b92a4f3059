/** What a log line may carry: figures, ids of projects and runs, static words. Never a payload, never people. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

const { console: platformLog } = globalThis;

/** Writes one line of JSON to the log that Forge keeps; the message is a constant, so that it can be searched for. */
export function logInfo(message: string, fields: LogFields = {}): void {
  platformLog.info(JSON.stringify({ message, ...fields }));
}

/** The same for what went wrong: the error's name and where it was thrown, not its text, which may quote data. */
export function logError(message: string, error: unknown, fields: LogFields = {}): void {
  platformLog.error(JSON.stringify({ message, ...fields, ...describe(error) }));
}

function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    error: error.name,
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' | '),
  };
}
