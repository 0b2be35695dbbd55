/** Words: what points are called, and texts of the shop in the merchant's own words, in each language. */
import { BlockStack, FormLayout, Select } from '@shopify/polaris';
import { useState } from 'react';
import { OWN_TEXTS } from '#app/core/contracts/public-program.ts';
import { SHOPPER_LANGUAGES, type ShopperLanguage } from '#app/core/shopper/languages.ts';
import { POINTS_NAMES } from '#app/core/shopper/points-name.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { ChoiceField, WordsField } from '#app/ui/program/form/fields.tsx';
import { type Lens, lensOf } from '#app/ui/program/form/lens.ts';
import { useLanguageName } from '#app/ui/program/form/list-fields.tsx';
import { Section } from '#app/ui/program/form/section.tsx';
import { defaultText } from '#app/ui/program/preview/shop-window.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

type Forms = { one: string; two?: string; few?: string; many?: string; other: string };
type FormName = keyof Forms;

/** `two` belongs to languages that the surfaces do not speak. */
const FORM_NAMES: FormName[] = ['one', 'few', 'many', 'other'];

export function WordsArea({ form }: AreaProps) {
  const { language: admin } = useAdmin();
  const texts = useTexts(areaTexts);
  const nameOf = useLanguageName();
  const [language, setLanguage] = useState<ShopperLanguage>(admin);
  return (
    <>
      <Section title={texts.lists.words} intro={texts.areas.words.intro}>
        <FormLayout>
          <ChoiceField at={form.key('formality')} options={['informal', 'formal']} />
          <Select
            label={texts.textsIn}
            options={SHOPPER_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
            value={language}
            onChange={(chosen) => setLanguage(SHOPPER_LANGUAGES.find((one) => one === chosen) ?? 'en')}
          />
        </FormLayout>
      </Section>
      <Section title={`${texts.pointsName} – ${nameOf(language)}`}>
        <NameFields key={language} form={form} language={language} />
      </Section>
      <Section title={`${texts.ownTexts} – ${nameOf(language)}`} intro={texts.ownTextsIntro}>
        <OwnTextFields key={language} form={form} language={language} />
      </Section>
    </>
  );
}

type InLanguage = Pick<AreaProps, 'form'> & { language: ShopperLanguage };

/** The forms that the language has; one that is left empty speaks with the last one. */
function NameFields({ form, language }: InLanguage) {
  const names = form.key('pointsName');
  const before = names.value[language] ?? POINTS_NAMES[language];
  const forms: Lens<Forms> = lensOf(`pointsName.${language}`, before, (change) =>
    names.change((all) => ({ ...all, [language]: change(all[language] ?? POINTS_NAMES[language]) })),
  );
  const used = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        {FORM_NAMES.filter((name) => used.includes(name) && isAsked(name, language)).map((name) =>
          name === 'one' || name === 'other' ? (
            <WordsField key={name} at={forms.key(name)} />
          ) : (
            <WordsField key={name} at={forms.key(name)} empty={undefined} />
          ),
        )}
      </FormLayout.Group>
    </FormLayout>
  );
}

/** French, Italian and Spanish have a form for whole millions; only Polish asks for more than two in earnest. */
function isAsked(name: FormName, language: ShopperLanguage): boolean {
  return language === 'pl' || name === 'one' || name === 'other';
}

function OwnTextFields({ form, language }: InLanguage) {
  const texts = form.key('texts');
  const own = lensOf<Partial<Record<(typeof OWN_TEXTS)[number], string>>>(
    `texts.${language}`,
    texts.value[language] ?? {},
    (change) =>
      texts.change((all) => {
        const { [language]: before, ...others } = all;
        const next = change(before ?? {});
        return Object.keys(next).length === 0 ? others : { ...others, [language]: next };
      }),
  );
  return (
    <BlockStack gap="300">
      {OWN_TEXTS.map((key) => (
        <WordsField
          key={key}
          at={own.key(key)}
          empty={undefined}
          placeholder={defaultText(key, language, form.value.formality)}
        />
      ))}
    </BlockStack>
  );
}
