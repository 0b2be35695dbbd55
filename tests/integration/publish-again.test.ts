/** Publishing is asked for again when its answer was lost: one program is one version, a changed one is another. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeStage } from '../../app/services/change-stage.ts';
import { publishProgram } from '../../app/services/publish-program.ts';
import { restoreVersion } from '../../app/services/restore-version.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

test('the same program for the same time is the same version', async () => {
  const shop = await store.addShop('publish again', {});
  const publish = async (config: unknown, appliesFrom?: string) => {
    const at = appliesFrom === undefined ? {} : { appliesFrom: new Date(appliesFrom) };
    const published = await publishProgram({ shop, config, actor: 'test', ...at });
    return published.ok ? published.value.version : published.rejection.code;
  };
  const held = { hold: { days: 14 } };
  expect(await publish(held)).toBe(2);
  expect(await publish(held)).toBe(2);
  expect(await publish(held, '2026-01-01T00:00:00Z')).toBe(3);
  expect(await publish(held, '2026-01-01T00:00:00Z')).toBe(3);
  expect(await publish(held)).toBe(3);
  expect(await publish({ hold: { days: 7 } })).toBe(4);
  expect(await publish(held)).toBe(5);
});

test('only what judges members anew has everybody looked at again, however the database orders its words', async () => {
  const program = (points: number, enter: string) => ({
    rewards: [{ id: 'five', kind: 'amountOff', points, amount: '5.00' }],
    tiers: { list: [{ id: 'gold', name: { en: 'Gold', de: 'Gold', fr: 'Or' }, enter }] },
  });
  const shop = await store.addShop('publish with tiers', program(500, '100.00'));
  await store.db.query(`INSERT INTO members (shop, customer_id, created_at) VALUES ($1, '1', now())`, [shop]);
  const revisits = async () =>
    (await store.db.query('SELECT 1 FROM members WHERE shop = $1 AND revisit_at IS NOT NULL', [shop])).rows
      .length;
  await publishProgram({ shop, config: program(600, '100.00'), actor: 'test' });
  expect(await revisits()).toBe(0);
  await publishProgram({ shop, config: program(600, '200.00'), actor: 'test' });
  expect(await revisits()).toBe(1);
});

test('a version of which something must be mended by now is not brought back, but can be paused and wound down', async () => {
  const gold = { name: { en: 'Gold' } };
  const faulty = {
    tiers: {
      list: [gold, gold].map((one, index) => ({ ...one, id: `gold-${index}`, enter: `${index + 1}00.00` })),
    },
  };
  const shop = await store.addShop('publish with faults', faulty);
  const by = { shop, actor: 'test' };
  const unmended = {
    ok: false,
    rejection: { code: 'program-unmended', details: { problem: 'tiers.list.1.name: tierNamesEqual' } },
  };
  expect(await publishProgram({ ...by, config: { ...faulty, hold: { days: 9 } } })).toEqual(unmended);
  expect(await publishProgram({ ...by, config: { ...faulty, active: false } })).toMatchObject({ ok: true });
  expect(await restoreVersion({ ...by, version: 1 })).toEqual(unmended);
  expect(await changeStage({ ...by, stage: 'phaseOut' })).toMatchObject({ ok: true });
  expect(await publishProgram({ ...by, config: { hold: { days: 9 } } })).toMatchObject({ ok: true });
});
