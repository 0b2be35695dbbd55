/**
 * Every way in which the app writes, each as a command that can be given again: what comes before it, the command, and
 * how many states of the books it may show, the one before it counted. Two means all or nothing.
 */
import { randomUUID } from 'node:crypto';
import { insertImport } from '../../app/db/imports.ts';
import { transaction } from '../../app/db/transaction.ts';
import { adjustPoints } from '../../app/services/adjust-points.ts';
import { changeHousehold } from '../../app/services/change-household.ts';
import { dropDraft } from '../../app/services/drop-draft.ts';
import { advanceRedemption } from '../../app/services/advance-redemption.ts';
import { importHistory } from '../../app/services/import-history.ts';
import { passTimeForDue } from '../../app/services/pass-time.ts';
import { publishProgram } from '../../app/services/publish-program.ts';
import { redeem } from '../../app/services/redeem.ts';
import { revisitMembers } from '../../app/services/revisit-members.ts';
import { retryEvent } from '../../app/services/retry-event.ts';
import { saveDraft } from '../../app/services/save-draft.ts';
import { syncPrograms, syncStandings } from '../../app/services/sync-standings.ts';
import { takeFacts } from '../../app/services/take-facts.ts';
import { undoRedemption } from '../../app/services/undo-redemption.ts';
import {
  createCustomer,
  mergeCustomers,
  requestPrivacy,
  updateCustomer,
} from '../../sandbox/store/customers.ts';
import { createOrder } from '../../sandbox/store/orders.ts';
import { cancelAndRefund, refundOrder } from '../../sandbox/store/refunds.ts';
import type { InnerStore, Told } from './inner-store.ts';
import { settleInbox, tell } from './telling.ts';

export const PATHS_PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] };
/** One fact bears on another: members are judged whole. */
const WHOLE_PROGRAM = {
  rewards: [...PATHS_PROGRAM.rewards, { id: 'ten', kind: 'amountOff', points: 200, amount: '10.00' }],
  earning: { rules: [{}, { id: 'words', kind: 'deed', deed: 'review', points: 20 }] },
  tiers: { list: [{ id: 'gold', name: { en: 'Gold' }, enter: '100', entryGift: 5 }] },
  people: { householdMembersMax: 2 },
};
const HELD_PROGRAM = { ...PATHS_PROGRAM, hold: { days: 14 } };
/** Stands in the store's order for the code that each shop has made. */
const CODE = 'TREU-PLACEHOLDER';
const DAY = 86_400_000;

/** What has happened in the store, once for all shops; hints are answered with how it ended. */
export type Fixtures = {
  customerId: string;
  /** Someone else, who has bought and becomes one with her. */
  otherId: string;
  otherBought: Told[];
  merged: Told[];
  bought: Told[];
  refunded: Told[];
  boughtElse: Told[];
  cancelled: Told[];
  usedCode: Told[];
  returnedCode: Told[];
  renamed: Told[];
  redact: Told[];
  dataRequest: Told[];
};

export type Scene = { store: InnerStore; fixtures: Fixtures; shop: string };
export type Path = {
  name: string;
  states: number;
  program?: unknown;
  /** Everything before the command. @returns the command, which may be given any number of times. */
  prepare: (scene: Scene) => Promise<() => Promise<unknown>>;
};

export function makeFixtures(store: InnerStore): Fixtures {
  const { context } = store;
  const { id: customerId } = createCustomer(context, { firstName: 'Erika', email: 'erika@example.com' });
  const { id: otherId } = createCustomer(context, { firstName: 'Oskar', email: 'oskar@example.com' });
  const during = <T>(happen: () => T): { told: Told[]; result: T } => {
    store.takeEvents();
    const result = happen();
    return { result, told: store.takeEvents() };
  };
  const buy = (unitPrice: number, more = {}) =>
    during(() =>
      createOrder(context, {
        customerId,
        taxesIncluded: false,
        lines: [{ unitPrice, quantity: 2 }],
        ...more,
      }),
    );
  const refund = (order: ReturnType<typeof createOrder>) =>
    during(() =>
      refundOrder(context, order.id, { lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] }),
    ).told;
  const otherBought = during(() =>
    createOrder(context, {
      customerId: otherId,
      taxesIncluded: false,
      lines: [{ unitPrice: 9_000, quantity: 1 }],
    }),
  ).told;
  const bought = buy(7_500);
  const boughtElse = buy(2_000);
  const usedCode = buy(3_000, { orderDiscount: 300, discountCode: CODE });
  return {
    customerId,
    otherId,
    otherBought,
    bought: bought.told,
    refunded: refund(bought.result),
    boughtElse: boughtElse.told,
    cancelled: during(() => cancelAndRefund(context, boughtElse.result.id)).told,
    usedCode: usedCode.told,
    returnedCode: refund(usedCode.result),
    renamed: during(() => updateCustomer(context, customerId, { firstName: 'Erica' })).told,
    redact: during(() => requestPrivacy(context, 'customers/redact', customerId)).told,
    dataRequest: during(() => requestPrivacy(context, 'customers/data_request', customerId)).told,
    // The last act, for the store knows one customer less after it.
    merged: during(() => mergeCustomers(context, customerId, otherId)).told,
  };
}

function only(told: Told[], topic: string): Told {
  const event = told.findLast((one) => one.topic === topic);
  if (!event) throw new Error(`the store did not tell of ${topic}`);
  return event;
}

async function hear({ store, shop }: Scene, event: Told, codes: [string, string][] = []): Promise<void> {
  await tell(shop, event, { codes });
  await settleInbox(store);
}

/** Another member, with 90 points. */
async function other(scene: Scene): Promise<void> {
  await hear(scene, only(scene.fixtures.otherBought, 'orders/paid'));
}

/** 150 points, from an order. */
async function member(scene: Scene): Promise<bigint> {
  await hear(scene, only(scene.fixtures.bought, 'orders/paid'));
  const { rows } = await scene.store.db.query<{ id: string }>('SELECT id FROM members WHERE shop = $1', [
    scene.shop,
  ]);
  return BigInt(rows[0]?.id ?? 0);
}

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
    body: { join: true, customerId: fixtures.otherId, withCustomerId: fixtures.customerId },
  });

const redeemFive = ({ shop, fixtures }: Scene) =>
  redeem({
    shop,
    customerId: fixtures.customerId,
    rewardId: 'five',
    idempotencyKey: 'path-key',
    surface: 'proxy',
  });

async function redeemed(scene: Scene): Promise<{ redemptionId: string; code: string }> {
  await member(scene);
  const reply = await redeemFive(scene);
  if (!reply.ok) throw new Error(reply.rejection.code);
  scene.store.alias(scene.shop, CODE, reply.value.code);
  return reply.value;
}

async function adjustment(scene: Scene, points: number, note: string): Promise<() => Promise<unknown>> {
  const memberId = await member(scene);
  const { shop } = scene;
  const rest = { reasonCode: 'goodwill', note, actor: 'test', idempotencyKey: 'path-adjust' };
  return () => adjustPoints({ shop, memberId, points, ...rest });
}

/** A webhook that lies in the inbox, and its handling. */
function inbox(
  name: string,
  tellOf: (fixtures: Fixtures) => Told,
  before: (scene: Scene) => Promise<unknown> = async () => {},
  program?: unknown,
): Path {
  return {
    name: `inbox: ${name}`,
    states: 2,
    program,
    prepare: async (scene) => {
      const code = await before(scene);
      await tell(scene.shop, tellOf(scene.fixtures), {
        codes: typeof code === 'string' ? [[CODE, code]] : [],
      });
      return () => settleInbox(scene.store);
    },
  };
}

async function both(scene: Scene): Promise<void> {
  await other(scene);
  await member(scene);
}

async function withUsedCode(scene: Scene): Promise<string> {
  const { code } = await redeemed(scene);
  await hear(scene, only(scene.fixtures.usedCode, 'orders/paid'), [[CODE, code]]);
  return code;
}

export const WRITE_PATHS: Path[] = [
  {
    name: 'receive a webhook',
    states: 2,
    prepare: async ({ shop, fixtures }) => {
      const event = only(fixtures.bought, 'orders/paid');
      return () => tell(shop, event);
    },
  },
  inbox('an order of a new member', ({ bought }) => only(bought, 'orders/paid')),
  inbox('a refunded order', ({ refunded }) => only(refunded, 'orders/updated'), member),
  inbox('a hint that the order must be read', ({ refunded }) => only(refunded, 'refunds/create'), member),
  inbox(
    'a cancelled order',
    ({ cancelled }) => only(cancelled, 'orders/cancelled'),
    async (scene) => hear(scene, only(scene.fixtures.boughtElse, 'orders/paid')),
  ),
  inbox(
    'an order with a code',
    ({ usedCode }) => only(usedCode, 'orders/paid'),
    async (scene) => (await redeemed(scene)).code,
  ),
  inbox(
    'a returned order with a code',
    ({ returnedCode }) => only(returnedCode, 'orders/updated'),
    withUsedCode,
  ),
  inbox(
    'an order with a code that was given back',
    ({ usedCode }) => only(usedCode, 'orders/paid'),
    async (scene) => {
      const { code, redemptionId } = await redeemedUnused(scene);
      await undoRedemption({ shop: scene.shop, customerId: scene.fixtures.customerId, redemptionId });
      return code;
    },
  ),
  inbox(
    'an order judged with all that she did',
    ({ boughtElse }) => only(boughtElse, 'orders/paid'),
    member,
    WHOLE_PROGRAM,
  ),
  inbox('two who become one', ({ merged }) => only(merged, 'customers/merge'), both),
  inbox(
    'two who become one under tiers',
    ({ merged }) => only(merged, 'customers/merge'),
    both,
    WHOLE_PROGRAM,
  ),
  inbox('a renamed customer', ({ renamed }) => only(renamed, 'customers/update'), member),
  inbox('the erasure of a person', ({ redact }) => only(redact, 'customers/redact'), member),
  inbox(
    'a request for a person’s data',
    ({ dataRequest }) => only(dataRequest, 'customers/data_request'),
    member,
  ),
  inbox(
    'the end of the installation',
    ({ renamed }) => ({ ...only(renamed, 'customers/update'), topic: 'app/uninstalled' }),
    member,
  ),
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
  fact('record a deed', { kind: 'deed', deed: 'review' }),
  fact('grant a tier', { kind: 'tier-granted', tierId: 'gold', until: null }),
  fact('leave the program', { kind: 'left' }),
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
      return () => changeHousehold({ shop, body: { leave: true, customerId: fixtures.otherId } });
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
  {
    name: 'save a draft',
    states: 2,
    prepare:
      async ({ shop }) =>
      () =>
        saveDraft({ shop, config: HELD_PROGRAM, seen: 0, actor: 'test' }),
  },
  {
    name: 'drop a draft',
    states: 2,
    prepare: async ({ shop }) => {
      await saveDraft({ shop, config: HELD_PROGRAM, seen: 0, actor: 'test' });
      return () => dropDraft(shop);
    },
  },
  {
    name: 'publish a program',
    states: 2,
    prepare:
      async ({ shop }) =>
      () =>
        publishProgram({ shop, config: HELD_PROGRAM, actor: 'test', appliesFrom: new Date(0) }),
  },
  {
    name: 'import the past',
    states: 5,
    prepare: async ({ shop, store }) => {
      const id = randomUUID();
      await transaction((tx) => insertImport(tx, shop, id, new Date()));
      return async () => {
        await importHistory(shop, id);
        store.takeEvents();
      };
    },
  },
  {
    name: 'write standings',
    states: 2,
    prepare: async (scene) => {
      await member(scene);
      return syncStandings;
    },
  },
  {
    name: 'write the public program',
    states: 2,
    prepare: async ({ store, shop }) => {
      await store.db.query('UPDATE shops SET public_version = public_version + 1 WHERE shop = $1', [shop]);
      return syncPrograms;
    },
  },
  {
    name: 'open a parked delivery again',
    states: 2,
    prepare: async (scene) => {
      const event = only(scene.fixtures.dataRequest, 'customers/data_request');
      await hear(scene, event);
      return () => retryEvent({ shop: scene.shop, deliveryId: event.id, actor: 'test' });
    },
  },
];

/** A redemption whose code no order carries at the store. */
async function redeemedUnused(scene: Scene): Promise<{ redemptionId: string; code: string }> {
  await member(scene);
  const reply = await redeemFive(scene);
  if (!reply.ok) throw new Error(reply.rejection.code);
  return reply.value;
}
