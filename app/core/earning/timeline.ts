/**
 * A member's facts in the order of their own times, whatever the order in which they were heard of. At one instant:
 * program versions, changes, deeds, orders, then refunds.
 */
import type {
  Deed,
  HistoryOrder,
  MemberChange,
  MemberHistory,
  ProgramInForce,
} from '#app/core/earning/member-history.ts';

export type TimelineEvent = { at: number } & (
  | { kind: 'version'; inForce: ProgramInForce }
  | { kind: 'change'; change: MemberChange }
  | { kind: 'deed'; deed: Deed }
  | { kind: 'order'; order: HistoryOrder; steps: number[] }
  | { kind: 'withdrawal'; source: string }
  | { kind: 'refund'; source: string }
);

const RANKS: Record<TimelineEvent['kind'], number> = {
  version: 0,
  change: 1,
  deed: 2,
  order: 3,
  withdrawal: 4,
  refund: 5,
};

export function orderSource(orderId: string): string {
  return `order:${orderId}`;
}

export function deedSource(deedId: string): string {
  return `deed:${deedId}`;
}

export function timelineOf(history: MemberHistory): TimelineEvent[] {
  const events: Sortable[] = [
    ...history.versions
      .filter((one) => one.appliesFrom <= history.now && !isReplaced(one, history.versions))
      .map((inForce) => sortable({ kind: 'version', at: inForce.appliesFrom, inForce }, inForce.version)),
    ...history.changes.map((change) =>
      sortable({ kind: 'change', at: change.at, change }, JSON.stringify(sortedEntries(change))),
    ),
    ...history.deeds.flatMap(deedEvents),
    ...history.orders.flatMap(orderEvents),
  ];
  return events.sort(compare).map(({ event }) => event);
}

/** A version that was to apply later, and that a newer one had overtaken by then, never applies. */
function isReplaced(version: ProgramInForce, all: ProgramInForce[]): boolean {
  return all.some((one) => one.version > version.version && one.appliesFrom <= version.appliesFrom);
}

type Sortable = { event: TimelineEvent; tie: string | number };

function sortable(event: TimelineEvent, tie: string | number): Sortable {
  return { event, tie };
}

function compare(one: Sortable, other: Sortable): number {
  return (
    one.event.at - other.event.at ||
    RANKS[one.event.kind] - RANKS[other.event.kind] ||
    (one.tie < other.tie ? -1 : one.tie > other.tie ? 1 : 0)
  );
}

function sortedEntries(change: MemberChange): [string, unknown][] {
  return Object.entries(change).sort(([one], [other]) => (one < other ? -1 : 1));
}

function deedEvents(deed: Deed): Sortable[] {
  const done = sortable({ kind: 'deed', at: deed.occurredAt, deed }, deed.id);
  const { withdrawnAt } = deed;
  if (withdrawnAt === null || withdrawnAt <= deed.occurredAt) return [done];
  const source = deedSource(deed.id);
  return [done, sortable({ kind: 'withdrawal', at: withdrawnAt, source }, source)];
}

function orderEvents(order: HistoryOrder): Sortable[] {
  const { facts } = order;
  const at = Date.parse(facts.occurredAt);
  const steps = stepsOf(order, at);
  const source = orderSource(facts.orderId);
  return [
    sortable({ kind: 'order', at, order, steps }, facts.orderId),
    ...steps.map((step) => sortable({ kind: 'refund', at: step, source }, source)),
  ];
}

/** The distinct times after the order's own at which a part or all of it went back. */
function stepsOf({ facts }: HistoryOrder, at: number): number[] {
  if (facts.refunds.length === 0 && facts.cancelledAt === null) return [];
  const times = [...facts.refunds.map((refund) => refund.at), facts.cancelledAt]
    .filter((time) => time !== null)
    .map((time) => Date.parse(time))
    .filter((time) => time > at);
  return [...new Set(times)].sort((one, other) => one - other);
}
