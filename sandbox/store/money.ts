/** Minor units to and from the decimal strings that Shopify's APIs speak. */

const EXPONENTS: Record<string, number> = {
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
};

/** Digits after the decimal point of a currency. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** 1234 in EUR → "12.34". */
export function formatMinor(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** "12.34" in EUR → 1234; more digits than the currency has are an error, except zeros. */
export function parseMinor(text: string | number, currency: string): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text).trim());
  if (!match) throw new Error(`"${text}" is not an amount of money`);
  const exponent = exponentOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) throw new Error(`"${text}" has more digits than ${currency} knows`);
  const minor = Number((match[2] ?? '0') + fraction.padEnd(exponent, '0'));
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}

/** Splits an amount over weights, exact to the minor unit: largest remainder, first come on ties. */
export function splitMinor(amount: number, weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (BigInt(amount) * BigInt(weight)) / BigInt(total));
  const shares = exact.map(Number);
  let rest = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (BigInt(amount) * BigInt(weight)) % BigInt(total) }))
    .sort((left, right) =>
      right.remainder > left.remainder ? 1 : right.remainder < left.remainder ? -1 : left.index - right.index,
    );
  for (const { index } of byRemainder) {
    if (rest <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    rest -= 1;
  }
  return shares;
}

/** Tax inside a gross amount, or on top of a net one, rounded half up. */
export function taxOf(amount: number, rate: number, included: boolean): number {
  return Math.round(included ? (amount * rate) / (1 + rate) : amount * rate);
}
