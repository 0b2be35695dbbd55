/**
 * Timelines as text, for tests. A step is `<local time> <deed> → <outcome>`:
 *
 * - time: `2026-03-01` (its first instant) or `2026-03-01T14:30`, in the time zone of the timeline;
 * - deed: `+500 #a`, `-200 #a` (in the unit of the basis, money in major units; `#` names the source), `score 80`,
 *   `grant gold`, `grant gold until 2026-06-01`, `rules NAME`, or `·` for time alone;
 * - outcome: the tier that shows, the reason of every move of this step in order, and a running grace with its end:
 *   `silver entered`, `gold grace 2027-01-31`, `none period-end`.
 */
import { dayOf, startOfDay } from '#app/core/calendar.ts';
import { HOUR_MS, MINUTE_MS } from '#app/core/time.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { tiers, type Tiers } from '#app/core/program/tiers.ts';
import {
  changeTierRules,
  contribute,
  grantTier,
  openTierBook,
  passTiersTo,
  setScore,
  tierStanding,
  type Qualifying,
  type TierBook,
  type TierMove,
} from '#app/core/tiers/tier-book.ts';

export type Setting = {
  rules: Tiers;
  /** Rules that a step can change to, by name. */
  others?: Record<string, Tiers>;
  zone?: string;
  currency?: string;
};
export type Told = { book: TierBook; rules: Tiers; moves: TierMove[]; outcomes: string[] };

/** Plays the steps. @returns each step with the outcome that came of it, to compare with the text */
export function tell(setting: Setting, steps: string[]): Told {
  const zone = setting.zone ?? 'Europe/Berlin';
  const currency = setting.currency ?? 'EUR';
  const told: Told = { book: openTierBook(zone, currency), rules: setting.rules, moves: [], outcomes: [] };
  for (const [index, step] of steps.entries()) {
    const [deed = ''] = step.split(' → ');
    const [time = '', ...words] = deed.trim().split(/\s+/);
    const at = instantOf(time, zone);
    const moves = passTiersTo(told.book, told.rules, at);
    moves.push(...take(told, { words, at, index, zone, others: setting.others ?? {} }));
    told.moves.push(...moves);
    told.outcomes.push(`${deed.trim()} → ${outcomeOf(told, moves, at, zone)}`);
  }
  return told;
}

export function instantOf(time: string, zone: string): number {
  const [day = '', clock] = time.split('T');
  if (clock === undefined) return startOfDay(day, zone);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return startOfDay(day, zone) + hours * HOUR_MS + minutes * MINUTE_MS;
}

type Deed = { words: string[]; at: number; index: number; zone: string; others: Record<string, Tiers> };

function take(told: Told, { words, at, index, zone, others }: Deed): TierMove[] {
  const { book, rules } = told;
  const [verb = '', object = '', , end] = words;
  if (verb === '·') return [];
  if (verb === 'score') return setScore(book, rules, at, Number(object));
  if (verb === 'grant') {
    return grantTier(book, rules, {
      at,
      tierId: object,
      until: end === undefined ? null : instantOf(end, zone),
    });
  }
  if (verb === 'rules') {
    const to = others[object];
    if (!to) throw new Error(`no rules are called "${object}"`);
    told.rules = to;
    return changeTierRules(book, rules, to, at);
  }
  if (!/^[+-]\d/.test(verb)) throw new Error(`"${words.join(' ')}" is no deed`);
  const source = object === '' ? `step-${index}` : object;
  return contribute(book, rules, { at, source, amounts: amountsOf(verb, rules, book.currency) });
}

/** The other bases get amounts that would betray a mix-up. */
function amountsOf(text: string, { basis }: Tiers, currency: string): Qualifying {
  const amount = text.replace('+', '');
  const spend = parseMinor(amount, currencyExponent(currency)) ?? Number.NaN;
  const sign = Math.sign(Number(amount));
  switch (basis) {
    case 'points':
      return { spend: sign * 7, points: Number(amount), orders: sign };
    case 'orders':
      return { spend: sign * 7, points: sign * 5, orders: Number(amount) };
    case 'spend':
    case 'score':
      return { spend, points: spend === 0 ? 0 : sign * 5, orders: sign };
  }
}

function outcomeOf({ book, rules }: Told, moves: TierMove[], at: number, zone: string): string {
  const { tierId, graceUntil } = tierStanding(book, rules, at);
  const grace = graceUntil === null ? [] : ['grace', dayOf(graceUntil, zone)];
  return [tierId ?? 'none', ...moves.map(({ because }) => because), ...grace].join(' ');
}

/** Silver 500 (keep 300), gold 1000 (keep 800), platinum 2000 (keep 2000). */
export function threeTiers(over: object = {}): Tiers {
  return tiers.parse({ list: [SILVER, GOLD, PLATINUM], ...over });
}

export const SILVER = { id: 'silver', name: { en: 'Silver' }, enter: '500', keep: '300' };
export const GOLD = { id: 'gold', name: { en: 'Gold' }, enter: '1000', keep: '800' };
export const PLATINUM = { id: 'platinum', name: { en: 'Platinum' }, enter: '2000' };
/** By hand only. */
export const FOUNDER = { id: 'founder', name: { en: 'Founder' }, enter: null };
