/** Who tries the program: customers found by name or mail, as Shopify knows them. */
import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Modal, Tag, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { FindReply } from '#app/core/contracts/till.ts';
import { TESTERS_MAX } from '#app/core/program/stage.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { setupTexts } from '#app/ui/texts/setup.ts';

export type Tester = { customerId: string; name: string };

type TrialDialogProps = {
  open: boolean;
  testers: Tester[];
  onTesters: (testers: Tester[]) => void;
  onStart: () => void;
  onClose: () => void;
};

const TEXT_LENGTH_MIN = 2;
/** Nobody is asked while she still types. */
const REST_MS = 300;

export function TrialDialog({ open, testers, onTesters, onStart, onClose }: TrialDialogProps) {
  const texts = useTexts(setupTexts).launch;
  const remove = (customerId: string) => onTesters(testers.filter((one) => one.customerId !== customerId));
  return (
    <Modal
      open={open}
      title={texts.trialTitle}
      onClose={onClose}
      primaryAction={{ content: texts.startTrial, disabled: testers.length === 0, onAction: onStart }}
      secondaryActions={[{ content: texts.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{texts.trialBody}</Text>
          <InlineStack gap="200">
            {testers.map(({ customerId, name }) => (
              <Tag
                key={customerId}
                onRemove={() => remove(customerId)}
                accessibilityLabel={texts.remove(name)}
              >
                {name}
              </Tag>
            ))}
          </InlineStack>
          <Finder
            taken={testers}
            onTake={(tester) => testers.length < TESTERS_MAX && onTesters([...testers, tester])}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function Finder({ taken, onTake }: { taken: Tester[]; onTake: (tester: Tester) => void }) {
  const texts = useTexts(setupTexts).launch;
  const [text, setText] = useState('');
  const { load, data, state } = useFetcher<FindReply>();
  useEffect(() => {
    if (text.trim().length < TEXT_LENGTH_MIN) return;
    const timer = setTimeout(() => load(`/app/api/setup?find=${encodeURIComponent(text.trim())}`), REST_MS);
    return () => clearTimeout(timer);
  }, [text, load]);
  const asked = text.trim().length >= TEXT_LENGTH_MIN && data !== undefined;
  const people = asked
    ? data.people.filter((one) => !taken.some(({ customerId }) => customerId === one.customerId))
    : [];
  return (
    <BlockStack gap="200">
      <TextField
        label={texts.find}
        autoComplete="off"
        value={text}
        onChange={setText}
        loading={state !== 'idle'}
      />
      {people.map(({ customerId, name, email }) => {
        const shown = name ?? email ?? customerId;
        return (
          <InlineStack key={customerId} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <Text as="span">{shown}</Text>
              {email && email !== shown ? (
                <Text as="span" tone="subdued">
                  {email}
                </Text>
              ) : null}
            </BlockStack>
            <Button onClick={() => onTake({ customerId, name: shown })} accessibilityLabel={texts.add(shown)}>
              +
            </Button>
          </InlineStack>
        );
      })}
      {asked && state === 'idle' && data.people.length === 0 ? <Text as="p">{texts.nobody}</Text> : null}
    </BlockStack>
  );
}
