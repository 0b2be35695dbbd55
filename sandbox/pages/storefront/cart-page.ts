/** The cart page: lines, discounts, the theme extension's block before the way to checkout. */
import { html, raw } from 'hono/html';
import { findVariant, priceCart } from '../../store/carts.ts';
import { type Html, page } from './layout.ts';
import { drawPicture } from './picture.ts';
import { HOME, themeBlock, type Visit } from './visit.ts';

export async function cartPage(visit: Visit): Promise<Html> {
  const { texts } = visit;
  const block = await themeBlock(visit, 'cart-redeem');
  const filled = (visit.cart?.lines.length ?? 0) > 0;
  const title = html`<h1>${texts.cart}</h1>`;
  if (!filled) {
    const empty = html`<p>${texts.cartEmpty}</p>
      <p><a class="button" href="${HOME}">${texts.keepShopping}</a></p>`;
    return page(
      visit,
      texts.cart,
      html`${title}${empty}
        <div class="shopify-section" id="shopify-section-cart-block">${raw(block)}</div>`,
    );
  }
  return page(
    visit,
    texts.cart,
    html`${title}
      <div class="cart-columns">
        <div class="shopify-section" id="shopify-section-main-cart-items">${lines(visit)}</div>
        <div class="shopify-section" id="shopify-section-main-cart-footer">
          <div class="card">${totals(visit)}</div>
          ${raw(block)}
          <form method="post" action="/cart/update">
            <button class="button wide" name="checkout" value="1">${texts.checkout}</button>
          </form>
        </div>
      </div>`,
  );
}

function lines(visit: Visit): Html {
  const { cart, context, locale, texts } = visit;
  if (!cart) return html``;
  return html`<ul class="lines">
    ${priceCart(context, cart).lines.map((line) => {
      const found = findVariant(context, line.variantId);
      if (!found) return '';
      const title = found.product.title[locale];
      const before = line.unitPrice * line.quantity;
      return html`<li>
        <a class="thumb" href="/products/${found.product.handle}" tabindex="-1"
          >${raw(drawPicture(found.product, title))}</a
        >
        <div class="line-text">
          <a href="/products/${found.product.handle}">${title}</a>
          <span class="quiet"
            >${found.product.variants.length > 1 ? `${found.variant.title} · ` : ''}${visit.money(line.unitPrice)}
            ${texts.each}</span
          >
          <form class="line-form" method="post" action="/cart/change">
            <input type="hidden" name="id" value="${line.key}" />
            <label
              ><span class="unseen">${texts.quantity}</span
              ><input type="number" name="quantity" value="${line.quantity}" min="0" max="99"
            /></label>
            <button class="link" type="submit">${texts.update}</button>
          </form>
        </div>
        <span class="line-price"
          >${line.total < before ? html`<s>${visit.money(before)}</s> ` : ''}${visit.money(line.total)}</span
        >
      </li>`;
    })}
  </ul>`;
}

function totals(visit: Visit): Html {
  const { cart, context, texts } = visit;
  if (!cart) return html``;
  const quote = priceCart(context, cart);
  return html`<dl class="totals">
      <div>
        <dt>${texts.subtotal}</dt>
        <dd>${visit.money(quote.itemsTotal)}</dd>
      </div>
      ${quote.applied.map(
        (code) =>
          html`<div class="saving">
            <dt>${texts.discount} <code>${code.code}</code></dt>
            <dd>${code.amount > 0 ? `−${visit.money(code.amount)}` : '✓'}</dd>
          </div>`,
      )}
      <div class="sum">
        <dt>${texts.total}</dt>
        <dd data-total>${visit.money(quote.subtotal)}</dd>
      </div>
    </dl>
    ${quote.refused.map((code) => html`<p class="quiet"><code>${code.code}</code> ${texts.codeRefused}</p>`)}
    <p class="quiet">${context.config.taxesIncluded ? texts.taxIncluded : texts.taxExcluded}</p>`;
}
