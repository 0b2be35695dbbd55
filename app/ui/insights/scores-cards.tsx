/** Levels with their thresholds, and the groups by last order, number and money. */
import { BlockStack, Button, FormLayout, InlineStack, Link, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { LEVELS, type Level } from '#app/core/scores/levels.ts';
import type { InsightsView } from '#app/presenters/present-insights.ts';
import { Chart } from '#app/ui/admin/chart.tsx';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { InsightCard } from '#app/ui/insights/insight-card.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';

type Typed = Record<Level, { amount: string; orders: number }>;
type Reply = { saved: true } | { counts: number[] };

export function LevelsCard({ view }: { view: InsightsView }) {
  const { format, exponent, currency, language } = useAdmin();
  const texts = useTexts(insightTexts).levels;
  const names = useTexts(segmentTexts);
  const may = useMay('configure');
  const saving = useJson<Reply>('levels');
  const trying = useJson<Reply>('levels');
  const [typed, setTyped] = useState(() => typedOf(view, exponent, language === 'de' ? ',' : '.'));
  useToast(saving.done, texts.saved);
  const minor = (level: Level) => minorOf(typed[level].amount, exponent);
  const valid = LEVELS.every((level) => minor(level) !== null);
  const counts = trying.done && 'counts' in trying.done ? trying.done.counts : null;
  const ask = () => valid && trying.send({ try: LEVELS.map((level) => minor(level)) });
  const top = view.levels.find(({ id }) => id === 'top-vip');
  return (
    <InsightCard
      title={texts.title}
      about={texts.about}
      says={
        top
          ? texts.says(
              top.customers,
              format.number(top.customers),
              format.share(top.customers / view.customers),
              names[top.id] ?? '',
            )
          : null
      }
    >
      <FormLayout>
        {LEVELS.map((level, index) => (
          <FormLayout.Group key={level}>
            <TextField
              label={texts.from(names[level] ?? level)}
              autoComplete="off"
              inputMode="decimal"
              suffix={currency}
              disabled={!may}
              error={minor(level) === null ? texts.wrong : undefined}
              helpText={counts ? texts.would(format.number(counts[index] ?? 0)) : undefined}
              value={typed[level].amount}
              onBlur={ask}
              onChange={(amount) => setTyped({ ...typed, [level]: { ...typed[level], amount } })}
            />
            <TextField
              label={texts.orders}
              type="number"
              min={1}
              autoComplete="off"
              disabled={!may}
              value={String(typed[level].orders)}
              onChange={(text) =>
                setTyped({
                  ...typed,
                  [level]: { ...typed[level], orders: Math.max(1, Math.trunc(Number(text)) || 1) },
                })
              }
            />
          </FormLayout.Group>
        ))}
      </FormLayout>
      {saving.refusal ? (
        <Text as="p" tone="critical">
          {saving.refusal}
        </Text>
      ) : null}
      {may ? (
        <InlineStack gap="200">
          <Button
            variant="primary"
            disabled={!valid}
            loading={saving.busy}
            onClick={() =>
              saving.send({
                levels: Object.fromEntries(
                  LEVELS.map((level) => [level, { scoreMin: minor(level), ordersMin: typed[level].orders }]),
                ),
              })
            }
          >
            {texts.save}
          </Button>
          {view.ownLevels ? (
            <Button disabled={saving.busy} onClick={() => saving.send({ levels: null })}>
              {texts.proposed}
            </Button>
          ) : null}
        </InlineStack>
      ) : null}
      <BlockStack gap="100">
        {view.levels.map(({ id, customers }) => (
          <Text key={id} as="p">
            {texts.says(
              customers,
              format.number(customers),
              format.share(customers / view.customers),
              names[id] ?? id,
            )}{' '}
            <Link url={`/app/members?segment=${id}`} accessibilityLabel={texts.members(names[id] ?? id)}>
              {texts.members(names[id] ?? id)}
            </Link>
          </Text>
        ))}
      </BlockStack>
    </InsightCard>
  );
}

function typedOf(view: InsightsView, exponent: number, point: string): Typed {
  const of = (id: Level) => {
    const level = view.levels.find((one) => one.id === id);
    return {
      amount: ((level?.scoreMin ?? 1) / 10 ** exponent).toFixed(exponent).replace('.', point),
      orders: level?.ordersMin ?? 1,
    };
  };
  return { 'top-vip': of('top-vip'), vip: of('vip'), premium: of('premium') };
}

/** A comma is a decimal point; null for what is no amount above zero. */
function minorOf(text: string, exponent: number): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(plain)) return null;
  const minor = Math.round(Number(plain) * 10 ** exponent);
  return minor > 0 ? minor : null;
}

const LEAVING = ['at-risk', 'previously-loyal', 'almost-lost'];

export function GroupsCard({ view }: { view: InsightsView }) {
  const { format } = useAdmin();
  const texts = useTexts(insightTexts).groups;
  const names = useTexts(segmentTexts);
  const sum = (ids: string[]) =>
    view.groups.filter(({ id }) => ids.includes(id)).reduce((all, { customers }) => all + customers, 0);
  const most = view.groups.toSorted((one, other) => other.customers - one.customers)[0];
  const name = (id: string) => names[`rfm-${id}`] ?? id;
  return (
    <InsightCard
      title={texts.title}
      about={texts.about}
      says={texts.says(format.number(sum(['champions'])), format.number(sum(LEAVING)))}
    >
      {most ? (
        <Chart
          shape="rows"
          says={texts.chart(
            name(most.id),
            format.number(most.customers),
            format.share(most.customers / view.customers),
          )}
          series={[{ key: 'customers', name: texts.customers, colour: 'blue' }]}
          points={view.groups.map(({ id, customers }) => ({ label: name(id), values: { customers } }))}
          format={format.number}
          short={format.numberShort}
          whole
        />
      ) : null}
      <FiguresTable
        caption={texts.title}
        headings={[texts.group, texts.customers, texts.share, texts.list]}
        rows={view.groups.map(({ id, customers }) => {
          return {
            key: id,
            cells: [
              name(id),
              format.number(customers),
              format.share(customers / view.customers),
              <Link
                key={id}
                url={`/app/members?segment=rfm-${id}`}
                accessibilityLabel={`${texts.show}: ${name(id)}`}
              >
                {texts.show}
              </Link>,
            ],
          };
        })}
      />
    </InsightCard>
  );
}
