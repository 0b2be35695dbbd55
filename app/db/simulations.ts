/** Runs of the simulator: what was asked, how far it is, what came out. */
import type { SimulationResult } from '#app/core/simulation/compare-simulations.ts';
import type { PastRedemption } from '#app/core/simulation/simulate-member.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type SimulationState = 'waiting' | 'running' | 'done' | 'failed';
export type Simulation = {
  id: string;
  state: SimulationState;
  config: Program;
  result: SimulationResult | null;
  done: number;
  total: number;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
};

const COLUMNS = `id, state, config, result, done, total, started_at AS "startedAt", finished_at AS "finishedAt", error`;
/** Older runs are forgotten: a simulation is as good as the day it was made. */
const KEPT = 10;

export async function insertSimulation(
  tx: Transaction,
  shop: string,
  id: string,
  config: Program,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO simulations (shop, id, state, config, started_at) VALUES ($1, $2, 'waiting', $3, $4)`,
    [shop, id, JSON.stringify(config), at],
  );
  await tx.query(
    `DELETE FROM simulations WHERE shop = $1 AND id NOT IN
      (SELECT id FROM simulations WHERE shop = $1 ORDER BY started_at DESC, id LIMIT $2)`,
    [shop, KEPT],
  );
}

/** The run of an id, or the newest one. */
export async function findSimulation(shop: string, id?: string): Promise<Simulation | undefined> {
  const { rows } = await pool().query<Omit<Simulation, 'config'> & { config: unknown }>(
    `SELECT ${COLUMNS} FROM simulations WHERE shop = $1 AND ($2::text IS NULL OR id = $2)
      ORDER BY started_at DESC, id LIMIT 1`,
    [shop, id ?? null],
  );
  const [row] = rows;
  return row && { ...row, config: programSchema.parse(row.config) };
}

export async function updateSimulation(
  shop: string,
  id: string,
  change: { state: SimulationState; done: number; total: number; result?: SimulationResult; error?: string },
  finishedAt: Date | null,
): Promise<void> {
  await pool().query(
    `UPDATE simulations SET state = $3, done = $4, total = $5, result = coalesce($6::jsonb, result), error = $7,
      finished_at = $8 WHERE shop = $1 AND id = $2`,
    [
      shop,
      id,
      change.state,
      change.done,
      change.total,
      change.result ? JSON.stringify(change.result) : null,
      change.error ?? null,
      finishedAt,
    ],
  );
}

/** Points that members have used and not had back, at the time of their use. */
export async function loadPastRedemptions(
  tx: Transaction,
  shop: string,
  memberIds: number[],
): Promise<Map<number, PastRedemption[]>> {
  const { rows } = await tx.query<PastRedemption & { member_id: number; created: Date }>(
    `SELECT member_id, id, created_at AS created, captured - restored AS points FROM redemptions
      WHERE shop = $1 AND member_id = ANY($2::bigint[]) AND state = 'captured' AND captured > restored
      ORDER BY created_at, id`,
    [shop, memberIds],
  );
  const byMember = new Map<number, PastRedemption[]>(memberIds.map((id) => [id, []]));
  for (const { member_id, created, id, points } of rows) {
    byMember.get(member_id)?.push({ id, points, at: created.getTime() });
  }
  return byMember;
}

export async function countMembers(shop: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM members WHERE shop = $1',
    [shop],
  );
  return rows[0]?.count ?? 0;
}
