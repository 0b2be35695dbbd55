/** Breakage in words, with its uncertainty, and the months it comes from; or why there is no figure. */
import { BlockStack, Card, Text } from '@shopify/polaris';
import { BREAKAGE_MEMBERS_MIN, BREAKAGE_MONTHS_MIN } from '#app/core/finance/breakage.ts';
import type { BreakageView } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Downloads } from '#app/ui/finance/downloads.tsx';
import { Figure } from '#app/ui/finance/figure.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatMonth } from '#app/ui/finance/format-day.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

export function BreakageCard({ breakage, date }: { breakage: BreakageView; date: string }) {
  const texts = useTexts(financeTexts).breakage;
  const { horizon } = breakage;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <BreakageWords breakage={breakage} />
        <Text as="p" tone="subdued">
          {texts.imported}
        </Text>
        {breakage.cohorts.length > 0 ? (
          <>
            <CohortTable breakage={breakage} date={date} />
            <Downloads asked={{ report: 'cohorts', date, horizon }} />
          </>
        ) : null}
      </BlockStack>
    </Card>
  );
}

export function BreakageWords({ breakage }: { breakage: BreakageView }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts).breakage;
  const { estimate, horizon, members, missing } = breakage;
  if (estimate) {
    const { share, low, high, expiredShare } = estimate;
    return (
      <BlockStack gap="100">
        <Text as="p">
          {texts.estimate(format.share(share), format.share(low), format.share(high), horizon)}
        </Text>
        <Text as="p">{texts.parts(format.number(members), format.share(expiredShare))}</Text>
      </BlockStack>
    );
  }
  return (
    <Text as="p">
      {missing === 'members'
        ? texts.members(format.number(members), BREAKAGE_MEMBERS_MIN)
        : missing === 'months'
          ? texts.months(BREAKAGE_MONTHS_MIN)
          : texts.nothing(horizon)}
    </Text>
  );
}

function CohortTable({ breakage, date }: { breakage: BreakageView; date: string }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const { columns } = texts.breakage;
  return (
    <FiguresTable
      caption={texts.breakage.title}
      headings={[
        ...[columns.month, columns.opened, columns.taken, columns.redeemed, columns.expired],
        ...[columns.unredeemed, columns.share],
      ]}
      rows={breakage.cohorts.map((cohort) => {
        const name = formatMonth(cohort.month, locale);
        const { opened, taken, redeemed, expired, unredeemed, share } = cohort;
        return {
          key: cohort.month,
          cells: [
            name,
            <Figure
              key="opened"
              figure={format.number(opened)}
              what={`${columns.opened}, ${name}`}
              behind={{ report: 'lots', date, month: cohort.month }}
            />,
            ...[taken, redeemed, expired, unredeemed].map((points) => format.number(points)),
            share === null ? texts.none : format.share(share),
          ],
        };
      })}
    />
  );
}
