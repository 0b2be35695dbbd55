/** A survey's results by month as points of a chart: every month from the first answer's to the last's, with a gap where nobody answered. */
import type { GroupView } from '#app/presenters/present-survey.ts';
import type { ChartPoint } from '#app/ui/admin/chart.tsx';

export const SCORE = 'score';

/** @param groups in any order, named by month ("2027-03"). @param value what is drawn of a month. */
export function monthPoints(
  groups: readonly GroupView[],
  value: (group: GroupView) => number | null,
  name: (month: string) => string,
): ChartPoint[] {
  const known = new Map(groups.map((group) => [group.group, group]));
  const months = [...known.keys()].toSorted();
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return [];
  const points: ChartPoint[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) {
    const group = known.get(month);
    points.push({ label: name(month), values: { [SCORE]: group ? value(group) : null } });
  }
  return points;
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
