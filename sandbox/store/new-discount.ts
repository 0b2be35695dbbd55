/** A discount as it comes into being: for everybody, without limits, off all goods, used by nobody yet. */
import type { Discount, Iso } from './model.ts';

/** What is named; all else is as for a code without conditions. */
export function newDiscount(
  now: Iso,
  named: Pick<Discount, 'id' | 'method' | 'title' | 'codes' | 'value' | 'combinesWith'> & Partial<Discount>,
): Discount {
  return {
    items: { kind: 'all' },
    discountClass: 'order',
    minimum: { kind: 'none' },
    customerIds: [],
    usageLimit: null,
    oncePerCustomer: false,
    usedBy: [],
    usageCount: 0,
    startsAt: now,
    endsAt: null,
    deactivated: false,
    createdAt: now,
    updatedAt: now,
    ...named,
  };
}
