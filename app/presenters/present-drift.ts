/** What the latest comparisons with Shopify found. */
import { type DriftFinding, listReports } from '#app/db/drift.ts';
import { prisma } from '#app/db/prisma.ts';

const REPORTS_SHOWN = 10;

/** With the member whose order it is, where she is known. */
export type DriftFindingView = DriftFinding & { memberId: string | null };

export type DriftView = {
  id: string;
  state: string;
  since: string;
  startedAt: string;
  finishedAt: string | null;
  checked: number;
  drifted: number;
  customersChecked: number;
  customersDrifted: number;
  findings: DriftFindingView[];
  error: string | null;
};

export async function presentDrift(shop: string): Promise<DriftView[]> {
  const reports = await listReports(shop, REPORTS_SHOWN);
  const orderIds = reports.flatMap(({ findings }) => findings.map(({ orderId }) => orderId));
  const orders = await prisma.order.findMany({
    where: { shop, orderId: { in: [...new Set(orderIds)] } },
    select: { orderId: true, memberId: true },
  });
  const members = new Map(orders.map(({ orderId, memberId }) => [orderId, memberId?.toString() ?? null]));
  return reports.map(({ since, startedAt, finishedAt, findings, ...report }) => ({
    ...report,
    findings: findings.map((one) => ({ ...one, memberId: members.get(one.orderId) ?? null })),
    since: since.toISOString(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}
