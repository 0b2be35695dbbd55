/** Home at a glance: state of the program, what needs attention, what to do next, key numbers, last activity. */
import { Banner, BlockStack, Button, Card, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { TitleBar } from '@shopify/app-bridge-react';
import type { AccessView } from '#app/presenters/present-access.ts';
import type { HomeView } from '#app/presenters/present-home.ts';
import type { PerksView } from '#app/presenters/present-perks.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { AccessNotices } from '#app/ui/access/access-notices.tsx';
import { EventList } from '#app/ui/activity/event-list.tsx';
import type { HistoryImportView } from '#app/presenters/present-history-import.ts';
import { CompassCard } from '#app/ui/home/compass-card.tsx';
import { HistoryCard } from '#app/ui/home/history-card.tsx';
import { KeyNumbers } from '#app/ui/home/key-numbers.tsx';
import { LapsedNotice, PlanCard } from '#app/ui/home/plan-card.tsx';
import { ProgramStatus } from '#app/ui/home/program-status.tsx';
import { UninstallNote } from '#app/ui/home/uninstall-note.tsx';
import { SetupSteps } from '#app/ui/home/setup-steps.tsx';
import { PerksCard } from '#app/ui/perks/perks-card.tsx';
import { homeTexts } from '#app/ui/texts/home.ts';

type HomePageProps = {
  view: HomeView;
  access: AccessView;
  perks: PerksView | null;
  history: HistoryImportView | null;
  historyError: string | null;
  startingHistory: boolean;
  onStartHistory: () => void;
};

export function HomePage(props: HomePageProps) {
  const { view, access, perks, history, historyError, startingHistory, onStartHistory } = props;
  const texts = useTexts(homeTexts);
  return (
    <Page title={texts.title}>
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        <AccessNotices access={access} />
        <LapsedNotice plan={access.plan} />
        <Attention count={view.attention} />
        <ProgramStatus program={view.program} />
        <PerksCard perks={perks} />
        <SetupSteps
          setup={view.setup}
          historyDone={history?.state === 'done' || history?.finishedAt != null}
        />
        <CompassCard compass={view.compass} />
        <KeyNumbers numbers={view.numbers} />
        <HistoryCard
          history={history}
          refusal={historyError}
          starting={startingHistory}
          enabled={view.setup.hasProgram}
          onStart={onStartHistory}
        />
        <LastActivity view={view} />
        <PlanCard plan={access.plan} />
        <UninstallNote codes={view.numbers.redemptionsOpen} />
      </BlockStack>
    </Page>
  );
}

function Attention({ count }: { count: number }) {
  const { format } = useAdmin();
  const texts = useTexts(homeTexts).attention;
  if (count === 0) return null;
  return (
    <Banner tone="warning" title={texts.title(count, format.number(count))}>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{texts.body}</Text>
        <Button url="/app/activity?filter=attention">{texts.open}</Button>
      </BlockStack>
    </Banner>
  );
}

function LastActivity({ view }: { view: HomeView }) {
  const texts = useTexts(homeTexts).activity;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          {view.activity.length > 0 ? <Link url="/app/activity">{texts.all}</Link> : null}
        </InlineStack>
        {view.activity.length > 0 ? (
          <EventList events={view.activity} />
        ) : (
          <Text as="p" tone="subdued">
            {texts.empty}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
