/** The insights' tables as points of charts. Pure; names and months come in as the merchant reads them. */
import type { AcquisitionMonth } from '#app/core/lifetime-value/acquisition.ts';
import type { BridgeMonth } from '#app/core/lifetime-value/bridge.ts';
import type { Cohort, CohortCell } from '#app/core/lifetime-value/cohorts.ts';
import type { ChartPoint } from '#app/ui/admin/chart.tsx';

export const BRIDGE_KEYS = ['returning', 'new', 'reactivated', 'lost'] as const;

/** Who is lost stands below zero. */
export function bridgePoints(
  bridge: readonly BridgeMonth[],
  name: (month: BridgeMonth) => string,
): ChartPoint[] {
  return bridge.map((one) => ({
    label: name(one),
    values: {
      returning: one.returning,
      new: one.new,
      reactivated: one.reactivated,
      lost: one.lost === 0 ? 0 : -one.lost,
    },
  }));
}

/** All cohorts together at one age. */
export type Age = {
  age: number;
  /** Of those old enough: who ordered in that month. */
  share: number;
  /** What one of them has brought until the end of that month, minor units. */
  valueMinor: number;
};

/**
 * Each customer counts once, and each age is drawn from the cohorts that have lived it to its end: the last month of each, which is
 * under way, is left out. The value adds up what each age brought per customer of those cohorts, so that it does not jump where
 * an old cohort is the only one left.
 */
export function agesOf(cohorts: readonly Cohort[], agesMax: number): Age[] {
  const ages: Age[] = [];
  let valueMinor = 0;
  for (let age = 0; age < agesMax; age += 1) {
    const lived = cohorts.flatMap(({ customers, cells }) => {
      const cell = cells.slice(0, -1)[age];
      return cell ? [{ customers, cell }] : [];
    });
    const customers = lived.reduce((sum, one) => sum + one.customers, 0);
    if (customers === 0) break;
    const of = (pick: (cell: CohortCell) => number) =>
      lived.reduce((sum, { cell }) => sum + pick(cell), 0) / customers;
    valueMinor += of(({ revenueMinor }) => revenueMinor);
    ages.push({ age, share: of(({ active }) => active), valueMinor });
  }
  return ages;
}

export const OTHER_CHANNELS = 'other';
const CHANNELS_NAMED = 4;

/**
 * What a new customer cost in each month, the oldest first, in the parts that the channels had of it. The dearest channels by
 * name; the rest is one part, and `channels` then ends with null. A month in which nobody came is a gap.
 */
export function costPoints(
  months: readonly AcquisitionMonth[],
  name: (month: string) => string,
): { channels: (string | null)[]; points: ChartPoint[] } {
  const totals = new Map<string, number>();
  for (const { channel, minor } of months.flatMap((one) => one.channels))
    totals.set(channel, (totals.get(channel) ?? 0) + minor);
  const sorted = [...totals].toSorted((one, other) => other[1] - one[1]).map(([channel]) => channel);
  const named = sorted.length > CHANNELS_NAMED + 1 ? sorted.slice(0, CHANNELS_NAMED) : sorted;
  const channels = [...named, ...(named.length < sorted.length ? [null] : [])];
  const points = months.toReversed().map(({ month, newCustomers, channels: parts }) => {
    const each = (some: typeof parts) =>
      newCustomers === 0 ? null : some.reduce((sum, { minor }) => sum + minor, 0) / newCustomers;
    return {
      label: name(month),
      values: Object.fromEntries(
        channels.map((channel) => [
          channelKey(channel),
          each(
            parts.filter((part) =>
              channel === null ? !named.includes(part.channel) : part.channel === channel,
            ),
          ),
        ]),
      ),
    };
  });
  return { channels, points };
}

/** A channel that somebody has called "other" is not the rest. */
export function channelKey(channel: string | null): string {
  return channel === null ? OTHER_CHANNELS : `channel ${channel}`;
}
