/** Prints lines with the seconds since the start of the command. */
export function stopwatch(print: (line: string) => void): (text: string) => void {
  const start = performance.now();
  return (text) => print(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}
