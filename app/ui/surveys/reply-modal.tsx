/** What was done about a theme, or about one answer, in each language that the merchant looks after. */
import { Banner, FormLayout, Modal, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { ShopperLanguage } from '#app/core/shopper/languages.ts';
import { REPLY_MAX, type Texts } from '#app/core/surveys/survey.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';
import { withText } from '#app/ui/surveys/with-text.ts';

export type ReplyTo = { theme: string } | { memberId: string; occasion: string };

export function ReplyModal({
  id,
  to,
  languages,
  onClose,
}: {
  id: string;
  to: ReplyTo;
  languages: ShopperLanguage[];
  onClose: () => void;
}) {
  const texts = useTexts(surveyTexts).did;
  const common = useTexts(commonTexts);
  const { names } = useTexts(settingsTexts).languages;
  const [said, setSaid] = useState<Texts>({});
  const { send, busy, refusal, done } = useJson<{ told: number }>('survey-answer');
  useToast(done, texts.sent);
  useEffect(() => {
    if (done) onClose();
  }, [done, onClose]);
  return (
    <Modal
      open
      title={'theme' in to ? texts.modalTitle(to.theme) : texts.modalOne}
      onClose={onClose}
      primaryAction={{
        content: texts.send,
        loading: busy,
        disabled: Object.values(said).every((text) => text.trim() === ''),
        onAction: () => send({ id, to, texts: said }),
      }}
      secondaryActions={[{ content: common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
          {languages.map((language) => (
            <TextField
              key={language}
              label={texts.text(names[language])}
              multiline={3}
              maxLength={REPLY_MAX}
              autoComplete="off"
              value={said[language] ?? ''}
              onChange={(text) => setSaid(withText(said, language, text))}
            />
          ))}
          <Text as="p" tone="subdued">
            {texts.help}
          </Text>
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
