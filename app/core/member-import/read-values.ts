/**
 * Values in the CSV files of others: numbers with separators of thousands or decimals, dates in many forms, ids. What can be
 * read in two ways is not guessed: staff say how the file writes it, once for all of it.
 */
export type NumberStyle = 'auto' | 'point' | 'comma';
export type DateStyle = 'auto' | 'dayFirst' | 'monthFirst';
export type Problem =
  | 'number-unreadable'
  | 'number-ambiguous'
  | 'date-unreadable'
  | 'date-ambiguous'
  | 'mail-unreadable'
  | 'customer-unreadable';
export type Read<Value> = { ok: true; value: Value; repaired?: true } | { ok: false; problem: Problem };

/**
 * Whole points. A fraction is cut off, which counts as a repair. One separator with three digits behind it may be thousands or
 * a fraction: ambiguous unless `style` says which sign is the decimal one.
 */
export function readPoints(text: string, style: NumberStyle): Read<number> {
  const plain = text
    .trim()
    .replace(/^'/, '')
    .replace(/\s*(?:points?|pts?|punkte?)\.?$/i, '')
    .replace(/[\s\u00a0\u202f'’]/g, '');
  const match = /^([+-]?)(\d[\d.,]*)$/.exec(plain.replace(/^−/, '-'));
  if (!match?.[2]) return { ok: false, problem: 'number-unreadable' };
  const parts = splitNumber(match[2], style);
  if (parts === 'ambiguous') return { ok: false, problem: 'number-ambiguous' };
  if (!parts) return { ok: false, problem: 'number-unreadable' };
  const whole = Number(parts.whole);
  if (!Number.isSafeInteger(whole)) return { ok: false, problem: 'number-unreadable' };
  const value = match[1] === '-' && whole !== 0 ? -whole : whole;
  return /[1-9]/.test(parts.fraction) ? { ok: true, value, repaired: true } : { ok: true, value };
}

function splitNumber(
  digits: string,
  style: NumberStyle,
): { whole: string; fraction: string } | 'ambiguous' | undefined {
  const signs = digits.replace(/\d/g, '');
  if (signs === '') return { whole: digits, fraction: '' };
  const last = signs.at(-1) ?? '';
  const isMixed = new Set(signs).size > 1;
  if (style === 'auto' && !isMixed && signs.length === 1 && /^\d{1,3}[.,]\d{3}$/.test(digits))
    return 'ambiguous';
  const decimal =
    style === 'point' ? '.' : style === 'comma' ? ',' : decimalSign(digits, signs, last, isMixed);
  const thousands = decimal === '.' ? ',' : '.';
  const [left = '', right = '', ...rest] = decimal === '' ? [digits] : digits.split(decimal);
  if (rest.length > 0 || right.includes(thousands)) return undefined;
  const groups = left.split(decimal === '' ? last : thousands);
  const isGrouped = groups.length > 1;
  if (
    isGrouped &&
    !(/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group)))
  )
    return undefined;
  return { whole: groups.join('') || '0', fraction: right };
}

/** With both signs the last one is the decimal one; the same sign twice can only part thousands. */
function decimalSign(digits: string, signs: string, last: string, isMixed: boolean): string {
  if (isMixed) return last;
  if (signs.length > 1) return '';
  return /[.,]\d{3}$/.test(digits) && /^\d{1,3}[.,]/.test(digits) ? '' : last;
}

/** A day, or an instant where the text has a time. */
export type When = { year: number | null; month: number; day: number; instant: number | null };

const MONTHS: Record<string, number> = {
  ...{ jan: 1, feb: 2, mar: 3, mär: 3, mrz: 3, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, aug: 8, sep: 9 },
  ...{ okt: 10, oct: 10, nov: 11, dez: 12, dec: 12 },
};

/** `withoutYear`: birthdays may have none. */
export function readDate(text: string, style: DateStyle, withoutYear = false): Read<When> {
  const plain = text.trim().replace(/^'/, '');
  return (
    readIso(plain) ??
    readStamp(plain) ??
    readNamed(plain, withoutYear) ??
    readNumbers(plain, style, withoutYear) ?? { ok: false, problem: 'date-unreadable' }
  );
}

function readIso(text: string): Read<When> | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{2}:\d{2}.*))?$/.exec(text);
  if (!match) return undefined;
  const time = match[4];
  const isWhole = time !== undefined && /(?:Z|UTC|[+-]\d{2}:?\d{2})$/.test(time);
  const instant = isWhole
    ? Date.parse(
        text
          .replace(' UTC', 'Z')
          .replace(/^(\S+) /, '$1T')
          .replace(' ', ''),
      )
    : NaN;
  return checked(
    Number(match[1]),
    Number(match[2]),
    Number(match[3]),
    Number.isNaN(instant) ? null : instant,
  );
}

/** Seconds or milliseconds since 1970, as exports of databases have them. */
function readStamp(text: string): Read<When> | undefined {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return undefined;
  const instant = text.length === 10 ? Number(text) * 1_000 : Number(text);
  const [year = 0, month = 0, day = 0] = isoDay(instant).split('-').map(Number);
  return { ok: true, value: { year, month, day, instant } };
}

/** "3 Nov 2026", "3. November 2026", "Nov 3, 2026". */
function readNamed(text: string, withoutYear: boolean): Read<When> | undefined {
  const match =
    /^(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-zä]+)\.?,?(?:\s+(\d{4}))?/i.exec(text) ??
    swap(/^([a-zä]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?/i.exec(text));
  if (!match) return undefined;
  const month = MONTHS[(match[2] ?? '').slice(0, 3).toLowerCase()];
  if (month === undefined || (match[3] === undefined && !withoutYear)) return undefined;
  return checked(match[3] === undefined ? null : Number(match[3]), month, Number(match[1]), null);
}

function swap(match: RegExpExecArray | null): (string | undefined)[] | undefined {
  return match ? [match[0], match[2], match[1], match[3]] : undefined;
}

/** "3.11.2026" has the day first; "3/11/2026" may have either first. */
function readNumbers(text: string, style: DateStyle, withoutYear: boolean): Read<When> | undefined {
  const match = /^(?:--)?(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}))?[.]?(?:\s.*)?$/.exec(text);
  if (!match || (match[4] === undefined && !withoutYear)) return undefined;
  const [one, other] = [Number(match[1]), Number(match[3])];
  const year = match[4] === undefined ? null : Number(match[4]);
  const isDotted = match[2] === '.';
  if (one !== other && one <= 12 && other <= 12 && style === 'auto' && !isDotted)
    return { ok: false, problem: 'date-ambiguous' };
  const dayFirst = isDotted || one > 12 || (style === 'dayFirst' && other <= 12);
  return dayFirst ? checked(year, other, one, null) : checked(year, one, other, null);
}

function checked(year: number | null, month: number, day: number, instant: number | null): Read<When> {
  // A birthday without a year may be the 29th of February.
  const probe = Date.UTC(year ?? 2024, month - 1, day);
  const isReal = isoDay(probe) === `${year ?? 2024}-${two(month)}-${two(day)}`;
  if (!isReal || (year !== null && (year < 1900 || year > 2200)))
    return { ok: false, problem: 'date-unreadable' };
  return { ok: true, value: { year, month, day, instant } };
}

/** The day of an instant in UTC, "2026-11-22". */
function isoDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

export function readCustomerId(text: string): Read<string> {
  const plain = text
    .trim()
    .replace(/^'/, '')
    .replace(/^gid:\/\/shopify\/Customer\//, '')
    .replace(/\.0$/, '');
  return /^[1-9]\d{0,19}$/.test(plain)
    ? { ok: true, value: plain }
    : { ok: false, problem: 'customer-unreadable' };
}

export function readMail(text: string): Read<string> {
  const plain = text
    .trim()
    .replace(/^'/, '')
    .replace(/^mailto:/i, '')
    .toLowerCase();
  const isMail = plain.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(plain);
  return isMail ? { ok: true, value: plain } : { ok: false, problem: 'mail-unreadable' };
}
