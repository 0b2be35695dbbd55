/** How long a step waits. */
import { InlineStack, Select, TextField } from '@shopify/polaris';
import type { Wait } from '#app/core/journeys/journey.ts';
import { WAIT_DAYS_MAX, WAIT_HOURS_MAX } from '#app/core/journeys/limits.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { journeyTexts } from '#app/ui/texts/journeys.ts';

export function WaitFields({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) {
  const texts = useTexts(journeyTexts);
  const isDays = wait.kind === 'days';
  const number = isDays ? wait.days : wait.hours;
  const most = isDays ? WAIT_DAYS_MAX : WAIT_HOURS_MAX;
  const setNumber = (typed: string) => {
    const next = Math.max(0, Math.min(most, Math.floor(Number(typed) || 0)));
    onChange(isDays ? { ...wait, days: next } : { kind: 'hours', hours: next });
  };
  return (
    <InlineStack gap="300" wrap blockAlign="end">
      <Select
        label={texts.waitKind}
        options={[
          { value: 'days', label: texts.waitDays },
          { value: 'hours', label: texts.waitHours },
        ]}
        value={wait.kind}
        onChange={(kind) =>
          onChange(
            kind === 'days'
              ? { kind, days: number }
              : { kind: 'hours', hours: Math.min(number, WAIT_HOURS_MAX) },
          )
        }
      />
      <TextField
        label={isDays ? texts.waitDays : texts.waitHours}
        type="number"
        min={0}
        max={most}
        value={String(number)}
        onChange={setNumber}
        autoComplete="off"
      />
      {isDays ? (
        <TextField
          label={texts.waitAt}
          type="time"
          value={wait.at ?? ''}
          onChange={(at) =>
            onChange(at === '' ? { kind: 'days', days: wait.days } : { ...wait, at: at.slice(0, 5) })
          }
          autoComplete="off"
        />
      ) : null}
    </InlineStack>
  );
}
