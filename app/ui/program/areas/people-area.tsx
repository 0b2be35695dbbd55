/** Members: who takes part, to which terms, who does not earn, and households. */
import { BlockStack, Checkbox, FormLayout } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { CheckField, ChoiceField, NumberField, WordsField } from '#app/ui/program/form/fields.tsx';
import { seenAs } from '#app/ui/program/form/lens.ts';
import { LanguagesField, TagsField } from '#app/ui/program/form/list-fields.tsx';
import { Section } from '#app/ui/program/form/section.tsx';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

export function PeopleArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  const people = form.key('people');
  const terms = people.key('terms');
  const agreed = seenAs<{ version: string; url: Record<string, string> }>(terms);
  return (
    <>
      <Section title={texts.lists.people} intro={texts.areas.people.intro}>
        <FormLayout>
          <ChoiceField at={people.key('joining')} options={['automatic', 'optIn']} />
          <ChoiceField at={people.key('guests')} options={['claim', 'ignore']} />
          <BlockStack gap="300">
            <CheckField at={people.key('excludeB2B')} />
            <TagsField at={people.key('excludeTags')} empty={[]} />
          </BlockStack>
          <NumberField at={people.key('householdMembersMax')} />
        </FormLayout>
      </Section>
      <Section title={texts.terms}>
        <FormLayout>
          <Checkbox
            label={texts.useTerms}
            checked={terms.value !== undefined}
            onChange={(on) => terms.set(on ? { version: '1', url: {} } : undefined)}
          />
          {terms.value === undefined ? null : (
            <>
              <WordsField at={agreed.key('version')} />
              <LanguagesField at={agreed.key('url')} empty={{}} />
            </>
          )}
        </FormLayout>
      </Section>
    </>
  );
}
