/**
 * The connection cut at every single statement of every write path, before the statement and after it: the books stand
 * as before or as after, they close, and the same command once more brings them to where they would have been.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pool } from '../../app/db/pool.ts';
import { auditBooks } from '../../app/services/audit-books.ts';
import { seededRandom } from '../../sandbox/store/random.ts';
import { differingLines, dumpBooks } from '../support/dump-books.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { whole } from '../support/order-life.ts';
import { type Fault, UNHARMED, withFault } from '../support/statement-faults.ts';
import { START_MS } from '../support/two-shops.ts';
import { type Fixtures, makeFixtures, type Path, PATHS_PROGRAM } from '../support/write-paths/scene.ts';
import { WRITE_PATHS } from '../support/write-paths/write-paths.ts';

/** Every so many statements of a path are struck; 1 strikes each. */
const EVERY = Number(process.env.FAULT_EVERY ?? 80);
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 30));
const DAY = 86_400_000;

let store: InnerStore;
let db: pg.Pool;
let fixtures: Fixtures;
let serial = 0;
beforeAll(async () => {
  process.stdout.write(`statement-faults: seed ${SEED}, one of ${EVERY} statements\n`);
  store = await startInnerStore(6);
  store.setTime(START_MS);
  fixtures = makeFixtures(store);
  db = new pg.Pool({ connectionString: store.databaseUrl, max: 2, application_name: UNHARMED });
  store.db.options.application_name = UNHARMED;
});
afterAll(async () => {
  await db.end();
  await store.stop();
});

type Run = { states: string[]; final: string; problems: string[]; statements: number; struck: string | null };

/** A fresh shop, the path once with the fault, then, if there was one, once more without. */
async function run(path: Path, fault: Fault | null): Promise<Run> {
  serial += 1;
  store.setTime(START_MS + DAY);
  const shop = await store.addShop(`faults ${serial}`, path.program ?? PATHS_PROGRAM);
  const command = await path.prepare({ store, fixtures, shop });
  const states = [await dumpBooks(db, shop)];
  const note = async () => void states.push(await dumpBooks(db, shop));
  const { statements, statement } = await withFault(
    fault,
    () => command().catch((error: unknown) => (fault ? undefined : Promise.reject(error))),
    fault ? undefined : note,
  );
  await note();
  const problems = (await auditBooks(shop)).violations.map(({ rule, message }) => `rule ${rule}: ${message}`);
  if (fault) await command();
  const final = await dumpBooks(db, shop);
  await retire(shop);
  return { states: [...new Set(states)], final, problems, statements, struck: statement };
}

/** Work that goes over all shops must not find what earlier runs left. */
async function retire(shop: string): Promise<void> {
  await db.query('UPDATE shops SET uninstalled_at = now() WHERE shop = $1', [shop]);
  await db.query('UPDATE member_balances SET next_due_at = NULL WHERE shop = $1', [shop]);
  await db.query(`UPDATE inbox_events SET state = 'ignored' WHERE shop = $1`, [shop]);
}

/** @returns what a path does wrong at the statements that are struck, and how many faults there were. */
async function strike(path: Path): Promise<{ found: string[]; faults: number; whole: Run }> {
  const undisturbed = await run(path, null);
  const found: string[] = [];
  let faults = 0;
  const random = seededRandom(SEED);
  for (const when of ['before', 'after'] as const) {
    for (let at = whole(random, 1, EVERY); ; at += EVERY) {
      const { states, final, problems, struck } = await run(path, { at, when });
      if (struck === null) break;
      faults += 1;
      const report = (problem: string) => found.push(`${path.name}, ${struck} (${at}): ${problem}`);
      problems.forEach(report);
      for (const state of states)
        if (!undisturbed.states.includes(state)) report(`half done: ${why(undisturbed, state)}`);
      if (final !== undisturbed.final)
        report(`not healed: ${differingLines(undisturbed.final, final).join('\n')}`);
    }
  }
  return { found, faults, whole: undisturbed };
}

function why(undisturbed: Run, state: string): string {
  return differingLines(undisturbed.final, state).join('\n');
}

test.each(WRITE_PATHS)('$name: all or nothing at every statement, and a retry heals', async (path) => {
  const { found, faults, whole: undisturbed } = await strike(path);
  expect(undisturbed.problems).toEqual([]);
  expect(found).toEqual([]);
  expect(undisturbed.states.length).toBe(path.states);
  process.stdout.write(
    `statement-faults: ${path.name}: ${undisturbed.statements} statements, ${faults} faults\n`,
  );
});

test('a write path without a transaction is caught', async () => {
  const [naive] = WRITE_PATHS.filter(({ name }) => name === 'credit points').map((path): Path => ({
    ...path,
    name: 'credit without a transaction',
    prepare: async (scene) => {
      await path.prepare(scene);
      return () => creditNaively(scene.shop);
    },
  }));
  if (!naive) throw new Error('there is a path to spoil');
  let caught: string[] = [];
  for (const when of ['before', 'after'] as const) {
    for (const at of [1, 2, 3]) caught = [...caught, ...(await run(naive, { at, when })).problems];
  }
  expect(caught.length).toBeGreaterThan(0);
});

/** Entry, lot and balance one after the other, each on its own. */
async function creditNaively(shop: string): Promise<void> {
  const write = (text: string) => pool().query(text, [shop]);
  await write(`INSERT INTO ledger_entries (shop, member_id, seq, kind, from_account, to_account, points, source, key,
      input_hash, reasons, actor, occurred_at, recorded_at)
    SELECT shop, member_id, seq + 1, 'credit', 'issued', 'available', 70, 'adjust:naive', 'adjust:naive/0', '', '{}', 'test',
      now(), now() FROM member_balances WHERE shop = $1 ON CONFLICT DO NOTHING`);
  await write(`INSERT INTO lots (shop, member_id, seq, source, points, remaining, matured, opened_at)
    SELECT shop, member_id, seq + 1, 'adjust:naive', 70, 70, true, now() FROM member_balances WHERE shop = $1
    ON CONFLICT DO NOTHING`);
  await write(
    `UPDATE member_balances SET seq = seq + 1, available = available + 70, earned = earned + 70 WHERE shop = $1`,
  );
}
