/** For which day or month a report is made, and over which past breakage is read. */
import { BlockStack, Button, Card, Form, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { FinanceQuery, FinanceView } from '#app/presenters/present-finance-types.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { Ask } from '#app/ui/finance/finance-page.tsx';
import { financeTexts } from '#app/ui/texts/finance.ts';

const HORIZONS = ['12', '24', '36'];

type ReportControlsProps = { query: FinanceQuery; view: FinanceView; loading: boolean; onAsk: Ask };

export function ReportControls({ query, view, loading, onAsk }: ReportControlsProps) {
  const texts = useTexts(financeTexts);
  return (
    <div className="finance-screen">
      <Card>
        <BlockStack gap="300">
          {view.report.kind === 'redeemed' ? (
            <MonthField month={view.report.month} today={view.today} loading={loading} onAsk={onAsk} />
          ) : (
            <DayField view={view} loading={loading} onAsk={onAsk} />
          )}
          {view.report.kind === 'liability' || view.report.kind === 'redeemed' ? null : (
            <InlineStack>
              <Select
                label={texts.horizon}
                options={HORIZONS.map((value) => ({ value, label: texts.horizonMonths(Number(value)) }))}
                value={String(query.horizon)}
                onChange={(horizon) => onAsk({ horizon })}
              />
            </InlineStack>
          )}
        </BlockStack>
      </Card>
    </div>
  );
}

function DayField({ view, loading, onAsk }: Omit<ReportControlsProps, 'query'>) {
  const texts = useTexts(financeTexts);
  const [date, setDate] = useState(view.date);
  const ends = lastYears(view);
  return (
    <Form onSubmit={() => onAsk({ date: date === view.today ? null : date })}>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="end">
          <TextField
            label={texts.date}
            type="date"
            autoComplete="off"
            min={view.firstDay}
            max={view.today}
            value={date}
            onChange={setDate}
          />
          <Button submit loading={loading}>
            {texts.show}
          </Button>
          {ends.map((end) => (
            <Button
              key={end}
              variant="tertiary"
              pressed={view.date === end}
              onClick={() => onAsk({ date: end })}
            >
              {texts.provision.lastYear(end.slice(0, 4))}
            </Button>
          ))}
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          {texts.dateHelp} {texts.figuresHint}
        </Text>
      </BlockStack>
    </Form>
  );
}

/** The ends of the last two years on which the program already ran. */
function lastYears({ today, firstDay }: FinanceView): string[] {
  const year = Number(today.slice(0, 4));
  return [year - 1, year - 2].map((one) => `${one}-12-31`).filter((day) => day >= firstDay);
}

function MonthField({
  month,
  today,
  loading,
  onAsk,
}: {
  month: string;
  today: string;
  loading: boolean;
  onAsk: Ask;
}) {
  const texts = useTexts(financeTexts);
  const [chosen, setChosen] = useState(month);
  return (
    <Form onSubmit={() => onAsk({ month: chosen })}>
      <InlineStack gap="200" blockAlign="end">
        <TextField
          label={texts.month}
          type="month"
          autoComplete="off"
          max={today.slice(0, 7)}
          value={chosen}
          onChange={setChosen}
        />
        <Button submit loading={loading}>
          {texts.show}
        </Button>
      </InlineStack>
    </Form>
  );
}
