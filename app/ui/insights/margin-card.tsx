/** What remains of a customer's lifetime value, and where the merchant says how much of the revenue does. */
import { InlineStack, Button, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { MARGIN_MAX, MARGIN_MIN } from '#app/core/lifetime-value/margin.ts';
import type { InsightsView } from '#app/presenters/present-insights.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { InsightCard } from '#app/ui/insights/insight-card.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';

export function MarginCard({ view }: { view: InsightsView }) {
  const texts = useTexts(insightTexts).margin;
  const says = useSays(view);
  return (
    <InsightCard title={texts.title} about={texts.about} says={says}>
      {useMay('configure') ? <MarginField margin={view.margin} /> : null}
    </InsightCard>
  );
}

/** "120,00 € are worth 48,00 € at a margin of 40 % …", and how that stands to what a new customer costs. */
function useSays({ value, margin, acquisition }: InsightsView): string {
  const { format } = useAdmin();
  const texts = useTexts(insightTexts).margin;
  if (!value || !margin.known || margin.valueMinor === null) return texts.none;
  const money = (minor: number) => format.money(Math.round(minor));
  const { percent, from } = margin.known;
  const said = texts.says(money(value.valueMinor), money(margin.valueMinor), format.share(percent / 100));
  const ratio = margin.ratio;
  const against =
    ratio === null || acquisition.costMinor === null
      ? ''
      : ` ${texts.against(money(acquisition.costMinor), format.number(Math.round(ratio * 10) / 10), ratio >= 1)}`;
  return `${said}${against} ${texts.from[from]}`;
}

function MarginField({ margin }: { margin: InsightsView['margin'] }) {
  const texts = useTexts(insightTexts).margin;
  const start = margin.known ? String(margin.known.percent) : '';
  const [text, setText] = useState<string | null>(null);
  const { send, busy, refusal, done } = useJson<{ percent: number | null }>('margin');
  useToast(done, texts.saved);
  const typed = text ?? start;
  const percent = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const valid = percent >= MARGIN_MIN && percent <= MARGIN_MAX;
  const save = (value: number | null) => {
    setText(null);
    send({ percent: value });
  };
  return (
    <>
      <TextField
        label={texts.label}
        helpText={texts.help}
        autoComplete="off"
        inputMode="numeric"
        suffix="%"
        maxLength={2}
        value={typed}
        onChange={setText}
        error={refusal ?? (typed.trim() === '' || valid ? undefined : texts.wrong)}
      />
      <InlineStack gap="200">
        <Button disabled={!valid || text === null} loading={busy} onClick={() => save(percent)}>
          {texts.save}
        </Button>
        {margin.known?.from === 'given' ? (
          <Button disabled={busy} onClick={() => save(null)}>
            {texts.fromCosts}
          </Button>
        ) : null}
      </InlineStack>
    </>
  );
}
