/** What new customers cost beside what they are worth, and the lines in which the merchant says so. */
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { HEALTHY_RATIO } from '#app/core/lifetime-value/acquisition.ts';
import type { InsightsView } from '#app/presenters/present-insights.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { InsightCard } from '#app/ui/insights/insight-card.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';

export function AcquisitionCard({ view }: { view: InsightsView }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(insightTexts).acquisition;
  const { months, ratio, costMinor } = view.acquisition;
  const money = (minor: number) => format.money(Math.round(minor));
  const month = (text: string) =>
    new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      Date.parse(`${text}-01T00:00:00Z`),
    );
  const says =
    ratio === null || costMinor === null || !view.value
      ? texts.none
      : texts.says(
          money(costMinor),
          money(view.value.valueMinor),
          format.number(Math.round(ratio * 10) / 10),
          ratio >= HEALTHY_RATIO ? 'good' : ratio >= 1 ? 'thin' : 'loss',
        );
  return (
    <InsightCard
      title={texts.title}
      about={texts.about}
      says={says}
      {...(months.length > 0 ? { table: 'acquisition' as const } : {})}
    >
      {months.length > 0 ? (
        <FiguresTable
          caption={texts.title}
          headings={[texts.month, texts.cost, texts.channels, texts.newCustomers, texts.each]}
          rows={months.map((one) => ({
            key: one.month,
            cells: [
              month(one.month),
              money(one.minor),
              one.channels.map(({ channel, minor }) => `${channel} ${money(minor)}`).join(', '),
              format.number(one.newCustomers),
              one.perCustomerMinor === null ? '–' : money(one.perCustomerMinor),
            ],
          }))}
        />
      ) : null}
      {useMay('configure') ? <CostLines /> : null}
    </InsightCard>
  );
}

function CostLines() {
  const texts = useTexts(insightTexts).acquisition;
  const [lines, setLines] = useState('');
  const { send, busy, refusal, done } = useJson<{ saved: number }>('costs');
  useToast(done, texts.saved);
  return (
    <BlockStack gap="200">
      <TextField
        label={texts.lines}
        helpText={texts.linesHelp}
        placeholder={texts.example}
        value={lines}
        onChange={setLines}
        multiline={3}
        maxLength={50_000}
        autoComplete="off"
        error={refusal ?? undefined}
      />
      <InlineStack>
        <Button disabled={lines.trim() === ''} loading={busy} onClick={() => send({ lines })}>
          {texts.save}
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.rule}
      </Text>
    </BlockStack>
  );
}
