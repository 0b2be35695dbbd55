/** Members: deeds, tiers by hand, joining and leaving, households. */
import { changeHousehold } from '../../../app/services/change-household.ts';
import { changeMembership } from '../../../app/services/change-membership.ts';
import { redeem } from '../../../app/services/redeem.ts';
import { revisitMembers } from '../../../app/services/revisit-members.ts';
import { takeFacts } from '../../../app/services/take-facts.ts';
import { type Scene, type Path, WHOLE_PROGRAM, DAY, member, both } from './scene.ts';

/** A fact about her that staff or another app send. */
function fact(name: string, more: object, before = member): Path {
  return {
    name,
    states: 2,
    program: WHOLE_PROGRAM,
    prepare: async (scene) => {
      await before(scene);
      const { shop, fixtures } = scene;
      const one = { id: 'fact', customerId: fixtures.customerId, at: '2026-09-01T12:00:00Z', ...more };
      return () => takeFacts({ shop, body: { facts: [one] }, actor: 'test' });
    },
  };
}

const together = ({ shop, fixtures }: Scene) =>
  changeHousehold({
    shop,
    actor: 'staff:1',
    body: { join: true, customerId: fixtures.otherId, withCustomerId: fixtures.customerId },
  });

export const MEMBER_PATHS: Path[] = [
  fact('record a deed', { kind: 'deed', deed: 'review' }),
  fact('grant a tier', { kind: 'tier-granted', tierId: 'gold', until: null }),
  fact('leave the program', { kind: 'left' }),
  {
    name: 'leave the program herself',
    states: 2,
    program: WHOLE_PROGRAM,
    prepare: async (scene) => {
      await member(scene);
      const { shop, fixtures } = scene;
      return () => changeMembership({ shop, customerId: fixtures.customerId, join: false });
    },
  },
  {
    name: 'let a granted tier end',
    states: 2,
    program: { ...WHOLE_PROGRAM, tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '100000' }] } },
    prepare: async (scene) => {
      await member(scene);
      const { shop, fixtures, store } = scene;
      const until = new Date(Date.now() + DAY).toISOString();
      const grant = {
        id: 'grant',
        customerId: fixtures.customerId,
        kind: 'tier-granted',
        tierId: 'gold',
        until,
      };
      await takeFacts({ shop, body: { facts: [grant] }, actor: 'test' });
      store.setTime(Date.now() + 2 * DAY);
      return async () => {
        while ((await revisitMembers()) > 0);
      };
    },
  },
  {
    name: 'join a household',
    states: 2,
    program: WHOLE_PROGRAM,
    prepare: async (scene) => {
      await both(scene);
      return () => together(scene);
    },
  },
  {
    name: 'leave a household',
    states: 2,
    program: WHOLE_PROGRAM,
    prepare: async (scene) => {
      await both(scene);
      await together(scene);
      const { shop, fixtures } = scene;
      return () =>
        changeHousehold({ shop, actor: 'staff:1', body: { leave: true, customerId: fixtures.otherId } });
    },
  },
  {
    name: 'redeem with a household’s points',
    states: 3,
    program: WHOLE_PROGRAM,
    prepare: async (scene) => {
      await both(scene);
      await together(scene);
      const { shop, fixtures } = scene;
      const command = { rewardId: 'ten', idempotencyKey: 'path-key', surface: 'proxy' } as const;
      return () => redeem({ shop, customerId: fixtures.customerId, ...command });
    },
  },
];
