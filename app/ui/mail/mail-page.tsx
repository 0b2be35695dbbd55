/** The log of mails with its filter and pages, each to be looked at as its reader sees it; beside it what providers tell later. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Tabs,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { isMailFilter, MAIL_TABS, type MailFilter, type MailTab } from '#app/core/mail/log.ts';
import type { MailReportsView } from '#app/core/mail/reports.ts';
import type { MailsView, MailView } from '#app/presenters/present-mail.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { MailPreviewModal } from '#app/ui/mail/mail-preview.tsx';
import { ReportsTab } from '#app/ui/mail/reports-tab.tsx';
import { mailTexts } from '#app/ui/texts/mail.ts';

type MailPageProps = {
  view: MailsView;
  /** Null for whoever may not see it. */
  reports: MailReportsView | null;
  tab: MailTab;
  isFirstPage: boolean;
  loading: boolean;
  onTab: (tab: MailTab) => void;
};

export function MailPage({ view, reports, tab, isFirstPage, loading, onTab }: MailPageProps) {
  const texts = useTexts(mailTexts);
  const settings = { content: texts.toSettings, url: '/app/settings/mail' };
  const isNew = view.mode === 'off' && view.list.length === 0 && tab === 'all' && isFirstPage;
  return (
    <Page title={texts.title} subtitle={texts.intro} {...(isNew ? {} : { secondaryActions: [settings] })}>
      <TitleBar title={texts.title} />
      {view.mode === 'off' && !isNew ? (
        <Box paddingBlockEnd="400">
          <Banner tone="warning" action={settings}>
            {texts.offSome}
          </Banner>
        </Box>
      ) : null}
      <Card padding="0">
        {isNew ? (
          <Box padding="800">
            <Centered title={texts.offTitle} body={texts.offBody}>
              <Button variant="primary" url={settings.url}>
                {settings.content}
              </Button>
            </Centered>
          </Box>
        ) : (
          <>
            <Tabs
              tabs={MAIL_TABS.map((id) => ({ id, content: texts.tabs[id], panelID: 'mails' }))}
              selected={MAIL_TABS.indexOf(tab)}
              onSelect={(index) => onTab(MAIL_TABS[index] ?? 'all')}
            />
            <Box
              id="mails"
              paddingInline="400"
              paddingBlockEnd="400"
              {...(loading ? { opacity: '0.6' } : {})}
            >
              {isMailFilter(tab) ? <MailLog view={view} filter={tab} isFirstPage={isFirstPage} /> : null}
              {tab === 'reports' ? <ReportsTab view={reports} /> : null}
            </Box>
          </>
        )}
      </Card>
    </Page>
  );
}

function MailLog({
  view,
  filter,
  isFirstPage,
}: {
  view: MailsView;
  filter: MailFilter;
  isFirstPage: boolean;
}) {
  const texts = useTexts(mailTexts);
  const [shown, setShown] = useState<MailView | null>(null);
  return (
    <>
      {view.list.length === 0 ? (
        <Box paddingBlock="800">
          <Centered title={texts.tabs[filter]} body={texts.empty[filter]} />
        </Box>
      ) : (
        <BlockStack as="ul">
          {view.list.map((one, index) => (
            <li key={one.id} style={{ listStyle: 'none' }}>
              <Box
                paddingBlock="300"
                borderColor="border-secondary"
                {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
              >
                <MailItem one={one} onShow={() => setShown(one)} />
              </Box>
            </li>
          ))}
        </BlockStack>
      )}
      <Paging filter={filter} older={view.older} isFirstPage={isFirstPage} />
      {shown ? <MailPreviewModal key={shown.id} id={shown.id} onClose={() => setShown(null)} /> : null}
    </>
  );
}

function MailItem({ one, onShow }: { one: MailView; onShow: () => void }) {
  const { format } = useAdmin();
  const texts = useTexts(mailTexts);
  const subject = one.subject ?? texts.untitled;
  const name = one.name ?? one.address ?? texts.aMember;
  const times = [
    texts.classes[one.class],
    texts.planned(format.dateTime(one.createdAt)),
    ...(one.sentAt ? [texts.sentAt(format.dateTime(one.sentAt))] : []),
    ...(one.state === 'waiting' && one.nextAttemptAt ? [texts.next(format.dateTime(one.nextAttemptAt))] : []),
    ...(one.attempts > 1 ? [texts.attempts(format.number(one.attempts))] : []),
  ];
  const why = one.because === null ? null : (texts.because[one.because] ?? one.because);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200" blockAlign="center" wrap>
        <InlineStack gap="200" blockAlign="center" wrap>
          <Text as="h2" variant="bodyMd" fontWeight="semibold">
            {subject}
          </Text>
          <Badge tone={TONES[one.state]}>{texts.states[one.state]}</Badge>
        </InlineStack>
        <Button size="slim" onClick={onShow} accessibilityLabel={texts.showLabel(`${subject}, ${name}`)}>
          {texts.show}
        </Button>
      </InlineStack>
      <Text as="p">
        {one.memberId === null ? (
          texts.to(name)
        ) : (
          <Link url={`/app/members/${one.memberId}`}>{texts.to(name)}</Link>
        )}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {times.join(' · ')}
      </Text>
      {why === null ? null : (
        <Text as="p" variant="bodySm">
          {why}
        </Text>
      )}
      {one.reported === null ? null : (
        <Text as="p" variant="bodySm">
          {texts.reported[one.reported]}
        </Text>
      )}
      {one.error === null ? null : (
        <Text as="p" variant="bodySm" tone="critical" breakWord>
          {texts.lastError(one.error)}
        </Text>
      )}
    </BlockStack>
  );
}

function Paging({
  filter,
  older,
  isFirstPage,
}: {
  filter: MailFilter;
  older: string | null;
  isFirstPage: boolean;
}) {
  const texts = useTexts(mailTexts);
  if (isFirstPage && older === null) return null;
  const to = (more: string) => `/app/mail?filter=${filter}${more}`;
  return (
    <InlineStack align="center" gap="300">
      {isFirstPage ? null : <Button url={to('')}>{texts.newest}</Button>}
      {older === null ? null : (
        <Button url={to(`&before=${encodeURIComponent(older)}`)}>{texts.older}</Button>
      )}
    </InlineStack>
  );
}

const TONES: Record<
  MailView['state'],
  'success' | 'attention' | 'critical' | 'info' | 'warning' | undefined
> = {
  waiting: 'info',
  taken: 'info',
  sending: 'info',
  sent: 'success',
  refused: 'critical',
  skipped: undefined,
  unknown: 'warning',
};
