/** What members may choose to read of, with a name in each language that the merchant looks after. */
import { BlockStack, Box, Button, Card, FormLayout, InlineStack, Text, TextField } from '@shopify/polaris';
import type { ShopperLanguage } from '#app/core/shopper/languages.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { MailFields, MailSettings } from '#app/ui/mail/mail-fields.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

const INTERESTS_MAX = 12;

export function InterestsCard({
  mail,
  set,
  enabled,
  languages,
}: MailFields & { languages: readonly ShopperLanguage[] }) {
  const texts = useTexts(mailTexts).settings;
  const { names } = useTexts(settingsTexts).languages;
  const { interests } = mail;
  const change = (index: number, name: MailSettings['interests'][number]['name']) =>
    set({ interests: interests.map((one, at) => (at === index ? { ...one, name } : one)) });
  return (
    <Card>
      <BlockStack gap="400">
        {interests.length === 0 ? <Text as="p">{texts.interestNone}</Text> : null}
        {interests.map(({ id, name }, index) => (
          <Box key={id} paddingBlockEnd="200" borderColor="border-secondary" borderBlockEndWidth="025">
            <BlockStack gap="200">
              <FormLayout>
                {languages.map((language) => (
                  <TextField
                    key={language}
                    label={texts.interestName(names[language])}
                    autoComplete="off"
                    maxLength={60}
                    disabled={!enabled}
                    error={Object.keys(name).length === 0 ? texts.interestWrong : undefined}
                    value={name[language] ?? ''}
                    onChange={(text) => {
                      const { [language]: _before, ...others } = name;
                      change(index, text === '' ? others : { ...others, [language]: text });
                    }}
                  />
                ))}
              </FormLayout>
              <InlineStack>
                <Button
                  variant="tertiary"
                  tone="critical"
                  disabled={!enabled}
                  onClick={() => set({ interests: interests.filter((_one, at) => at !== index) })}
                >
                  {texts.interestRemove(Object.values(name)[0] ?? '')}
                </Button>
              </InlineStack>
            </BlockStack>
          </Box>
        ))}
        <InlineStack>
          <Button
            disabled={!enabled || interests.length >= INTERESTS_MAX}
            onClick={() => set({ interests: [...interests, { id: newId(interests), name: {} }] })}
          >
            {texts.interestAdd}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** An id that none of them has: what members chose refers to it for good. */
function newId(interests: MailSettings['interests']): string {
  const numbers = interests.map(({ id }) => Number(/^interest-(\d+)$/.exec(id)?.[1] ?? 0));
  return `interest-${Math.max(0, ...numbers) + 1}`;
}
