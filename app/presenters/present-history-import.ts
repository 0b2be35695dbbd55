/** How far the latest reading of past orders is. */
import { prisma } from '#app/db/prisma.ts';

export type HistoryImportView = {
  /** Null while no reading was ever started; the state is `none` then. */
  id: string | null;
  state: string;
  total: number;
  done: number;
  error: string | null;
};

export async function presentHistoryImport(shop: string): Promise<HistoryImportView> {
  const latest = await prisma.historyImport.findFirst({
    where: { shop },
    orderBy: { startedAt: 'desc' },
    select: { id: true, state: true, total: true, done: true, error: true },
  });
  return latest ?? { id: null, state: 'none', total: 0, done: 0, error: null };
}
