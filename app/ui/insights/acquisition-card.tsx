/** What new customers cost beside what they are worth, and the lines in which the merchant says so. */
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { HEALTHY_RATIO } from '#app/core/lifetime-value/acquisition.ts';
import type { InsightsView } from '#app/presenters/present-insights.ts';
import { Chart, type ChartColour } from '#app/ui/admin/chart.tsx';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatMonth } from '#app/ui/finance/format-day.ts';
import { InsightCard } from '#app/ui/insights/insight-card.tsx';
import { channelKey, costPoints } from '#app/ui/insights/series.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';

export function AcquisitionCard({ view }: { view: InsightsView }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(insightTexts).acquisition;
  const { months, ratio, costMinor } = view.acquisition;
  const money = (minor: number) => format.money(Math.round(minor));
  const month = (text: string) => formatMonth(text, locale);
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
      {months.some(({ perCustomerMinor }) => perCustomerMinor !== null) ? <CostChart view={view} /> : null}
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

const COLOURS: readonly ChartColour[] = ['blue', 'green', 'purple', 'amber', 'sky'];

/** What a new customer cost, in the parts of the channels, against the third of her value that is healthy. */
function CostChart({ view }: { view: InsightsView }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(insightTexts).acquisition;
  const { channels, points } = costPoints(view.acquisition.months, (name) => formatMonth(name, locale));
  const healthyMinor = view.value ? view.value.valueMinor / HEALTHY_RATIO : null;
  const money = (minor: number) => format.money(Math.round(minor));
  return (
    <Chart
      shape="bars"
      says={texts.chart(healthyMinor === null ? null : money(healthyMinor))}
      series={channels.map((channel, index) => ({
        key: channelKey(channel),
        name: channel ?? texts.otherChannels,
        colour: channel === null ? 'grey' : (COLOURS[index] ?? 'grey'),
      }))}
      points={points}
      format={money}
      short={format.moneyShort}
      mark={healthyMinor === null ? undefined : { name: texts.healthy, value: healthyMinor }}
    />
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
