/** Languages whose texts the merchant looks after; the surfaces speak all of them in any case. */
import { BlockStack, Card, ChoiceList, Link, Text } from '@shopify/polaris';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { SettingsFields } from '#app/ui/settings/settings-form.tsx';
import { settingsTexts } from '#app/ui/texts/settings.ts';

export function LanguagesCard({ settings, change, enabled }: SettingsFields) {
  const texts = useTexts(settingsTexts).languages;
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          allowMultiple
          title={texts.choose}
          disabled={!enabled}
          choices={SHOPPER_LANGUAGES.map((language) => ({ value: language, label: texts.names[language] }))}
          selected={settings.languages}
          onChange={(chosen) => {
            const languages = SHOPPER_LANGUAGES.filter((one) => chosen.includes(one));
            if (languages.length > 0) change({ languages });
          }}
        />
        <Text as="p">
          {texts.words} <Link url="/app/program">{texts.toWords}</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
