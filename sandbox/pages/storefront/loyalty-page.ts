/** The loyalty page as a merchant would build it: the extension's section blocks, one below the other. */
import { html, raw } from 'hono/html';
import { type Html, page } from './layout.ts';
import { themeBlock, type Visit } from './visit.ts';

export const LOYALTY_BLOCKS = [
  'loyalty-intro',
  'expiry-notice',
  'member-card',
  'loyalty-steps',
  'loyalty-ways',
  'loyalty-rewards',
  'tier-table',
  'loyalty-faq',
  'newsletter',
];

export async function loyaltyPage(visit: Visit): Promise<Html> {
  const blocks = await Promise.all(LOYALTY_BLOCKS.map((name) => themeBlock(visit, name)));
  return page(
    visit,
    visit.texts.loyalty,
    html`<h1>${visit.texts.loyalty}</h1>
      ${blocks.map((block) => html`<div class="shopify-section">${raw(block)}</div>`)}`,
  );
}
