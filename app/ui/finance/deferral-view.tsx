/** Deferred revenue month by month, in points that tie to the ledger and in money. */
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { DeferralMonth } from '#app/core/finance/deferral.ts';
import { CHANGES, type Changes } from '#app/core/finance/movements.ts';
import { lastDayOf } from '#app/core/finance/periods.ts';
import type { DeferralReport } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { BreakageCard } from '#app/ui/finance/breakage-card.tsx';
import { Downloads } from '#app/ui/finance/downloads.tsx';
import { Figure } from '#app/ui/finance/figure.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatMonth } from '#app/ui/finance/format-day.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

export function DeferralView({ report, date }: { report: DeferralReport; date: string }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts).deferral;
  const { breakage } = report;
  // Months before the first entry say nothing.
  const begun = report.months.findIndex(({ points }) => points.opening !== 0 || points.issued !== 0);
  const months = report.months.slice(Math.max(0, begun));
  const changes = CHANGES.filter(
    (change) => change !== 'moved' || months.some(({ points }) => points.moved !== 0),
  );
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {texts.title}
            </Text>
            <Text as="p" tone="subdued">
              {texts.intro(format.share(breakage.estimate?.share ?? 0))}
            </Text>
          </BlockStack>
          <PointsTable months={months} changes={changes} date={date} />
          <MoneyTable months={months} changes={changes} />
          <Text as="p" tone="subdued">
            {texts.note}
          </Text>
          <Downloads asked={{ report: 'deferral', date, horizon: breakage.horizon }} />
        </BlockStack>
      </Card>
      <BreakageCard breakage={breakage} date={date} />
    </BlockStack>
  );
}

type TableProps = { months: DeferralMonth[]; changes: (keyof Changes)[] };

function PointsTable({ months, changes, date }: TableProps & { date: string }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const { columns } = texts.liability;
  const names = texts.deferral;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {names.pointsTable}
      </Text>
      <FiguresTable
        caption={names.pointsTable}
        headings={[texts.month, names.opening, ...changes.map((change) => columns[change]), names.closing]}
        rows={months.map(({ month, points }) => {
          const name = formatMonth(month, locale);
          const end = lastDayOf(month);
          const until = end < date ? end : date;
          return {
            key: month,
            cells: [
              name,
              format.number(points.opening),
              ...changes.map((change) => (
                <Figure
                  key={change}
                  figure={format.number(points[change])}
                  what={`${columns[change]}, ${name}`}
                  behind={
                    points[change] === 0
                      ? undefined
                      : { report: 'entries', from: `${month}-01`, date: until, change }
                  }
                />
              )),
              <Figure
                key="closing"
                figure={format.number(points.closing)}
                what={`${names.closing}, ${name}`}
                behind={points.closing === 0 ? undefined : { report: 'lots', date: until }}
                strong
              />,
            ],
          };
        })}
      />
    </BlockStack>
  );
}

function MoneyTable({ months, changes }: TableProps) {
  const { format, locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const { columns } = texts.liability;
  const names = texts.deferral;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {names.moneyTable}
      </Text>
      <FiguresTable
        caption={names.moneyTable}
        headings={[
          ...[texts.month, names.opening, names.revalued],
          ...changes.map((change) => columns[change]),
          names.closing,
        ]}
        rows={months.map(({ month, amounts }) => ({
          key: month,
          cells: [
            formatMonth(month, locale),
            ...(amounts
              ? [
                  ...[amounts.opening, amounts.revalued, ...changes.map((change) => amounts[change])].map(
                    (minor) => format.money(minor),
                  ),
                  <Text key="closing" as="span" fontWeight="semibold">
                    {format.money(amounts.closing)}
                  </Text>,
                ]
              : [...changes, 0, 0, 0].map(() => texts.none)),
          ],
        }))}
      />
    </BlockStack>
  );
}
