/** What the points are called, in each language, one and several. */
import { BlockStack, Card, FormLayout, Text, TextField } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import type { NameDraft } from '#app/ui/program/program-draft.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const LANGUAGES = ['en', 'de'] as const;

export function NamesCard({ draft, problems, onChange }: DraftFieldsProps) {
  const texts = useTexts(programTexts).names;
  const problem = useProblem(problems);
  const change = (language: 'en' | 'de', changes: Partial<NameDraft>) =>
    onChange({ names: { ...draft.names, [language]: { ...draft.names[language], ...changes } } });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {LANGUAGES.map((language) => (
          <FormLayout key={language}>
            <FormLayout.Group condensed title={texts[language]}>
              <TextField
                label={texts.one}
                autoComplete="off"
                value={draft.names[language].one}
                onChange={(one) => change(language, { one })}
                error={problem(`names.${language}.one`)}
              />
              <TextField
                label={texts.other}
                autoComplete="off"
                value={draft.names[language].other}
                onChange={(other) => change(language, { other })}
                error={problem(`names.${language}.other`)}
              />
            </FormLayout.Group>
          </FormLayout>
        ))}
      </BlockStack>
    </Card>
  );
}
