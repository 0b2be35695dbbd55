/** Staff ask a segment, or everybody, at once. */
import { BlockStack, Modal, Select, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

export function AskNow({ id, segments, onClose }: { id: string; segments: string[]; onClose: () => void }) {
  const { format } = useAdmin();
  const texts = useTexts(surveyTexts).askNow;
  const common = useTexts(commonTexts);
  const names = useTexts(segmentTexts);
  const [segment, setSegment] = useState('');
  const { send, busy, refusal, done } = useJson<{ asked: number }>('survey-ask');
  useToast(done, texts.asked(done?.asked ?? 0, format.number(done?.asked ?? 0)));
  useEffect(() => {
    if (done) onClose();
  }, [done, onClose]);
  return (
    <Modal
      open
      title={texts.title}
      onClose={onClose}
      primaryAction={{
        content: texts.send,
        loading: busy,
        onAction: () => send({ id, segment: segment === '' ? null : segment }),
      }}
      secondaryActions={[{ content: common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Select
            label={texts.whom}
            options={[
              { value: '', label: texts.everybody },
              ...segments.map((value) => ({ value, label: names[value] ?? value })),
            ]}
            value={segment}
            onChange={setSegment}
            helpText={texts.about}
          />
          {refusal ? (
            <Text as="p" tone="critical">
              {refusal}
            </Text>
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
