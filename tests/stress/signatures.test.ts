/**
 * Forged webhooks, session tokens and proxy queries against the running app: none is believed, each is answered with a
 * refusal (4xx), and nothing is written. Genuine ones, a tenth as many, are all accepted.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../sandbox/store/random.ts';
import { countRows, expectNothingWritten } from '../support/forgery.ts';
import { addFreshShop } from '../support/fresh-shop.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { notAccepted, notRefused, sendAll, type Target } from '../support/signatures/attempt.ts';
import { startNaiveApp } from '../support/signatures/naive-app.ts';
import { proxyQueries } from '../support/signatures/proxy-queries.ts';
import { tokens } from '../support/signatures/tokens.ts';
import { webhooks } from '../support/signatures/webhooks.ts';

const FORGERIES = Number(process.env.SIGNATURES_FORGERIES ?? 150);
const GENUINE = Math.ceil(FORGERIES / 10);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const FAMILIES = [webhooks, tokens, proxyQueries];
const WRITABLE = [
  'inbox_events',
  'program_drafts',
  'history_imports',
  'simulations',
  'deeds',
  'member_changes',
  'shops',
];
const PROGRAM = { rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }] };

let sandbox: TestSandbox;
let target: Target;
beforeAll(async () => {
  process.stdout.write(`signatures: seed ${SEED}\n`);
  sandbox = await startSandbox({ args: ['--empty'], program: PROGRAM });
  const { id: customerId } = await sandbox.act<{ id: string }>('customers', { firstName: 'Erika' });
  await sandbox.act('orders', { customerId, taxesIncluded: false, lines: [{ unitPrice: 90_000 }] });
  await sandbox.settled();
  const otherShop = await addFreshShop(sandbox, 'signatures', 'EUR', PROGRAM);
  target = { ...sandbox, otherShop, customerId };
});
afterAll(() => sandbox.stop());

test.each(FAMILIES)(`of ${FORGERIES} forged $name none is believed`, async ({ forge }) => {
  const random = seededRandom(SEED);
  await expectNothingWritten(
    sandbox,
    async () => {
      const answers = await sendAll(target, FORGERIES, () => forge(target, random));
      expect(answers).toHaveLength(FORGERIES);
      expect(notRefused(answers)).toEqual([]);
      await sandbox.settled();
    },
    WRITABLE,
  );
});

test.each(FAMILIES)(`${GENUINE} genuine $name are all accepted`, async ({ genuine, name }) => {
  const random = seededRandom(SEED + 1);
  const before = await countRows(sandbox, WRITABLE);
  const answers = await sendAll(target, GENUINE, () => genuine(target, random));
  expect(notAccepted(answers)).toEqual([]);
  await sandbox.settled();
  const stored = name === webhooks.name ? GENUINE : 0;
  expect(await countRows(sandbox, WRITABLE)).toEqual({
    ...before,
    inbox_events: (before.inbox_events ?? 0) + stored,
  });
});

test.each(FAMILIES)(
  'an app that believes too easily is found out by its $name',
  async ({ forge, genuine }) => {
    const naive = await startNaiveApp(sandbox.apiSecret);
    try {
      const random = seededRandom(SEED);
      const fooled = { ...target, appUrl: naive.url };
      expect(notAccepted(await sendAll(fooled, 20, () => genuine(target, random)))).toEqual([]);
      expect(notRefused(await sendAll(fooled, 200, () => forge(target, random)))).not.toEqual([]);
    } finally {
      await naive.stop();
    }
  },
);
