/** What every card of the program form gets: the draft, what is wrong with it, and how to change it. */
import type { FieldName, ProblemCode } from '#app/ui/program/check-draft.ts';
import type { ProgramDraft } from '#app/ui/program/program-draft.ts';
import { programTexts } from '#app/ui/texts/program.ts';
import { useTexts } from '#app/ui/admin/context.tsx';

export type DraftFieldsProps = {
  draft: ProgramDraft;
  problems: Record<FieldName, ProblemCode>;
  onChange: (changes: Partial<ProgramDraft>) => void;
};

/** The sentence beside a field, or undefined when the field is fine. */
export function useProblem(problems: DraftFieldsProps['problems']): (field: FieldName) => string | undefined {
  const texts = useTexts(programTexts).problems;
  return (field) => {
    const code = problems[field];
    return code && texts[code];
  };
}
