/**
 * Money as integer minor units with the exponent of its currency, and exact parsing from decimal text.
 * Source of the exponents: ISO 4217; currencies that are not listed have two decimals.
 */
const EXPONENTS: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Largest amount accepted, in minor units: far above any order, far below 2^53. */
const MINOR_MAX = 1_000_000_000_000_000n;

export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/**
 * Reads a decimal ("12.34", 12.34, "-0.5") as minor units, exactly.
 * @returns undefined when it is no plain decimal, has more decimals than the currency, or is out of range.
 */
export function parseMinor(amount: unknown, exponent: number): number | undefined {
  const text = typeof amount === 'number' ? String(amount) : amount;
  if (typeof text !== 'string') return undefined;
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const minor = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  if (minor > MINOR_MAX) return undefined;
  return sign === '-' && minor !== 0n ? -Number(minor) : Number(minor);
}

/** Writes minor units as decimal text for Shopify: 1234 with exponent 2 is "12.34". */
export function formatMinor(minor: number, exponent: number): string {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = minor < 0 ? '-' : '';
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - exponent)}`;
}

/** floor(numerator ÷ denominator) for a numerator ≥ 0 and a denominator > 0. */
export function floorDivide(numerator: bigint, denominator: bigint): number {
  return Number(numerator / denominator);
}
