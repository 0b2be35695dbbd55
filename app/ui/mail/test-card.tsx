/** A mail to try the way that is saved. */
import { BlockStack, Button, Card, InlineStack, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

export function TestCard({ enabled }: { enabled: boolean }) {
  const texts = useTexts(mailTexts).settings;
  const { send, busy, refusal, done } = useJson<{ sent: true }>('mail-test');
  const [to, setTo] = useState('');
  useToast(done, texts.testDone);
  return (
    <Card>
      <BlockStack gap="200">
        <TextField
          label={texts.testTo}
          type="email"
          autoComplete="email"
          maxLength={254}
          disabled={!enabled}
          error={refusal ?? undefined}
          value={to}
          onChange={setTo}
        />
        <InlineStack>
          <Button disabled={!enabled || to === ''} loading={busy} onClick={() => send({ to: to.trim() })}>
            {texts.testSend}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
