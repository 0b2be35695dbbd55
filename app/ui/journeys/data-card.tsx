/** The whole journey as data, for those who want more than texts and waits. */
import { BlockStack, Button, Card, Collapsible, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { JourneyView } from '#app/presenters/present-journeys.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { journeyTexts } from '#app/ui/texts/journeys.ts';

export function DataCard({ view, disabled }: { view: JourneyView; disabled: boolean }) {
  const texts = useTexts(journeyTexts);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(() => JSON.stringify(view.journey, null, 2));
  const { send, busy, refusal, done } = useJson<{ revision: number }>('journey');
  useToast(done, texts.saved);
  const journey = parsed(text);
  const isOther = typeof journey?.id === 'string' && journey.id !== view.journey.id;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack>
          <Button
            variant="plain"
            disclosure={open ? 'up' : 'down'}
            onClick={() => setOpen(!open)}
            ariaExpanded={open}
            ariaControls="journey-data"
          >
            {texts.data}
          </Button>
        </InlineStack>
        <Collapsible id="journey-data" open={open}>
          <BlockStack gap="300">
            <Text as="p" tone="subdued">
              {texts.dataHelp}
            </Text>
            <TextField
              label={texts.data}
              labelHidden
              value={text}
              onChange={setText}
              multiline={12}
              maxHeight="24rem"
              monospaced
              autoComplete="off"
              spellCheck={false}
              {...(journey ? {} : { error: texts.dataWrong })}
            />
            {refusal ? (
              <Text as="p" tone="critical">
                {refusal}
              </Text>
            ) : null}
            <InlineStack>
              <Button
                loading={busy}
                disabled={disabled || !journey}
                onClick={() => send({ journey, seen: isOther ? 0 : view.revision })}
              >
                {texts.dataSave}
              </Button>
            </InlineStack>
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
