/** A mail in the log: to whom, what became of it and why; one in doubt can be sent again. */
import { Badge, BlockStack, Button, InlineStack, Link, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { MailView } from '#app/presenters/present-mail.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

export function MailItem({ one, onShow }: { one: MailView; onShow: () => void }) {
  const { format } = useAdmin();
  const texts = useTexts(mailTexts);
  const subject = one.subject ?? texts.untitled;
  const name = one.name ?? one.address ?? texts.aMember;
  const times = [
    texts.classes[one.class],
    texts.planned(format.dateTime(one.createdAt)),
    ...(one.sentAt ? [texts.sentAt(format.dateTime(one.sentAt))] : []),
    ...(one.state === 'waiting' && one.nextAttemptAt ? [texts.next(format.dateTime(one.nextAttemptAt))] : []),
    ...(one.againAt ? [texts.againAt(format.dateTime(one.againAt))] : []),
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
      {one.state === 'unknown' ? <InDoubt one={one} label={`${subject}, ${name}`} /> : null}
    </BlockStack>
  );
}

function InDoubt({ one, label }: { one: MailView; label: string }) {
  const texts = useTexts(mailTexts).again;
  const { cancel } = useTexts(commonTexts);
  const may = useMay('serve');
  const [asking, setAsking] = useState(false);
  const { send, busy, refusal, done } = useJson<{ waits: true }>('mail-again');
  useToast(done, texts.done);
  if (one.againAt !== null)
    return (
      <Text as="p" variant="bodySm">
        {texts.once}
      </Text>
    );
  if (!may) return null;
  return (
    <>
      <InlineStack>
        <Button
          size="slim"
          loading={busy}
          accessibilityLabel={texts.label(label)}
          onClick={() => setAsking(true)}
        >
          {texts.button}
        </Button>
      </InlineStack>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
      <Modal
        open={asking}
        title={texts.title}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.button,
          onAction: () => {
            setAsking(false);
            send({ id: one.id });
          },
        }}
        secondaryActions={[{ content: cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.body}</Text>
        </Modal.Section>
      </Modal>
    </>
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
