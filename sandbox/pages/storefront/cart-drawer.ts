/** The cart as a drawer, as many themes have it: drawn anew by Ajax whenever the cart changes. */
import { html } from 'hono/html';
import { findVariant, priceCart } from '../../store/carts.ts';
import type { Html } from './layout.ts';
import type { Visit } from './visit.ts';

export function cartDrawer(visit: Visit): Html {
  const { cart, context, locale, texts } = visit;
  const quote = cart && priceCart(context, cart);
  return html`<div class="shopify-section" id="shopify-section-cart-drawer">
    <div class="drawer-head">
      <h2 id="drawer-title">${texts.cart}</h2>
      <button class="link" type="button" data-drawer="close" aria-label="${texts.closeCart}">×</button>
    </div>
    ${
      quote && quote.lines.length > 0
        ? html`<ul class="orders">
              ${quote.lines.map(
                (line) =>
                  html`<li>
                    <span
                      >${line.quantity} × ${findVariant(context, line.variantId)?.product.title[locale]}</span
                    ><span>${visit.money(line.total)}</span>
                  </li>`,
              )}
            </ul>
            <p>${texts.total}: <strong data-total>${visit.money(quote.subtotal)}</strong></p>`
        : html`<p>${texts.cartEmpty}</p>`
    }
    <form class="drawer-foot" method="post" action="/cart/update">
      <button class="button wide" name="checkout" value="1">${texts.checkout}</button>
    </form>
  </div>`;
}
