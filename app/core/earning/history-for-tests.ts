/**
 * Members' lives as text, for tests. A line is `<time> <fact>`, times in Berlin ("2026-03-01" is noon, "2026-03-01T14:30"):
 *
 * - `order 100 #a`, `order 100 #a pos`: an order worth 100.00 by name, in a channel
 * - `refund 30 #a`, `cancel #a`, `void #a` (without a time of its own), `test #a`
 * - `signUp`, `review #r`, `custom wheel`: deeds; `withdraw #r`
 * - `visit`; `enter VIP`, `leave VIP`; `tags staff,b2b`; `score 80`; `join`, `quit`; `grant gold`
 */
import { dayOf, startOfDay } from '#app/core/calendar.ts';
import {
  type Deed,
  evaluateMember,
  type HistoryOrder,
  type MemberChange,
  type MemberHistory,
  type MemberOutcome,
} from '#app/core/earning/evaluate-member.ts';
import { aLine, anOrder, aProgram, aRefund } from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { CHANNELS } from '#app/core/program/earning-rules.ts';
import type { ProgramInput } from '#app/core/program/program.ts';
import { HOUR_MS, MINUTE_MS } from '#app/core/time.ts';

const ZONE = 'Europe/Berlin';
const DEEDS = [
  'signUp',
  'newsletter',
  'completeProfile',
  'review',
  'photoReview',
  'survey',
  'share',
  'custom',
];
const END = '2040-01-01';

/** Programs by the day from which they apply; a single one applies from 1970. */
export type Programs = ProgramInput | Record<`${number}-${string}`, ProgramInput>;

export function instant(time: string): number {
  const [day = '', clock = '12:00'] = time.split('T');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return startOfDay(day, ZONE) + hours * HOUR_MS + minutes * MINUTE_MS;
}

export function lifeOf(lines: readonly string[], programs: Programs, change: Partial<MemberHistory> = {}) {
  const history: MemberHistory = {
    zone: ZONE,
    currency: 'EUR',
    orders: [],
    deeds: [],
    changes: [],
    versions: versionsOf(programs),
    alreadyGiven: [],
    customerId: null,
    now: instant(END),
    ...change,
  };
  for (const line of lines) {
    const [time = '', ...words] = line.split(' ');
    tell(history, instant(time), words);
  }
  return history;
}

function versionsOf(programs: Programs): MemberHistory['versions'] {
  const dated = Object.entries(programs).filter(([key]) => /^\d/.test(key));
  if (dated.length === 0) return [{ version: 1, appliesFrom: 0, config: aProgram(programs as ProgramInput) }];
  return dated.map(([day, program], index) => ({
    version: index + 1,
    appliesFrom: startOfDay(day, ZONE),
    config: aProgram(program as ProgramInput),
  }));
}

function versionAt({ versions }: MemberHistory, at: number): number | null {
  return versions.findLast(({ appliesFrom }) => appliesFrom <= at)?.version ?? null;
}

function tell(history: MemberHistory, at: number, words: string[]): void {
  const [verb = '', object = ''] = words;
  const id = words.find((word) => word.startsWith('#'))?.slice(1);
  const iso = new Date(at).toISOString();
  if (verb === 'order') {
    history.orders.push(anOrderAt(history, at, words, id ?? String(history.orders.length + 1)));
  } else if (['refund', 'cancel', 'void', 'test'].includes(verb)) {
    reverse(history, verb, words, id ?? '', iso);
  } else if (verb === 'withdraw') {
    history.deeds = history.deeds.map((deed) => (deed.id === id ? { ...deed, withdrawnAt: at } : deed));
  } else if (DEEDS.includes(verb) || verb === 'visit' || verb === 'birthday') {
    const name = verb === 'custom' ? object : null;
    const deedId = id ?? `${verb}-${dayOf(at, ZONE)}`;
    const version = versionAt(history, at);
    const kind = verb as Deed['kind'];
    history.deeds.push({ id: deedId, kind, name, occurredAt: at, withdrawnAt: null, version });
  } else {
    history.changes.push(changeOf(at, verb, object));
  }
}

function anOrderAt(history: MemberHistory, at: number, words: string[], id: string): HistoryOrder {
  const channel = CHANNELS.find((one) => words.includes(one)) ?? 'online';
  const facts = anOrder({
    orderId: id,
    occurredAt: new Date(at).toISOString(),
    channel,
    lines: [aLine({ unitPriceMinor: Math.round(Number(words[1]) * 100) })],
  });
  return { facts, traits: {}, version: versionAt(history, at) };
}

function reverse(history: MemberHistory, verb: string, words: string[], id: string, iso: string): void {
  history.orders = history.orders.map((order) => {
    if (order.facts.orderId !== id) return order;
    const moneyMinor = Math.round(Number(words[1]) * 100);
    const reversals: Record<string, Partial<OrderFacts>> = {
      refund: { refunds: [...order.facts.refunds, aRefund({ at: iso, moneyMinor })] },
      cancel: { cancelledAt: iso },
      void: { financialStatus: 'voided' },
      test: { test: true },
    };
    return { ...order, facts: { ...order.facts, ...reversals[verb] } };
  });
}

function changeOf(at: number, verb: string, object: string): MemberChange {
  switch (verb) {
    case 'enter':
      return { at, kind: 'segment-entered', segment: object };
    case 'leave':
      return { at, kind: 'segment-left', segment: object };
    case 'tags':
      return { at, kind: 'tags', tags: object === '' ? [] : object.split(',') };
    case 'score':
      return { at, kind: 'score', score: Number(object) };
    case 'join':
      return { at, kind: 'joined' };
    case 'quit':
      return { at, kind: 'left' };
    case 'grant':
      return { at, kind: 'tier-granted', tierId: object, until: null };
    default:
      throw new Error(`"${verb}" is no fact`);
  }
}

/** What gives points, as text: `order:a 100, deed:r 50`; with `reasons`, also what gives nothing and why. */
export function outcomeOf(history: MemberHistory): string {
  return textOf(evaluateMember(history).targets.filter(({ points }) => points !== 0));
}

export function nothingsOf(history: MemberHistory): string {
  const none = evaluateMember(history).targets.filter(({ points }) => points === 0);
  return none.map(({ source, award }) => `${source} ${award.nothingBecause}`).join(', ');
}

function textOf(targets: MemberOutcome['targets']): string {
  return targets.map(({ source, points }) => `${source} ${points}`).join(', ');
}
