/** When points become usable and when their time is up. */
import { z } from 'zod';

export const hold = z.strictObject({
  /** Days that points of an order stay pending, of 24 hours each; 0 makes them available with the event itself. */
  days: z.int().min(0).max(365).default(0),
  after: z.enum(['paid', 'fulfilled', 'delivered']).default('paid'),
  /** A parcel that no carrier reports as delivered counts as delivered so many days after fulfilment; null waits for ever. */
  deliveryAssumedAfterDays: z.int().min(1).max(90).nullable().default(14),
});
export type Hold = z.infer<typeof hold>;

/** What the start of expiry, or a shorter one, does to points that members have already. */
const transition = {
  /** `keep`: points keep the life they were given. `apply`: the new rule holds for them too, after the notice. */
  existing: z.enum(['keep', 'apply']).default('keep'),
  /** Days that existing points live on at least, counted from publishing. */
  noticeDays: z.int().min(0).max(730).default(60),
};

export const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  /** Days of 24 hours after maturity: a point is usable while now < maturity + days × 24 h. */
  z.strictObject({ kind: z.literal('afterDays'), days: z.int().min(1).max(36_500), ...transition }),
  /** Months of the shop's calendar after maturity, at the same local time; the 31st becomes the month's last day. */
  z.strictObject({ kind: z.literal('afterMonths'), months: z.int().min(1).max(1_200), ...transition }),
  /** Days of 24 hours after the member's last order or deed that earned; every such deed starts the time anew. */
  z.strictObject({ kind: z.literal('inactivity'), days: z.int().min(1).max(36_500), ...transition }),
  /** The end of a day of the shop's year: the first that lies at least `atLeastDays` after maturity. */
  z.strictObject({
    kind: z.literal('fixedDate'),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
    atLeastDays: z.int().min(0).max(3_650).default(0),
    ...transition,
  }),
]);
export type Expiry = z.infer<typeof expiry>;
