/** Reports of comparisons with Shopify: what was looked at, what differed, what was done about it. */
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type DriftFinding = {
  orderId: string;
  name: string;
  result: string;
  pointsBefore: number;
  pointsAfter: number;
};
export type DriftReport = {
  id: string;
  state: 'running' | 'done' | 'failed';
  since: Date;
  checked: number;
  drifted: number;
  customersChecked: number;
  customersDrifted: number;
  findings: DriftFinding[];
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
};

/** Findings beyond these are counted, not listed. */
export const FINDINGS_MAX = 200;
const KEPT = 60;

export async function insertReport(
  tx: Transaction,
  shop: string,
  id: string,
  since: Date,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO drift_reports (shop, id, state, since, started_at) VALUES ($1, $2, 'running', $3, $4)`,
    [shop, id, since, at],
  );
  await tx.query(
    `DELETE FROM drift_reports WHERE shop = $1 AND id NOT IN
      (SELECT id FROM drift_reports WHERE shop = $1 ORDER BY started_at DESC, id LIMIT $2)`,
    [shop, KEPT],
  );
}

export async function updateReport(
  shop: string,
  id: string,
  report: Omit<DriftReport, 'id' | 'since' | 'startedAt' | 'finishedAt'>,
  finishedAt: Date | null,
): Promise<void> {
  await pool().query(
    `UPDATE drift_reports SET state = $3, checked = $4, drifted = $5, findings = $6, error = $7, finished_at = $8,
        customers_checked = $9, customers_drifted = $10
      WHERE shop = $1 AND id = $2`,
    [
      shop,
      id,
      report.state,
      report.checked,
      report.drifted,
      JSON.stringify(report.findings.slice(0, FINDINGS_MAX)),
      report.error,
      finishedAt,
      report.customersChecked,
      report.customersDrifted,
    ],
  );
}

export async function listReports(shop: string, limit: number): Promise<DriftReport[]> {
  const { rows } = await pool().query<DriftReport>(
    `SELECT id, state, since, checked, drifted, customers_checked AS "customersChecked",
        customers_drifted AS "customersDrifted", findings, started_at AS "startedAt", finished_at AS "finishedAt", error
      FROM drift_reports WHERE shop = $1 ORDER BY started_at DESC, id LIMIT $2`,
    [shop, limit],
  );
  return rows;
}

/** What orders were last judged to give: compared with what they give after they were read again. */
export async function loadTargets(shop: string, orderIds: string[]): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ order_id: string; target: number }>(
    'SELECT order_id, target FROM orders WHERE shop = $1 AND order_id = ANY($2::text[])',
    [shop, orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, row.target]));
}
