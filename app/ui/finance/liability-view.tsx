/** What outstanding points cost, today or on a past day, and how it came to that day by day. */
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Collapsible,
  InlineGrid,
  InlineStack,
  Select,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { CHANGES } from '#app/core/finance/movements.ts';
import type { LiabilityReport } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Tile } from '#app/ui/admin/tile.tsx';
import { DayChart } from '#app/ui/finance/day-chart.tsx';
import { Downloads } from '#app/ui/finance/downloads.tsx';
import { Figure } from '#app/ui/finance/figure.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import type { Ask } from '#app/ui/finance/finance-page.tsx';
import { formatDay } from '#app/ui/finance/format-day.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

type LiabilityViewProps = { report: LiabilityReport; date: string; days: number; onAsk: Ask };

export function LiabilityView({ report, date, days, onAsk }: LiabilityViewProps) {
  return (
    <BlockStack gap="400">
      <Tiles report={report} />
      <Tie report={report} date={date} />
      <DaysCard report={report} date={date} days={days} onAsk={onAsk} />
    </BlockStack>
  );
}

function Tiles({ report }: { report: LiabilityReport }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts);
  const common = useTexts(commonTexts);
  const { now, value, valueMinor } = report;
  const help = value
    ? texts.liability.nowHelp(
        common.points(value.points, format.number(value.points)),
        format.money(value.amountMinor),
      )
    : undefined;
  return (
    <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
      <Tile
        label={texts.liability.now}
        value={valueMinor === null ? texts.none : format.money(valueMinor)}
        help={help}
      />
      <Tile
        label={texts.liability.outstanding}
        value={format.number(now.outstanding)}
        help={texts.liability.outstandingHelp(
          format.number(now.available),
          format.number(now.pending),
          format.number(now.reserved),
        )}
      />
      <Tile
        label={texts.liability.debt}
        value={format.number(Math.abs(now.debt))}
        help={
          now.debt < 0 ? texts.liability.debtHelp(format.number(now.membersOwing)) : texts.liability.noDebt
        }
      />
    </InlineGrid>
  );
}

function Tie({ report, date }: { report: LiabilityReport; date: string }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts).liability;
  if (report.ties === false) return <Banner tone="critical">{texts.tiesNot}</Banner>;
  const entries = format.number(report.entries);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">{report.ties ? texts.ties(entries) : texts.pastDay(entries)}</Text>
        <Downloads of={texts.entries} asked={{ report: 'entries', date }} />
      </BlockStack>
    </Card>
  );
}

const SPANS = ['30', '90', '365'];

function DaysCard({ report, date, days, onAsk }: LiabilityViewProps) {
  const { format, locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const [open, setOpen] = useState(false);
  const priced = report.value !== null;
  const values = report.days.map((day) => (priced ? (day.valueMinor ?? 0) : day.closing));
  const write = priced ? format.money : format.number;
  const first = formatDay(report.days[0]?.period ?? date, locale);
  const last = formatDay(date, locale);
  const what = priced ? texts.liability.now : texts.liability.outstanding;
  const summary = texts.liability.chartSummary(
    what,
    first,
    write(values[0] ?? 0),
    last,
    write(values.at(-1) ?? 0),
  );
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {texts.liability.chart}
          </Text>
          <Select
            label={texts.liability.span}
            labelInline
            options={SPANS.map((value) => ({ value, label: texts.liability.days(Number(value)) }))}
            value={String(days)}
            onChange={(chosen) => onAsk({ days: chosen })}
          />
        </InlineStack>
        <DayChart values={values} format={write} first={first} last={last} summary={summary} />
        <InlineStack gap="200">
          <Button
            onClick={() => setOpen(!open)}
            ariaExpanded={open}
            ariaControls="days-table"
            disclosure={open ? 'up' : 'down'}
          >
            {texts.liability.table}
          </Button>
          <Downloads asked={{ report: 'liability', date, days }} />
        </InlineStack>
        <Collapsible id="days-table" open={open}>
          {open ? <DaysTable report={report} /> : null}
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

/** Days on which something changed, newest first. */
function DaysTable({ report }: { report: LiabilityReport }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const { columns } = texts.liability;
  const shown = report.days
    .filter((day) => day.owed !== 0 || day.debtSettled !== 0 || CHANGES.some((change) => day[change] !== 0))
    .reverse();
  if (shown.length === 0) return <Text as="p">{texts.liability.quiet}</Text>;
  const changes = CHANGES.filter((change) => change !== 'moved' || shown.some((day) => day.moved !== 0));
  return (
    <FiguresTable
      caption={texts.liability.chart}
      headings={[
        texts.day,
        ...changes.map((change) => columns[change]),
        columns.closing,
        columns.debt,
        texts.value,
      ]}
      rows={shown.map((day) => {
        const name = formatDay(day.period, locale);
        const behind = { report: 'entries', from: day.period, date: day.period };
        return {
          key: day.period,
          cells: [
            name,
            ...changes.map((change) => (
              <Figure
                key={change}
                figure={format.number(day[change])}
                what={`${columns[change]}, ${name}`}
                behind={day[change] === 0 ? undefined : { ...behind, change }}
              />
            )),
            <Figure
              key="closing"
              figure={format.number(day.closing)}
              what={`${columns.closing}, ${name}`}
              behind={{ report: 'entries', date: day.period }}
            />,
            format.number(day.debt),
            day.valueMinor === null ? texts.none : format.money(day.valueMinor),
          ],
        };
      })}
    />
  );
}
