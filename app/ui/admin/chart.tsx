/**
 * A chart: the sentence that says what it shows, which is its name too; a legend; and the drawing, which is fetched when a
 * page has one and so belongs to no other page's bundle. Rule: it is never the only place of a figure, a table stands beside it.
 */
import { Text } from '@shopify/polaris';
import { type CSSProperties, lazy, Suspense, useId, useSyncExternalStore } from 'react';
import { Swatch } from '#app/ui/admin/chart-swatch.tsx';
import { useTexts } from '#app/ui/admin/context.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';

/** Polaris' tokens with a contrast of 3 to 1 and more against the surface. */
const COLOURS = {
  blue: 'var(--p-color-icon-emphasis)',
  green: 'var(--p-color-icon-success)',
  purple: 'var(--p-color-icon-magic)',
  red: 'var(--p-color-icon-critical)',
  sky: 'var(--p-color-icon-info)',
  amber: 'var(--p-color-icon-warning)',
  grey: 'var(--p-color-icon-secondary)',
};
export type ChartColour = keyof typeof COLOURS;

/** Null is a gap. What stands below zero is drawn below zero. */
export type ChartPoint = { label: string; values: Record<string, number | null> };
export type ChartSeries = { key: string; name: string; colour: ChartColour };
type Shown = {
  /** Bars are stacked; rows are bars that lie, with room for long labels. */
  shape: 'bars' | 'lines' | 'rows';
  points: readonly ChartPoint[];
  /** A figure as it is read out and stands at the pointer. */
  format: (value: number) => string;
  /** The same beside the axis, where there is little room. */
  short?: (value: number) => string;
  /** Figures that are counted: no half ones beside the axis. */
  whole?: boolean;
  /** From where to where the axis goes, where that is known. */
  range?: readonly [number, number];
  /** A value to hold against the others. */
  mark?: { name: string; value: number } | undefined;
};
export type DrawingProps = Shown & {
  series: readonly (ChartSeries & { paint: string })[];
  labelledBy: string;
};

const HEIGHT = 260;
const ROW_HEIGHT = 30;
const AXIS_HEIGHT = 40;

const Drawing = lazy(() =>
  import('#app/ui/admin/chart-drawing.tsx').then(
    ({ ChartDrawing }) => ({ default: ChartDrawing }),
    () => ({ default: NoDrawing }),
  ),
);

export function Chart({ says, series, ...shown }: Shown & { says: string; series: readonly ChartSeries[] }) {
  const id = useId();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const rows = shown.shape === 'rows';
  const height = rows ? AXIS_HEIGHT + ROW_HEIGHT * shown.points.length : HEIGHT;
  const painted = series.map((one) => ({ ...one, paint: COLOURS[one.colour] }));
  return (
    <figure aria-labelledby={id} style={{ margin: 0 }}>
      <Text as="p" id={id}>
        {says}
      </Text>
      {painted.length > 1 || shown.mark ? <Legend series={painted} mark={shown.mark} /> : null}
      <div style={{ height, marginBlockStart: 'var(--p-space-200)' }}>
        {inBrowser ? (
          <Suspense fallback={null}>
            <Drawing {...shown} series={painted} labelledBy={id} />
          </Suspense>
        ) : null}
      </div>
    </figure>
  );
}

const LEGEND: CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: 'var(--p-space-100) var(--p-space-400)',
  listStyle: 'none',
  margin: 'var(--p-space-200) 0 0',
  padding: 0,
};

function Legend({ series, mark }: Pick<DrawingProps, 'series' | 'mark'>) {
  return (
    <ul style={LEGEND}>
      {series.map(({ key, name, paint }) => (
        <li key={key}>
          <Swatch paint={paint} /> {name}
        </li>
      ))}
      {mark ? (
        <li>
          <span aria-hidden style={{ ...DASH, borderBlockStart: '2px dashed var(--p-color-text)' }} />{' '}
          {mark.name}
        </li>
      ) : null}
    </ul>
  );
}

const DASH: CSSProperties = { display: 'inline-block', width: '1.25em', verticalAlign: 'middle' };

/** The drawing could not be fetched: all that it shows stands in the table. */
function NoDrawing() {
  const { noChart } = useTexts(commonTexts);
  return (
    <Text as="p" tone="subdued">
      {noChart}
    </Text>
  );
}

function never(): () => void {
  return () => {};
}
