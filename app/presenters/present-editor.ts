/** What every page of the program's editor begins with: the program in force, the draft, and what is known of the shop. */
import { now } from '#app/clock.ts';
import { dayOf } from '#app/core/calendar.ts';
import type { ShopFacts } from '#app/core/program/warnings.ts';
import { DAY_MS } from '#app/core/time.ts';
import { listUsedSegments, type SampledOrder, sampleOrders, sampleSpends } from '#app/db/shop-facts.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { type DraftView, presentDraft } from '#app/presenters/present-draft.ts';
import { presentProgram, type ProgramView } from '#app/presenters/present-program.ts';
import { presentShop } from '#app/presenters/present-shop.ts';

const YEAR_DAYS = 365;
/** Segments that scores fill, whether anybody is in one yet or not. */
const LEVELS = ['top-vip', 'vip', 'premium'];
/** Fewer lines with a known cost say nothing about the shop. */
const LINES_MIN = 20;

export type EditorView = { program: ProgramView; draft: DraftView | null; facts: ShopFacts };

export async function presentEditor(shop: string): Promise<EditorView> {
  const at = now();
  const [program, draft, { currency, timeZone }, orders, yearlySpends, { settings }, segments] =
    await Promise.all([
      presentProgram(shop),
      presentDraft(shop),
      presentShop(shop),
      sampleOrders(shop),
      sampleSpends(shop, new Date(at.getTime() - YEAR_DAYS * DAY_MS)),
      findSettings(shop),
      listUsedSegments(shop),
    ]);
  return {
    program,
    draft,
    facts: {
      today: dayOf(at.getTime(), timeZone),
      currency,
      typicalOrderMinor: medianOf(orders.map(({ totalMinor }) => totalMinor)),
      yearlySpends,
      marginShare: marginOf(orders),
      languages: settings.languages,
      segments: [...new Set([...LEVELS, ...segments])],
    },
  };
}

function medianOf(values: number[]): number | null {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? null;
}

/** The share of net prices that is not the cost of the goods; null where too few costs are known. */
function marginOf(orders: SampledOrder[]): number | null {
  let [lines, netMinor, costMinor] = [0, 0, 0];
  for (const { facts, traits } of orders) {
    for (const line of facts.lines) {
      const cost = traits?.[line.id]?.costMinor;
      if (line.kind !== 'goods' || cost === null || cost === undefined) continue;
      lines += 1;
      costMinor += cost * line.quantity;
      netMinor +=
        line.unitPriceMinor * line.quantity - line.discountMinor - (facts.taxesIncluded ? line.taxMinor : 0);
    }
  }
  return lines < LINES_MIN || netMinor <= 0 ? null : Math.max(0, 1 - costMinor / netMinor);
}
