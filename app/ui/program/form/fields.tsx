/** The plain fields of the program's form: each is one place of the program, with its own words and what is wrong there. */
import { BlockStack, Checkbox, ChoiceList, Select, Text, TextField } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { useField, useValueWord } from '#app/ui/program/form/form-context.tsx';
import type { Lens } from '#app/ui/program/form/lens.ts';
import { readAmount, readNumber, writeAmount, writeNumber } from '#app/ui/program/form/read-typed.ts';

type Typable<T> = {
  at: Lens<T>;
  /** Instead of the field's own name. */
  label?: string;
  suffix?: string;
  /** What an emptied field becomes; without it, empty is a problem. */
  empty?: T;
  /** What holds while the field is empty. */
  placeholder?: string;
  disabled?: boolean;
};

export function NumberField<T extends number | string | null | undefined>(props: Typable<T>) {
  const { decimalMark } = useAdmin().format;
  const read = (text: string) =>
    (text.trim() === '' && 'empty' in props ? props.empty : readNumber(text)) as T;
  return (
    <TypedField
      {...props}
      mode="decimal"
      read={read}
      write={(value) => writeNumber(value ?? undefined, decimalMark)}
    />
  );
}

export function AmountField<T extends string | null | undefined>(props: Typable<T>) {
  const { currency, format } = useAdmin();
  const read = (text: string) =>
    (text.trim() === '' && 'empty' in props ? props.empty : readAmount(text)) as T;
  return (
    <TypedField
      suffix={currency}
      {...props}
      mode="decimal"
      read={read}
      write={(value) => writeAmount(value, format.decimalMark)}
    />
  );
}

export function WordsField<T extends string | undefined>(props: Typable<T>) {
  const read = (text: string) => (text.trim() === '' && 'empty' in props ? props.empty : text) as T;
  return <TypedField {...props} mode="text" read={read} write={(value) => value ?? ''} />;
}

/** What was typed stays as it was typed for as long as it says the same as the program. */
function TypedField<T>({
  at,
  label,
  suffix,
  placeholder,
  disabled,
  mode,
  read,
  write,
}: Typable<T> & {
  mode: 'decimal' | 'text';
  read: (text: string) => T;
  write: (value: T) => string;
}) {
  const field = useField(at.path);
  const [typed, setTyped] = useState(() => write(at.value));
  const shown = Object.is(read(typed), at.value) ? typed : write(at.value);
  return (
    <Noted notes={field.notes}>
      <TextField
        label={label ?? field.label}
        autoComplete="off"
        inputMode={mode}
        value={shown}
        suffix={suffix}
        placeholder={placeholder}
        disabled={disabled}
        helpText={field.help}
        error={field.problem}
        onChange={(text) => {
          setTyped(text);
          at.set(read(text));
        }}
      />
    </Noted>
  );
}

export function CheckField({ at, label, help }: { at: Lens<boolean>; label?: string; help?: string }) {
  const field = useField(at.path);
  return (
    <Noted notes={field.notes}>
      <Checkbox
        label={label ?? field.label}
        helpText={help ?? field.help}
        checked={at.value}
        onChange={at.set}
      />
    </Noted>
  );
}

type OneOf<T extends string> = { at: Lens<T>; options: readonly T[]; label?: string };

export function SelectField<T extends string>({ at, options, label }: OneOf<T>) {
  const field = useField(at.path);
  const word = useValueWord();
  return (
    <Noted notes={field.notes}>
      <Select
        label={label ?? field.label}
        helpText={field.help}
        options={options.map((value) => ({ value, label: word(at.path, value) }))}
        value={at.value}
        error={field.problem}
        onChange={(chosen) => chooseOne(at, options, chosen)}
      />
    </Noted>
  );
}

/** The same with every choice in sight. */
export function ChoiceField<T extends string>({ at, options, label }: OneOf<T>) {
  const field = useField(at.path);
  const word = useValueWord();
  return (
    <Noted notes={field.notes}>
      <ChoiceList
        title={label ?? field.label}
        choices={options.map((value) => ({ value, label: word(at.path, value) }))}
        selected={[at.value]}
        onChange={([chosen]) => chooseOne(at, options, chosen)}
      />
    </Noted>
  );
}

function chooseOne<T extends string>(at: Lens<T>, options: readonly T[], chosen: string | undefined): void {
  const option = options.find((one) => one === chosen);
  if (option !== undefined) at.set(option);
}

export function DayField<T extends string | undefined>({ at, empty }: { at: Lens<T>; empty?: T }) {
  const field = useField(at.path);
  return (
    <Noted notes={field.notes}>
      <TextField
        type="date"
        label={field.label}
        autoComplete="off"
        value={at.value ?? ''}
        helpText={field.help}
        error={field.problem}
        onChange={(day) => at.set((day === '' ? empty : day) as T)}
      />
    </Noted>
  );
}

/** Several of a few; none chosen means that the field says nothing. */
export function SeveralField<T extends string>({
  at,
  options,
}: {
  at: Lens<T[] | undefined>;
  options: { value: T; label: string }[];
}) {
  const field = useField(at.path);
  return (
    <Noted notes={field.notes}>
      <ChoiceList
        allowMultiple
        title={field.label}
        choices={options}
        selected={at.value ?? []}
        error={field.problem}
        onChange={(chosen) => {
          const values = options.flatMap(({ value }) => (chosen.includes(value) ? [value] : []));
          at.set(values.length === 0 ? undefined : values);
        }}
      />
    </Noted>
  );
}

/** A field with what to look at below it. Always the same frame: a field that is being typed in must keep its focus. */
export function Noted({ notes, children }: { notes: string[]; children: ReactNode }) {
  return (
    <BlockStack gap="100">
      {children}
      {notes.map((note) => (
        <Text as="p" key={note} tone="caution">
          {note}
        </Text>
      ))}
    </BlockStack>
  );
}
