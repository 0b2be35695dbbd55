/** Numbers that a person would choose: amounts and points are rounded to 1, 1.5, 2, 2.5, 3, 4, 5 or 8 times a power of ten. */
import { currencyExponent } from '#app/core/money.ts';

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 8, 10];

/** The largest chosen number that is not above; whole, at least 1. */
export function roundDown(value: number): number {
  return choose(value, (step) => step <= value);
}

/** The nearest chosen number from above; whole, at least 1. */
export function roundUp(value: number): number {
  const power = powerOf(value);
  const found = STEPS.map((step) => step * power).find((one) => one >= value && Number.isInteger(one));
  return Math.max(1, found ?? Math.ceil(value));
}

function choose(value: number, fits: (candidate: number) => boolean): number {
  const power = powerOf(value);
  const fitting = STEPS.map((step) => step * power).filter((one) => Number.isInteger(one) && fits(one));
  return Math.max(1, fitting.at(-1) ?? Math.floor(value));
}

function powerOf(value: number): number {
  return value <= 1 ? 1 : 10 ** Math.floor(Math.log10(value));
}

/**
 * The amount that people count in, in major units: one euro, a hundred yen, ten crowns. Rates are said per this amount,
 * and a hundred points are worth it.
 */
const UNITS: Record<string, number> = {
  JPY: 100,
  KRW: 1_000,
  CLP: 1_000,
  ISK: 100,
  HUF: 100,
  CZK: 10,
  SEK: 10,
  NOK: 10,
  DKK: 10,
  PHP: 10,
  THB: 10,
  TWD: 10,
  INR: 100,
  RUB: 100,
  TRY: 10,
  ZAR: 10,
  MXN: 10,
  UAH: 10,
  IDR: 10_000,
  VND: 10_000,
  COP: 1_000,
  NGN: 1_000,
  PKR: 100,
  KES: 100,
  EGP: 10,
  ARS: 1_000,
};

export function unitOf(currency: string): { major: number; minor: number } {
  const exponent = currencyExponent(currency);
  const major = UNITS[currency] ?? (exponent === 0 ? 1_000 : 1);
  return { major, minor: major * 10 ** exponent };
}
