/**
 * HTML for the middle of the shop's own theme. Shopify runs it through Liquid, so whatever strangers may have written is kept from
 * being HTML and from being Liquid.
 */
import { escapeHtml } from '#app/core/escape-html.ts';

const BRACES: Record<string, string> = { '{': '&#123;', '}': '&#125;', '%': '&#37;' };

export function escapeForTheme(text: string): string {
  return escapeHtml(text).replace(/[{}%]/g, (sign) => BRACES[sign] ?? '');
}

export function inTheme(content: string): string {
  return `<div class="treuwerk-page page-width" style="max-width:40rem;margin:3rem auto;padding:0 1rem;text-align:center">${content}</div>`;
}

export const THEME_BUTTON =
  'display:inline-block;box-sizing:border-box;min-height:2.75rem;padding:.6rem 1.4rem;border:1px solid currentColor;border-radius:.4em;' +
  'background:transparent;color:inherit;font:inherit;text-decoration:none;cursor:pointer';
