/** The checkout's page: contact, address, payment, and beside them the order with its codes and the extension's place. */
import { html, raw } from 'hono/html';
import { type CartQuote, findVariant } from '../../store/carts.ts';
import { drawPicture } from '../storefront/picture.ts';
import type { Visit } from '../storefront/visit.ts';
import { screenHost } from './screen.ts';
import { checkoutTexts } from './texts.ts';

type Html = ReturnType<typeof html>;

/** `points` is the extension's place, empty where there is none. */
export type PageState = { quote: CartQuote; message: string; points: Html | '' };

export function checkoutPage(visit: Visit, { quote, message, points }: PageState): Html {
  const t = checkoutTexts[visit.locale];
  return frame(
    visit,
    t.title,
    html`<div class="columns">
        <form class="form" method="post" action="/checkout/pay">
          ${contact(visit)}${address(visit)}${payment(visit)}
        </form>
        <aside class="order">
          <h2>${t.summary}</h2>
          <ul class="lines">
            ${lines(visit, quote)}
          </ul>
          <form class="code" method="post" action="/checkout/code">
            <label
              ><span class="unseen">${t.code}</span
              ><input name="code" placeholder="${t.code}" autocomplete="off" required
            /></label>
            <button class="secondary">${t.apply}</button>
          </form>
          ${message === '' ? '' : html`<p class="message" role="alert">${message}</p>`} ${points}
          <div data-summary aria-live="polite">${summary(visit, quote)}</div>
        </aside>
      </div>
      ${points === '' ? '' : screenHost()}`,
  );
}

export function emptyPage(visit: Visit): Html {
  const t = checkoutTexts[visit.locale];
  return frame(
    visit,
    t.title,
    html`<p>${t.empty}</p>
      <p><a href="/cart">${t.back}</a></p>`,
  );
}

/** Totals and codes; sent again after every change that the extension makes. */
export function summary(visit: Visit, quote: CartQuote): Html {
  const t = checkoutTexts[visit.locale];
  const shippingOff =
    quote.shipping?.allocations.reduce((sum, allocation) => sum + allocation.amount, 0) ?? 0;
  const shipping = (quote.shipping?.price ?? 0) - shippingOff;
  return html`<dl>
    <div>
      <dt>${t.subtotal}</dt>
      <dd>${visit.money(quote.itemsTotal)}</dd>
    </div>
    ${quote.applied.map(
      (code) =>
        html`<div class="saving">
          <dt>
            ${t.discount} <code>${code.code}</code>
            <form method="post" action="/checkout/code">
              <button class="remove" name="remove" value="${code.code}" aria-label="${t.remove} ${code.code}">
                ×
              </button>
            </form>
          </dt>
          <dd>−${visit.money(code.amount)}</dd>
        </div>`,
    )}
    ${
      quote.shipping
        ? html`<div>
            <dt>${t.shipping}</dt>
            <dd>${shipping === 0 ? t.free : visit.money(shipping)}</dd>
          </div>`
        : ''
    }
    <div class="total">
      <dt>${t.total}</dt>
      <dd data-total>${visit.money(quote.total)}</dd>
    </div>
    <div class="quiet">
      <dt>${t.taxes}</dt>
      <dd>${visit.money(quote.taxTotal)}</dd>
    </div>
  </dl>`;
}

function contact(visit: Visit): Html {
  const t = checkoutTexts[visit.locale];
  const { customer } = visit;
  if (customer) {
    return html`<h2>${t.contact}</h2>
      <p>${t.signedInAs} <strong>${customer.firstName} ${customer.lastName}</strong> (${customer.email})</p>`;
  }
  return html`<h2>${t.contact}</h2>
    <p>${t.guest} <a href="/customer_authentication/login?return_to=/checkout">${t.signIn}</a></p>
    <label>${t.email} <input type="email" name="email" required autocomplete="email" /></label>
    <label class="check"><input type="checkbox" name="newsletter" value="1" /> ${t.newsletter}</label>`;
}

function address(visit: Visit): Html {
  const t = checkoutTexts[visit.locale];
  const known = visit.customer?.address;
  const field = (name: string, label: string, value: string, complete: string) =>
    html`<label
      >${label} <input name="${name}" value="${value}" required autocomplete="${complete}"
    /></label>`;
  return html`<h2>${t.address}</h2>
    <div class="pair">
      ${field('firstName', t.firstName, known?.firstName ?? visit.customer?.firstName ?? '', 'given-name')}
      ${field('lastName', t.lastName, known?.lastName ?? visit.customer?.lastName ?? '', 'family-name')}
    </div>
    ${field('address1', t.street, known?.address1 ?? '', 'street-address')}
    <div class="pair">
      ${field('zip', t.zip, known?.zip ?? '', 'postal-code')}${field('city', t.city, known?.city ?? '', 'address-level2')}
    </div>`;
}

function payment(visit: Visit): Html {
  const t = checkoutTexts[visit.locale];
  const { shipping } = visit.context.config;
  const credit = visit.customer?.storeCredit ?? 0;
  return html`<h2>${t.shippingMethod}</h2>
    <p class="choice">
      <span>${shipping.title[visit.locale]}</span><span>${visit.money(shipping.price)}</span>
    </p>
    <h2>${t.payment}</h2>
    <label class="check choice"><input type="radio" name="payment" value="card" checked /> ${t.card}</label>
    <label class="check choice"><input type="radio" name="payment" value="pending" /> ${t.invoice}</label>
    ${credit > 0 ? html`<label class="check"><input type="checkbox" name="storeCredit" value="1" /> ${t.storeCredit} (${visit.money(credit)})</label>` : ''}
    <div class="pair">
      <label
        >${t.giftCard} <input name="giftCard" inputmode="decimal" placeholder="0" autocomplete="off"
      /></label>
      <label>${t.tip} <input name="tip" inputmode="decimal" placeholder="0" autocomplete="off" /></label>
    </div>
    <button class="primary">${t.pay}</button>`;
}

function lines(visit: Visit, quote: CartQuote): Html[] {
  return quote.lines.map((line) => {
    const found = findVariant(visit.context, line.variantId);
    const title = found?.product.title[visit.locale] ?? '';
    const before = line.unitPrice * line.quantity;
    return html`<li>
      <span class="thumb"
        >${found ? raw(drawPicture(found.product, title)) : ''}<span class="times"
          >${line.quantity}</span
        ></span
      >
      <span>${title}</span>
      <span>${visit.money(before)}</span>
    </li>`;
  });
}

function frame(visit: Visit, title: string, body: Html): Html {
  const t = checkoutTexts[visit.locale];
  return html`<!doctype html>
    <html lang="${visit.locale}" data-look="${visit.look}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${visit.context.config.shopName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/checkout-assets/checkout.css" />
      </head>
      <body>
        <header><a href="/shop">${visit.context.config.shopName}</a><a href="/cart">${t.back}</a></header>
        <main>
          <h1 class="unseen">${title}</h1>
          ${body}
        </main>
        <footer>
          <form method="post" action="/checkout/plus">
            ${visit.context.config.plus ? t.plusOn : t.plusOff}
            <button class="link">${t.plusSwitch}</button>
          </form>
        </footer>
      </body>
    </html>`;
}
