/** The report for the accounts: the provision by age, what it assumes, ready to be printed. */
import { Banner, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { Language } from '#app/core/rejection.ts';
import type { ProvisionReport } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { createFormat } from '#app/ui/admin/format.ts';
import { ageName } from '#app/ui/finance/age-view.tsx';
import { Downloads } from '#app/ui/finance/downloads.tsx';
import { Figure } from '#app/ui/finance/figure.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatDay } from '#app/ui/finance/format-day.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { assumptions } from '#app/ui/texts/finance-assumptions.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

type ProvisionViewProps = { report: ProvisionReport; date: string };

export function ProvisionView({ report, date }: ProvisionViewProps) {
  const { language, locale } = useAdmin();
  const texts = useTexts(financeTexts).provision;
  const { horizon } = report.breakage;
  const other: Language = language === 'de' ? 'en' : 'de';
  return (
    <BlockStack gap="400">
      {report.final ? null : (
        <div className="finance-screen">
          <Banner tone="info">{texts.open}</Banner>
        </div>
      )}
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingLg">
              {texts.title}
            </Text>
            <Text as="p">{texts.subtitle(report.shopName, formatDay(date, locale))}</Text>
          </BlockStack>
          <ProvisionTable report={report} date={date} />
          <Remarks report={report} />
          <Assumptions report={report} date={date} language={language} />
          <Assumptions report={report} date={date} language={other} />
          <div className="finance-screen">
            <InlineStack gap="200">
              <Button variant="primary" onClick={() => window.print()}>
                {texts.print}
              </Button>
              <Downloads asked={{ report: 'provision', date, horizon }} />
            </InlineStack>
          </div>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function ProvisionTable({ report, date }: ProvisionViewProps) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts);
  const { amounts, groups, accounts, outstanding } = report;
  const money = (minor: number | undefined) => (minor === undefined ? texts.none : format.money(minor));
  return (
    <FiguresTable
      caption={texts.provision.title}
      headings={[texts.age.column, texts.points, texts.provision.full, texts.provision.expected]}
      rows={[
        ...groups.map(({ fromMonths, belowMonths, points }, index) => {
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
              money(amounts?.rows[index]?.fullMinor),
              money(amounts?.rows[index]?.expectedMinor),
            ],
          };
        }),
        {
          key: 'total',
          strong: true,
          cells: [
            texts.total,
            <Figure
              key="points"
              strong
              figure={format.number(outstanding)}
              what={texts.total}
              behind={{ report: 'entries', date }}
            />,
            money(amounts?.fullMinor),
            money(amounts?.expectedMinor),
          ],
        },
        {
          key: 'debt',
          cells: [texts.provision.debts, format.number(accounts.debt), money(amounts?.debtMinor), texts.none],
        },
      ]}
    />
  );
}

function Remarks({ report }: { report: ProvisionReport }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts).provision;
  const { accounts, amounts } = report;
  return (
    <BlockStack gap="100">
      <Text as="p">
        {texts.accounts(
          format.number(accounts.available),
          format.number(accounts.pending),
          format.number(accounts.reserved),
        )}
      </Text>
      {amounts && amounts.lowMinor !== null && amounts.highMinor !== null ? (
        <Text as="p">{texts.range(format.money(amounts.lowMinor), format.money(amounts.highMinor))}</Text>
      ) : null}
      {amounts && amounts.highestMinor !== amounts.fullMinor ? (
        <Text as="p">{texts.highest(format.money(amounts.highestMinor))}</Text>
      ) : null}
    </BlockStack>
  );
}

/** Written in its own language and its way of writing numbers, whatever the page speaks. */
function Assumptions({ report, date, language }: ProvisionViewProps & { language: Language }) {
  const admin = useAdmin();
  const locale = language === admin.language ? admin.locale : language === 'de' ? 'de-DE' : 'en-GB';
  const format = createFormat({ ...admin, locale });
  const { value, breakage, programVersion } = report;
  const { estimate } = breakage;
  const sentences = assumptions[language]({
    date: formatDay(date, locale),
    zone: report.zone,
    entries: format.number(report.entries),
    value: value && {
      points: commonTexts[language].points(value.points, format.number(value.points)),
      money: format.money(value.amountMinor),
      version: String(programVersion ?? ''),
    },
    breakage: estimate && {
      share: format.share(estimate.share),
      low: format.share(estimate.low),
      high: format.share(estimate.high),
      members: format.number(breakage.members),
    },
    horizon: breakage.horizon,
    debt: format.number(Math.abs(report.accounts.debt)),
    membersOwing: format.number(report.membersOwing),
  });
  return (
    <div lang={language}>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {financeTexts[language].provision.assumptions}
        </Text>
        <Box maxWidth="48rem">
          <BlockStack as="ul" gap="100">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </BlockStack>
        </Box>
      </BlockStack>
    </div>
  );
}
