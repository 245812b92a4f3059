/** How long the browser may need to take a file over. */
const TAKEN_OVER_MILLISECONDS = 10_000;

/** Hands the browser a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_OVER_MILLISECONDS);
}
