/** Draws a product picture from its seed, so that no image comes from the network. */
import type { Product } from '../../store/model.ts';

/** An SVG of the motif in the product's colour, on a soft ground; `title` is read out by screen readers. */
export function drawPicture(product: Product, title: string): string {
  const { hue, motif } = product.picture;
  const shape = SHAPES[motif] ?? Object.values(SHAPES)[hue % Object.keys(SHAPES).length] ?? '';
  const id = `g${product.id}`;
  return `<svg class="picture" viewBox="0 0 200 200" role="img" aria-label="${escapeAttribute(title)}">
<defs><linearGradient id="${id}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 42% 92%)"/><stop offset="1" stop-color="hsl(${(hue + 24) % 360} 38% 82%)"/></linearGradient></defs>
<rect width="200" height="200" fill="url(#${id})"/><ellipse cx="100" cy="164" rx="58" ry="8" fill="hsl(${hue} 30% 30% / .16)"/>
<g fill="hsl(${hue} 45% 42%)" stroke="hsl(${hue} 50% 28%)" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round">${shape}</g></svg>`;
}

const SHAPES: Record<string, string> = {
  cup: '<path d="M58 72h74l-7 84a8 8 0 0 1-8 7H73a8 8 0 0 1-8-7z"/><path d="M131 90h12a17 17 0 0 1 0 42h-15" fill="none" stroke-width="9"/><path d="M82 58c-8-12 8-14 0-26m26 26c-8-12 8-14 0-26" fill="none" opacity=".45" stroke-width="4"/>',
  bottle:
    '<path d="M86 40h28v22c0 10 18 16 18 36v58a8 8 0 0 1-8 8H76a8 8 0 0 1-8-8V98c0-20 18-26 18-36z"/><rect x="83" y="28" width="34" height="14" rx="3"/><rect x="68" y="108" width="64" height="34" fill="#fff" opacity=".85" stroke="none"/>',
  bag: '<path d="M58 78h84l10 86H48z"/><path d="M78 90V68a22 22 0 0 1 44 0v22" fill="none" stroke-width="6"/>',
  box: '<path d="M100 48l56 26v62l-56 28-56-28V74z"/><path d="M44 74l56 28 56-28M100 102v62" fill="none" stroke="#fff" stroke-opacity=".7"/>',
  candle:
    '<rect x="66" y="82" width="68" height="82" rx="6"/><path d="M100 82V68" fill="none"/><path d="M100 32c14 18 10 34 0 36-10-2-14-18 0-36z" fill="hsl(40 90% 58%)" stroke="hsl(32 80% 45%)"/><rect x="66" y="106" width="68" height="32" fill="#fff" opacity=".85" stroke="none"/>',
  leaf: '<path d="M100 164c-50-12-58-72-46-118 54 6 92 38 46 118z"/><path d="M100 164C96 120 82 88 66 62" fill="none" stroke="#fff" stroke-opacity=".7"/>',
  shirt: '<path d="M76 46l-36 22 14 28 16-8v76h60V88l16 8 14-28-36-22a24 24 0 0 1-48 0z"/>',
  book: '<path d="M50 52a80 20 0 0 1 50 8v104a80 20 0 0 0-50-8z"/><path d="M150 52a80 20 0 0 0-50 8v104a80 20 0 0 1 50-8z"/>',
  lamp: '<path d="M72 44h56l20 54H52z"/><path d="M100 98v58" stroke-width="7"/><rect x="70" y="154" width="60" height="10" rx="5"/>',
  plant:
    '<path d="M72 120h56l-8 44H80z"/><path d="M100 120c-4-30-30-30-44-50 26-6 42 8 44 30 0-30 10-48 38-54 4 30-12 50-38 56z"/>',
};

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
