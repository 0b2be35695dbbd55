/**
 * `--history FILE`: the past of a real shop instead of a generated one. Plain or gzipped; the kind is told from the
 * content: invoice lines (InvoiceNo, StockCode, …), Shopify's order export (Name, Lineitem name, …), or events as
 * NDJSON (`{type, inv, cust, at, lines, pence}`). Nothing is announced to the app: this is the past.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { SandboxContext } from '../store/context.ts';
import { makeCustomer } from '../store/customers.ts';
import type { Customer, Order } from '../store/model.ts';
import { parseMinor } from '../store/money.ts';
import { buildOrder, type OrderLineSpec, type OrderSpec } from '../store/order-build.ts';
import { refundOrder } from '../store/refunds.ts';
import { parseCsv } from './csv.ts';

export type ImportReport = { orders: number; refunds: number; customers: number; skippedLines: number };

type Importer = {
  context: SandboxContext;
  report: ImportReport;
  customers: Map<string, Customer>;
};

/** The currency that a file tells by itself: pence are British, Shopify's export has a column. */
export function currencyOfHistory(file: string): string | undefined {
  const text = readText(file);
  if (text.trimStart().startsWith('{')) return text.slice(0, 500).includes('"pence"') ? 'GBP' : undefined;
  const [first] = parseCsv(text.slice(0, 100_000));
  return first?.['Currency'] || undefined;
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

export function importHistoryFile(context: SandboxContext, file: string): ImportReport {
  const text = readText(file);
  const importer: Importer = {
    context,
    report: { orders: 0, refunds: 0, customers: 0, skippedLines: 0 },
    customers: new Map(),
  };
  const firstLine = text.slice(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n'));
  if (firstLine.trimStart().startsWith('{')) importEvents(importer, text);
  else if (firstLine.includes('Lineitem name')) importShopifyExport(importer, text);
  else if (firstLine.includes('InvoiceNo') || firstLine.includes('Invoice'))
    importInvoiceLines(importer, text);
  else
    throw new Error(
      `${file}: neither events, nor invoice lines, nor Shopify's order export: "${firstLine.slice(0, 80)}"`,
    );
  importer.report.customers = importer.customers.size;
  return importer.report;
}

type Event = {
  type: 'order' | 'refund';
  inv: string;
  cust: string | null;
  at: string;
  order?: string;
  pence: number;
};

function importEvents(importer: Importer, text: string): void {
  const byInvoice = new Map<string, Order>();
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end === -1 ? text.length : end);
    from = end === -1 ? text.length : end + 1;
    if (line.trim() === '') continue;
    const event = JSON.parse(line) as Event;
    const at = instant(event.at);
    const known = event.order === undefined ? undefined : byInvoice.get(event.order);
    if (event.type === 'refund' && known) refundMoney(importer, known, Math.abs(event.pence), at);
    else if (event.type === 'refund')
      standaloneRefund(importer, event.inv, event.cust, at, Math.abs(event.pence));
    else {
      const order = addOrder(importer, event.inv, event.cust, at, [
        { title: 'Order', unitPrice: Math.max(0, event.pence) },
      ]);
      byInvoice.set(event.inv, order);
    }
  }
}

type Invoice = {
  at: string;
  customer: string | null;
  lines: OrderLineSpec[];
  refund: number;
  cancellation: boolean;
};

/** Cancellations start with C; a line without a usable price or quantity is left out; exact repeats are lines. */
function importInvoiceLines(importer: Importer, text: string): void {
  const { currency } = importer.context.config;
  const invoices = new Map<string, Invoice>();
  for (const row of parseCsv(text)) {
    const number = row['InvoiceNo'] ?? row['Invoice'] ?? '';
    const cancellation = /^C/i.test(number);
    const quantity = Number(row['Quantity']);
    const price = row['UnitPrice'] ?? row['Price'] ?? '';
    const usable =
      Number.isInteger(quantity) && quantity !== 0 && Number(price) > 0 && cancellation === quantity < 0;
    if (!usable) {
      importer.report.skippedLines += 1;
      continue;
    }
    const customer = row['CustomerID'] ?? row['Customer ID'] ?? '';
    const invoice = invoices.get(number) ?? {
      at: instant(row['InvoiceDate'] ?? ''),
      customer: customer === '' || customer === 'NA' ? null : customer.replace(/\.0$/, ''),
      lines: [],
      refund: 0,
      cancellation,
    };
    invoices.set(number, invoice);
    const unitPrice = parseMinor(toDigits(price), currency);
    if (cancellation) invoice.refund += unitPrice * -quantity;
    else
      invoice.lines.push({
        title: row['Description'] ?? 'Item',
        sku: row['StockCode'] ?? null,
        quantity,
        unitPrice,
      });
  }
  for (const [number, invoice] of [...invoices].sort((left, right) => (left[1].at < right[1].at ? -1 : 1))) {
    if (invoice.cancellation)
      standaloneRefund(importer, number, invoice.customer, invoice.at, invoice.refund);
    else addOrder(importer, number, invoice.customer, invoice.at, invoice.lines);
  }
}

/** A price with more digits than the currency has is rounded to it, as the invoice's total would be. */
function toDigits(price: string): string {
  return Number(price).toFixed(2);
}

/** One row per line; the order's own columns stand in its first row only. */
function importShopifyExport(importer: Importer, text: string): void {
  const { currency } = importer.context.config;
  const orders = new Map<string, { head: Record<string, string>; lines: OrderLineSpec[] }>();
  for (const row of parseCsv(text)) {
    const name = row['Name'] ?? '';
    const known = orders.get(name) ?? { head: row, lines: [] };
    orders.set(name, known);
    const price = row['Lineitem price'];
    if (!price) continue;
    known.lines.push({
      title: row['Lineitem name'] ?? 'Item',
      sku: row['Lineitem sku'] || null,
      quantity: Number(row['Lineitem quantity'] || 1),
      unitPrice: parseMinor(price, currency),
      requiresShipping: row['Lineitem requires shipping'] !== 'false',
      discount: row['Lineitem discount'] ? parseMinor(row['Lineitem discount'], currency) : 0,
    });
  }
  const oldestFirst = [...orders].sort((left, right) =>
    instant(left[1].head['Created at'] ?? '').localeCompare(instant(right[1].head['Created at'] ?? '')),
  );
  for (const [name, { head, lines }] of oldestFirst) {
    const amount = (field: string) => (head[field] ? parseMinor(head[field], currency) : 0);
    const status = (head['Financial Status'] ?? 'paid').toLowerCase();
    const lineDiscounts = lines.reduce((sum, line) => sum + (line.discount ?? 0), 0);
    const order = addOrder(
      importer,
      name,
      head['Email'] || null,
      instant(head['Paid at'] || head['Created at'] || ''),
      lines,
      {
        name,
        createdAt: instant(head['Created at'] ?? ''),
        shipping: amount('Shipping'),
        orderDiscount: Math.max(0, amount('Discount Amount') - lineDiscounts),
        ...(head['Discount Code'] ? { discountCode: head['Discount Code'] } : {}),
        ...(head['Cancelled at'] ? { cancelledAt: instant(head['Cancelled at']) } : {}),
        ...(status === 'pending' || status === 'voided' || status === 'authorized'
          ? { financialStatus: status, payments: [] }
          : {}),
      },
    );
    const refunded = amount('Refunded Amount');
    if (refunded > 0) refundMoney(importer, order, refunded, order.processedAt);
  }
}

function addOrder(
  importer: Importer,
  reference: string,
  customerKey: string | null,
  at: string,
  lines: OrderLineSpec[],
  more: Partial<OrderSpec> = {},
): Order {
  const customer = customerKey === null ? undefined : customerOf(importer, customerKey, at);
  const order = buildOrder(importer.context, {
    processedAt: at,
    customerId: customer?.id ?? null,
    attributes: { reference },
    ...more,
    lines,
  });
  importer.context.state.orders.set(order.id, order);
  importer.report.orders += 1;
  return order;
}

/** A refund that names no order: an order worth nothing carries it, so that no other order's value changes. */
function standaloneRefund(
  importer: Importer,
  reference: string,
  customerKey: string | null,
  at: string,
  amount: number,
): void {
  const order = addOrder(importer, reference, customerKey, at, [
    { title: 'Refund without an order', unitPrice: 0 },
  ]);
  importer.report.orders -= 1;
  refundMoney(importer, order, amount, at);
}

function refundMoney(importer: Importer, order: Order, amount: number, at: string): void {
  refundOrder(importer.context, order.id, { amount, at, announce: false, note: 'Imported' });
  order.updatedAt = at;
  importer.report.refunds += 1;
}

function customerOf(importer: Importer, key: string, at: string): Customer {
  const known = importer.customers.get(key);
  if (known) return known;
  const customer = makeCustomer(importer.context, {
    email: key.includes('@') ? key : `customer-${key}@example.com`,
    firstName: 'Customer',
    lastName: key.includes('@') ? (key.split('@')[0] ?? key) : key,
    note: key,
    createdAt: at,
  });
  importer.customers.set(key, customer);
  return customer;
}

/** `2010-12-01 08:26:00`, with or without a zone (UTC then), or with Shopify's ` +0100`. */
function instant(text: string): string {
  const zoned = /([+-]\d{2}):?(\d{2})$|Z$/.test(text.trim());
  const plain = text
    .trim()
    .replace(' ', 'T')
    .replace(/ ?([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const date = new Date(zoned ? plain : `${plain}Z`);
  if (Number.isNaN(date.getTime())) throw new Error(`"${text}" is not a date`);
  return date.toISOString();
}
