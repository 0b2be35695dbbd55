/** How old outstanding points are, and which share of older ones was never redeemed. */
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { AgeReport } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { BreakageCard } from '#app/ui/finance/breakage-card.tsx';
import { Downloads } from '#app/ui/finance/downloads.tsx';
import { Figure } from '#app/ui/finance/figure.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { financeTexts } from '#app/ui/texts/finance.ts';

export function AgeView({ report, date }: { report: AgeReport; date: string }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts);
  const money = (minor: number | null) => (minor === null ? texts.none : format.money(minor));
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {texts.age.title}
            </Text>
            <Text as="p" tone="subdued">
              {texts.age.intro}
            </Text>
          </BlockStack>
          <FiguresTable
            caption={texts.age.title}
            headings={[texts.age.column, texts.points, texts.age.share, texts.value]}
            rows={[
              ...report.groups.map(({ fromMonths, belowMonths, points, valueMinor }, index) => {
                const name = ageName(texts.age, fromMonths, belowMonths);
                return {
                  key: name,
                  cells: [
                    name,
                    <Figure
                      key="points"
                      figure={format.number(points)}
                      what={name}
                      behind={points === 0 ? undefined : { report: 'lots', date, age: index }}
                    />,
                    report.points === 0 ? texts.none : format.share(points / report.points),
                    money(valueMinor),
                  ],
                };
              }),
              {
                key: 'total',
                strong: true,
                cells: [texts.total, format.number(report.points), '', money(report.valueMinor)],
              },
            ]}
          />
          <Downloads of={texts.age.lots} asked={{ report: 'lots', date }} />
        </BlockStack>
      </Card>
      <BreakageCard breakage={report.breakage} date={date} />
    </BlockStack>
  );
}

export function ageName(
  texts: { between: (from: number, below: number) => string; over: (from: number) => string },
  from: number,
  below: number | null,
): string {
  return below === null ? texts.over(from) : texts.between(from, below);
}
