/**
 * Puts text on the clipboard; `false` where the browser does not let the page. The old way comes first: it needs no
 * more than the reader's click, whereas the frame around the page may keep the clipboard's own interface from it.
 */
export async function copyText(text: string): Promise<boolean> {
  return copySelection(text) || writeClipboard(text);
}

function copySelection(text: string): boolean {
  if (typeof document.execCommand !== 'function') return false;
  const focused = document.activeElement;
  const carrier = document.createElement('textarea');
  carrier.value = text;
  carrier.className = 'visually-hidden';
  document.body.append(carrier);
  carrier.select();
  const copied = document.execCommand('copy');
  carrier.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
