/** Points of members: redeemed and given back, credited and debited, matured. */
import { adjustPoints } from '../../../app/services/adjust-points.ts';
import { advanceRedemption } from '../../../app/services/advance-redemption.ts';
import { passTimeForDue } from '../../../app/services/pass-time.ts';
import { undoRedemption } from '../../../app/services/undo-redemption.ts';
import {
  type Scene,
  type Path,
  HELD_PROGRAM,
  DAY,
  member,
  redeemFive,
  redeemed,
  redeemedUnused,
} from './scene.ts';

async function adjustment(scene: Scene, points: number, note: string): Promise<() => Promise<unknown>> {
  const memberId = await member(scene);
  const { shop } = scene;
  const rest = { reasonCode: 'goodwill', note, actor: 'test', idempotencyKey: 'path-adjust' };
  return () => adjustPoints({ shop, memberId, points, ...rest });
}

export const POINT_PATHS: Path[] = [
  {
    name: 'redeem',
    states: 3,
    prepare: async (scene) => {
      await member(scene);
      return () => redeemFive(scene);
    },
  },
  {
    name: 'undo a redemption',
    states: 3,
    prepare: async (scene) => {
      const { redemptionId } = await redeemedUnused(scene);
      const { shop, fixtures } = scene;
      return () => undoRedemption({ shop, customerId: fixtures.customerId, redemptionId });
    },
  },
  {
    name: 'undo a redemption that an order has used unheard',
    states: 3,
    prepare: async (scene) => {
      const { redemptionId } = await redeemed(scene);
      const { shop, fixtures } = scene;
      return () => undoRedemption({ shop, customerId: fixtures.customerId, redemptionId });
    },
  },
  {
    name: 'end an unused redemption',
    states: 3,
    prepare: async (scene) => {
      const { redemptionId } = await redeemedUnused(scene);
      scene.store.setTime(Date.now() + 31 * DAY);
      return () => advanceRedemption(scene.shop, redemptionId);
    },
  },
  { name: 'credit points', states: 2, prepare: (scene) => adjustment(scene, 70, 'for the wait') },
  { name: 'debit points', states: 2, prepare: (scene) => adjustment(scene, -70, '') },
  {
    name: 'let time pass',
    states: 2,
    program: HELD_PROGRAM,
    prepare: async (scene) => {
      await member(scene);
      scene.store.setTime(Date.now() + 15 * DAY);
      return async () => {
        while ((await passTimeForDue()) > 0);
      };
    },
  },
];
