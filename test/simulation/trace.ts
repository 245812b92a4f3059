import { currentProcess } from '../support/processes';

/** What happened, one line each, for whoever replays a seed. Kept only when asked for: it costs more than the run. */
export class Trace {
  readonly lines: string[] = [];

  constructor(
    private readonly isKept: boolean,
    private readonly now: () => number,
  ) {}

  say(what: string): void {
    if (this.isKept) this.lines.push(`${new Date(this.now()).toISOString()} ${what}`);
  }

  call(call: string, body: string | undefined): void {
    if (this.isKept) this.say(`  ${currentProcess().name}: ${call} ${brief(body)}`);
  }
}

const MOST_CHARACTERS = 300;

function brief(body: string | undefined): string {
  if (body === undefined) return '';
  return body.length > MOST_CHARACTERS ? `${body.slice(0, MOST_CHARACTERS)}… (${body.length})` : body;
}
