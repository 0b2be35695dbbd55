/** Cohorts and the monthly bridge. */
import { Select } from '@shopify/polaris';
import { type CSSProperties, useState } from 'react';
import type { InsightsView } from '#app/presenters/present-insights.ts';
import { Chart } from '#app/ui/admin/chart.tsx';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatMonth } from '#app/ui/finance/format-day.ts';
import { InsightCard } from '#app/ui/insights/insight-card.tsx';
import { agesOf, BRIDGE_KEYS, bridgePoints } from '#app/ui/insights/series.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';

const AGES_SHOWN = 12;
const AGAIN_MONTHS = 3;
type Measure = 'retention' | 'value';

export function CohortsCard({ cohorts }: { cohorts: InsightsView['cohorts'] }) {
  const { format } = useAdmin();
  const texts = useTexts(insightTexts).cohorts;
  const [measure, setMeasure] = useState<Measure>('retention');
  const month = useMonth();
  const again = cameBack(cohorts);
  const ages = Math.min(AGES_SHOWN, Math.max(0, ...cohorts.map(({ cells }) => cells.length)));
  return (
    <InsightCard
      title={texts.title}
      about={texts.about}
      says={again === null ? texts.young : texts.says(format.share(again), format.number(AGAIN_MONTHS))}
      table="cohorts"
    >
      <Select
        label={texts.measure}
        options={(['retention', 'value'] as const).map((value) => ({ value, label: texts.measures[value] }))}
        value={measure}
        onChange={(value) => setMeasure(value === 'value' ? 'value' : 'retention')}
      />
      <AgesChart cohorts={cohorts} measure={measure} />
      <FiguresTable
        caption={texts.title}
        headings={[
          texts.cohort,
          texts.size,
          ...Array.from({ length: ages }, (_, age) => texts.age(format.number(age))),
        ]}
        rows={cohorts.map((cohort) => ({
          key: cohort.month,
          cells: [
            month(cohort.month),
            format.number(cohort.customers),
            ...Array.from({ length: ages }, (_, age) => {
              const cell = cohort.cells[age];
              if (!cell) return '';
              return measure === 'value' ? (
                format.money(Math.round(cell.valueMinor))
              ) : (
                <span style={shade(age === 0 ? 0 : cell.retention)}>{format.share(cell.retention)}</span>
              );
            }),
          ],
        }))}
      />
    </InsightCard>
  );
}

/** All cohorts together, by the months since the first order. */
function AgesChart({ cohorts, measure }: { cohorts: InsightsView['cohorts']; measure: Measure }) {
  const { format } = useAdmin();
  const { cohorts: texts } = useTexts(insightTexts);
  const all = agesOf(cohorts, AGES_SHOWN);
  // In the month of the first order everybody has ordered: that is no news.
  const ages = measure === 'retention' ? all.slice(1) : all;
  const [first] = ages;
  const last = ages.at(-1);
  if (!first || !last || all.length < 2) return null;
  const isValue = measure === 'value';
  const write = (value: number) => (isValue ? format.money(Math.round(value)) : format.share(value));
  const of = (age: typeof last) => (isValue ? age.valueMinor : age.share);
  return (
    <Chart
      shape="lines"
      says={texts.ages[measure](write(of(first)), write(of(last)), last.age)}
      series={[{ key: measure, name: texts.measures[measure], colour: isValue ? 'green' : 'blue' }]}
      points={ages.map((one) => ({
        label: texts.age(format.number(one.age)),
        values: { [measure]: of(one) },
      }))}
      format={write}
      short={isValue ? format.moneyShort : format.share}
    />
  );
}

/** The stronger, the more came back; words stay readable on it. */
function shade(share: number): CSSProperties {
  const strength = Math.min(60, Math.round(share * 150));
  return {
    padding: '0.1em 0.4em',
    borderRadius: '0.25em',
    background: `color-mix(in srgb, var(--p-color-bg-fill-success-secondary) ${strength}%, transparent)`,
  };
}

/** Of cohorts that are old enough: the share of customers who ordered in the months after the first, summed by month. */
function cameBack(cohorts: InsightsView['cohorts']): number | null {
  const old = cohorts.filter(({ cells }) => cells.length > AGAIN_MONTHS);
  const customers = old.reduce((sum, one) => sum + one.customers, 0);
  if (customers === 0) return null;
  const most = old.reduce(
    (sum, { cells }) => sum + Math.max(...cells.slice(1, AGAIN_MONTHS + 1).map(({ active }) => active)),
    0,
  );
  return most / customers;
}

export function BridgeCard({ bridge }: { bridge: InsightsView['bridge'] }) {
  const { format } = useAdmin();
  const texts = useTexts(insightTexts).bridge;
  const month = useMonth();
  const last = bridge.findLast(({ isComplete }) => isComplete);
  const change = last ? last.active - last.activeBefore : 0;
  const signed = `${change > 0 ? '+' : change < 0 ? '−' : '±'}${format.number(Math.abs(change))}`;
  return (
    <InsightCard
      title={texts.title}
      about={texts.about}
      says={last ? texts.says(month(last.month), signed) : null}
      table="bridge"
    >
      <BridgeChart bridge={bridge} />
      <FiguresTable
        caption={texts.title}
        headings={[
          ...[texts.month, texts.before, texts.new, texts.reactivated, texts.lost, texts.active],
          ...[texts.returning, texts.revenue],
        ]}
        rows={bridge.map((one) => ({
          key: one.month,
          cells: [
            one.isComplete ? month(one.month) : texts.underWay(month(one.month)),
            format.number(one.activeBefore),
            `+${format.number(one.new)}`,
            `+${format.number(one.reactivated)}`,
            `−${format.number(one.lost)}`,
            format.number(one.active),
            format.number(one.returning),
            format.money(one.revenueMinor),
          ],
        }))}
      />
    </InsightCard>
  );
}

const BRIDGE_COLOURS = { returning: 'blue', new: 'green', reactivated: 'purple', lost: 'red' } as const;

function BridgeChart({ bridge }: { bridge: InsightsView['bridge'] }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(insightTexts).bridge;
  const month = useMonth();
  const shown = bridge.findLast(({ isComplete }) => isComplete) ?? bridge.at(-1);
  if (!shown) return null;
  const parts = BRIDGE_KEYS.map((key) => `${texts[key]} ${format.number(shown[key])}`).join(', ');
  // Below zero is where the lost stand, not how many they are.
  const count = (value: number) => format.number(Math.abs(value));
  return (
    <Chart
      shape="bars"
      says={texts.chart(month(shown.month), parts)}
      series={BRIDGE_KEYS.map((key) => ({ key, name: texts[key], colour: BRIDGE_COLOURS[key] }))}
      points={bridgePoints(bridge, ({ month: name, isComplete }) => {
        const short = formatMonth(name, locale);
        return isComplete ? short : texts.underWay(short);
      })}
      whole
      format={count}
      short={(value) => format.numberShort(Math.abs(value))}
    />
  );
}

/** "2026-03" as the merchant writes it. */
function useMonth(): (month: string) => string {
  const { locale } = useAdmin();
  const names = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (month) => names.format(new Date(`${month}-01T00:00:00Z`));
}
