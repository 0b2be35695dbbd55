/**
 * A past for the shop, by seed: about 400 customers and 1,200 orders in the 24 months before today.
 *
 * Shape and figures follow published statistics of real shops: purchase rates gamma-distributed over customers
 * and lifetimes ending at random, as in Fader, Hardie and Lee (2005) on CDNOW (r = 0.24, there per week; a
 * higher r here, since this shop sells what is used up); basket values log-normal with a median near 35 and a
 * long tail, as in the UCI Online Retail set; about 8 % of orders with a return (figures for home and food in
 * the EHI returns studies lie between 5 and 10 %); November and December up by half to double, Black Friday most.
 */
import type { SandboxContext } from '../store/context.ts';
import { makeCustomer } from '../store/customers.ts';
import { ship } from '../store/fulfilments.ts';
import type { Customer, Order, Product, Variant } from '../store/model.ts';
import { buildOrder, type OrderLineSpec } from '../store/order-build.ts';
import { gamma, type Random, seededRandom } from '../store/random.ts';
import { refundOrder } from '../store/refunds.ts';
import { WEIGHTS } from './catalogue.ts';

const DAY = 86_400_000;
const MONTHS = 24;
const CUSTOMERS = 400;
const RETURN_SHARE = 0.08;

const FIRST_NAMES =
  'Anna Ben Clara David Emma Felix Greta Hannes Ida Jonas Katrin Lukas Marie Nils Olga Paul Quirin Rosa Simon Tilda Uwe Vera Wilma Yara Zoe Aylin Mehmet Sofia Milan Leni Oskar Frieda'.split(
    ' ',
  );
const LAST_NAMES =
  'Albrecht Becker Conrad Dietrich Ernst Fischer Graf Hoffmann Ivanov Jansen Keller Lang Müller Neumann Otto Peters Richter Schulz Thomas Ullrich Vogel Wagner Yilmaz Ziegler Krause Brandt Lorenz Seidel'.split(
    ' ',
  );
const CITIES: [string, string][] = [
  ['04109', 'Leipzig'],
  ['10115', 'Berlin'],
  ['20095', 'Hamburg'],
  ['50667', 'Köln'],
  ['80331', 'München'],
  ['01067', 'Dresden'],
  ['99084', 'Erfurt'],
  ['07743', 'Jena'],
];

type Shelf = { product: Product; weight: number }[];

export function generateHistory(context: SandboxContext, seed: number): void {
  const random = seededRandom(seed);
  const end = context.clock.now().getTime();
  const begin = end - MONTHS * 30.44 * DAY;
  const shelf: Shelf = [...context.state.products.values()].map((product) => ({
    product,
    weight: WEIGHTS.get(product.handle) ?? 1,
  }));
  const purchases = Array.from({ length: CUSTOMERS }, (_, index) => lifeOf(index, random, begin, end)).flat();
  purchases.sort((left, right) => left.at - right.at);
  const customers = new Map<number, Customer>();
  for (const purchase of purchases) {
    const customer =
      customers.get(purchase.customer) ?? makePerson(context, purchase.customer, purchase.at, random);
    customers.set(purchase.customer, customer);
    place(context, { customer, at: purchase.at, end, shelf, random });
  }
}

/** When one customer buys: a first time, then at her own rate until she turns away. */
function lifeOf(
  customer: number,
  random: Random,
  begin: number,
  end: number,
): { customer: number; at: number }[] {
  const first = begin + (end - begin) * random() ** 0.85;
  const perDay = gamma(random, 0.7, 31);
  const turnsAway = 0.04 + random() * 0.2;
  const times = [first];
  for (let at = first; ;) {
    if (random() < turnsAway) break;
    at += (-Math.log(1 - random()) / Math.max(perDay, 0.0004)) * DAY;
    if (at >= end) break;
    times.push(at);
  }
  const wanted = times.filter((at) => random() < season(at) || at === first);
  const shopping = wanted.map((at) => ({ customer, at: atShoppingHour(at, random) }));
  // The shift to an hour of the day must not reach into the future.
  return shopping.filter((purchase) => purchase.at < end);
}

/** Share of wishes that become orders in a month: highest before Christmas. */
function season(at: number): number {
  const date = new Date(at);
  const month = date.getUTCMonth();
  const blackFriday = month === 10 && date.getUTCDate() >= 22 && date.getUTCDate() <= 30;
  if (blackFriday) return 1;
  return [0.62, 0.6, 0.62, 0.66, 0.64, 0.55, 0.5, 0.52, 0.62, 0.7, 0.88, 0.97][month] ?? 0.6;
}

function atShoppingHour(at: number, random: Random): number {
  const midnight = Math.floor(at / DAY) * DAY;
  const hour = 7 + Math.min(15.5, Math.max(0, 11.5 + (random() + random() + random() - 1.5) * 6));
  return Math.round(Math.min(midnight + (hour % 24) * 3_600_000, at + DAY / 2) / 1_000) * 1_000;
}

function makePerson(context: SandboxContext, index: number, at: number, random: Random): Customer {
  const firstName = pick(FIRST_NAMES, random);
  const lastName = pick(LAST_NAMES, random);
  const [zip, city] = pick(CITIES, random);
  const plain = (text: string) =>
    text.toLowerCase().replace(/ü/g, 'ue').replace(/ö/g, 'oe').replace(/ä/g, 'ae');
  const street = pick(['Lindenstraße', 'Gartenweg', 'Am Markt', 'Schillerstraße', 'Bahnhofstraße'], random);
  const address = {
    firstName,
    lastName,
    address1: `${street} ${1 + Math.floor(random() * 80)}`,
    zip,
    city,
    countryCode: 'DE',
    phone: null,
  };
  return makeCustomer(context, {
    email: `${plain(firstName)}.${plain(lastName)}.${index + 1}@example.com`,
    firstName,
    lastName,
    locale: random() < 0.85 ? 'de' : 'en',
    acceptsMarketing: random() < 0.4,
    address,
    createdAt: new Date(at - 120_000).toISOString(),
  });
}

function place(
  context: SandboxContext,
  input: { customer: Customer; at: number; end: number; shelf: Shelf; random: Random },
): void {
  const { customer, at, random } = input;
  const { config } = context;
  const lines = basket(context, input.shelf, random);
  const goods = lines.reduce((sum, line) => sum + line.unitPrice * (line.quantity ?? 1), 0);
  const sale = isSale(at) && random() < 0.6;
  const free = config.shipping.freeFrom !== null && goods >= config.shipping.freeFrom;
  const processedAt = new Date(at).toISOString();
  const order = buildOrder(context, {
    lines,
    customerId: customer.id,
    processedAt,
    taxRate: config.taxRate,
    shipping: free ? 0 : config.shipping.price,
    ...(sale ? { orderDiscount: Math.round(goods * 0.15), discountCode: 'BLACK15' } : {}),
    customerLocale: customer.locale,
    landingSite: pick(
      [
        '/',
        '/',
        '/collections/kaffee',
        '/collections/tee',
        '/?utm_source=newsletter&utm_medium=email',
        '/?utm_source=google&utm_medium=cpc',
      ],
      random,
    ),
    referringSite: pick([null, null, 'https://www.google.com/', 'https://www.instagram.com/'], random),
  });
  context.state.orders.set(order.id, order);
  if (at < input.end - 2 * DAY) sendAndArrive(context, order, at, random);
  if (random() < RETURN_SHARE) giveBack(context, order, at, input.end, random);
}

function isSale(at: number): boolean {
  const date = new Date(at);
  return date.getUTCMonth() === 10 && date.getUTCDate() >= 22 && date.getUTCDate() <= 30;
}

/** Log-normal number of units over products by weight; what is used up is bought again. */
function basket(context: SandboxContext, shelf: Shelf, random: Random): OrderLineSpec[] {
  const count = Math.max(
    1,
    Math.min(6, Math.round(Math.exp(0.45 + (random() + random() + random() - 1.5) * 0.9))),
  );
  const chosen = new Map<string, { product: Product; variant: Variant; quantity: number }>();
  for (let index = 0; index < count; index += 1) {
    const product = weighted(shelf, random);
    const variant = pick(product.variants, random);
    const quantity = product.tags.includes('consumable') && random() < 0.35 ? 2 : 1;
    const known = chosen.get(variant.id);
    chosen.set(variant.id, { product, variant, quantity: (known?.quantity ?? 0) + quantity });
  }
  return [...chosen.values()].map(({ product, variant, quantity }) => ({
    productId: product.id,
    variantId: variant.id,
    title: product.title[context.config.locale],
    variantTitle: product.variants.length === 1 ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    quantity,
    unitPrice: variant.price,
    giftCard: product.giftCard,
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
  }));
}

function sendAndArrive(context: SandboxContext, order: Order, at: number, random: Random): void {
  const sentAt = at + (0.4 + random() * 1.2) * DAY;
  const arrivesAt = sentAt + (1 + random() * 2) * DAY;
  const lines = order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
  const fulfillment = ship(context, order, lines, new Date(sentAt).toISOString());
  order.updatedAt = fulfillment.createdAt;
  if (arrivesAt > context.clock.now().getTime()) return;
  fulfillment.deliveredAt = new Date(arrivesAt).toISOString();
  fulfillment.updatedAt = fulfillment.deliveredAt;
  fulfillment.shipmentStatus = 'delivered';
  order.updatedAt = fulfillment.deliveredAt;
}

function giveBack(context: SandboxContext, order: Order, at: number, end: number, random: Random): void {
  const when = at + (6 + random() * 16) * DAY;
  const line = order.lines.find((candidate) => !candidate.giftCard);
  if (when > end || !line) return;
  const quantity = random() < 0.7 ? line.quantity : 1;
  const iso = new Date(when).toISOString();
  refundOrder(context, order.id, {
    lines: [{ lineId: line.id, quantity }],
    note: 'Rückgabe',
    at: iso,
    announce: false,
  });
  order.updatedAt = iso;
}

function weighted(shelf: Shelf, random: Random): Product {
  let rest = random() * shelf.reduce((sum, entry) => sum + entry.weight, 0);
  for (const entry of shelf) {
    rest -= entry.weight;
    if (rest <= 0) return entry.product;
  }
  return pick(shelf, random).product;
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
