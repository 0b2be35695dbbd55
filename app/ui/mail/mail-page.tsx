/** The log of mails with its filter and pages, each to be looked at as its reader sees it; beside it where none goes any more, and what providers tell. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, Button, Card, InlineStack, Page, Tabs } from '@shopify/polaris';
import { useState } from 'react';
import { isMailFilter, MAIL_TABS, type MailFilter, type MailTab } from '#app/core/mail/log.ts';
import type { MailReportsView } from '#app/core/mail/reports.ts';
import type { MailsView, MailView } from '#app/presenters/present-mail.ts';
import type { StoppedView } from '#app/presenters/present-stopped.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useTexts } from '#app/ui/admin/context.tsx';
import { MailItem } from '#app/ui/mail/mail-item.tsx';
import { MailPreviewModal } from '#app/ui/mail/mail-preview.tsx';
import { ReportsTab } from '#app/ui/mail/reports-tab.tsx';
import { StoppedTab } from '#app/ui/mail/stopped-tab.tsx';
import { mailTexts } from '#app/ui/texts/mail.ts';

type MailPageProps = {
  view: MailsView;
  /** Null beside other tabs. */
  stopped: StoppedView | null;
  /** Null for whoever may not see it. */
  reports: MailReportsView | null;
  tab: MailTab;
  isFirstPage: boolean;
  loading: boolean;
  onTab: (tab: MailTab) => void;
  onSearch: (text: string) => void;
};

export function MailPage(props: MailPageProps) {
  const { view, tab, isFirstPage, loading, onTab } = props;
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
              {tab === 'stopped' && props.stopped ? (
                <StoppedTab view={props.stopped} isFirstPage={isFirstPage} onSearch={props.onSearch} />
              ) : null}
              {tab === 'reports' ? <ReportsTab view={props.reports} /> : null}
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
