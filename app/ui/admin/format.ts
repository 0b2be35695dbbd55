/** Numbers, money and times as one merchant reads them: her admin's language, her shop's currency and time zone. */
export type Format = {
  number: (value: number) => string;
  /** Minor units of the shop's currency. */
  money: (minor: number) => string;
  /** The same where there is little room: "€12K". */
  moneyShort: (minor: number) => string;
  /** "12K" */
  numberShort: (value: number) => string;
  /** A share such as 0.05, at most one decimal. */
  share: (value: number) => string;
  date: (iso: string) => string;
  dateTime: (iso: string) => string;
  /** Digits after the decimal point of the shop's currency. */
  exponent: number;
  decimalMark: string;
};

export function createFormat(options: {
  locale: string;
  timeZone: string;
  currency: string;
  exponent: number;
}): Format {
  const { locale, exponent } = options;
  const timeZone = isTimeZone(options.timeZone) ? options.timeZone : 'UTC';
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: options.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  const short = { notation: 'compact', maximumFractionDigits: 1 } as const;
  const numberShort = new Intl.NumberFormat(locale, short);
  const moneyShort = new Intl.NumberFormat(locale, {
    ...short,
    style: 'currency',
    currency: options.currency,
    minimumFractionDigits: 0,
  });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    number: (value) => plainSpaces(number.format(value)),
    money: (minor) => plainSpaces(money.format(minor / 10 ** exponent)),
    moneyShort: (minor) => plainSpaces(moneyShort.format(minor / 10 ** exponent)),
    numberShort: (value) => plainSpaces(numberShort.format(value)),
    share: (value) => plainSpaces(share.format(value)),
    date: (iso) => plainSpaces(date.format(new Date(iso))),
    dateTime: (iso) => plainSpaces(dateTime.format(new Date(iso))),
    exponent,
    decimalMark: number.formatToParts(0.5).find((part) => part.type === 'decimal')?.value ?? '.',
  };
}

/** Server and browser may ship different narrow spaces; one kind keeps the first render identical. */
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u2009]/g, '\u00a0');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
