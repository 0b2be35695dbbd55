/** Referrals as data: what a friend gets for the first order, what an order must be for the advocate's points, and how closely it is looked at. */
import { z } from 'zod';
import { decimal, positiveDecimal } from '#app/core/program/parts.ts';
import { FRAUD_CHECKS, FRAUD_WEIGHTS, type FraudWeights } from '#app/core/referrals/checks.ts';

/** The voucher that a friend takes on the advocate's page. */
const friend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentOff'), percent: z.number().min(0.1).max(100).multipleOf(0.1) }),
  z.strictObject({ kind: z.literal('amountOff'), amount: positiveDecimal }),
  z.strictObject({ kind: z.literal('freeShipping') }),
]);
export type FriendOffer = z.infer<typeof friend>;

const weight = z.int().min(0).max(100);

const checks = z
  .strictObject({
    /** Sum of the weights found from which staff are asked. */
    reviewFrom: weight.default(50),
    /** Sum from which it is refused. */
    refuseFrom: weight.default(80),
    /** More friends of one advocate than this in 24 hours, and in 30 days, are many. */
    perDay: z.int().min(1).max(1_000).default(3),
    perMonth: z.int().min(1).max(10_000).default(15),
    /** Other weights than the usual ones; 0 switches a check off. */
    weights: z.partialRecord(z.enum(FRAUD_CHECKS), weight).default({}),
  })
  .refine(({ reviewFrom, refuseFrom }) => reviewFrom <= refuseFrom, 'asks later than it refuses');

export const referrals = z.strictObject({
  active: z.boolean().default(false),
  friend: friend.default({ kind: 'percentOff', percent: 10 }),
  /** Major units that the friend's cart must reach for the voucher. */
  friendMinimum: decimal.optional(),
  /** Days until an unused voucher ends. */
  friendDays: z.int().min(1).max(365).default(30),
  /** Major units of goods that must remain of the friend's order for the advocate's points. */
  orderMinimum: decimal.default('0'),
  /** Vouchers that friends of one advocate may hold at once without having used them. */
  openMax: z.int().min(1).max(200).default(20),
  checks: checks.prefault({}),
});
export type Referrals = z.infer<typeof referrals>;

/** The usual weights with the merchant's own in their places. */
export function weightsOf({ checks: { weights } }: Referrals): FraudWeights {
  return { ...FRAUD_WEIGHTS, ...weights };
}
