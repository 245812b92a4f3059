import type { AppOutput } from './app-process';
import type { Invocation, PlatformLogLine } from './invocation';

/** What Forge keeps of an app's output in a minute. */
const LINES_PER_MINUTE = 100;
const BYTES_PER_MINUTE = 200 * 1024;
const MINUTE = 60_000;

/** Hands lines to whoever listens, and notes when an app writes more than Forge would keep. */
export class PlatformLog {
  private windowStart = -MINUTE;
  private lines = 0;
  private bytes = 0;
  private noted = false;

  constructor(
    private readonly clock: () => Date,
    private readonly listener: (line: PlatformLogLine) => void,
  ) {}

  app(output: AppOutput, invocation: Invocation | undefined): void {
    this.write('app', output.level, output.message, invocation);
    this.countOutput(output.message);
  }

  platform(level: PlatformLogLine['level'], message: string, invocation?: Invocation): void {
    this.write('platform', level, message, invocation);
  }

  private write(
    source: PlatformLogLine['source'],
    level: PlatformLogLine['level'],
    message: string,
    invocation: Invocation | undefined,
  ): void {
    const origin = invocation === undefined ? {} : { functionKey: invocation.functionKey, invocationId: invocation.id };
    this.listener({ time: this.clock().toISOString(), source, level, message, ...origin });
  }

  private countOutput(message: string): void {
    const now = performance.now();
    if (now - this.windowStart >= MINUTE) {
      this.windowStart = now;
      this.lines = 0;
      this.bytes = 0;
      this.noted = false;
    }
    this.lines += 1;
    this.bytes += Buffer.byteLength(message);
    if (this.noted || (this.lines <= LINES_PER_MINUTE && this.bytes <= BYTES_PER_MINUTE)) return;
    this.noted = true;
    this.platform('warn', 'The app writes more than the 100 lines or 200 KB a minute that Forge keeps.');
  }
}
