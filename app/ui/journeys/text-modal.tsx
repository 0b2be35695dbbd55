/** The texts of a step, language by language. */
import { BlockStack, Box, Button, InlineStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { JourneyMail, JourneyStep } from '#app/core/journeys/journey.ts';
import { valuesFor } from '#app/core/journeys/values.ts';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useLanguageName } from '#app/ui/program/form/list-fields.tsx';
import { journeyTexts } from '#app/ui/texts/journeys.ts';

type TextProps = { step: JourneyStep; onChange: (step: JourneyStep) => void; onClose: () => void };

export function TextModal({ step, onChange, onClose }: TextProps) {
  const texts = useTexts(journeyTexts);
  const nameOf = useLanguageName();
  const { action } = step;
  const present = action.kind === 'mail' ? Object.keys(action.contents) : languagesOf(action);
  const [language, setLanguage] = useState(present[0] ?? 'en');
  const missing = SHOPPER_LANGUAGES.filter((one) => !present.includes(one));
  const add = (added: string) => {
    // A new language begins with a copy: nothing stands empty that somebody might be sent.
    if (action.kind === 'mail') {
      const copy = action.contents[language] ?? Object.values(action.contents)[0];
      if (copy) onChange({ ...step, action: { ...action, contents: { ...action.contents, [added]: copy } } });
    } else if (action.kind === 'message') {
      const copy = action.texts[language] ?? Object.values(action.texts)[0] ?? '';
      onChange({ ...step, action: { ...action, texts: { ...action.texts, [added]: copy } } });
    }
    setLanguage(added);
  };
  return (
    <Modal
      open
      title={texts.editText}
      onClose={onClose}
      primaryAction={{ content: texts.done, onAction: onClose }}
      size="large"
    >
      <Modal.Section>
        <BlockStack gap="400">
          <InlineStack gap="300" wrap>
            <Select
              label={texts.language}
              options={present.map((value) => ({ value, label: nameOf(value) }))}
              value={language}
              onChange={setLanguage}
            />
            {missing.length > 0 ? (
              <Select
                label={texts.addLanguage}
                options={[
                  { value: '', label: '–' },
                  ...missing.map((value) => ({ value, label: nameOf(value) })),
                ]}
                value=""
                onChange={(value) => (value === '' ? undefined : add(value))}
              />
            ) : null}
          </InlineStack>
          <Text as="p" tone="subdued">
            {texts.values(
              valuesFor(action.kind)
                .map((name) => `{{${name}}}`)
                .join(' '),
            )}
          </Text>
          {action.kind === 'mail' && action.contents[language] ? (
            <MailFields
              key={language}
              mail={action.contents[language]}
              sells={step.tone !== 'service'}
              onChange={(mail) =>
                onChange({
                  ...step,
                  action: { ...action, contents: { ...action.contents, [language]: mail } },
                })
              }
            />
          ) : null}
          {action.kind === 'message' ? (
            <TextField
              label={texts.message}
              value={action.texts[language] ?? ''}
              multiline={2}
              maxLength={300}
              onChange={(text) =>
                onChange({ ...step, action: { ...action, texts: { ...action.texts, [language]: text } } })
              }
              autoComplete="off"
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function languagesOf(action: JourneyStep['action']): string[] {
  return action.kind === 'message' ? Object.keys(action.texts) : [];
}

function MailFields({
  mail,
  sells,
  onChange,
}: {
  mail: JourneyMail;
  /** Whether offers may stand in it. */
  sells: boolean;
  onChange: (mail: JourneyMail) => void;
}) {
  const texts = useTexts(journeyTexts);
  const setBlock = (index: number, block: JourneyMail['blocks'][number] | null) =>
    onChange({
      ...mail,
      blocks: mail.blocks.flatMap((one, place) => (place === index ? (block ?? []) : one)),
    });
  return (
    <BlockStack gap="400">
      <TextField
        label={texts.subject}
        value={mail.subject}
        maxLength={150}
        onChange={(subject) => onChange({ ...mail, subject })}
        autoComplete="off"
      />
      <TextField
        label={texts.previewText}
        value={mail.preview}
        maxLength={200}
        onChange={(preview) => onChange({ ...mail, preview })}
        autoComplete="off"
      />
      {mail.blocks.map((block, index) => (
        <Box key={index}>
          <BlockStack gap="200">
            {block.kind === 'offers' ? (
              <Text as="p">
                <Text as="span" fontWeight="semibold">
                  {texts.blocks.offers}
                </Text>{' '}
                {sells ? texts.offersHelp : texts.offersNever}
              </Text>
            ) : (
              <TextField
                label={texts.blocks[block.kind]}
                value={block.text}
                {...(block.kind === 'text' ? { multiline: 3 as const } : {})}
                maxLength={block.kind === 'button' ? 80 : 2_000}
                onChange={(text) => setBlock(index, { ...block, text })}
                autoComplete="off"
              />
            )}
            {block.kind === 'button' ? (
              <TextField
                label={texts.buttonHref}
                value={block.href}
                maxLength={1_000}
                onChange={(href) => setBlock(index, { ...block, href })}
                autoComplete="off"
              />
            ) : null}
            {mail.blocks.length > 1 ? (
              <InlineStack>
                <Button
                  variant="plain"
                  onClick={() => setBlock(index, null)}
                  accessibilityLabel={texts.removeBlockLabel(`${texts.blocks[block.kind]} ${index + 1}`)}
                >
                  {texts.removeBlock}
                </Button>
              </InlineStack>
            ) : null}
          </BlockStack>
        </Box>
      ))}
      {mail.blocks.length < 20 ? (
        <InlineStack gap="200">
          <Button
            onClick={() => onChange({ ...mail, blocks: [...mail.blocks, { kind: 'text', text: '…' }] })}
          >
            {texts.addText}
          </Button>
          {sells && !mail.blocks.some(({ kind }) => kind === 'offers') ? (
            <Button onClick={() => onChange({ ...mail, blocks: [...mail.blocks, { kind: 'offers' }] })}>
              {texts.addOffers}
            </Button>
          ) : null}
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
