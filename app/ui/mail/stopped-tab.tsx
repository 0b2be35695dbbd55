/** Addresses that take no mail, with a search; staff let one take mail again. */
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Form,
  InlineStack,
  Link,
  Modal,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { MAIL_PROVIDERS, PROVIDER_NAMES } from '#app/core/mail/reports.ts';
import type { StoppedView } from '#app/presenters/present-stopped.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';
import { mailStoppedTexts } from '#app/ui/texts/mail-stopped.ts';

type Stopped = StoppedView['list'][number];

export function StoppedTab({
  view,
  isFirstPage,
  onSearch,
}: {
  view: StoppedView;
  isFirstPage: boolean;
  onSearch: (text: string) => void;
}) {
  const texts = useTexts(mailStoppedTexts);
  const searched = view.search !== '';
  return (
    <Box paddingBlockStart="400">
      <BlockStack gap="400">
        <Text as="p">{texts.intro}</Text>
        <Search key={view.search} search={view.search} onSearch={onSearch} />
        {view.list.length === 0 ? (
          <Box paddingBlock="800">
            <Centered
              title={searched ? texts.notFound : texts.none}
              body={searched ? texts.notFoundBody : texts.noneBody}
            />
          </Box>
        ) : (
          <BlockStack as="ul">
            {view.list.map((one, index) => (
              <li key={one.contactHash} style={{ listStyle: 'none' }}>
                <Box
                  paddingBlock="300"
                  borderColor="border-secondary"
                  {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
                >
                  <StoppedItem one={one} />
                </Box>
              </li>
            ))}
          </BlockStack>
        )}
        <Pages view={view} isFirstPage={isFirstPage} />
      </BlockStack>
    </Box>
  );
}

function Search({ search, onSearch }: { search: string; onSearch: (text: string) => void }) {
  const texts = useTexts(mailStoppedTexts);
  const [text, setText] = useState(search);
  return (
    <Form onSubmit={() => onSearch(text.trim())}>
      <TextField
        label={texts.search}
        placeholder={texts.placeholder}
        autoComplete="off"
        maxLength={254}
        value={text}
        onChange={setText}
        clearButton
        onClearButtonClick={() => onSearch('')}
        connectedRight={<Button submit>{texts.search}</Button>}
        labelHidden
      />
    </Form>
  );
}

function StoppedItem({ one }: { one: Stopped }) {
  const { format } = useAdmin();
  const texts = useTexts(mailStoppedTexts);
  const may = useMay('serve');
  const name = nameOf(one, texts);
  const provider = MAIL_PROVIDERS.find((known) => known === one.toldBy);
  const by = provider ? PROVIDER_NAMES[provider] : texts.smtp;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200" blockAlign="center" wrap>
        <InlineStack gap="200" blockAlign="center" wrap>
          <Text as="h2" variant="bodyMd" fontWeight="semibold" breakWord>
            {one.memberId === null ? name : <Link url={`/app/members/${one.memberId}`}>{name}</Link>}
          </Text>
          <Badge tone={one.because === 'complained' ? 'critical' : 'warning'}>
            {texts.because[one.because]}
          </Badge>
        </InlineStack>
        {may ? <Release one={one} name={name} /> : null}
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {[
          ...(one.email === null || one.name === null ? [] : [one.name]),
          texts.since(format.dateTime(one.at), by),
        ].join(' · ')}
      </Text>
    </BlockStack>
  );
}

function nameOf(one: Stopped, texts: { noName: string; earlier: (name: string) => string }): string {
  if (one.email !== null) return one.email;
  return one.name === null ? texts.noName : texts.earlier(one.name);
}

function Release({ one, name }: { one: Stopped; name: string }) {
  const texts = useTexts(mailStoppedTexts);
  const { cancel } = useTexts(commonTexts);
  const [asking, setAsking] = useState(false);
  const { send, busy, refusal, done } = useJson<{ released: boolean }>('mail-release');
  useToast(done, texts.done);
  return (
    <>
      <Button
        size="slim"
        loading={busy}
        accessibilityLabel={texts.releaseLabel(name)}
        onClick={() => setAsking(true)}
      >
        {texts.release}
      </Button>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
      <Modal
        open={asking}
        title={texts.title(name)}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.release,
          onAction: () => {
            setAsking(false);
            send({ contactHash: one.contactHash });
          },
        }}
        secondaryActions={[{ content: cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts[one.because]}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}

function Pages({ view, isFirstPage }: { view: StoppedView; isFirstPage: boolean }) {
  const texts = useTexts(mailTexts);
  if (isFirstPage && view.older === null) return null;
  const search = view.search === '' ? '' : `&search=${encodeURIComponent(view.search)}`;
  const to = (more: string) => `/app/mail?filter=stopped${search}${more}`;
  return (
    <InlineStack align="center" gap="300">
      {isFirstPage ? null : <Button url={to('')}>{texts.newest}</Button>}
      {view.older === null ? null : (
        <Button url={to(`&before=${encodeURIComponent(view.older)}`)}>{texts.older}</Button>
      )}
    </InlineStack>
  );
}
