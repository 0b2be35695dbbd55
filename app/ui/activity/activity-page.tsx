/** The list of events with its filter, its pages, and the redemptions that are stuck. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, Button, Card, InlineStack, Page, Tabs, Text } from '@shopify/polaris';
import type { AccessView } from '#app/presenters/present-access.ts';
import type { ActivityFilter, ActivityView } from '#app/presenters/present-activity.ts';
import type { PrivacyView } from '#app/presenters/present-privacy.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Centered } from '#app/ui/admin/centered.tsx';
import { AccessNotices } from '#app/ui/access/access-notices.tsx';
import { DriftCard, type DriftProps } from '#app/ui/activity/drift-card.tsx';
import { EventList } from '#app/ui/activity/event-list.tsx';
import { PrivacyCard } from '#app/ui/activity/privacy-card.tsx';
import { UntoldNews } from '#app/ui/activity/untold-news.tsx';
import { activityTexts } from '#app/ui/texts/activity.ts';

const FILTERS: ActivityFilter[] = ['all', 'attention'];

type ActivityPageProps = {
  view: ActivityView;
  access: AccessView;
  filter: ActivityFilter;
  isFirstPage: boolean;
  loading: boolean;
  retrying: string | undefined;
  drift: DriftProps;
  privacy: PrivacyView[];
  onFilter: (filter: ActivityFilter) => void;
  onRetry: (deliveryId: string) => void;
  onRetryAll: () => void;
};

export function ActivityPage(props: ActivityPageProps) {
  const { view, filter, isFirstPage, loading, retrying, drift, privacy, onFilter, onRetry } = props;
  const attention = filter === 'attention' && view.events.length > 0;
  const texts = useTexts(activityTexts);
  return (
    <Page
      title={texts.title}
      subtitle={texts.intro}
      secondaryActions={[{ content: texts.health, url: '/app/health' }]}
    >
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        <AccessNotices access={props.access} />
        <StuckRedemptions view={view} />
        <UntoldNews view={view} />
        <PrivacyCard requests={privacy} />
        <Card padding="0">
          <Tabs
            tabs={FILTERS.map((id) => ({ id, content: texts.filters[id], panelID: 'events' }))}
            selected={FILTERS.indexOf(filter)}
            onSelect={(index) => onFilter(FILTERS[index] ?? 'all')}
          />
          <Box id="events" paddingInline="400" paddingBlockEnd="400" {...(loading ? { opacity: '0.6' } : {})}>
            {attention ? (
              <Box paddingBlockEnd="300">
                <Button onClick={props.onRetryAll} loading={retrying === ''}>
                  {texts.retryAll}
                </Button>
              </Box>
            ) : null}
            {view.events.length === 0 ? (
              <NoEvents filter={filter} />
            ) : (
              <EventList events={view.events} onRetry={onRetry} retrying={retrying} />
            )}
            <Paging older={view.older} filter={filter} isFirstPage={isFirstPage} />
          </Box>
        </Card>
        <DriftCard {...drift} />
      </BlockStack>
    </Page>
  );
}

function NoEvents({ filter }: { filter: ActivityFilter }) {
  const texts = useTexts(activityTexts);
  const calm = filter === 'attention';
  return (
    <Box paddingBlock="800">
      <Centered
        title={calm ? texts.calmTitle : texts.emptyTitle}
        body={calm ? texts.calmBody : texts.emptyBody}
      />
    </Box>
  );
}

function Paging({
  older,
  filter,
  isFirstPage,
}: {
  older: string | null;
  filter: ActivityFilter;
  isFirstPage: boolean;
}) {
  const texts = useTexts(activityTexts);
  const suffix = filter === 'attention' ? 'filter=attention&' : '';
  if (isFirstPage && older === null) return null;
  return (
    <InlineStack align="center" gap="300">
      {isFirstPage ? null : <Button url={`/app/activity?${suffix}`}>{texts.newest}</Button>}
      {older === null ? null : <Button url={`/app/activity?${suffix}before=${older}`}>{texts.older}</Button>}
    </InlineStack>
  );
}

function StuckRedemptions({ view }: { view: ActivityView }) {
  const { format } = useAdmin();
  const texts = useTexts(activityTexts);
  if (view.stuck.length === 0) return null;
  return (
    <Banner tone="warning" title={texts.stuckTitle}>
      <BlockStack gap="300">
        <Text as="p">{texts.stuckBody}</Text>
        {view.stuck.map((row) => (
          <InlineStack key={row.id} gap="300" blockAlign="center" align="space-between">
            <BlockStack>
              <Text as="span" fontWeight="semibold">
                {texts.stuckItem(row.code, format.number(row.points))}
              </Text>
              <Text as="span" variant="bodySm" breakWord>
                {row.error} · {texts.attempts(row.attempts)}
                {row.nextAttemptAt ? ` · ${texts.nextAttempt(format.dateTime(row.nextAttemptAt))}` : ''}
              </Text>
            </BlockStack>
            <Button url={`/app/members/${row.memberId}`}>{texts.toMember}</Button>
          </InlineStack>
        ))}
        {view.stuckMore ? <Text as="p">{texts.stuckMore}</Text> : null}
      </BlockStack>
    </Banner>
  );
}
