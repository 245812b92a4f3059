import type { PortfolioMapView } from '../../src/contract';
import type { Picture } from './export-picture';
import { cellsOf } from './matrix-cells';
import { COLUMN_WIDTH, HEAD_HEIGHT, HEAD_WIDTH, ROW_HEIGHT } from './matrix-window';
import { toneOf } from './matrix';
import { projectName, type ShownProjects } from './shown-projects';
import { TEXT, fitting } from './text-width';

const TONES = {
  fine: { ground: '--ds-background-accent-blue-subtlest', text: '--ds-text-accent-blue' },
  late: { ground: '--ds-background-accent-red-subtlest', text: '--ds-text-accent-red' },
  veryLate: { ground: '--ds-background-accent-red-subtler', text: '--ds-text-accent-red-bolder' },
} as const;

/** Beside a name stands how many dependencies are open. */
const ROW_NAME_WIDTH = HEAD_WIDTH - 56;

/**
 * The whole matrix that the filters leave, as a drawing: on the page only what is in sight is drawn.
 * @param format counts in the reader's locale
 */
export function matrixPicture(
  view: PortfolioMapView,
  shown: ShownProjects,
  format: (value: number) => string,
): Picture | null {
  if (shown.pairs.length === 0) return null;
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string): string => style.getPropertyValue(token).trim() || '#888888';
  const count = shown.projects.length;
  const [width, height] = [HEAD_WIDTH + count * COLUMN_WIDTH, HEAD_HEIGHT + count * ROW_HEIGHT];
  const [text, own] = [colour('--ds-text'), colour('--ds-background-neutral')];
  const names = shown.projects.map((place) => projectName(view.projects[place]));
  const cells = cellsOf(shown);
  const parts = names.map((name, place) => {
    const [x, y] = [HEAD_WIDTH + place * COLUMN_WIDTH, HEAD_HEIGHT + place * ROW_HEIGHT];
    const waits = cells.byRow[place].reduce((sum, { pair }) => sum + pair.open, 0);
    const middle = y + ROW_HEIGHT / 2 + 5;
    return [
      `<text x="4" y="${middle}" fill="${text}">${escaped(fitting(name, ROW_NAME_WIDTH, TEXT.body))}</text>`,
      waits > 0
        ? `<text x="${HEAD_WIDTH - 12}" y="${middle}" fill="${text}" text-anchor="end">${format(waits)}</text>`
        : '',
      `<text transform="translate(${x + COLUMN_WIDTH / 2 + 4} ${HEAD_HEIGHT - 8}) rotate(-90)" font-size="12" fill="${text}">${escaped(fitting(name, HEAD_HEIGHT - 16))}</text>`,
      box(x, y, own),
    ].join('');
  });
  for (const { row, column, pair } of cells.byRow.flat()) {
    const [x, y] = [HEAD_WIDTH + column * COLUMN_WIDTH, HEAD_HEIGHT + row * ROW_HEIGHT];
    const tone = TONES[toneOf(pair)];
    const ink = colour(tone.text);
    const centre = x + COLUMN_WIDTH / 2;
    const open = `<text x="${centre}" y="${y + (pair.late > 0 ? 16 : 23)}" fill="${ink}" font-weight="600" text-anchor="middle">${format(pair.open)}</text>`;
    const late =
      pair.late > 0
        ? `<text x="${centre}" y="${y + 29}" fill="${ink}" font-size="11" text-anchor="middle">${format(pair.late)} late</text>`
        : '';
    parts.push(box(x, y, colour(tone.ground)) + open + late);
  }
  const corner = `<text x="4" y="${HEAD_HEIGHT - 8}" font-size="12" fill="${text}">waits for →</text><text x="${HEAD_WIDTH - 12}" y="${HEAD_HEIGHT - 8}" font-size="12" fill="${text}" text-anchor="end">open</text>`;
  const ground = `<rect width="${width}" height="${height}" fill="${getComputedStyle(document.body).backgroundColor}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14">${ground}${corner}${parts.join('')}</svg>`;
  return { svg, width, height };
}

function box(x: number, y: number, fill: string): string {
  return `<rect x="${x + 1}" y="${y + 1}" width="${COLUMN_WIDTH - 2}" height="${ROW_HEIGHT - 2}" rx="3" fill="${fill}"/>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
