/** A drawing that stands by itself, outside the page and its stylesheets. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What a picture needs of the stylesheets; an element has what its parent has, unless it says otherwise. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
] as const;
const OWN = { opacity: '1', 'dominant-baseline': 'auto' } as const;

const SVG = 'http://www.w3.org/2000/svg';
/** Twice as many pixels as the drawing has units, but no more than a browser's canvas can hold. */
const PIXELS_PER_UNIT = 2;
const MOST_PIXELS_A_SIDE = 8192;

/**
 * A copy of a drawing with its present colours written into it.
 * @param area what of it to show, in its own units; everything else is outside the picture
 */
export function pictureOf(
  drawing: SVGGraphicsElement,
  area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Picture {
  const copy = drawing.cloneNode(true) as SVGGraphicsElement;
  writeStyles(drawing, copy, null);
  copy.removeAttribute('transform');
  // What stays in sight while the reader scrolls stands where it belongs in a picture of everything.
  for (const element of copy.querySelectorAll('[data-stays]')) element.removeAttribute('transform');
  for (const element of [copy, ...copy.querySelectorAll('*')]) dropPageOnly(element);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('width', String(area.width));
  svg.setAttribute('height', String(area.height));
  svg.setAttribute('viewBox', `${area.x} ${area.y} ${area.width} ${area.height}`);
  const ground = document.createElementNS(SVG, 'rect');
  for (const name of ['x', 'y', 'width', 'height'] as const) ground.setAttribute(name, String(area[name]));
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  svg.append(ground, copy);
  return { svg: new XMLSerializer().serializeToString(svg), width: area.width, height: area.height };
}

/** Both trees are the same, element by element. */
function writeStyles(from: Element, to: Element, parent: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(from);
  for (const property of INHERITED) {
    const value = style.getPropertyValue(property);
    if (value !== '' && value !== parent?.getPropertyValue(property)) to.setAttribute(property, value);
  }
  for (const [property, usual] of Object.entries(OWN)) {
    const value = style.getPropertyValue(property);
    if (value !== '' && value !== usual) to.setAttribute(property, value);
  }
  [...from.children].forEach((child, place) => writeStyles(child, to.children[place], style));
}

function dropPageOnly(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const isOfPage = name === 'class' || name === 'style' || name === 'tabindex' || name === 'role';
    if (isOfPage || name.startsWith('aria-')) element.removeAttribute(name);
  }
}

/**
 * A picture as PNG.
 * @throws Error when the browser cannot draw it.
 */
export async function pngOf(picture: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`;
  await image.decode();
  const scale = Math.min(PIXELS_PER_UNIT, MOST_PIXELS_A_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(picture.width * scale);
  canvas.height = Math.ceil(picture.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the browser made no picture')) : resolve(blob)));
  });
}
