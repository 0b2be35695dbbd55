/** A mail to many, once: written here, then a journey like any other, off until it is switched on. */
import { useNavigate } from '@remix-run/react';
import { BlockStack, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { JourneyInput } from '#app/core/journeys/journey.ts';
import type { JourneysView } from '#app/presenters/present-journeys.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { useWords } from '#app/ui/journeys/use-words.ts';
import { useJson } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

type Draft = {
  name: string;
  day: string;
  time: string;
  to: string;
  subject: string;
  preview: string;
  text: string;
};

const EMPTY: Draft = { name: '', day: '', time: '10:00', to: 'all', subject: '', preview: '', text: '' };

export function AnnounceModal({
  tiers,
  segments,
  onClose,
}: Pick<JourneysView, 'tiers' | 'segments'> & { onClose: () => void }) {
  const { language } = useAdmin();
  const { texts, segmentName, tierName } = useWords(tiers);
  const common = commonTexts[language];
  const [draft, setDraft] = useState(EMPTY);
  const [id] = useState(() => `announce-${Date.now().toString(36)}`);
  const { send, busy, refusal, done } = useJson<{ revision: number }>('journey');
  const navigate = useNavigate();
  useEffect(() => {
    if (done) void navigate(`/app/journeys/${id}`);
  }, [done, id, navigate]);
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
    autoComplete: 'off',
  });
  const whole = [draft.name, draft.day, draft.time, draft.subject, draft.text].every(
    (one) => one.trim() !== '',
  );
  return (
    <Modal
      open
      title={texts.announce}
      onClose={onClose}
      primaryAction={{
        content: texts.create,
        disabled: !whole,
        loading: busy,
        onAction: () => send({ journey: journeyOf(id, draft, language, texts.announceButton), seen: 0 }),
      }}
      secondaryActions={[{ content: common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p" tone="subdued">
            {texts.announceHelp}
          </Text>
          <FormLayout>
            <TextField label={texts.announceName} maxLength={60} {...field('name')} />
            <FormLayout.Group>
              <TextField label={texts.announceDay} type="date" {...field('day')} />
              <TextField label={texts.announceTime} type="time" {...field('time')} />
            </FormLayout.Group>
            <Select
              label={texts.announceTo}
              options={[
                { value: 'all', label: texts.announceAll },
                ...segments.map((one) => ({
                  value: `segment ${one}`,
                  label: texts.announceSegment(segmentName(one)),
                })),
                ...tiers.map((one) => ({
                  value: `tier ${one.id}`,
                  label: texts.announceTier(tierName(one.id)),
                })),
              ]}
              value={draft.to}
              onChange={(to) => setDraft((before) => ({ ...before, to }))}
            />
            <TextField label={texts.subject} maxLength={150} {...field('subject')} />
            <TextField label={texts.previewText} maxLength={200} {...field('preview')} />
            <TextField label={texts.announceText} multiline={5} maxLength={2_000} {...field('text')} />
          </FormLayout>
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

function journeyOf(id: string, draft: Draft, language: string, button: string): JourneyInput {
  const [kind, which = ''] = draft.to.split(' ');
  const preview = draft.preview.trim() === '' ? draft.subject : draft.preview;
  return {
    id,
    name: { [language]: draft.name },
    trigger: {
      kind: 'announce',
      day: draft.day,
      segments: kind === 'segment' ? [which] : [],
      tiers: kind === 'tier' ? [which] : [],
    },
    steps: [
      {
        id: 'mail',
        wait: { kind: 'days', days: 0, at: draft.time.slice(0, 5) },
        tone: 'sells',
        action: {
          kind: 'mail',
          contents: {
            [language]: {
              subject: draft.subject,
              preview,
              blocks: [
                ...draft.text
                  .split(/\n\s*\n/)
                  .filter((one) => one.trim() !== '')
                  .slice(0, 15)
                  .map((text) => ({ kind: 'text' as const, text: text.trim() })),
                { kind: 'button', text: button, href: '{{shopUrl}}' },
              ],
            },
          },
        },
      },
    ],
  };
}
