/** What the latest comparisons with Shopify found. */
import { type DriftFinding, listReports } from '#app/db/drift.ts';

const REPORTS_SHOWN = 10;

export type DriftView = {
  id: string;
  state: string;
  since: string;
  startedAt: string;
  finishedAt: string | null;
  checked: number;
  drifted: number;
  findings: DriftFinding[];
  error: string | null;
};

export async function presentDrift(shop: string): Promise<DriftView[]> {
  const reports = await listReports(shop, REPORTS_SHOWN);
  return reports.map(({ since, startedAt, finishedAt, ...report }) => ({
    ...report,
    since: since.toISOString(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}
