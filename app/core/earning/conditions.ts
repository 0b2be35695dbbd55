/** Who, where and when: the conditions that rules and campaigns share, judged at the time of the deed. */
import { dayOf } from '#app/core/calendar.ts';
import type { Channel } from '#app/core/earning/order-facts.ts';
import type { Program } from '#app/core/program/program.ts';
import { isThereFor } from '#app/core/program/stage.ts';

/** The time and place of a deed, and what the member was then. */
export type Moment = {
  at: number;
  zone: string;
  /** Null for deeds that are no orders: a rule for certain channels is not about them. */
  channel: Channel | null;
  tierId: string | null;
  segments: readonly string[];
  tags: readonly string[];
  joined: boolean;
  /** Whether staff keep her from earning. */
  blocked?: boolean;
  /** Shopify's id of the customer; null for a guest. */
  customerId: string | null;
};

type Conditions = {
  active: boolean;
  channels?: Channel[] | undefined;
  tiers?: string[] | undefined;
  segments?: string[] | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

export function holds(conditions: Conditions, moment: Moment): boolean {
  const { active, channels, tiers, segments } = conditions;
  if (!active) return false;
  if (channels && (moment.channel === null || !channels.includes(moment.channel))) return false;
  if (tiers && (moment.tierId === null || !tiers.includes(moment.tierId))) return false;
  if (segments && !segments.some((one) => moment.segments.includes(one))) return false;
  return isWithin(conditions, moment);
}

/** From the first moment of the first day to the last moment of the last, in the shop's time zone. */
function isWithin({ from, until }: Conditions, { at, zone }: Moment): boolean {
  if (from === undefined && until === undefined) return true;
  const day = dayOf(at, zone);
  return (from === undefined || from <= day) && (until === undefined || day <= until);
}

/** Why this person earns nothing, whatever the deed; null when she earns. */
export function reasonOfPerson(moment: Moment, program: Program): string | null {
  if (!program.active) return 'program-paused';
  if (moment.blocked) return 'blocked';
  if (program.stage === 'phaseOut') return 'phase-out';
  if (!isThereFor(program, moment.customerId)) return 'in-test';
  const excluded = new Set(program.people.excludeTags.map((tag) => tag.toLowerCase()));
  if (excluded.size > 0 && moment.tags.some((tag) => excluded.has(tag.toLowerCase()))) return 'excluded-tag';
  return moment.joined ? null : 'not-joined';
}
