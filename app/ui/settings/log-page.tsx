/** What staff did, by whom and when, with the way to what it was about. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, Card, InlineStack, Link, Page, Select, Text } from '@shopify/polaris';
import type { DeedsView, DeedView } from '#app/presenters/present-team.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { deedTexts } from '#app/ui/texts/deeds.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

type LogPageProps = {
  view: DeedsView;
  /** Whose deeds alone are shown; null for everybody's. */
  person: string | null;
  isFirstPage: boolean;
  loading: boolean;
  onPerson: (userId: string | null) => void;
  /** Null for the newest page. */
  onPage: (before: string | null) => void;
};

export function LogPage({ view, person, isFirstPage, loading, onPerson, onPage }: LogPageProps) {
  const { colleagues } = useAdmin();
  const texts = useTexts(settingsTexts);
  const { older } = view;
  return (
    <Page
      title={texts.log.title}
      subtitle={texts.log.about}
      backAction={{ content: texts.title, url: '/app/settings' }}
    >
      <TitleBar title={texts.log.title} />
      <BlockStack gap="400">
        <Select
          label={texts.log.who}
          options={[
            { value: '', label: texts.log.everybody },
            ...Object.entries(colleagues).map(([value, label]) => ({ value, label })),
          ]}
          value={person ?? ''}
          onChange={(chosen) => onPerson(chosen === '' ? null : chosen)}
        />
        <Box {...(loading ? { opacity: '0.6' } : {})}>
          {view.deeds.length === 0 ? (
            <Card>
              <Box paddingBlock="800">
                <Centered title={texts.log.emptyTitle} body={texts.log.emptyBody} />
              </Box>
            </Card>
          ) : (
            <ListCard
              title={texts.log.deeds}
              empty={texts.log.emptyBody}
              rows={view.deeds.map((deed) => ({ key: deed.id, content: <DeedRow deed={deed} /> }))}
              footer={
                isFirstPage && older === null ? null : (
                  <InlineStack gap="300">
                    {isFirstPage ? null : <Button onClick={() => onPage(null)}>{texts.log.newest}</Button>}
                    {older === null ? null : <Button onClick={() => onPage(older)}>{texts.log.older}</Button>}
                  </InlineStack>
                )
              }
            />
          )}
        </Box>
      </BlockStack>
    </Page>
  );
}

function DeedRow({ deed }: { deed: DeedView }) {
  const { format } = useAdmin();
  const actorName = useActorName();
  const words: Record<string, string> = useTexts(deedTexts);
  const { details } = useTexts(settingsTexts).log;
  const told = Object.entries(deed.data).flatMap(([name, value]) => {
    const label = details[name];
    if (label === undefined || value === null || value === '') return [];
    return `${label}: ${typeof value === 'number' ? format.number(value) : String(value)}`;
  });
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <Text as="span" fontWeight="semibold">
          {words[deed.deed] ?? deed.deed}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {[actorName(deed.actor), format.dateTime(deed.at), ...told].join(' · ')}
        </Text>
      </BlockStack>
      <Subject subject={deed.subject} />
    </InlineStack>
  );
}

function Subject({ subject }: { subject: string | null }) {
  const { colleagues } = useAdmin();
  const texts = useTexts(settingsTexts).log;
  const [kind, id = ''] = (subject ?? '').split(':');
  if (kind === 'member') return <Link url={`/app/members/${id}`}>{texts.toMember}</Link>;
  if (kind === 'version') return <Link url="/app/program">{texts.version(id)}</Link>;
  if (kind === 'staff') return <Text as="span">{colleagues[id] ?? id}</Text>;
  return null;
}
