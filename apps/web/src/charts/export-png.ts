import interFile from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

const SCALE = 2;
const PADDING = 16;
/** What a picture needs of the page's styles; the rest is geometry and stands in the elements. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'letter-spacing',
  'text-anchor',
];

/** A chart as a picture, in the colours of the page and with its typeface, two pixels per point. */
export async function toPng(svg: SVGSVGElement): Promise<Blob> {
  const width = svg.width.baseVal.value + 2 * PADDING;
  const height = svg.height.baseVal.value + 2 * PADDING;
  const image = await loadImage(await serialise(svg, width, height));
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw pictures.');
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png');
  });
}

async function serialise(svg: SVGSVGElement, width: number, height: number): Promise<string> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copyStyles(svg, copy);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width * SCALE));
  copy.setAttribute('height', String(height * SCALE));
  copy.setAttribute('viewBox', `${-PADDING} ${-PADDING} ${width} ${height}`);
  const font = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  font.textContent = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${await fontData()})}`;
  copy.prepend(font);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

function copyStyles(from: Element, to: Element): void {
  const styles = getComputedStyle(from);
  for (const name of STYLES) (to as SVGElement).style.setProperty(name, styles.getPropertyValue(name));
  Array.from(from.children).forEach((child, index) => {
    const target = to.children[index];
    if (target) copyStyles(child, target);
  });
}

async function fontData(): Promise<string> {
  const blob = await (await fetch(interFile)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The typeface could not be read.'));
    reader.readAsDataURL(blob);
  });
}

function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('The picture could not be drawn.'));
    image.src = url;
  });
}
