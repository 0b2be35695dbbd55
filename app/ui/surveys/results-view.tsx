/** What a survey's answers amount to: the score with its formula, all answers, and the same by month, segment and product. */
import { Button, BlockStack, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import type { SurveyConfig } from '#app/core/surveys/survey.ts';
import type { GroupView, ResultsView as Results } from '#app/presenters/present-survey.ts';
import { Chart } from '#app/ui/admin/chart.tsx';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { saveFile } from '#app/ui/admin/save-file.ts';
import { Tile } from '#app/ui/admin/tile.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { FiguresTable } from '#app/ui/finance/figures-table.tsx';
import { formatMonth } from '#app/ui/finance/format-day.ts';
import { monthPoints, SCORE } from '#app/ui/surveys/month-series.ts';
import { useScoreNumber } from '#app/ui/surveys/use-score-text.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

type Config = Pick<SurveyConfig, 'kind' | 'choices'>;
type Grouping = keyof Results['groups'];
const GROUPINGS: readonly Grouping[] = ['month', 'segment', 'product'];

export function ResultsView({ id, config, results }: { id: string; config: Config; results: Results }) {
  const { format } = useAdmin();
  const texts = useTexts(surveyTexts).results;
  const score = useScoreNumber()(config.kind, results.value);
  const formula = useFormula(config.kind, results, score ?? '');
  const { answers, asked } = results;
  if (answers === 0)
    return (
      <Card>
        <Text as="p">{texts.none}</Text>
      </Card>
    );
  const share = asked === 0 ? '' : texts.ofAsked(format.number(asked), format.share(answers / asked));
  return (
    <BlockStack gap="400">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        {score === null ? null : <Tile label={texts.score} value={score} help={formula} />}
        <Tile label={texts.answered} value={format.number(answers)} help={share} />
      </InlineGrid>
      <Table
        id={id}
        table="answers"
        title={texts.distribution}
        about={texts.period(format.number(results.months))}
        {...(config.kind === 'own' ? { says: texts.formula.own } : {})}
      >
        <Distribution config={config} results={results} />
      </Table>
      {GROUPINGS.map((by) => (
        <Table
          key={by}
          id={id}
          table={by}
          title={texts.groups[by].title}
          {...(by === 'segment' ? { about: texts.segmentAbout } : {})}
        >
          {by === 'month' ? <MonthsChart config={config} groups={results.groups.month} /> : null}
          <Groups by={by} config={config} groups={results.groups[by]} />
        </Table>
      ))}
    </BlockStack>
  );
}

/** “NPS = 60 % promoters − 20 % detractors = +40”. */
function useFormula(kind: SurveyConfig['kind'], { parts }: Results, score: string): string {
  const { format } = useAdmin();
  const { formula } = useTexts(surveyTexts).results;
  const share = (value: number | undefined) => format.share(value ?? 0);
  switch (kind) {
    case 'nps':
      return formula.nps(share(parts?.good), share(parts?.bad), score);
    case 'csat':
      return formula.csat(score);
    case 'ces':
      return formula.ces(score);
    case 'own':
      return formula.own;
  }
}

function Distribution({ config, results }: { config: Config; results: Results }) {
  const { format, language } = useAdmin();
  const texts = useTexts(surveyTexts).results;
  const named = (answer: number) => {
    const words = config.choices[answer];
    return (words && inOwnLanguage(words, language)) ?? String(answer);
  };
  return (
    <FiguresTable
      caption={texts.distribution}
      headings={[texts.answer, texts.count, texts.share]}
      rows={results.distribution.map(({ answer, count, share }) => ({
        key: String(answer),
        cells: [
          named(answer),
          format.number(count),
          <Bar key="bar" share={share} text={format.share(share)} />,
        ],
      }))}
    />
  );
}

/** As long as the share; the number stands beside it. */
function Bar({ share, text }: { share: number; text: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.5em', minWidth: '8em' }}>
      <span
        aria-hidden
        style={{
          flex: `0 0 ${Math.round(share * 40) / 10}em`,
          height: '0.75em',
          borderRadius: '0.25em',
          background: 'var(--p-color-bg-fill-info)',
        }}
      />
      <span style={{ marginInlineStart: 'auto' }}>{text}</span>
    </span>
  );
}

/** Where scores of each kind can lie. */
const RANGES = { nps: [-100, 100], csat: [0, 100], ces: [1, 5] } as const;

/** The score by month; of a question without a score, how many answered. */
function MonthsChart({ config: { kind }, groups }: { config: Config; groups: GroupView[] }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(surveyTexts);
  const score = useScoreNumber();
  const count = kind === 'own';
  const points = monthPoints(
    groups,
    ({ answers, value }) => (count ? answers : value),
    (month) => formatMonth(month, locale),
  );
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  const write = (value: number) => (count ? format.number(value) : (score(kind, value) ?? ''));
  const { chart } = texts.results;
  return (
    <Chart
      shape={count ? 'bars' : 'lines'}
      says={(count ? chart.answers : chart.score)(last.label, write(last.values[SCORE] ?? 0))}
      series={[{ key: SCORE, name: count ? texts.results.answered : texts.results.score, colour: 'blue' }]}
      points={points}
      format={write}
      whole={kind !== 'ces'}
      {...(kind === 'own' ? {} : { range: RANGES[kind] })}
    />
  );
}

function Groups({ by, config, groups }: { by: Grouping; config: Config; groups: GroupView[] }) {
  const { format, locale } = useAdmin();
  const texts = useTexts(surveyTexts).results;
  const segments = useTexts(segmentTexts);
  const score = useScoreNumber();
  if (groups.length === 0) return <Text as="p">{texts.noGroups}</Text>;
  const name = ({ group, label }: GroupView) => {
    if (by === 'month') return formatMonth(group, locale);
    if (by === 'segment') return segments[group] ?? group;
    return label === '' ? texts.nameless(group) : label;
  };
  const scored = config.kind !== 'own';
  const parts = config.kind === 'nps' ? texts.parts.nps : texts.parts.five;
  return (
    <FiguresTable
      caption={texts.groups[by].title}
      headings={[
        ...[texts.groups[by].first, texts.count],
        ...(scored ? [texts.score, parts.good, parts.middle, parts.bad] : []),
      ]}
      rows={groups.map((group) => ({
        key: group.group,
        cells: [
          ...[name(group), format.number(group.answers)],
          ...(scored
            ? [
                score(config.kind, group.value) ?? '',
                ...[group.parts?.good, group.parts?.middle, group.parts?.bad].map((one) =>
                  format.share(one ?? 0),
                ),
              ]
            : []),
        ],
      }))}
    />
  );
}

function Table({
  id,
  table,
  title,
  about,
  says,
  children,
}: {
  id: string;
  table: 'answers' | Grouping;
  title: string;
  about?: string;
  says?: string;
  children: ReactNode;
}) {
  const { locale } = useAdmin();
  const texts = useTexts(surveyTexts).results;
  const take = (format: string) =>
    void saveFile(
      `/app/surveys/csv?id=${id}&table=${table}&locale=${locale}${format}`,
      `treuwerk-survey-${table}.csv`,
    ).catch(() => showToast(texts.downloadFailed, { isError: true }));
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {about ? (
            <Text as="p" tone="subdued">
              {about}
            </Text>
          ) : null}
          {says ? <Text as="p">{says}</Text> : null}
        </BlockStack>
        {children}
        <InlineStack gap="200">
          <Button onClick={() => take('')} accessibilityLabel={texts.downloadLabel(title)}>
            {texts.download}
          </Button>
          <Button onClick={() => take('&format=de')} accessibilityLabel={`${texts.downloadGerman}: ${title}`}>
            {texts.downloadGerman}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
