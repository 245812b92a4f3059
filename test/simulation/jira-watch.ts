import type { JiraAnswers } from '../support/forge';
import { currentProcess, type Process } from '../support/processes';
import type { Reply } from '../support/reply';
import type { Trace } from './trace';
import type { VirtualClock } from './virtual-clock';

/** Jobs that were about to ask when another was told to wait may still do so. */
const GRACE_MILLISECONDS = 1500;
const MOST_TRIES = 4;

type Call = Parameters<JiraAnswers['answer']>;

interface Pause {
  /** `all`, or the endpoint that it is for. */
  readonly endpoint: string;
  readonly since: number;
  readonly until: number;
  readonly toldTo: Process;
}

/** Notes what the app asks of Jira that it must not: anything before a told delay is over, anything a fifth time. */
export class JiraWatch {
  readonly faults: string[] = [];
  /** Pages of issues that were read, as their requests. */
  readonly pages: string[] = [];
  calls = 0;
  private pauses: Pause[] = [];
  private readonly failures = new WeakMap<Process, Map<string, number>>();

  constructor(private readonly clock: VirtualClock) {}

  /** Before a call leaves the app. */
  asked(call: string, body: string | undefined): void {
    const process = currentProcess();
    if (process.asker.kind !== 'app') return;
    this.calls += 1;
    const { now } = this.clock;
    const endpoint = endpointOf(call.replace(/^jira /, ''));
    this.pauses = this.pauses.filter(({ until }) => until > now);
    const broken = this.pauses.find((pause) => {
      const grace = pause.toldTo === process ? 0 : GRACE_MILLISECONDS;
      return isKnown(pause) && (pause.endpoint === 'all' || pause.endpoint === endpoint) && now > pause.since + grace;
    });
    if (broken !== undefined) {
      const seconds = Math.round((broken.until - now) / 1000);
      this.faults.push(`${process.name} asked ${endpoint} ${seconds} s before Jira's delay was over`);
    }
    const tries = this.failures.get(process)?.get(`${call} ${body ?? ''}`) ?? 0;
    if (tries >= MOST_TRIES) this.faults.push(`${process.name} asked ${endpoint} for the ${tries + 1}th time`);
  }

  async answered(call: Call, answer: () => Promise<Reply> | Reply, trace: Trace): Promise<Reply> {
    const process = currentProcess();
    const [, path, body, as] = call;
    const request = `jira ${path} ${body === undefined ? '' : JSON.stringify(body)}`;
    const failures = this.failures.get(process) ?? new Map<string, number>();
    this.failures.set(process, failures);
    try {
      const reply = await answer();
      if (!reply.ok) trace.say(`    Jira answers ${reply.status} ${reply.headers.get('retry-after') ?? ''}`);
      if (reply.status >= 500) failures.set(request, (failures.get(request) ?? 0) + 1);
      else failures.delete(request);
      if (reply.status === 429 && as.kind === 'app') this.told(path, reply, process);
      if (reply.ok && path.endsWith('/search/jql')) this.pages.push(request);
      return reply;
    } catch (lost) {
      trace.say('    the connection is lost');
      failures.set(request, (failures.get(request) ?? 0) + 1);
      throw lost;
    }
  }

  private told(path: string, reply: Reply, toldTo: Process): void {
    const seconds = Number(reply.headers.get('retry-after') ?? 0);
    if (seconds <= 0) return;
    const isBurst = reply.headers.get('ratelimit-reason') === 'jira-burst-based';
    const since = this.clock.now;
    this.pauses.push({ endpoint: isBurst ? endpointOf(path) : 'all', since, until: since + seconds * 1000, toldTo });
  }
}

/** Who is killed as soon as it is told of a delay cannot tell anybody else. */
function isKnown({ toldTo, since }: Pause): boolean {
  return toldTo.diedAt === null || toldTo.diedAt > since + GRACE_MILLISECONDS;
}

/** `/rest/api/3/project/10001` → `project/{id}`. */
function endpointOf(path: string): string {
  const [plain] = path.split('?');
  return plain.replace('/rest/api/3/', '').replace(/\d+/, '{id}');
}
