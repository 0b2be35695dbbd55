/** A mail as its reader sees it, in a frame that runs nothing. */
import { Banner, BlockStack, ButtonGroup, Button, Modal, Select, Spinner, Text } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useJson } from '#app/ui/program/use-json.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

type Preview = { subject: string; html: string; text: string; language: string };

const FRAME_HEIGHT = '28rem';

/** @param route that draws it, asked with `{...body, language?}`. */
export function MailPreviewModal({
  id,
  route = 'mail-preview',
  body = { id },
  onClose,
}: {
  id: string;
  route?: string;
  body?: object;
  onClose: () => void;
}) {
  const texts = useTexts(mailTexts);
  const { names } = useTexts(settingsTexts).languages;
  const { send, done, refusal } = useJson<Preview>(route);
  const [language, setLanguage] = useState<string | undefined>();
  const [plain, setPlain] = useState(false);
  const asked = JSON.stringify({ ...body, ...(language && { language }) });
  // The hook's `send` is another one at each turn; what is asked decides.
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => latest.current(JSON.parse(asked)), [asked]);
  return (
    <Modal open title={done?.subject ?? texts.previewTitle} onClose={onClose} size="large">
      <Modal.Section>
        <BlockStack gap="400">
          {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
          {done ? (
            <>
              <Select
                label={texts.previewAs}
                options={SHOPPER_LANGUAGES.map((value) => ({ value, label: names[value] }))}
                value={language ?? done.language.split('-')[0] ?? 'en'}
                onChange={setLanguage}
              />
              <ButtonGroup variant="segmented">
                <Button pressed={!plain} onClick={() => setPlain(false)}>
                  {texts.designed}
                </Button>
                <Button pressed={plain} onClick={() => setPlain(true)}>
                  {texts.plain}
                </Button>
              </ButtonGroup>
              {plain ? (
                <Text as="p" breakWord>
                  <span style={{ whiteSpace: 'pre-wrap' }}>{done.text}</span>
                </Text>
              ) : (
                <iframe
                  title={texts.previewFrame}
                  sandbox=""
                  srcDoc={done.html}
                  style={{ width: '100%', height: FRAME_HEIGHT, border: '1px solid var(--p-color-border)' }}
                />
              )}
            </>
          ) : refusal ? null : (
            <Spinner accessibilityLabel={texts.previewTitle} />
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
