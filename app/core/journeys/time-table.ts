/** What a journey does when, as a table that a person can check: by days and hours after what starts it, in a shop at UTC. */
import type { Journey, JourneyAction } from '#app/core/journeys/journey.ts';
import { afterWait } from '#app/core/journeys/next-step.ts';
import { DAY_MS } from '#app/core/time.ts';

export type TableRow = { step: string; day: number; time: string; tone: string; what: JourneyAction['kind'] };

/** As if it started on a day at `startTime`, "12:00". */
export function timeTable(journey: Pick<Journey, 'steps'>, startTime: string): TableRow[] {
  const start = Date.parse(`2027-06-01T${startTime}:00Z`);
  const midnight = Date.parse('2027-06-01T00:00:00Z');
  let base = start;
  return journey.steps.map(({ id, wait, tone, action }) => {
    base = afterWait(wait, base, 'UTC');
    return {
      step: id,
      day: Math.floor((base - midnight) / DAY_MS),
      time: new Date(base).toISOString().slice(11, 16),
      tone,
      what: action.kind,
    };
  });
}
