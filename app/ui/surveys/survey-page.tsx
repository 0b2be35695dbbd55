/** One survey: its results and answers, or its form. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Page, Tabs } from '@shopify/polaris';
import { useState } from 'react';
import type { AnswerFilter } from '#app/core/surveys/survey.ts';
import type { SurveyQuery, SurveyView } from '#app/presenters/present-survey.ts';
import { useMay, useTexts } from '#app/ui/admin/context.tsx';
import { AnswersCard } from '#app/ui/surveys/answers-card.tsx';
import { AskNow } from '#app/ui/surveys/ask-now.tsx';
import { DidCard } from '#app/ui/surveys/did-card.tsx';
import { ReplyModal, type ReplyTo } from '#app/ui/surveys/reply-modal.tsx';
import { ResultsView } from '#app/ui/surveys/results-view.tsx';
import { SurveyForm } from '#app/ui/surveys/survey-form.tsx';
import { SurveyFrame } from '#app/ui/surveys/surveys-page.tsx';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

const TABS = ['results', 'form'] as const;
export type SurveyTab = (typeof TABS)[number];

type SurveyPageProps = {
  view: SurveyView;
  tab: SurveyTab;
  query: Pick<SurveyQuery, 'filter' | 'theme'>;
  isFirstPage: boolean;
  loading: boolean;
  onTab: (tab: SurveyTab) => void;
  onFilter: (filter: AnswerFilter, theme: string | null) => void;
};

export function SurveyPage({ view, tab, query, isFirstPage, loading, onTab, onFilter }: SurveyPageProps) {
  const texts = useTexts(surveyTexts);
  const mayAsk = useMay('configure');
  const [asking, setAsking] = useState(false);
  const [replyTo, setReplyTo] = useState<ReplyTo | null>(null);
  const title = view.id === null ? texts.form.newTitle : view.config.name;
  const canAsk = mayAsk && view.id !== null && view.config.active;
  return (
    <Page
      title={title}
      subtitle={texts.kinds[view.config.kind]}
      backAction={{ content: texts.title, url: '/app/surveys' }}
      {...(canAsk
        ? { secondaryActions: [{ content: texts.askNow.title, onAction: () => setAsking(true) }] }
        : {})}
    >
      <TitleBar title={title} />
      <BlockStack gap="400">
        <SurveyFrame {...view} />
        {view.id === null ? null : (
          <Tabs
            tabs={TABS.map((id) => ({ id, content: texts.tabs[id], panelID: 'survey' }))}
            selected={TABS.indexOf(tab)}
            onSelect={(index) => onTab(TABS[index] ?? 'results')}
          />
        )}
        <Box id="survey">
          {tab === 'form' || view.id === null || view.results === null ? (
            <SurveyForm key={view.revision} view={view} />
          ) : (
            <BlockStack gap="400">
              <ResultsView id={view.id} config={view.config} results={view.results} />
              <DidCard view={view} onReply={setReplyTo} onShow={(theme) => onFilter('all', theme)} />
              <AnswersCard
                key={`${query.filter} ${query.theme ?? ''}`}
                view={view}
                query={query}
                isFirstPage={isFirstPage}
                loading={loading}
                onFilter={onFilter}
                onReply={setReplyTo}
              />
            </BlockStack>
          )}
        </Box>
      </BlockStack>
      {replyTo && view.id !== null ? (
        <ReplyModal id={view.id} to={replyTo} languages={view.languages} onClose={() => setReplyTo(null)} />
      ) : null}
      {asking && view.id !== null ? (
        <AskNow id={view.id} segments={view.segments} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}
