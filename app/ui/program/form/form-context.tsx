/** What every field of the program's form knows: what is wrong, what to look at, what goods are called, its own words. */
import { createContext, type ReactNode, useContext } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { Problems } from '#app/ui/program/form/check-form.ts';
import { fieldKey, wordFor } from '#app/ui/program/form/field-key.ts';
import { fieldTexts } from '#app/ui/texts/program-fields.ts';
import { formTexts } from '#app/ui/texts/program-form.ts';
import { helpTexts } from '#app/ui/texts/program-help.ts';
import { valueTexts } from '#app/ui/texts/program-values.ts';

export type FormState = {
  problems: Problems;
  /** Sentences that stand at a field, by its path. */
  notes: Record<string, string[]>;
  /** Names of goods by kind and id: `products:12`. */
  goodsNames: Record<string, string>;
  onGoodsNamed: (names: Record<string, string>) => void;
  tiers: { id: string; name: string }[];
  /** That are known of the shop. */
  segments: readonly string[];
  /** In which the merchant looks after her texts. */
  languages: readonly string[];
};

const FormContext = createContext<FormState | undefined>(undefined);

export function FormProvider({ state, children }: { state: FormState; children: ReactNode }) {
  return <FormContext.Provider value={state}>{children}</FormContext.Provider>;
}

export function useForm(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error('useForm needs a FormProvider above it');
  return state;
}

/** The words of one field: label, help, the sentence about its problem, and what to look at. */
export function useField(path: string): {
  label: string;
  help: string | undefined;
  problem: string | undefined;
  notes: string[];
} {
  const { format } = useAdmin();
  const { problems, notes } = useForm();
  const labels = useTexts(fieldTexts);
  const helps = useTexts(helpTexts);
  const sentences = useTexts(formTexts).problems;
  const key = fieldKey(path);
  const problem = problems[path];
  return {
    label: wordFor(labels, key) ?? key,
    help: wordFor(helps, key),
    problem: problem && sentences[problem.code](format.number(problem.value ?? 0)),
    notes: notes[path] ?? [],
  };
}

/** What a choice of a field is called. */
export function useValueWord(): (path: string, value: string) => string {
  const words = useTexts(valueTexts);
  return (path, value) => wordFor(words, `${fieldKey(path)}=${value}`) ?? value;
}
