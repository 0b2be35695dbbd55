/**
 * Whether a mail goes out now, later, or never: consent, addresses that take none, quiet hours in the zone of the one who
 * reads it, and how much she has had lately. Decided when it is sent, not when it was planned: meanwhile she may have said no.
 *
 * What belongs to an order or to points that she has (transactional) needs no consent and waits for no hour; what sells (marketing)
 * needs a consent that she has confirmed.
 */
import { addDays, atLocalTime, dayOf, startOfDay } from '#app/core/calendar.ts';
import { DAY_MS } from '#app/core/time.ts';

export const MAIL_CLASSES = ['transactional', 'marketing'] as const;
export type MailClass = (typeof MAIL_CLASSES)[number];

/** `confirmed`: by double opt-in, at Shopify or our own. `single`: said once, not confirmed. */
export type Consent = 'confirmed' | 'single' | 'asked' | 'none' | 'withdrawn';

export type MailRules = {
  /** Local times as "21:00"; null for no quiet hours. They may run over midnight. */
  quiet: { from: string; until: string } | null;
  /** At most so many of marketing, across everything that sends; null for no limit. */
  perDay: number | null;
  perWeek: number | null;
};

export type MailQuestion = {
  class: MailClass;
  /** False where nobody is known by an address any more. */
  hasAddress: boolean;
  /** Why the address takes no mail; null when it does. */
  suppressed: 'bounced' | 'complained' | null;
  consent: Consent;
  /** Whether she chose to read of other things only. */
  interested: boolean;
  /** Instants at which marketing went to her in the last seven days. */
  lately: readonly number[];
  zone: string;
  rules: MailRules;
  /** When it loses its meaning: a reminder of points that have expired; null for never. */
  uselessAfter: number | null;
};

export type MailDecision =
  | { kind: 'send' }
  | { kind: 'wait'; until: number; because: 'quiet' | 'often' }
  | {
      kind: 'skip';
      because:
        'no-address' | 'bounced' | 'complained' | 'no-consent' | 'withdrawn' | 'not-interested' | 'too-late';
    };

export function decideMail(question: MailQuestion, now: number): MailDecision {
  const { hasAddress, suppressed, consent, uselessAfter } = question;
  if (!hasAddress) return { kind: 'skip', because: 'no-address' };
  if (suppressed) return { kind: 'skip', because: suppressed };
  if (uselessAfter !== null && now >= uselessAfter) return { kind: 'skip', because: 'too-late' };
  if (question.class === 'transactional') return { kind: 'send' };
  if (consent !== 'confirmed')
    return { kind: 'skip', because: consent === 'withdrawn' ? 'withdrawn' : 'no-consent' };
  if (!question.interested) return { kind: 'skip', because: 'not-interested' };
  const often = nextByCaps(question, now);
  if (often > now) return { kind: 'wait', until: often, because: 'often' };
  const loud = endOfQuiet(question, now);
  return loud > now ? { kind: 'wait', until: loud, because: 'quiet' } : { kind: 'send' };
}

/** When the caps let another one go: at the beginning of her next day, or when the oldest of a week is a week old. */
function nextByCaps({ lately, rules, zone }: MailQuestion, now: number): number {
  const { perDay, perWeek } = rules;
  const today = startOfDay(dayOf(now, zone), zone);
  const ofToday = lately.filter((at) => at >= today).length;
  const tomorrow = startOfDay(addDays(dayOf(now, zone), 1), zone);
  const ofWeek = lately.filter((at) => at > now - 7 * DAY_MS).toSorted((a, b) => a - b);
  const first = perWeek === null ? undefined : ofWeek.at(-perWeek);
  const byDay = perDay !== null && ofToday >= perDay ? tomorrow : now;
  const byWeek =
    perWeek !== null && ofWeek.length >= perWeek && first !== undefined ? first + 7 * DAY_MS : now;
  return Math.max(byDay, byWeek);
}

/** The instant from which it may be loud; now, when it is not quiet. A span that ends where it begins is none. */
function endOfQuiet({ rules: { quiet }, zone }: MailQuestion, now: number): number {
  if (!quiet || quiet.from === quiet.until) return now;
  const today = dayOf(now, zone);
  for (const day of [addDays(today, -1), today]) {
    const from = atLocalTime(day, quiet.from, zone);
    const until = atLocalTime(quiet.until <= quiet.from ? addDays(day, 1) : day, quiet.until, zone);
    if (from <= now && now < until) return until;
  }
  return now;
}
