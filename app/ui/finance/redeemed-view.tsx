/** What redemptions took off orders, for the tax adviser: by kind of reward and tax rate, and one by one. */
import { Banner, BlockStack, Card, Link, Text } from '@shopify/polaris';
import type { RedeemedReport } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Downloads } from '#app/ui/finance/downloads.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatDay } from '#app/ui/finance/format-day.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

export function RedeemedView({ report }: { report: RedeemedReport }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts).redeemed;
  if (report.count === 0) {
    return (
      <Card>
        <Text as="p">{texts.empty}</Text>
      </Card>
    );
  }
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {texts.title}
            </Text>
            <Text as="p" tone="subdued">
              {texts.intro} {texts.rateNote}
            </Text>
          </BlockStack>
          {report.sums ? (
            <SumsTable report={report} />
          ) : (
            <Banner tone="info">{texts.tooMany(format.number(report.count))}</Banner>
          )}
          <Downloads asked={{ report: 'redeemed', month: report.month }} />
        </BlockStack>
      </Card>
      {report.lines.length > 0 ? <Lines report={report} /> : null}
    </BlockStack>
  );
}

function SumsTable({ report }: { report: RedeemedReport }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(financeTexts).redeemed;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  return (
    <FiguresTable
      caption={texts.title}
      headings={[texts.kind, texts.rate, texts.points, texts.taken, texts.net, texts.tax, texts.returned]}
      rows={(report.sums ?? []).map((sum) => ({
        key: `${sum.kind} ${sum.rate}`,
        cells: [
          texts.kinds[sum.kind] ?? sum.kind,
          sum.rate === null ? texts.unknownRate : percent.format(sum.rate / 100_000),
          format.number(sum.points),
          ...[sum.valueMinor, sum.netMinor, sum.taxMinor, sum.returnedMinor].map((minor) =>
            format.money(minor),
          ),
        ],
      }))}
    />
  );
}

function Lines({ report }: { report: RedeemedReport }) {
  const { format, locale } = useAdmin();
  const all = useTexts(financeTexts);
  const texts = all.redeemed;
  const { columns } = texts;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.lines}
        </Text>
        {report.lines.length < report.count ? (
          <Text as="p" tone="subdued">
            {texts.newest(format.number(report.count))}
          </Text>
        ) : null}
        <FiguresTable
          caption={texts.lines}
          headings={[
            ...[
              columns.day,
              columns.order,
              columns.code,
              texts.kind,
              texts.points,
              texts.taken,
              columns.restored,
            ],
          ]}
          rows={report.lines.map((line) => ({
            key: line.id,
            cells: [
              formatDay(line.day, locale),
              line.orderName ?? line.orderId ?? all.none,
              <Link key="code" url={`/app/members/${line.memberId}`} monochrome>
                {line.code}
              </Link>,
              texts.kinds[line.kind] ?? line.kind,
              format.number(line.points),
              line.valueMinor === null ? all.none : format.money(line.valueMinor),
              format.number(line.restored),
            ],
          }))}
        />
      </BlockStack>
    </Card>
  );
}
