/** The merchant states what winning customers cost: lines typed, or pasted from a table. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { COST_LINES_MAX, parseCosts } from '#app/core/lifetime-value/acquisition.ts';
import { currencyExponent } from '#app/core/money.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { saveCosts } from '#app/db/acquisition.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

const bodySchema = z.strictObject({ lines: z.string().max(50_000) });

/** Nothing of it stands when a line is wrong. Rejections: `request-invalid`, `costs-wrong` with the line. */
export async function setCosts(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ saved: number }>> {
  const body = bodySchema.safeParse(command.body);
  const row = await findShop(command.shop);
  if (!body.success || !row) return rejected('request-invalid');
  const lines = parseCosts(body.data.lines.replaceAll('\0', ''), currencyExponent(row.currency));
  const wrong = lines.find((one) => 'problem' in one);
  if (wrong) return rejected('costs-wrong', { line: wrong.line });
  const costs = lines.flatMap((one) => ('cost' in one ? [one.cost] : []));
  if (costs.length === 0 || costs.length > COST_LINES_MAX) return rejected('request-invalid');
  const { shop, actor } = command;
  await transaction(async (tx) => {
    await saveCosts(tx, shop, costs);
    await noteDeed(tx, { shop, actor, deed: 'costs-changed', data: { lines: costs.length } }, now());
  });
  return ok({ saved: costs.length });
}
