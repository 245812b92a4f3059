/** The person at the terminal can put this right: one line, and exit code 2. */
export class UsageFault extends Error {}

/** Runs a command; a usage fault ends it with its one line and code 2, anything else with code 1 and all that is known. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    if (error instanceof UsageFault) {
      console.error(error.message);
      process.exit(2);
    }
    console.error(error);
    process.exit(1);
  });
}
