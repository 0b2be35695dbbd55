/** What winning customers cost, by month and channel, as the merchant has stated it. */
import type { AcquisitionCost } from '#app/core/lifetime-value/acquisition.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

const ROWS_MAX = 5_000;

export async function listCosts(shop: string): Promise<AcquisitionCost[]> {
  const { rows } = await pool().query<AcquisitionCost>(
    `SELECT month, channel, cost_minor AS minor FROM acquisition_costs WHERE shop = $1 ORDER BY month DESC, channel LIMIT ${ROWS_MAX}`,
    [shop],
  );
  return rows;
}

/** What is stated again counts instead; 0 takes it away. */
export async function saveCosts(
  tx: Transaction,
  shop: string,
  costs: readonly AcquisitionCost[],
): Promise<void> {
  const last = new Map(costs.map((one) => [`${one.month} ${one.channel}`, one]));
  const rows = [...last.values()];
  const values = [shop, rows.map((one) => one.month), rows.map((one) => one.channel)];
  await tx.query(
    `DELETE FROM acquisition_costs c USING unnest($2::text[], $3::text[]) AS x(month, channel)
      WHERE c.shop = $1 AND c.month = x.month AND c.channel = x.channel`,
    values,
  );
  await tx.query(
    `INSERT INTO acquisition_costs (shop, month, channel, cost_minor)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[]) AS x(month, channel, minor) WHERE minor > 0
      ON CONFLICT (shop, month, channel) DO UPDATE SET cost_minor = excluded.cost_minor`,
    [...values, rows.map((one) => one.minor)],
  );
}
