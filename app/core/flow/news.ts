/**
 * What a booking is to Shopify Flow: per member and source one piece of news, however many entries. What a workflow has
 * booked itself is none, or a workflow could start itself for ever.
 */
import type { FlowTrigger } from '#app/core/flow/registry.ts';
import type { Entry } from '#app/core/ledger/state.ts';

/** Names the runs of Flow's actions in the ledger. */
export const FLOW_ACTOR = 'flow';

/** @property data the trigger's fields by their keys, but for those that are read when it is sent. */
export type FlowNews = {
  trigger: FlowTrigger;
  /** Names the event once and for all, within the shop and the trigger. */
  id: string;
  memberId: number;
  data: Record<string, string | number>;
  /** Whose reward and order are read when it is sent. */
  redemptionId: string | null;
};

const REDEMPTION = 'redemption:';
const ORDER = 'order:';

export function newsOfEntries(memberId: number, entries: Entry[]): FlowNews[] {
  const news = new Map<string, FlowNews & { points: number }>();
  for (const entry of entries) {
    const trigger = triggerOf(entry);
    if (!trigger) continue;
    const place = `${trigger} ${entry.source}`;
    const known = news.get(place);
    const points = (known?.points ?? 0) + entry.points;
    const data = { ...causeOf(entry.source), Points: points };
    const redemptionId = entry.source.startsWith(REDEMPTION) ? entry.source.slice(REDEMPTION.length) : null;
    news.set(place, { trigger, id: known?.id ?? entry.key, memberId, points, data, redemptionId });
  }
  return [...news.values()].map(({ points: _points, ...one }) => one);
}

/** Points count as redeemed once they are used up: what is only set aside may come back. */
function triggerOf({ kind, actor, source }: Entry): FlowTrigger | undefined {
  if (kind === 'capture') return 'points-redeemed';
  if (actor === FLOW_ACTOR || source.startsWith(REDEMPTION)) return undefined;
  if (kind === 'earn' || kind === 'credit') return 'points-earned';
  if (kind === 'revoke' || kind === 'owe' || kind === 'debit') return 'points-taken-back';
  return undefined;
}

function causeOf(source: string): Record<string, string> {
  if (source.startsWith(REDEMPTION)) return {};
  return {
    Source: source.split(':')[0] ?? source,
    'Order ID': source.startsWith(ORDER) ? source.slice(ORDER.length) : '',
  };
}

export function newsOfTier(
  id: string,
  memberId: number,
  before: string | null,
  after: string | null,
): FlowNews {
  const data = { Tier: after ?? 'none', 'Previous tier': before ?? 'none' };
  return { trigger: 'tier-changed', id, memberId, data, redemptionId: null };
}
