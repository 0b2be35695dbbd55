/** Rewards that are no plain code: a free product, store credit, gift cards; staff's word on them, and the clean-up. */
import { transaction } from '../../../app/db/transaction.ts';
import { updateRedemption } from '../../../app/db/redemptions.ts';
import { PARKED } from '../../../app/core/redemption/credit-mark.ts';
import { advanceRedemption } from '../../../app/services/advance-redemption.ts';
import { deleteOldDiscounts } from '../../../app/services/delete-old-discounts.ts';
import { settleParked } from '../../../app/services/settle-parked.ts';
import { undoRedemption } from '../../../app/services/undo-redemption.ts';
import { DAY, member, type Path, PATHS_PROGRAM, redeemedUnused, redeemFive, type Scene } from './scene.ts';

const valueProgram = (kind: 'storeCredit' | 'giftCard') => ({
  rewards: [{ id: 'five', kind, points: 100, amount: '5.00' }],
});

/** Real time is not waited for: attempts whose end nobody heard of are over. */
async function endLeases({ store, shop }: Scene): Promise<void> {
  await store.db.query(
    `UPDATE redemptions SET effect_at = effect_at - interval '1 hour', next_attempt_at = now() WHERE shop = $1`,
    [shop],
  );
}

/** What a command has given again is given once, though each run begins in the same second of the same store. */
function value(kind: 'storeCredit' | 'giftCard'): Path {
  return {
    name: `redeem for ${kind}`,
    states: 4,
    program: valueProgram(kind),
    prepare: async (scene) => {
      scene.store.context.state.credits.length = 0;
      scene.store.context.state.giftCards.clear();
      await member(scene);
      return async () => {
        await endLeases(scene);
        await redeemFive(scene);
        const { credits, giftCards } = scene.store.context.state;
        if (credits.length + giftCards.size > 1) throw new Error(`${kind} was given twice`);
      };
    },
  };
}

/** A credit of which nobody knows whether it was given, as `giveValue` leaves it. */
function parked(given: boolean, states: number): Path {
  return {
    name: `staff say that a parked credit was ${given ? '' : 'not '}given`,
    states,
    program: valueProgram('storeCredit'),
    prepare: async (scene) => {
      const memberId = await member(scene);
      const { shop, store } = scene;
      store.api.faults.add({ operation: 'storeCreditAccountCredit', kind: 'graphql_error' });
      await redeemFive(scene);
      store.api.faults.clear();
      const { rows } = await store.db.query<{ id: string }>('SELECT id FROM redemptions WHERE shop = $1', [
        shop,
      ]);
      const id = rows[0]?.id ?? '';
      await transaction((tx) =>
        updateRedemption(tx, { shop, id }, { nextAttemptAt: null, lastError: PARKED }),
      );
      return async () => {
        await settleParked({ shop, memberId, redemptionId: id, given, actor: 'test' });
        // What was begun the background ends.
        await advanceRedemption(shop, id);
      };
    },
  };
}

export const REWARD_PATHS: Path[] = [
  {
    name: 'redeem for a free product',
    states: 3,
    prepare: async (scene) => {
      await member(scene);
      const { shop, store, fixtures } = scene;
      await store.db.query(
        `UPDATE program_versions SET config = jsonb_set(config, '{rewards,0}', $2::jsonb) WHERE shop = $1`,
        [
          shop,
          JSON.stringify({
            ...PATHS_PROGRAM.rewards[0],
            amount: undefined,
            kind: 'product',
            variantIds: [fixtures.variantId],
            active: true,
            combinesWith: { order: true, product: true, shipping: true },
          }),
        ],
      );
      return () => redeemFive(scene);
    },
  },
  value('storeCredit'),
  value('giftCard'),
  parked(true, 2),
  parked(false, 3),
  {
    name: 'delete old discounts',
    states: 2,
    prepare: async (scene) => {
      const { redemptionId } = await redeemedUnused(scene);
      const { shop, fixtures, store } = scene;
      await undoRedemption({ shop, customerId: fixtures.customerId, redemptionId });
      store.setTime(Date.now() + 8 * DAY);
      return async () => {
        await endLeases(scene);
        await deleteOldDiscounts();
      };
    },
  },
];
