/** The board of "Act as Shopify": time, orders, customers, webhooks, faults, and what happened. */
import { html } from 'hono/html';
import type { AdminApi } from '../../admin-api/endpoint.ts';
import type { Order } from '../../store/model.ts';
import { financialStatusOf, fulfillmentStatusOf } from '../../store/order-status.ts';
import { totalsOf } from '../../store/refund-math.ts';
import type { Delivery } from '../../webhooks/sender.ts';
import { button, frame, type Html, money, time, type View } from './layout.ts';

const ORDERS_SHOWN = 100;
const DELIVERIES_SHOWN = 60;
const FAULTS = [
  'latency',
  'throttled',
  'too_many_requests',
  'server_error',
  'timeout',
  'graphql_error',
  'user_error',
  'unauthorized',
  'kill_app',
];

export function boardPage(view: View, adminApi: AdminApi, deliveries: Delivery[]): Html {
  const { texts } = view;
  const parts = [
    clockPart(view),
    ordersPart(view),
    customersPart(view),
    deliveriesPart(view, deliveries),
    faultsPart(view, adminApi),
    logPart(view),
  ];
  return frame(view, texts.title, parts);
}

function clockPart(view: View): Html {
  const { texts, context } = view;
  const steps: [string, number][] = [
    [texts.hour, 1],
    [texts.day, 24],
    [texts.fortnight, 14 * 24],
    [texts.year, 365 * 24],
  ];
  return html`<h2>${texts.clock}</h2>
    <p>${texts.storeTime} <strong>${time(view, context.clock.iso())}</strong>.</p>
    <div class="row">
      ${steps.map(([label, hours]) => button(label, 'clock', { hours: String(hours) }))}
      <form method="post" action="/act-as-shopify/clock">
        <label
          >${texts.toDate} <input type="date" name="to" min="${context.clock.iso().slice(0, 10)}" required
        /></label>
        <button>${texts.move}</button>
      </form>
    </div>`;
}

function ordersPart(view: View): Html {
  const { texts, context } = view;
  const newest = [...context.state.orders.values()].sort((left, right) =>
    left.processedAt < right.processedAt ? 1 : -1,
  );
  const rows = newest.slice(0, ORDERS_SHOWN).map((order) => orderRow(view, order));
  return html`<h2>${texts.orders}</h2>
    <p class="soft">${context.state.orders.size} ${texts.found}.</p>
    ${
      rows.length === 0
        ? html`<p>${texts.none}</p>`
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>${texts.order}</th>
                  <th>${texts.when}</th>
                  <th>${texts.customer}</th>
                  <th>${texts.total}</th>
                  <th>${texts.payment}</th>
                  <th>${texts.parcels}</th>
                  <th>${texts.actions}</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }`;
}

function orderRow(view: View, order: Order): Html {
  const { texts, context } = view;
  const customer = order.customerId === null ? undefined : context.state.customers.get(order.customerId);
  return html`<tr>
    <td><a href="/act-as-shopify/orders/${order.id}">${order.name}</a></td>
    <td>${time(view, order.processedAt)}</td>
    <td>${customer ? `${customer.firstName} ${customer.lastName}` : texts.guest}</td>
    <td class="number">${money(view, totalsOf(order).current.total, order.currency)}</td>
    <td>${order.cancelledAt ? 'cancelled' : financialStatusOf(order)}</td>
    <td>${fulfillmentStatusOf(order) ?? '–'}</td>
    <td><div class="row">${orderButtons(view, order)}</div></td>
  </tr>`;
}

export function orderButtons(view: View, order: Order): Html[] {
  const { texts } = view;
  const totals = totalsOf(order);
  const id = { id: order.id };
  const open =
    order.lines.some((line) => line.currentQuantity > line.fulfilledQuantity) && !order.cancelledAt;
  const underWay = order.fulfillments.some((fulfillment) => fulfillment.deliveredAt === null);
  return [
    totals.outstanding > 0 ? button(texts.takePayment, 'pay', id) : html``,
    open ? button(texts.send, 'fulfil', id) : html``,
    underWay ? button(texts.arrive, 'deliver', id) : html``,
    totals.net > 0 ? button(texts.refundAll, 'refund-all', id) : html``,
    order.cancelledAt ? html`` : button(texts.cancel, 'cancel', id, 'danger'),
  ];
}

function customersPart(view: View): Html {
  const { texts, context } = view;
  const newest = [...context.state.customers.values()].slice(-20).reverse();
  const rows = newest.map(
    (customer) =>
      html`<tr>
        <td>
          ${customer.firstName} ${customer.lastName}<br /><span class="soft">${customer.email ?? ''}</span>
        </td>
        <td>
          <div class="row">
            ${button(texts.subscribe, 'subscribe', { id: customer.id })}
            ${button(texts.credit, 'credit', { id: customer.id })}
            ${button(texts.privacyExport, 'privacy', { id: customer.id, kind: 'customers/data_request' })}
            ${button(texts.privacyErase, 'privacy', { id: customer.id, kind: 'customers/redact' }, 'danger')}
            ${button(texts.remove, 'delete-customer', { id: customer.id }, 'danger')}
          </div>
        </td>
      </tr>`,
  );
  return html`<h2>${texts.customers}</h2>
    ${
      rows.length === 0
        ? html`<p>${texts.none}</p>`
        : html`<div class="scroll">
            <table>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }`;
}

function deliveriesPart(view: View, deliveries: Delivery[]): Html {
  const { texts } = view;
  const rows = deliveries
    .slice(-DELIVERIES_SHOWN)
    .reverse()
    .map(
      (delivery) =>
        html`<tr>
          <td>${delivery.topic}</td>
          <td>${time(view, delivery.triggeredAt)}</td>
          <td>${delivery.state}</td>
          <td>${delivery.attempts.map((attempt) => `${attempt.status} (${attempt.ms} ms)`).join(', ')}</td>
          <td>${button(texts.repeat, 'replay', { delivery: delivery.id })}</td>
        </tr>`,
    );
  return html`<h2>${texts.deliveries}</h2>
    <div class="row">
      ${button(texts.hold, 'hold')} ${button(texts.letGo, 'flush')}
      ${button(texts.repeatAll, 'replay-shuffled')} ${button(texts.chaos, 'chances')}
      ${button(texts.calm, 'calm')}
    </div>
    <p class="soft">${texts.deliveriesAbout}</p>
    ${
      rows.length === 0
        ? html`<p>${texts.none}</p>`
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>${texts.topic}</th>
                  <th>${texts.when}</th>
                  <th>${texts.state}</th>
                  <th>${texts.attempts}</th>
                  <th>${texts.actions}</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }`;
}

function faultsPart(view: View, adminApi: AdminApi): Html {
  const { texts } = view;
  const set = adminApi.faults
    .list()
    .map((fault) => html`<li>${fault.operation}: ${fault.kind}, ${fault.when}, ${fault.times ?? '∞'}</li>`);
  return html`<h2>${texts.faults}</h2>
    <p class="soft">${texts.faultsAbout}</p>
    <form method="post" action="/act-as-shopify/fault">
      <label>${texts.operation} <input name="operation" value="discountCodeBasicCreate" required /></label>
      <label
        >${texts.fault}
        <select name="kind">
          ${FAULTS.map((kind) => html`<option>${kind}</option>`)}
        </select></label
      >
      <label
        >${texts.whenFault}
        <select name="when">
          <option value="before">${texts.before}</option>
          <option value="after">${texts.after}</option>
        </select></label
      >
      <button>${texts.strike}</button>
    </form>
    <ul>
      ${set}
    </ul>
    <div class="row">
      ${button(texts.clear, 'clear-faults')} ${button(texts.killApp, 'kill', {}, 'danger')}
      ${button(texts.uninstall, 'uninstall', {}, 'danger')}
    </div>`;
}

function logPart(view: View): Html {
  const lines = view.context.state.log.slice(-30).reverse();
  return html`<h2>${view.texts.log}</h2>
    ${
      lines.length === 0
        ? html`<p>${view.texts.none}</p>`
        : html`<ul>
            ${lines.map((line) => html`<li><span class="soft">${time(view, line.at)}</span> ${line.text}</li>`)}
          </ul>`
    }`;
}
