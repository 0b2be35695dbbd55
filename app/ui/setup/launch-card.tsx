/** The last step: live for everybody, or tried by customers who are named. */
import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTexts } from '#app/ui/admin/context.tsx';
import { TrialDialog, type Tester } from '#app/ui/setup/trial-dialog.tsx';
import { setupTexts } from '#app/ui/texts/setup.ts';

type LaunchProps = {
  /** False while a number cannot be read. */
  ready: boolean;
  busy: boolean;
  refusal: string | null;
  onLaunch: (testers: string[] | null) => void;
};

export function LaunchCard({ ready, busy, refusal, onLaunch }: LaunchProps) {
  const texts = useTexts(setupTexts).launch;
  const [choosing, setChoosing] = useState(false);
  const [testers, setTesters] = useState<Tester[]>([]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {refusal ? (
          <Banner tone="critical">
            <Text as="p">{refusal}</Text>
          </Banner>
        ) : null}
        <InlineStack gap="300">
          <Button
            variant="primary"
            size="large"
            disabled={!ready}
            loading={busy}
            onClick={() => onLaunch(null)}
          >
            {texts.live}
          </Button>
          <Button size="large" disabled={!ready || busy} onClick={() => setChoosing(true)}>
            {texts.trial}
          </Button>
        </InlineStack>
        <TrialDialog
          open={choosing}
          testers={testers}
          onTesters={setTesters}
          onClose={() => setChoosing(false)}
          onStart={() => {
            setChoosing(false);
            onLaunch(testers.map(({ customerId }) => customerId));
          }}
        />
      </BlockStack>
    </Card>
  );
}
