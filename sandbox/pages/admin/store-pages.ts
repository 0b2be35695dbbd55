/** The store's own records as the admin shows them: read only; what changes them is "Act as Shopify". */
import { html } from 'hono/html';
import type { SandboxContext } from '../../store/context.ts';
import type { Customer, Order } from '../../store/model.ts';
import { formatMinor } from '../../store/money.ts';
import { financialStatusOf } from '../../store/order-status.ts';
import { totalsOf } from '../../store/refund-math.ts';
import { customerBlocks, orderBlocks } from './blocks/section.ts';
import type { AdminVisit, Html, Middle } from './chrome.ts';
import { adminTexts } from './texts.ts';

const ROWS_SHOWN = 100;

export function ordersPage(visit: AdminVisit): Middle {
  const texts = adminTexts[visit.locale];
  const orders = newest([...visit.context.state.orders.values()], (order) => order.processedAt);
  return {
    title: texts.orders,
    app: false,
    body: table(
      visit,
      [texts.order, texts.date, texts.customer, texts.payment, texts.total],
      orders,
      (order) => [
        html`<a href="/admin/orders/${order.id}">${order.name}</a>`,
        date(visit, order.processedAt),
        customerLink(visit, order.customerId),
        financialStatusOf(order),
        money(order, totalsOf(order).total),
      ],
    ),
  };
}

export function orderPage(visit: AdminVisit, id: string): Middle | undefined {
  const texts = adminTexts[visit.locale];
  const order = visit.context.state.orders.get(id);
  if (!order) return undefined;
  return {
    title: `${texts.order} ${order.name}`,
    app: false,
    body: html`<p>
        ${date(visit, order.processedAt)} · ${customerLink(visit, order.customerId)} ·
        <strong>${financialStatusOf(order)}</strong> · ${texts.total} ${money(order, totalsOf(order).total)}
      </p>
      ${order.discountCodes.map(
        ({ code, amount }) => html`<p>${texts.discount}: <code>${code}</code> −${money(order, amount)}</p>`,
      )}
      ${table(visit, [texts.item, texts.quantity, texts.price], order.lines, (line) => [
        line.variantTitle ? `${line.title} – ${line.variantTitle}` : line.title,
        String(line.currentQuantity),
        money(order, line.unitPrice),
      ])}
      ${orderBlocks(visit, id)}`,
  };
}

export function customersPage(visit: AdminVisit): Middle {
  const texts = adminTexts[visit.locale];
  const customers = newest([...visit.context.state.customers.values()], (customer) => customer.createdAt);
  return {
    title: texts.customers,
    app: false,
    body: table(visit, [texts.customer, texts.email], customers, (customer) => [
      customerLink(visit, customer.id),
      customer.email ?? '–',
    ]),
  };
}

export function customerPage(visit: AdminVisit, id: string): Middle | undefined {
  const texts = adminTexts[visit.locale];
  const { state } = visit.context;
  const customer = state.customers.get(id);
  if (!customer) return undefined;
  const orders = newest([...state.orders.values()], (order) => order.processedAt).filter(
    (order) => order.customerId === id,
  );
  const standing = [...(state.metafields.get(`gid://shopify/Customer/${id}`)?.values() ?? [])];
  return {
    title: nameOf(customer),
    app: false,
    body: html`<p>${customer.email ?? '–'}</p>
      ${table(visit, [texts.order, texts.date, texts.payment, texts.total], orders, (order) => [
        html`<a href="/admin/orders/${order.id}">${order.name}</a>`,
        date(visit, order.processedAt),
        financialStatusOf(order),
        money(order, totalsOf(order).total),
      ])}
      ${customerBlocks(visit, id)}
      ${standing.map(
        (field) =>
          html`<h2>${texts.standing}: ${field.namespace}.${field.key}</h2>
            <pre>${field.value}</pre>`,
      )}`,
  };
}

export function productsPage(visit: AdminVisit): Middle {
  const texts = adminTexts[visit.locale];
  const { currency } = visit.context.config;
  return {
    title: texts.products,
    app: false,
    body: table(visit, [texts.item, texts.price], [...visit.context.state.products.values()], (product) => [
      html`<a href="/products/${product.handle}">${product.title[visit.locale]}</a>`,
      product.variants.map((variant) => `${formatMinor(variant.price, currency)} ${currency}`)[0] ?? '–',
    ]),
  };
}

export function discountsPage(visit: AdminVisit): Middle {
  const texts = adminTexts[visit.locale];
  const now = visit.context.clock.iso();
  const discounts = newest([...visit.context.state.discounts.values()], (discount) => discount.createdAt);
  return {
    title: texts.discounts,
    app: false,
    body: table(
      visit,
      [texts.code, texts.discount, texts.uses, texts.ends, texts.status],
      discounts,
      (discount) => [
        discount.codes[0]?.code ?? '–',
        discount.title,
        String(discount.usageCount),
        discount.endsAt ? date(visit, discount.endsAt) : '–',
        discount.deactivated || (discount.endsAt !== null && discount.endsAt <= now)
          ? texts.ended
          : texts.active,
      ],
    ),
  };
}

function table<Row>(
  visit: AdminVisit,
  headings: string[],
  rows: Row[],
  cells: (row: Row) => (Html | string)[],
): Html {
  const texts = adminTexts[visit.locale];
  if (rows.length === 0) return html`<p>${texts.empty}</p>`;
  const shown = rows.slice(0, ROWS_SHOWN);
  return html`<div class="table">
      <table>
        <thead>
          <tr>
            ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (row) =>
              html`<tr>
                ${cells(row).map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${rows.length > shown.length ? html`<p>${texts.newest(shown.length)}</p>` : ''}`;
}

function newest<Row>(rows: Row[], instant: (row: Row) => string): Row[] {
  return rows.sort((one, other) => instant(other).localeCompare(instant(one)));
}

function customerLink({ context, locale }: AdminVisit, id: string | null): Html | string {
  const customer = id === null ? undefined : context.state.customers.get(id);
  if (!customer) return adminTexts[locale].guest;
  return html`<a href="/admin/customers/${customer.id}">${nameOf(customer)}</a>`;
}

function nameOf(customer: Customer): string {
  return `${customer.firstName} ${customer.lastName}`.trim() || (customer.email ?? customer.id);
}

function money(order: Order, minor: number): string {
  return `${formatMinor(minor, order.currency)} ${order.currency}`;
}

function date({ context, locale }: AdminVisit, iso: string): string {
  const { timeZone } = (context satisfies SandboxContext).config;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  );
}
