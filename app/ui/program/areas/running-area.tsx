/** Whether the program runs, and for whom. */
import { STAGES } from '#app/core/program/stage.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { AreaProps } from '#app/ui/program/areas/area.ts';
import { CheckField, ChoiceField } from '#app/ui/program/form/fields.tsx';
import { TagsField } from '#app/ui/program/form/list-fields.tsx';
import { Section } from '#app/ui/program/form/section.tsx';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

export function RunningArea({ form }: AreaProps) {
  const texts = useTexts(areaTexts);
  return (
    <Section title={texts.lists.running} intro={texts.areas.running.intro}>
      <CheckField at={form.key('active')} />
      <ChoiceField at={form.key('stage')} options={STAGES} />
      {form.value.stage === 'test' ? <TagsField at={form.key('testers')} empty={[]} /> : null}
    </Section>
  );
}
