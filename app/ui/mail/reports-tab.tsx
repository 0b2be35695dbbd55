/** Where the mail provider tells of bounces and complaints: the address, how to enter it there, its signature, what was heard. */
import {
  Banner,
  BlockStack,
  Box,
  Button,
  InlineStack,
  Modal,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import {
  MAIL_PROVIDERS,
  type MailProvider,
  type MailReportsView,
  PROVIDER_NAMES,
} from '#app/core/mail/reports.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { copyText } from '#app/ui/admin/copy-text.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { mailReportTexts } from '#app/ui/texts/mail-reports.ts';

export function ReportsTab({ view }: { view: MailReportsView | null }) {
  const texts = useTexts(mailReportTexts);
  const [provider, setProvider] = useState<MailProvider>(view?.signedBy ?? view?.guess ?? 'postmark');
  return (
    <Box paddingBlockStart="400">
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p">{texts.intro}</Text>
        {view === null ? (
          <Text as="p" tone="subdued">
            {texts.mayNot}
          </Text>
        ) : (
          <>
            {view.askedTopic === null ? null : <AskedTopic topic={view.askedTopic} />}
            <Address address={view.address} />
            <Select
              label={texts.provider}
              options={MAIL_PROVIDERS.map((value) => ({ value, label: PROVIDER_NAMES[value] }))}
              value={provider}
              onChange={(value) => setProvider(MAIL_PROVIDERS.find((one) => one === value) ?? 'postmark')}
            />
            <Text as="p">{texts.how[provider]}</Text>
            {provider === 'mailgun' || provider === 'sendgrid' ? (
              <Secret key={provider} provider={provider} kept={view.signedBy === provider} />
            ) : null}
            {view.signedBy !== null && view.signedBy !== provider ? (
              <Text as="p">{texts.otherSigned(PROVIDER_NAMES[view.signedBy])}</Text>
            ) : null}
            <Heard view={view} />
            <Renew />
          </>
        )}
      </BlockStack>
    </Box>
  );
}

function Address({ address }: { address: string }) {
  const texts = useTexts(mailReportTexts);
  return (
    <TextField
      label={texts.address}
      value={address}
      readOnly
      autoComplete="off"
      connectedRight={<Button onClick={() => copyText(address, texts.copied)}>{texts.copy}</Button>}
    />
  );
}

function Secret({ provider, kept }: { provider: MailProvider; kept: boolean }) {
  const texts = useTexts(mailReportTexts);
  const [secret, setSecret] = useState('');
  const { send, busy, refusal, done } = useJson<object>('mail-reports');
  const forgetting = useJson<object>('mail-reports');
  useToast(done, texts.kept);
  useToast(forgetting.done, texts.forgotten);
  useEffect(() => {
    if (done) setSecret('');
  }, [done]);
  const problem = refusal ?? forgetting.refusal;
  return (
    <BlockStack gap="200">
      <TextField
        label={texts.secret}
        type="password"
        autoComplete="off"
        maxLength={500}
        value={secret}
        onChange={setSecret}
        helpText={kept ? texts.secretKept(PROVIDER_NAMES[provider]) : texts.secretMissing}
        {...(problem ? { error: problem } : {})}
        connectedRight={
          <Button
            loading={busy}
            disabled={secret.trim().length < 8}
            onClick={() => send({ provider, secret })}
          >
            {texts.keep}
          </Button>
        }
      />
      {kept ? (
        <InlineStack>
          <Button
            variant="tertiary"
            tone="critical"
            loading={forgetting.busy}
            onClick={() => forgetting.send({ provider, secret: null })}
          >
            {texts.forget}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

function AskedTopic({ topic }: { topic: string }) {
  const texts = useTexts(mailReportTexts);
  const { send, busy, refusal, done } = useJson<object>('mail-reports');
  useToast(done, texts.confirmed);
  return (
    <Banner
      tone="warning"
      action={{ content: texts.confirm, loading: busy, onAction: () => send({ confirm: topic }) }}
    >
      <Text as="p" breakWord>
        {texts.asked(topic)}
      </Text>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </Banner>
  );
}

function Heard({ view }: { view: MailReportsView }) {
  const { format } = useAdmin();
  const texts = useTexts(mailReportTexts);
  const { heardAt, heardFrom, topic, trouble } = view;
  return (
    <BlockStack gap="100">
      {topic === null ? null : (
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {texts.topic(topic)}
        </Text>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {heardAt !== null && heardFrom !== null
          ? texts.heard(PROVIDER_NAMES[heardFrom], format.dateTime(heardAt))
          : texts.never}
      </Text>
      {trouble === null ? null : (
        <Text as="p" tone="critical">
          {texts.trouble[trouble]}
        </Text>
      )}
    </BlockStack>
  );
}

function Renew() {
  const texts = useTexts(mailReportTexts);
  const { cancel } = useTexts(commonTexts);
  const [asking, setAsking] = useState(false);
  const { send, busy, refusal, done } = useJson<object>('mail-reports');
  useToast(done, texts.renewed);
  return (
    <>
      <InlineStack>
        <Button loading={busy} onClick={() => setAsking(true)}>
          {texts.renew}
        </Button>
      </InlineStack>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
      <Modal
        open={asking}
        title={texts.renewTitle}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.renew,
          destructive: true,
          onAction: () => {
            setAsking(false);
            send({ renew: true });
          },
        }}
        secondaryActions={[{ content: cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.renewBody}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}
