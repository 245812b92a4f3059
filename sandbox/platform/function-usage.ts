/** What functions have used of the machine. */
export interface FunctionUsage {
  invocations: number;
  milliseconds: number;
  /** The memory that the manifest gives them, in units of 1,024 MB, times the seconds: what Forge bills. */
  gigabyteSeconds: number;
}

const MB_PER_GB = 1024;

/** Counts what the app's functions use. */
export class FunctionMeter {
  private readonly functions = new Map<string, FunctionUsage>();

  constructor(private readonly memoryMB: number) {}

  count(functionKey: string, milliseconds: number): void {
    const usage = this.functions.get(functionKey) ?? { invocations: 0, milliseconds: 0, gigabyteSeconds: 0 };
    usage.invocations += 1;
    usage.milliseconds += milliseconds;
    usage.gigabyteSeconds += (this.memoryMB / MB_PER_GB) * (milliseconds / 1000);
    this.functions.set(functionKey, usage);
  }

  byFunction(): Readonly<Record<string, Readonly<FunctionUsage>>> {
    return Object.fromEntries([...this.functions].map(([key, usage]) => [key, { ...usage }]));
  }

  total(): Readonly<FunctionUsage> {
    const total = { invocations: 0, milliseconds: 0, gigabyteSeconds: 0 };
    for (const usage of this.functions.values()) {
      total.invocations += usage.invocations;
      total.milliseconds += usage.milliseconds;
      total.gigabyteSeconds += usage.gigabyteSeconds;
    }
    return total;
  }
}
