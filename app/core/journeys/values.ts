/** What a text of a journey may name beside the member's own values, in the reader's language. */
import type { JourneyAction } from '#app/core/journeys/journey.ts';
import { OFFERS_VALUE } from '#app/core/offers/offer-blocks.ts';
import { pointsText } from '#app/core/shopper/points-name.ts';
import { type InEveryLanguage, inOwnLanguage, type Speech, speltIn } from '#app/core/shopper/languages.ts';
import type { Program } from '#app/core/program/program.ts';

/** As it is known when the step is done; small, and nothing that names a person. */
export type RawValues = {
  orderName?: string;
  /** A tier's id. */
  tier?: string;
  /** "2027-03-01". */
  lastDay?: string;
  /** Points that end. */
  expiring?: number;
  /** How many orders she has made. */
  orders?: number;
  years?: number;
  /** Points that moved. */
  moved?: number;
  reason?: PointsReason;
};
export type PointsReason = 'order' | 'other';

/** The names of values for texts of journeys, those that every mail has among them. */
export const JOURNEY_VALUES = [
  'firstName',
  'shop',
  'shopUrl',
  'points',
  'orderName',
  'tier',
  'lastDay',
  'expiring',
  'orders',
  'years',
  'moved',
  'reason',
] as const;

/** Mails may name the member's own offers, too. */
const MAIL_VALUES = [...JOURNEY_VALUES, OFFERS_VALUE] as const;

/** What texts of a step may name. */
export function valuesFor(kind: JourneyAction['kind']): readonly string[] {
  return kind === 'mail' ? MAIL_VALUES : JOURNEY_VALUES;
}

const REASONS: Record<PointsReason, InEveryLanguage> = {
  order: {
    en: 'order {{order}} was returned, refunded or cancelled',
    de: 'Bestellung {{order}} wurde zurückgegeben, erstattet oder storniert',
    fr: 'la commande {{order}} a été retournée, remboursée ou annulée',
    it: 'l’ordine {{order}} è stato reso, rimborsato o annullato',
    es: 'el pedido {{order}} se ha devuelto, reembolsado o cancelado',
    nl: 'bestelling {{order}} is teruggestuurd, terugbetaald of geannuleerd',
    pl: 'zamówienie {{order}} zostało zwrócone, opłacone z powrotem lub anulowane',
  },
  other: {
    en: 'a correction of your account',
    de: 'eine Korrektur des Kontos',
    fr: 'une correction du compte',
    it: 'una correzione del conto',
    es: 'una corrección de la cuenta',
    nl: 'een correctie van de rekening',
    pl: 'korekta konta',
  },
};

export function journeyValues(
  raw: RawValues,
  speech: Speech,
  program: Pick<Program, 'pointsName' | 'tiers'> | undefined,
): Record<string, string> {
  const number = (value: number | undefined) =>
    value === undefined ? '' : new Intl.NumberFormat(speech.tag).format(value);
  const points = (value: number | undefined) =>
    value === undefined ? '' : pointsText(program?.pointsName ?? {}, value, speech.tag);
  const tier = program?.tiers?.list.find(({ id }) => id === raw.tier);
  const reason = raw.reason === undefined ? '' : REASONS[raw.reason][speech.language];
  return {
    orderName: raw.orderName ?? '',
    tier: tier ? (inOwnLanguage(tier.name, speech.tag) ?? tier.id) : '',
    lastDay: raw.lastDay === undefined ? '' : dayIn(raw.lastDay, speech.tag),
    expiring: points(raw.expiring),
    orders: number(raw.orders),
    years: number(raw.years),
    moved: points(raw.moved === undefined ? undefined : Math.abs(raw.moved)),
    reason: speltIn(reason.replace('{{order}}', raw.orderName ?? ''), speech).replace(/ {2,}/g, ' '),
  };
}

function dayIn(day: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}

/** What is known of what started a run, as values for its texts. */
export function rawValuesOf(
  data: Readonly<Record<string, string | number | null>>,
  known: { orders: number; orderName: string | undefined },
): RawValues {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const count = (value: unknown) => (typeof value === 'number' ? value : undefined);
  const source = text(data.source);
  const raw: { [Key in keyof RawValues]: RawValues[Key] | undefined } = {
    orderName: text(data.orderName) ?? known.orderName,
    tier: text(data.tier),
    lastDay: text(data.lastDay),
    expiring: count(data.expiring),
    orders: known.orders,
    years: count(data.years),
    moved: count(data.points),
    reason: source === undefined ? undefined : source === 'order' ? 'order' : 'other',
  };
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)) as RawValues;
}
