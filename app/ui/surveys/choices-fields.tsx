/** The answers of a question of the merchant's own, in each language that she looks after. */
import { BlockStack, Button, FormLayout, InlineStack, Text, TextField } from '@shopify/polaris';
import { CHOICE_MAX, CHOICES_MAX, CHOICES_MIN } from '#app/core/surveys/survey.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { SurveyFields } from '#app/ui/surveys/survey-form.tsx';
import { withText } from '#app/ui/surveys/with-text.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

export function ChoicesFields({ config, change, enabled, view }: SurveyFields) {
  const { format } = useAdmin();
  const texts = useTexts(surveyTexts).form;
  const { names } = useTexts(settingsTexts).languages;
  const { choices } = config;
  // What members have chosen keeps its place: only answers that were never saved can go.
  const kept = view.id === null ? CHOICES_MIN : Math.max(CHOICES_MIN, view.config.choices.length);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {texts.choices}
      </Text>
      {choices.map((choice, index) => {
        const place = format.number(index + 1);
        return (
          <FormLayout key={index}>
            {view.languages.map((language) => (
              <TextField
                key={language}
                label={texts.choice(place, names[language])}
                autoComplete="off"
                maxLength={CHOICE_MAX}
                disabled={!enabled}
                value={choice[language] ?? ''}
                onChange={(text) =>
                  change({
                    choices: choices.map((one, at) => (at === index ? withText(one, language, text) : one)),
                  })
                }
              />
            ))}
            {index >= kept && index === choices.length - 1 ? (
              <Button
                variant="tertiary"
                tone="critical"
                disabled={!enabled}
                onClick={() => change({ choices: choices.slice(0, -1) })}
              >
                {texts.removeChoice(place)}
              </Button>
            ) : null}
          </FormLayout>
        );
      })}
      <InlineStack>
        <Button
          disabled={!enabled || choices.length >= CHOICES_MAX}
          onClick={() => change({ choices: [...choices, {}] })}
        >
          {texts.addChoice}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
