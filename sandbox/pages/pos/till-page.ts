/** The till's pages: goods and cart with the places of the app's extensions, and the page after a sale. */
import { html, raw } from 'hono/html';
import { findVariant } from '../../store/carts.ts';
import type { Cart, Order } from '../../store/model.ts';
import { totalsOf } from '../../store/refund-math.ts';
import { drawPicture } from '../storefront/picture.ts';
import type { Visit } from '../storefront/visit.ts';
import type { Setting, Snapshot } from './browser/protocol.ts';
import { posTexts } from './texts.ts';
import { quoteOf } from './till-cart.ts';

type Html = ReturnType<typeof html>;
type Start = { setting: Setting; snapshot: Snapshot };

export const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'];

export function tillPage(visit: Visit, cart: Cart, start: Start): Html {
  const t = posTexts[visit.locale];
  return frame(
    visit,
    start,
    html`<div class="till">
        <main>
          <h1>${t.title}</h1>
          <section class="grid" aria-label="${t.apps}"><div data-place="pos.home.tile.render"></div></section>
          <h2>${t.goods}</h2>
          <ul class="goods">
            ${goods(visit)}
          </ul>
          ${tools(visit, start.setting.locale)}
        </main>
        <aside aria-label="${t.cart}">
          <div data-place="cart" aria-live="polite">${cartPart(visit, cart)}</div>
          <div data-place="pos.customer-details.block.render"></div>
        </aside>
      </div>
      <dialog aria-label="${t.apps}">
        <button type="button" class="close" data-act="close">${t.close}</button>
        <div data-place="pos.home.modal.render"></div>
      </dialog>`,
  );
}

/** What was sold, and what extensions say of it. */
export function salePage(visit: Visit, order: Order, start: Start): Html {
  const t = posTexts[visit.locale];
  return frame(
    visit,
    start,
    html`<main class="sale">
      <h1>${t.done}</h1>
      <p>${order.name} · ${t.change}: <strong>${visit.money(totalsOf(order).total)}</strong></p>
      <div data-place="pos.purchase.post.block.render"></div>
      <p><a class="next" href="/pos?locale=${start.setting.locale}">${t.next}</a></p>
    </main>`,
  );
}

/** Sent again after every change. */
export function cartPart(visit: Visit, cart: Cart): Html {
  const t = posTexts[visit.locale];
  const quote = quoteOf(visit.context, cart);
  const customer = cart.customerId === null ? undefined : visit.context.state.customers.get(cart.customerId);
  return html`<h2>${t.cart}</h2>
    <p class="customer">
      <span>${t.customer}: <strong>${customer ? nameOf(customer) : t.nobody}</strong></span>
      ${customer ? button('removeCustomer', [], t.removeCustomer, '×') : ''}
    </p>
    ${quote.lines.length === 0 ? html`<p class="quiet">${t.empty}</p>` : ''}
    <ul class="lines">
      ${quote.lines.map((line) => {
        const title = findVariant(visit.context, line.variantId)?.product.title[visit.locale] ?? '';
        return html`<li>
          <span>${line.quantity} × ${title}</span>
          <span>${visit.money(line.unitPrice * line.quantity)}</span>
          ${button('setQuantity', [line.key, line.quantity - 1], `${t.less}: ${title}`, '−')}
        </li>`;
      })}
      ${quote.applied.map(
        ({ code, amount }) =>
          html`<li class="saving">
            <span>${t.discount} <code>${code}</code></span
            ><span>−${visit.money(amount)}</span>
          </li>`,
      )}
    </ul>
    <p class="total"><span>${t.total}</span> <strong>${visit.money(quote.total)}</strong></p>
    <form method="post" action="/pos/pay">
      <button class="pay" ${quote.lines.length === 0 ? 'disabled' : ''}>${t.pay}</button>
    </form>
    ${quote.lines.length === 0 ? '' : button('clearCart', [], t.clear, t.clear)}`;
}

function nameOf({
  firstName,
  lastName,
  email,
  id,
}: {
  firstName: string;
  lastName: string;
  email: string | null;
  id: string;
}): string {
  return `${firstName} ${lastName}`.trim() || (email ?? id);
}

function button(verb: string, args: unknown[], label: string, shown: string): Html {
  return html`<button
    type="button"
    class="small"
    data-verb="${verb}"
    data-args="${JSON.stringify(args)}"
    aria-label="${label}"
  >
    ${shown}
  </button>`;
}

function goods(visit: Visit): Html[] {
  return [...visit.context.state.products.values()].flatMap((product) => {
    const [variant] = product.variants;
    if (!variant || product.giftCard) return [];
    const title = product.title[visit.locale];
    return html`<li>
      <button type="button" data-verb="addLineItem" data-args="${JSON.stringify([variant.id, 1])}">
        ${raw(drawPicture(product, title))}<span>${title}</span><strong>${visit.money(variant.price)}</strong>
      </button>
    </li>`;
  });
}

/** What a real till has in hardware: a scanner, a network that can fail, a language. */
function tools(visit: Visit, locale: string): Html {
  const t = posTexts[visit.locale];
  return html`<section class="tools" aria-label="${t.scan}">
    <form data-act="scan" data-place="scan">
      <label>${t.scanText} <input name="data" required autocomplete="off" /></label
      ><button class="small">${t.scanGo}</button>
    </form>
    <form method="get" action="/pos">
      <label
        >${t.language}
        <select name="locale">
          ${LANGUAGES.map((one) => html`<option value="${one}" ${one === locale ? 'selected' : ''}>${one}</option>`)}
        </select></label
      ><button class="small">${t.switch}</button>
    </form>
    <button type="button" class="small" data-act="offline" aria-pressed="false">${t.offline}</button>
    <a href="/shop">${t.shop}</a>
  </section>`;
}

function frame(visit: Visit, start: Start, body: Html): Html {
  const t = posTexts[visit.locale];
  return html`<!doctype html>
    <html lang="${visit.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t.title} · ${visit.context.config.shopName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/pos-assets/pos.css" />
      </head>
      <body>
        ${body}
        <p data-place="toast" role="status"></p>
        <script type="application/json" data-page>
          ${raw(JSON.stringify(start).replaceAll('<', '\\u003c'))}
        </script>
        <script type="module" src="/pos-assets/till.js"></script>
      </body>
    </html>`;
}
