/** The answers behind a survey's results, newest first: what was said, by whom, about what, and what she was told. */
import { Badge, BlockStack, Button, InlineStack, Link, Tabs, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import { isBad, isGood } from '#app/core/surveys/score.ts';
import { ANSWER_FILTERS, type AnswerFilter, scaleOf, THEME_MAX } from '#app/core/surveys/survey.ts';
import type { AnswerView, SurveyQuery, SurveyView } from '#app/presenters/present-survey.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import type { ReplyTo } from '#app/ui/surveys/reply-modal.tsx';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

type AnswersCardProps = {
  view: SurveyView;
  query: Pick<SurveyQuery, 'filter' | 'theme'>;
  isFirstPage: boolean;
  loading: boolean;
  onFilter: (filter: AnswerFilter, theme: string | null) => void;
  onReply: (to: ReplyTo) => void;
};

export function AnswersCard({ view, query, isFirstPage, loading, onFilter, onReply }: AnswersCardProps) {
  const texts = useTexts(surveyTexts).answers;
  const { list, older } = view.answers;
  // A question of the merchant's own has no bad answers.
  const filters = ANSWER_FILTERS.filter((one) => one !== 'bad' || view.config.kind !== 'own');
  const to = (before: string) => {
    const theme = query.theme === null ? '' : `&theme=${encodeURIComponent(query.theme)}`;
    return `/app/surveys/${view.id ?? ''}?filter=${query.filter}${theme}${before}`;
  };
  return (
    <BlockStack gap="200">
      <Tabs
        tabs={filters.map((id) => ({ id, content: texts.filters[id], panelID: 'answers' }))}
        selected={Math.max(0, filters.indexOf(query.filter))}
        onSelect={(index) => onFilter(filters[index] ?? 'all', query.theme)}
      />
      <div id="answers" style={loading ? { opacity: 0.6 } : {}}>
        <ListCard
          title={texts.title}
          {...(query.theme === null ? {} : { intro: texts.onlyTheme(query.theme) })}
          empty={texts.none}
          rows={list.map((one) => ({
            key: `${one.memberId} ${one.occasion}`,
            content: <Item one={one} view={view} onReply={onReply} />,
          }))}
          footer={
            <InlineStack align="center" gap="300">
              {query.theme === null ? null : (
                <Button onClick={() => onFilter(query.filter, null)}>{texts.allThemes}</Button>
              )}
              {isFirstPage ? null : <Button url={to('')}>{texts.newest}</Button>}
              {older === null ? null : (
                <Button url={to(`&before=${encodeURIComponent(older)}`)}>{texts.older}</Button>
              )}
            </InlineStack>
          }
        />
      </div>
    </BlockStack>
  );
}

function Item({
  one,
  view: { config, id },
  onReply,
}: {
  one: AnswerView;
  view: SurveyView;
  onReply: (to: ReplyTo) => void;
}) {
  const { format, language } = useAdmin();
  const texts = useTexts(surveyTexts).answers;
  const may = useMay('serve');
  const name = one.memberName ?? texts.unnamed;
  const words = config.choices[one.answer];
  const said = (words && inOwnLanguage(words, language)) ?? `${one.answer}/${scaleOf(config).high}`;
  const tone = isBad(config.kind, one.answer)
    ? 'critical'
    : isGood(config.kind, one.answer)
      ? 'success'
      : undefined;
  const about = [
    format.dateTime(one.answeredAt),
    ...(one.orderName === null ? [] : [texts.aboutOrder(one.orderName)]),
    ...(one.productTitle === null ? [] : [one.productTitle]),
  ];
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" wrap>
        <Badge {...(tone ? { tone } : {})}>{said}</Badge>
        <Link url={`/app/members/${one.memberId}`}>{texts.by(name)}</Link>
        {one.replyId === null ? null : <Badge tone="info">{texts.told}</Badge>}
      </InlineStack>
      {one.comment === null ? null : (
        <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{one.comment}</div>
      )}
      <Text as="p" tone="subdued" variant="bodySm" breakWord>
        {about.join(' · ')}
      </Text>
      {may && id !== null ? <Theme id={id} one={one} name={name} /> : null}
      {may && one.replyId === null ? (
        <InlineStack>
          <Button
            onClick={() => onReply({ memberId: one.memberId, occasion: one.occasion })}
            accessibilityLabel={texts.replyLabel(name)}
          >
            {texts.reply}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

function Theme({ id, one, name }: { id: string; one: AnswerView; name: string }) {
  const texts = useTexts(surveyTexts).answers;
  const [theme, setTheme] = useState(one.theme ?? '');
  const { send, busy, refusal, done } = useJson<object>('survey-answer');
  useToast(done, texts.saved);
  const typed = theme.trim();
  const keep = () =>
    send({ id, memberId: one.memberId, occasion: one.occasion, theme: typed === '' ? null : typed });
  return (
    <TextField
      label={texts.themeLabel(name)}
      labelHidden
      placeholder={texts.theme}
      helpText={texts.themeHelp}
      autoComplete="off"
      maxLength={THEME_MAX}
      value={theme}
      onChange={setTheme}
      error={refusal ?? undefined}
      connectedRight={
        <Button
          loading={busy}
          disabled={typed === (one.theme ?? '')}
          onClick={keep}
          accessibilityLabel={texts.saveThemeLabel(name)}
        >
          {texts.saveTheme}
        </Button>
      }
    />
  );
}
