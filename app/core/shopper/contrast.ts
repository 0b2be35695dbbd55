/** Whether words can be read on a colour: relative luminance and contrast as WCAG 2.2 defines them. */

const DARK = '#1c1c1c';
const LIGHT = '#ffffff';

/** The better of dark and light words on a background "#rrggbb", and their contrast, from 1 to 21. */
export function contrastOn(background: string): { text: string; ratio: number } {
  const [dark, light] = [contrast(background, DARK), contrast(background, LIGHT)];
  return dark > light ? { text: DARK, ratio: dark } : { text: LIGHT, ratio: light };
}

export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => channel(colour.slice(start, start + 2)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channel(hex: string): number {
  const share = (Number.parseInt(hex, 16) || 0) / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
