/** What redemptions took off orders in one month, by kind of reward and tax rate, with the newest of them. */
import { startOfDay } from '#app/core/calendar.ts';
import { firstDayOf, shiftMonth } from '#app/core/finance/periods.ts';
import { redeemedValue, type RedeemedValue } from '#app/core/finance/redeemed-value.ts';
import { sum } from '#app/core/sum.ts';
import { type CapturedRow, countCaptured, listCaptured } from '#app/db/finance-rows.ts';
import type { Books } from '#app/presenters/present-finance.ts';
import type { RedeemedLine, RedeemedReport, RedeemedSum } from '#app/presenters/present-finance-types.ts';

/** Above this a page would take too long; the export has no limit. */
export const REDEEMED_SUMMED_MAX = 20_000;
const LINES_SHOWN = 50;

export async function presentRedeemed(books: Books, month: string): Promise<RedeemedReport> {
  const span = monthSpan(books.zone, month);
  const count = await countCaptured(books.shop, span);
  if (count > REDEEMED_SUMMED_MAX)
    return { kind: 'redeemed', month, count, points: 0, sums: null, lines: [] };
  const rows: Redeemed[] = [];
  for await (const row of listCaptured(books.shop, span)) rows.push({ row, value: valueOf(row) });
  return {
    kind: 'redeemed',
    month,
    count,
    points: sum(rows, ({ row }) => row.captured),
    sums: sumUp(rows),
    lines: rows.slice(-LINES_SHOWN).reverse().map(lineOf),
  };
}

export function monthSpan(zone: string, month: string): { zone: string; from: Date; until: Date } {
  return {
    zone,
    from: new Date(startOfDay(firstDayOf(month), zone)),
    until: new Date(startOfDay(firstDayOf(shiftMonth(month, 1)), zone)),
  };
}

type Redeemed = { row: CapturedRow; value: RedeemedValue };

/** A redemption whose order is not known has its points and no value. */
export function valueOf(row: CapturedRow): RedeemedValue {
  const nothing = { lines: [], refunds: [], codes: [], taxesIncluded: true, cancelledAt: null };
  return redeemedValue(row.order ?? nothing, row);
}

function sumUp(rows: Redeemed[]): RedeemedSum[] {
  const parts = rows.flatMap(({ row, value }) =>
    value.parts.map((part) => ({ kind: row.reward.kind, ...part })),
  );
  return [...Map.groupBy(parts, ({ kind, rate }) => `${kind} ${rate}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      return [
        {
          kind: first.kind,
          rate: first.rate,
          points: sum(group, (part) => part.points),
          valueMinor: sum(group, (part) => part.valueMinor),
          netMinor: sum(group, (part) => part.netMinor),
          taxMinor: sum(group, (part) => part.taxMinor),
          returnedMinor: sum(group, (part) => part.returnedMinor),
        },
      ];
    })
    .sort((one, other) => one.kind.localeCompare(other.kind) || (other.rate ?? -1) - (one.rate ?? -1));
}

function lineOf({ row, value }: Redeemed): RedeemedLine {
  const { id, day, orderName, orderId, memberId, code, restored } = row;
  return {
    ...{ id, day, orderName, orderId, memberId, code, restored },
    kind: row.reward.kind,
    points: row.captured,
    valueMinor: value.valueMinor,
  };
}
