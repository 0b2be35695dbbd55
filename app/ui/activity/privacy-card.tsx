/** Who asked for her data, until when she must have it, and the file to send. Without requests there is no card. */
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useRevalidator } from '@remix-run/react';
import type { PrivacyView } from '#app/presenters/present-privacy.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { saveFile } from '#app/ui/admin/save-file.ts';
import { privacyTexts } from '#app/ui/texts/privacy.ts';

const ADDRESS = '/app/api/privacy';

export function PrivacyCard({ requests }: { requests: PrivacyView[] }) {
  const texts = useTexts(privacyTexts);
  if (requests.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p" tone="subdued">
          {texts.intro}
        </Text>
        {requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Request({ request }: { request: PrivacyView }) {
  const { format } = useAdmin();
  const texts = useTexts(privacyTexts);
  const { state, customerId, requestedAt, dueAt, overdue } = request;
  const open = state === 'waiting' || state === 'ready';
  const due = overdue ? texts.overdue : texts.due;
  return (
    <InlineStack gap="300" align="space-between" blockAlign="center">
      <BlockStack>
        <InlineStack gap="200">
          {customerId === null ? null : (
            <Link url={`shopify://admin/customers/${customerId}`} target="_top">
              {`${texts.customer} ${customerId}`}
            </Link>
          )}
          <Badge {...(overdue ? { tone: 'critical' } : open ? { tone: 'attention' } : {})}>
            {texts.states[state] ?? state}
          </Badge>
        </InlineStack>
        <Text as="span" variant="bodySm">
          {texts.asked(format.date(requestedAt))}
          {open ? `, ${due(format.date(dueAt))}` : ''}
        </Text>
      </BlockStack>
      <Actions request={request} />
    </InlineStack>
  );
}

function Actions({ request: { id, state } }: { request: PrivacyView }) {
  const texts = useTexts(privacyTexts);
  const { locale } = useAdmin();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  if (state !== 'ready' && state !== 'sent') return null;
  async function attempt(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
    } catch {
      showToast(texts.failed, { isError: true });
    } finally {
      setBusy(false);
    }
  }
  async function markSent() {
    const response = await fetch(`${ADDRESS}?locale=${locale}`, {
      method: 'POST',
      body: JSON.stringify({ id }),
    });
    if (!response.ok) throw new Error(String(response.status));
    showToast(texts.marked);
    revalidate();
  }
  return (
    <InlineStack gap="200">
      <Button
        loading={busy}
        onClick={() =>
          void attempt(() => saveFile(`${ADDRESS}?id=${encodeURIComponent(id)}`, 'treuwerk-data.html'))
        }
      >
        {texts.download}
      </Button>
      {state === 'ready' ? (
        <Button loading={busy} onClick={() => void attempt(markSent)}>
          {texts.markSent}
        </Button>
      ) : null}
    </InlineStack>
  );
}
