/** A task that staff write down themselves. */
import { BlockStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { TASK_KINDS, TASK_SUBJECT_MAX, type TaskKind } from '#app/core/tasks/task.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { taskTexts } from '#app/ui/texts/tasks.ts';

/** @param memberId whom it is about; nobody in particular when it is left out. */
export function WriteTask({
  memberId = null,
  kind: first = 'other',
  onClose,
}: {
  memberId?: string | null;
  kind?: TaskKind;
  onClose: () => void;
}) {
  const texts = useTexts(taskTexts);
  const common = useTexts(commonTexts);
  const [kind, setKind] = useState<TaskKind>(first);
  const [subject, setSubject] = useState('');
  const [day, setDay] = useState('');
  const { send, busy, refusal, done } = useJson<object>('task');
  useToast(done, texts.saved);
  useEffect(() => {
    if (done) onClose();
  }, [done, onClose]);
  const save = () =>
    send({
      open: { kind, memberId, subject, dueAt: day === '' ? null : new Date(`${day}T12:00:00`).toISOString() },
    });
  return (
    <Modal
      open
      onClose={onClose}
      title={texts.writeTitle}
      primaryAction={{ content: common.save, onAction: save, loading: busy }}
      secondaryActions={[{ content: common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Select
            label={texts.kind}
            options={TASK_KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
            value={kind}
            onChange={(value) => setKind(TASK_KINDS.find((one) => one === value) ?? 'other')}
          />
          <TextField
            label={texts.subject}
            value={subject}
            onChange={setSubject}
            multiline={2}
            maxLength={TASK_SUBJECT_MAX}
            placeholder={texts.what[kind]}
            autoComplete="off"
          />
          <TextField label={texts.dueOn} type="date" value={day} onChange={setDay} autoComplete="off" />
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
