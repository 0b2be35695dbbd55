/** Fields that hold several things: typed words, texts by language, limits. */
import { BlockStack, Button, FormLayout, InlineStack, Select, Tag, Text, TextField } from '@shopify/polaris';
import { type KeyboardEvent, useState } from 'react';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { CAP_PERIODS } from '#app/core/program/earning-rules.ts';
import type { Cap } from '#app/core/program/earning-rules.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { NumberField, SelectField } from '#app/ui/program/form/fields.tsx';
import { useField, useForm } from '#app/ui/program/form/form-context.tsx';
import { itemsOf, type Lens, type Typed } from '#app/ui/program/form/lens.ts';
import { formTexts } from '#app/ui/texts/program-form.ts';

/** Words that are typed one after the other. An emptied list becomes `empty`. */
export function TagsField<T extends string[] | undefined>({ at, empty }: { at: Lens<T>; empty: T }) {
  const field = useField(at.path);
  const texts = useTexts(formTexts);
  const [typed, setTyped] = useState('');
  const words: string[] = at.value ?? [];
  const add = () => {
    const word = typed.trim();
    setTyped('');
    if (word !== '' && !words.includes(word)) at.set([...words, word] as T);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  const remove = (word: string) => {
    const left = words.filter((one) => one !== word);
    at.set(left.length === 0 ? empty : (left as T));
  };
  return (
    <BlockStack gap="200">
      <div onKeyDown={onKeyDown}>
        <TextField
          label={field.label}
          autoComplete="off"
          value={typed}
          placeholder={texts.typeAndEnter}
          helpText={field.help}
          error={field.problem}
          onChange={setTyped}
          onBlur={add}
          connectedRight={<Button onClick={add}>{texts.add}</Button>}
        />
      </div>
      {words.length > 0 ? (
        <InlineStack gap="100">
          {words.map((word) => (
            <Tag key={word} onRemove={() => remove(word)}>
              {word}
            </Tag>
          ))}
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

type Texts = Record<string, string>;

/** A text per language: those that the merchant looks after, those that are there, and any other on demand. */
export function LanguagesField<T extends Texts | undefined>({
  at,
  empty,
  placeholders,
}: {
  at: Lens<T>;
  /** What a text without any language becomes. */
  empty: T;
  /** What stands there without an own text. */
  placeholders?: Texts;
}) {
  const nameOf = useLanguageName();
  const { languages } = useForm();
  const [added, setAdded] = useState<string[]>([]);
  const texts: Texts = at.value ?? {};
  const shown = [...new Set([...languages, ...Object.keys(texts), ...added])];
  const set = (language: string, text: string) => {
    const { [language]: _before, ...others } = texts;
    const next = text.trim() === '' ? others : { ...others, [language]: text };
    at.set((Object.keys(next).length === 0 ? empty : next) as T);
  };
  return (
    <FormLayout>
      <FormLayout.Group>
        {shown.map((language) => (
          <LanguageField
            key={language}
            path={`${at.path}.${language}`}
            language={nameOf(language)}
            value={texts[language] ?? ''}
            placeholder={placeholders?.[language]}
            onChange={(text) => set(language, text)}
          />
        ))}
      </FormLayout.Group>
      <AddLanguage present={shown} onAdd={(language) => setAdded([...added, language])} />
    </FormLayout>
  );
}

function LanguageField({
  path,
  language,
  value,
  placeholder,
  onChange,
}: {
  path: string;
  language: string;
  value: string;
  placeholder: string | undefined;
  onChange: (text: string) => void;
}) {
  const field = useField(path);
  const { language: label } = useTexts(formTexts);
  return (
    <TextField
      label={label(language, field.label)}
      autoComplete="off"
      value={value}
      placeholder={placeholder}
      helpText={field.help}
      error={field.problem}
      onChange={onChange}
    />
  );
}

/** Offers the languages of the shoppers that are not there yet. */
export function AddLanguage({ present, onAdd }: { present: string[]; onAdd: (language: string) => void }) {
  const nameOf = useLanguageName();
  const texts = useTexts(formTexts);
  const others = SHOPPER_LANGUAGES.filter((language) => !present.includes(language));
  if (others.length === 0) return null;
  return (
    <Select
      label={texts.addLanguage}
      labelHidden
      options={[
        { value: '', label: texts.addLanguage },
        ...others.map((language) => ({ value: language, label: nameOf(language) })),
      ]}
      value=""
      onChange={(language) => {
        if (language !== '') onAdd(language);
      }}
    />
  );
}

export function useLanguageName(): (language: string) => string {
  const { locale } = useAdmin();
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return (language) => names.of(language) ?? language;
}

type Limit = Typed<Cap>;

export function LimitsField({ at }: { at: Lens<Limit[]> }) {
  const field = useField(at.path);
  const texts = useTexts(formTexts);
  return (
    <BlockStack gap="200">
      <Text as="p" variant="headingSm">
        {field.label}
      </Text>
      {at.value.length === 0 ? (
        <Text as="p" tone="subdued">
          {texts.noLimit}
        </Text>
      ) : null}
      {itemsOf(at).map((limit, index) => (
        <LimitRow
          key={limit.path}
          at={limit}
          onRemove={() => at.set(at.value.filter((_, place) => place !== index))}
        />
      ))}
      <InlineStack>
        <Button onClick={() => at.set([...at.value, { per: 'month', points: 500 }])}>{texts.addLimit}</Button>
      </InlineStack>
    </BlockStack>
  );
}

function LimitRow({ at, onRemove }: { at: Lens<Limit>; onRemove: () => void }) {
  const { removeLimit } = useTexts(formTexts);
  const own = useField(at.path);
  return (
    <BlockStack gap="200">
      <FormLayout>
        <FormLayout.Group condensed>
          <SelectField at={at.key('per')} options={CAP_PERIODS} />
          <NumberField at={at.key('points')} empty={undefined} />
          <NumberField at={at.key('times')} empty={undefined} />
        </FormLayout.Group>
      </FormLayout>
      {own.problem ? (
        <Text as="p" tone="critical">
          {own.problem}
        </Text>
      ) : null}
      <InlineStack>
        <Button variant="plain" tone="critical" onClick={onRemove}>
          {removeLimit}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
