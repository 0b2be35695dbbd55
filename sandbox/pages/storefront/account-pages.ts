/** Signing in as anybody, the account, and the order status page. */
import { html } from 'hono/html';
import type { Customer, Order } from '../../store/model.ts';
import { financialStatusOf, fulfillmentStatusOf } from '../../store/order-status.ts';
import { totalsOf } from '../../store/refund-math.ts';
import { screen, screenHost } from '../checkout/screen.ts';
import { accountValues, orderStatusValues, thankYouValues } from '../checkout/snapshot.ts';
import { type Html, page } from './layout.ts';
import { HOME, type Visit } from './visit.ts';

const SHOWN_MAX = 30;

export function signInPage(visit: Visit, returnTo: string, wanted: string): Promise<Html> {
  const { texts } = visit;
  const found = searchCustomers(visit, wanted);
  return page(
    visit,
    texts.signIn,
    html`<div class="narrow">
      <h1>${texts.signIn}</h1>
      <p>${texts.signInLead}</p>
      <form class="search" method="get" action="/customer_authentication/login">
        <input type="hidden" name="return_to" value="${returnTo}" />
        <label
          ><span class="unseen">${texts.search}</span
          ><input type="search" name="q" value="${wanted}" placeholder="${texts.search}"
        /></label>
        <button class="button button-plain">${texts.find}</button>
      </form>
      <form method="post" action="/customer_authentication/login">
        <input type="hidden" name="return_to" value="${returnTo}" />
        <ul class="people">
          ${found.map(
            (customer) =>
              html`<li>
                <button name="customer" value="${customer.id}">
                  <strong>${customer.firstName} ${customer.lastName}</strong
                  ><span class="quiet">${customer.email ?? ''}</span>
                </button>
              </li>`,
          )}
        </ul>
        ${found.length === 0 ? html`<p>${texts.noneFound}</p>` : ''}
      </form>
      <h2>${texts.newCustomer}</h2>
      <form class="stack" method="post" action="/customer_authentication/login">
        <input type="hidden" name="return_to" value="${returnTo}" />
        <label>${texts.firstName} <input name="first_name" required autocomplete="off" /></label>
        <label>${texts.lastName} <input name="last_name" required autocomplete="off" /></label>
        <label>${texts.email} <input type="email" name="email" required autocomplete="off" /></label>
        <button class="button">${texts.create}</button>
      </form>
    </div>`,
  );
}

export function accountPage(visit: Visit, customer: Customer): Promise<Html> {
  const { context, texts } = visit;
  const orders = [...context.state.orders.values()]
    .filter((order) => order.customerId === customer.id)
    .reverse();
  return page(
    visit,
    texts.account,
    html`<h1>${texts.hello}, ${customer.firstName}</h1>
      <p class="quiet">${customer.email}</p>
      ${screen(visit, 'customer-account.profile.block.render', accountValues(visit))}
      <h2>${texts.yourOrders}</h2>
      ${orders.length === 0 ? html`<p>${texts.noOrders}</p>` : ''}
      <ul class="orders">
        ${orders
          .slice(0, SHOWN_MAX)
          .map(
            (order) =>
              html`<li>
                <a href="/orders/${order.token}">${order.name}</a
                ><span>${visit.date(order.processedAt)}</span>
                <span class="quiet">${statusOf(visit, order)}</span
                ><span>${visit.money(totalsOf(order).total)}</span>
              </li>`,
          )}
      </ul>
      <form method="post" action="/account/logout">
        <button class="button button-plain">${texts.signOut}</button>
      </form>
      ${screenHost()}`,
  );
}

/** Thank-you and order status in one, as Shopify shows it after the checkout and later. */
export function orderPage(visit: Visit, order: Order, thanks: boolean): Promise<Html> {
  const { texts } = visit;
  const sums = totalsOf(order);
  const discount = order.discountCodes;
  return page(
    visit,
    `${texts.order} ${order.name}`,
    html`<div class="narrow">
      ${
        thanks
          ? html`<h1>${texts.thanks}</h1>
              <p>${texts.thanksLead}</p>
              <h2>${texts.order} ${order.name}</h2>`
          : html`<h1>${texts.order} ${order.name}</h1>`
      }
      <p class="quiet">${visit.date(order.processedAt)} · ${statusOf(visit, order)}</p>
      <ul class="orders">
        ${order.lines.map((line) => html`<li><span>${line.currentQuantity} × ${line.title}</span><span>${visit.money(line.unitPrice * line.quantity)}</span></li>`)}
      </ul>
      <dl class="totals card">
        ${discount.map(
          (code) =>
            html`<div class="saving">
              <dt>${texts.discount} <code>${code.code}</code></dt>
              <dd>−${visit.money(code.amount)}</dd>
            </div>`,
        )}
        ${order.shippingLines.map(
          (line) =>
            html`<div>
              <dt>${texts.shipping}</dt>
              <dd>${visit.money(line.price - sum(line.allocations.map(({ amount }) => amount)))}</dd>
            </div>`,
        )}
        ${
          order.tip > 0
            ? html`<div>
                <dt>${texts.tip}</dt>
                <dd>${visit.money(order.tip)}</dd>
              </div>`
            : ''
        }
        <div class="sum">
          <dt>${texts.total}</dt>
          <dd data-total>${visit.money(sums.total)}</dd>
        </div>
        ${
          sums.refunded > 0
            ? html`<div>
                <dt>${texts.refunded}</dt>
                <dd>${visit.money(sums.refunded)}</dd>
              </div>`
            : ''
        }
      </dl>
      ${
        thanks
          ? screen(visit, 'purchase.thank-you.block.render', thankYouValues(visit, order))
          : screen(visit, 'customer-account.order-status.block.render', orderStatusValues(visit, order))
      }
      <p><a class="button" href="${HOME}">${texts.keepShopping}</a></p>
      ${screenHost()}
    </div>`,
  );
}

function statusOf(visit: Visit, order: Order): string {
  const { texts } = visit;
  if (order.cancelledAt) return texts.cancelled;
  if (order.fulfillments.some((fulfillment) => fulfillment.deliveredAt)) return texts.delivered;
  if (fulfillmentStatusOf(order) !== null) return texts.shipped;
  const status = financialStatusOf(order);
  if (status === 'paid') return texts.paid;
  return status === 'refunded' || status === 'partially_refunded' ? texts.refunded : status;
}

function searchCustomers(visit: Visit, wanted: string): Customer[] {
  const needle = wanted.trim().toLowerCase();
  const found: Customer[] = [];
  for (const customer of visit.context.state.customers.values()) {
    const text = `${customer.firstName} ${customer.lastName} ${customer.email ?? ''}`.toLowerCase();
    if (text.includes(needle)) found.push(customer);
    if (found.length === SHOWN_MAX) break;
  }
  return found;
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
