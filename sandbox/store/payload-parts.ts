/** Pieces that all webhook bodies share: money in both currencies, taxes, addresses, instants with the shop's offset. */
import type { SandboxContext } from './context.ts';
import type { Address, Allocation, Order, TaxLine } from './model.ts';
import { exponentOf, formatMinor } from './money.ts';

type Money = { amount: string; currency_code: string };
type MoneyBag = { shop_money: Money; presentment_money: Money };

export function moneyBag(order: Order, minor: number): MoneyBag {
  const shift = exponentOf(order.presentmentCurrency) - exponentOf(order.currency);
  const same = order.presentmentCurrency === order.currency;
  const presented = same ? minor : Math.round(minor * order.presentmentRate * 10 ** shift);
  return {
    shop_money: { amount: formatMinor(minor, order.currency), currency_code: order.currency },
    presentment_money: {
      amount: formatMinor(presented, order.presentmentCurrency),
      currency_code: order.presentmentCurrency,
    },
  };
}

/** Taxes of the whole order, one line per title and rate. */
export function orderTaxes(order: Order): TaxLine[] {
  const sums = new Map<string, TaxLine>();
  for (const tax of [...order.lines, ...order.shippingLines].flatMap((line) => line.taxes)) {
    const key = `${tax.title}|${tax.rate}`;
    const sum = sums.get(key) ?? { title: tax.title, rate: tax.rate, amount: 0 };
    sum.amount += tax.amount;
    sums.set(key, sum);
  }
  return [...sums.values()];
}

/** `2026-11-22T13:05:00+01:00` in the shop's zone, as REST bodies have it. */
export function localTime(context: SandboxContext, iso: string): string {
  return withOffset(iso, context.config.timeZone);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function withOffset(iso: string, timeZone: string): string {
  const date = new Date(iso);
  const minutes = offsetMinutes(date, timeZone);
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

function offsetMinutes(date: Date, timeZone: string): number {
  const formatter =
    formatters.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formatters.set(timeZone, formatter);
  const name = formatter.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

export function taxBody(order: Order, tax: TaxLine): Record<string, unknown> {
  return {
    channel_liable: false,
    price: formatMinor(tax.amount, order.currency),
    price_set: moneyBag(order, tax.amount),
    rate: tax.rate,
    title: tax.title,
  };
}

export function allocationBody(order: Order, allocation: Allocation): Record<string, unknown> {
  return {
    amount: formatMinor(allocation.amount, order.currency),
    amount_set: moneyBag(order, allocation.amount),
    discount_application_index: allocation.application,
  };
}

export function addressBody(address: Address): Record<string, unknown> {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    company: null,
    address1: address.address1,
    address2: null,
    zip: address.zip,
    city: address.city,
    province: null,
    province_code: null,
    country_code: address.countryCode,
    country: address.countryCode,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}
