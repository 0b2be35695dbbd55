/**
 * What an order says, read by a reader that is strict and written apart from the app's: ids digit by digit, amounts as
 * decimals. Whatever the app takes for an order must say the same to both.
 */
import { Decimal } from 'decimal.js';
import type { OrderFacts } from '../../../app/core/earning/order-facts.ts';
import { currencyExponent } from '../../../app/core/money.ts';
import { readStrict, type Strict } from './json-tree.ts';

const Exact = Decimal.clone({ precision: 400 });
type Body = Map<string, Strict>;

/** @returns what the facts say otherwise than the text; nothing when they agree. */
export function disagreements(text: string, facts: OrderFacts): string[] {
  const body = readStrict(text);
  if (!(body instanceof Map)) return ['it is no JSON object'];
  const exponent = currencyExponent(facts.currency);
  const lines = listOf(body.get('line_items'));
  return [
    ...differ('order id', idOf(body), facts.orderId),
    ...differ('customer id', idOf(body.get('customer')) ?? null, facts.customerId),
    ...differ('currency', body.get('currency'), facts.currency),
    ...differ('number of lines', lines.length, facts.lines.length),
    ...differ('test', body.get('test') ?? false, facts.test),
    ...lines.flatMap((line, index) => differOfLine(line, facts.lines[index], exponent, index)),
    ...differ('number of refunds', listOf(body.get('refunds')).length, facts.refunds.length),
  ];
}

const HINTS = [
  'refunds/create',
  'orders/edited',
  'order_transactions/create',
  'disputes/create',
  'disputes/update',
];

/** Whether a body is certainly not what its topic promises, so that nothing may be written from it. */
export function isUnsound(topic: string, text: string): boolean {
  const body = readStrict(text);
  if (!(body instanceof Map)) return true;
  if (HINTS.includes(topic)) {
    const edit = body.get('order_edit');
    const orderId = edit instanceof Map ? edit.get('order_id') : body.get('order_id');
    return plainId(orderId) === undefined;
  }
  if (topic.startsWith('orders/')) return isUnsoundOrder(body);
  if (['customers/create', 'customers/update', 'customers/enable'].includes(topic))
    return idOf(body) === undefined;
  return false;
}

function isUnsoundOrder(body: Body): boolean {
  const currency = body.get('currency');
  const lines = body.get('line_items');
  if (idOf(body) === undefined || typeof currency !== 'string' || !Array.isArray(lines)) return true;
  if (!/^[A-Z]{3}$/.test(currency)) return true;
  return lines.some((line) => {
    if (!(line instanceof Map)) return true;
    const quantity = wholeOf(line.get('quantity'));
    const price = minorOf(line, 'price', currencyExponent(currency));
    return (
      quantity === undefined ||
      !Number.isInteger(quantity) ||
      quantity < 0 ||
      price === undefined ||
      price < 0
    );
  });
}

function differ(what: string, strict: unknown, app: unknown): string[] {
  return strict === app ? [] : [`${what}: ${String(strict)} stands there, ${String(app)} was read`];
}

function differOfLine(
  line: Strict,
  facts: OrderFacts['lines'][number] | undefined,
  exponent: number,
  index: number,
): string[] {
  if (!(line instanceof Map) || !facts) return [`line ${index} is none`];
  const allocations = listOf(line.get('discount_allocations'));
  const discount = line.get('discount_allocations') ? sumOf(allocations, 'amount', exponent) : undefined;
  return [
    ...differ(`quantity ${index}`, wholeOf(line.get('quantity')), facts.quantity + 0),
    ...differ(`price ${index}`, minorOf(line, 'price', exponent), facts.unitPriceMinor + 0),
    ...(discount === undefined ? [] : differ(`discount ${index}`, discount, facts.discountMinor + 0)),
    ...differ(`tax ${index}`, sumOf(listOf(line.get('tax_lines')), 'price', exponent), facts.taxMinor + 0),
  ];
}

/** The digits of the gid, or of the id; undefined when there are none. */
export function idOf(record: Strict | undefined): string | undefined {
  if (!(record instanceof Map)) return undefined;
  const gid = record.get('admin_graphql_api_id');
  const exact = typeof gid === 'string' ? /^gid:\/\/shopify\/[A-Za-z]+\/(\d{1,20})$/.exec(gid) : null;
  return exact?.[1] ?? plainId(record.get('id'));
}

function plainId(id: Strict | undefined): string | undefined {
  if (typeof id === 'string') return /^\d{1,20}$/.test(id) ? id : undefined;
  const text = digitsOf(id);
  if (text === undefined) return undefined;
  const exact = new Exact(text);
  if (!exact.isInteger() || exact.lte(0)) return undefined;
  return exact.lte(Number.MAX_SAFE_INTEGER) || /^\d{1,20}$/.test(text) ? exact.toFixed() : undefined;
}

function minorOf(record: Body, name: string, exponent: number): number | undefined {
  const set = record.get(`${name}_set`);
  const shopMoney = set instanceof Map ? set.get('shop_money') : undefined;
  return shopMoney instanceof Map
    ? amountOf(shopMoney.get('amount'), exponent)
    : amountOf(record.get(name), exponent);
}

function sumOf(records: Strict[], name: string, exponent: number): number | undefined {
  const amounts = records.map((one) => (one instanceof Map ? minorOf(one, name, exponent) : undefined));
  return amounts.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  );
}

/** A number counts as what a double makes of it, a text digit by digit; what is no plain decimal is none. */
function amountOf(amount: Strict | undefined, exponent: number): number | undefined {
  if (amount === undefined || amount === null) return 0;
  const number = digitsOf(amount);
  const text = typeof amount === 'string' ? amount : number === undefined ? '' : plain(number);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const minor = new Exact(text).times(new Exact(10).pow(exponent));
  return minor.isInteger() ? minor.toNumber() + 0 : undefined;
}

function plain(digits: string): string {
  return /^-?\d+$/.test(digits) ? new Exact(digits).toFixed() : new Exact(Number(digits)).toFixed();
}

function wholeOf(value: Strict | undefined): number | undefined {
  const digits = digitsOf(value);
  return digits === undefined ? undefined : Number(digits) + 0;
}

function digitsOf(value: Strict | undefined): string | undefined {
  const isNumber =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);
  return isNumber ? value.digits : undefined;
}

function listOf(value: Strict | undefined): Strict[] {
  return Array.isArray(value) ? value : [];
}
