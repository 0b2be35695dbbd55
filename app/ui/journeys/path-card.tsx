/** The path of a journey, step by step in words; a step's wait and texts are edited where they stand. */
import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { Journey, JourneyStep, Tone } from '#app/core/journeys/journey.ts';
import { sellingNotes, textsOf } from '#app/core/journeys/selling-words.ts';
import { valuesFor } from '#app/core/journeys/values.ts';
import { unknownPlaceholders } from '#app/core/mail/content.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import type { JourneyView } from '#app/presenters/present-journeys.ts';
import {
  actionWords,
  againWords,
  conditionsWords,
  endingWords,
  triggerWords,
  waitWords,
  type Words,
} from '#app/ui/journeys/journey-words.ts';
import { TextModal } from '#app/ui/journeys/text-modal.tsx';
import { WaitFields } from '#app/ui/journeys/wait-fields.tsx';
import { MailPreviewModal } from '#app/ui/mail/mail-preview.tsx';

const TONES: Record<Tone, 'info' | 'attention' | 'success'> = {
  service: 'info',
  friendly: 'success',
  sells: 'attention',
};

type PathProps = {
  journey: Journey;
  view: JourneyView;
  words: Words;
  /** Undefined for those who may only look. */
  onStep: ((step: JourneyStep) => void) | undefined;
};

export function PathCard({ journey, view, words, onStep }: PathProps) {
  const { texts } = words;
  const conditions = conditionsWords(journey.conditions, words);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.path}
        </Text>
        <BlockStack gap="100">
          <Text as="p" fontWeight="semibold">
            {texts.begins(triggerWords(journey.trigger, words))}
          </Text>
          {conditions ? <Text as="p">{conditions}</Text> : null}
          <Text as="p" tone="subdued">
            {againWords(journey, words)}
          </Text>
        </BlockStack>
        <BlockStack as="ol" gap="300">
          {journey.steps.map((step) => (
            <li key={step.id} style={{ listStyle: 'none' }}>
              <Box
                padding="300"
                borderColor="border"
                borderWidth="025"
                borderRadius="200"
                background="bg-surface-secondary"
              >
                <StepItem step={step} journey={journey} view={view} words={words} onStep={onStep} />
              </Box>
            </li>
          ))}
        </BlockStack>
        <BlockStack gap="100">
          {endingWords(journey, words).map((text) => (
            <Text as="p" key={text}>
              {text}
            </Text>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function StepItem({ step, journey, view, words, onStep }: PathProps & { step: JourneyStep }) {
  const { texts, format } = words;
  const { language } = useAdmin();
  const [open, setOpen] = useState<'text' | 'wait' | 'preview' | null>(null);
  const what = actionWords(step, words);
  const conditions = conditionsWords(step.conditions, words);
  const counts = view.counts.steps.find((one) => one.step === step.id);
  const hasTexts = step.action.kind === 'mail' || step.action.kind === 'message';
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" wrap>
        <Text as="h3" variant="bodyMd" fontWeight="semibold">
          {waitWords(step.wait, step.id === journey.steps[0]?.id, words)}
        </Text>
        {hasTexts ? <Badge tone={TONES[step.tone]}>{texts.tones[step.tone]}</Badge> : null}
      </InlineStack>
      <Text as="p" breakWord>
        {what}
      </Text>
      {conditions ? <Text as="p">{conditions}</Text> : null}
      {hasTexts ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.toneHelp[step.tone]}
        </Text>
      ) : null}
      {counts ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {`${texts.days(format.number(view.counts.days))}: ${texts.stepCounts(format.number(counts.done), format.number(counts.skipped))}`}
        </Text>
      ) : null}
      <Notes step={step} journey={journey} words={words} />
      <InlineStack gap="200" wrap>
        {onStep && hasTexts ? (
          <Button onClick={() => setOpen('text')} accessibilityLabel={texts.editTextLabel(what)}>
            {texts.editText}
          </Button>
        ) : null}
        {onStep ? (
          <Button
            onClick={() => setOpen(open === 'wait' ? null : 'wait')}
            ariaExpanded={open === 'wait'}
            accessibilityLabel={texts.editWaitLabel(what)}
          >
            {texts.editWait}
          </Button>
        ) : null}
        {step.action.kind === 'mail' ? (
          <Button onClick={() => setOpen('preview')} accessibilityLabel={texts.previewLabel(what)}>
            {texts.preview}
          </Button>
        ) : null}
      </InlineStack>
      {onStep && open === 'wait' ? (
        <WaitFields wait={step.wait} onChange={(wait) => onStep({ ...step, wait })} />
      ) : null}
      {onStep && open === 'text' ? (
        <TextModal step={step} onChange={onStep} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'preview' ? (
        <MailPreviewModal
          id={step.id}
          route="journey-preview"
          body={{ journey, step: step.id, language }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </BlockStack>
  );
}

/** What should not stand in its texts. */
function Notes({
  step,
  journey,
  words: { texts, languageName },
}: {
  step: JourneyStep;
  journey: Journey;
  words: Words;
}) {
  const sells = sellingNotes(journey).filter((note) => note.step === step.id);
  const unknown = Object.values(textsOf(step)).flatMap((text) =>
    unknownPlaceholders(text, valuesFor(step.action.kind)),
  );
  const notes = [
    ...sells.map(({ language, words }) => `${languageName(language)}: ${texts.sells(words.join(', '))}`),
    ...(unknown.length > 0 ? [texts.unknown([...new Set(unknown)].join(', '))] : []),
  ];
  return notes.map((note) => (
    <Text as="p" tone="critical" key={note}>
      {note}
    </Text>
  ));
}
