/** Shopify's colour filters that the theme extension uses, by the formulas of WCAG that Shopify names. */
import type { Liquid } from 'liquidjs';

export function registerColors(engine: Liquid): void {
  engine.registerFilter('color_brightness', (color: string) => {
    const [red, green, blue] = channels(color);
    return (red * 299 + green * 587 + blue * 114) / 1000;
  });
  engine.registerFilter('color_contrast', (one: string, other: string) => contrast(one, other));
}

/** From 1 to 21, with one decimal as at Shopify, cut off: never better than it is. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return Math.floor(((light + 0.05) / (dark + 0.05)) * 10) / 10;
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): [number, number, number] {
  const [, red = '0', green = '0', blue = '0'] = /^#(..)(..)(..)$/.exec(color.trim()) ?? [];
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}
