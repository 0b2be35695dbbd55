/** Goals for the three Rs. */
import { Card, FormLayout, TextField } from '@shopify/polaris';
import { type R, THREE_RS } from '#app/core/growth/three-rs.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import type { SettingsFields } from '#app/ui/settings/settings-form.tsx';
import { compassTexts } from '#app/ui/texts/compass.ts';

export const isGoal = (value: number | null) =>
  value === null || (Number.isInteger(value) && value >= 1 && value <= 100);

export function GoalsCard({ settings, change, enabled }: SettingsFields) {
  const texts = useTexts(compassTexts).settings;
  const { goals } = settings;
  const field = (id: R) => (
    <TextField
      key={id}
      label={texts.fields[id]}
      type="number"
      min={1}
      max={100}
      autoComplete="off"
      disabled={!enabled}
      error={isGoal(goals[id]) ? undefined : texts.wrong}
      value={goals[id] === null || Number.isNaN(goals[id]) ? '' : String(goals[id])}
      onChange={(value) => change({ goals: { ...goals, [id]: value === '' ? null : Number(value) } })}
    />
  );
  return (
    <Card>
      <FormLayout>{THREE_RS.map(field)}</FormLayout>
    </Card>
  );
}
