/** Per review app its address, what it signs with, and what was heard of it; below the text that the law asks for. */
import { BlockStack, Box, Button, Card, InlineStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { ReviewApp, ReviewSourceView } from '#app/core/reviews/review.ts';
import { REVIEW_STATEMENT } from '#app/core/reviews/statement.ts';
import { SHOPPER_LANGUAGES, type ShopperLanguage } from '#app/core/shopper/languages.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { copyText } from '#app/ui/admin/copy-text.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { reviewTexts } from '#app/ui/texts/reviews.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

/** What Shopify Flow sends: in the body of "Send HTTP request", with variables of the app's trigger in place of the marks. */
const FLOW_BODY: Partial<Record<ReviewApp, string>> = {
  loox: '{"email": "{{email}}", "product_id": "{{product_id}}", "rating": "{{rating}}", "photo_url": "{{photo_url}}", "review_date": "{{review_date}}"}',
  flow: '{"id": "…", "email": "{{customer.email}}", "product_id": "{{product.id}}", "rating": "…", "photo_url": "…"}',
};

export function AppsTab({ sources }: { sources: ReviewSourceView[] }) {
  const texts = useTexts(reviewTexts);
  const may = useMay('configure');
  return (
    <BlockStack gap="400">
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" tone="subdued">
          {may ? texts.apps.intro : texts.apps.mayNot}
        </Text>
      </Box>
      {sources.map((source) => (
        <SourceCard key={source.app} source={source} />
      ))}
      <StatementCard />
    </BlockStack>
  );
}

function SourceCard({ source }: { source: ReviewSourceView }) {
  const { format } = useAdmin();
  const texts = useTexts(reviewTexts).apps;
  const { app, address } = source;
  const name = texts.names[app];
  const body = FLOW_BODY[app];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {name}
        </Text>
        <Text as="p">{texts.how[app]}</Text>
        <TextField
          label={texts.address}
          value={address}
          readOnly
          autoComplete="off"
          connectedRight={
            <Button
              accessibilityLabel={texts.copyLabel(name)}
              onClick={() => copyText(address, texts.copied)}
            >
              {texts.copy}
            </Button>
          }
        />
        {body === undefined ? null : (
          <TextField label={texts.body} value={body} readOnly multiline={3} autoComplete="off" />
        )}
        {source.signs ? <Secret source={source} name={name} /> : null}
        <Text as="p" tone="subdued" variant="bodySm">
          {source.heardAt === null ? texts.never : texts.heard(format.dateTime(source.heardAt))}
        </Text>
        {source.trouble === null ? null : (
          <Text as="p" tone="critical">
            {texts.trouble[source.trouble]}
          </Text>
        )}
        <Renew app={app} name={name} />
      </BlockStack>
    </Card>
  );
}

function Secret({ source, name }: { source: ReviewSourceView; name: string }) {
  const texts = useTexts(reviewTexts).apps;
  const [secret, setSecret] = useState('');
  const { send, busy, refusal, done } = useJson<object>('review-source');
  useToast(done, texts.kept);
  return (
    <TextField
      label={texts.secret}
      labelHidden={false}
      type="password"
      autoComplete="off"
      value={secret}
      onChange={setSecret}
      helpText={source.hasSecret ? texts.secretKept : texts.secretMissing}
      {...(refusal ? { error: refusal } : {})}
      connectedRight={
        <Button
          loading={busy}
          disabled={secret.trim().length < 8}
          accessibilityLabel={texts.keepLabel(name)}
          onClick={() => {
            send({ app: source.app, secret });
            setSecret('');
          }}
        >
          {texts.keep}
        </Button>
      }
    />
  );
}

function Renew({ app, name }: { app: ReviewApp; name: string }) {
  const texts = useTexts(reviewTexts).apps;
  const { cancel } = useTexts(commonTexts);
  const [asking, setAsking] = useState(false);
  const { send, busy, refusal, done } = useJson<object>('review-source');
  useToast(done, texts.renewed);
  return (
    <>
      <InlineStack>
        <Button loading={busy} accessibilityLabel={texts.renewLabel(name)} onClick={() => setAsking(true)}>
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
        title={texts.renewTitle(name)}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.renew,
          destructive: true,
          onAction: () => {
            setAsking(false);
            send({ app, renew: true });
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

function StatementCard() {
  const { language } = useAdmin();
  const { label, apps } = useTexts(reviewTexts);
  const { languages } = useTexts(settingsTexts);
  const [chosen, setChosen] = useState<ShopperLanguage>(language);
  const statement = REVIEW_STATEMENT[chosen];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {label.title}
        </Text>
        <Text as="p">{label.body}</Text>
        <Select
          label={languages.title}
          labelHidden
          options={SHOPPER_LANGUAGES.map((value) => ({ value, label: languages.names[value] }))}
          value={chosen}
          onChange={(value) => setChosen(SHOPPER_LANGUAGES.find((one) => one === value) ?? 'en')}
        />
        <Box padding="300" background="bg-surface-secondary" borderRadius="200">
          <Text as="p">{statement}</Text>
        </Box>
        <InlineStack>
          <Button onClick={() => copyText(statement, apps.copied)}>{label.copy}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
