/**
 * The drawing of a chart, and the only place that knows the library. Arrow keys go from point to point, and what stands there is
 * read out. Nothing moves by itself, so nobody has to ask for less motion.
 */
import type { CSSProperties } from 'react';
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartPoint, DrawingProps } from '#app/ui/admin/chart.tsx';
import { Swatch } from '#app/ui/admin/chart-swatch.tsx';

const TICK = { fontSize: 12, fill: 'var(--p-color-text-secondary)' };
const LINE = 'var(--p-color-border)';
const ROW_LABEL_WIDTH = 128;
/** Series are told apart without their colours, too. */
const DASHES = ['0', '6 3', '2 3', '8 3 2 3'];

export function ChartDrawing(props: DrawingProps) {
  const { shape, points, series, labelledBy, format, short = format, whole = false, range, mark } = props;
  const rows = shape === 'rows';
  const figures = {
    type: 'number' as const,
    tick: TICK,
    tickFormatter: short,
    axisLine: false,
    allowDecimals: !whole,
    tickLine: false,
    ...(range ? { domain: [...range] } : {}),
  };
  const labels = { type: 'category' as const, dataKey: 'label', tick: TICK, tickLine: false, stroke: LINE };
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height: '100%' }}
      data={[...points]}
      layout={rows ? 'vertical' : 'horizontal'}
      stackOffset="sign"
      margin={{ top: 8, right: 28, bottom: 0, left: 4 }}
      aria-labelledby={labelledBy}
    >
      <CartesianGrid stroke={LINE} vertical={rows} horizontal={!rows} />
      {rows ? <XAxis {...figures} /> : <XAxis {...labels} interval="preserveStartEnd" minTickGap={12} />}
      {rows ? (
        <YAxis {...labels} width={ROW_LABEL_WIDTH} interval={0} />
      ) : (
        <YAxis {...figures} width="auto" />
      )}
      <ReferenceLine {...(rows ? { x: 0 } : { y: 0 })} stroke="var(--p-color-border-tertiary)" />
      <Tooltip
        isAnimationActive={false}
        // A gap is told as one.
        filterNull={false}
        cursor={{ fill: 'var(--p-color-bg-fill-transparent-hover)' }}
        content={({ active, label }) =>
          active ? <Told {...props} point={points.find((one) => one.label === label)} /> : null
        }
      />
      {series.map(({ key, name, paint }, index) =>
        shape === 'lines' ? (
          <Line
            key={key}
            name={name}
            dataKey={valueOf(key)}
            stroke={paint}
            strokeWidth={2}
            strokeDasharray={DASHES[index % DASHES.length] ?? '0'}
            dot={{ r: 3, fill: paint, strokeDasharray: '0' }}
            activeDot={false}
            isAnimationActive={false}
          />
        ) : (
          <Bar
            key={key}
            name={name}
            dataKey={valueOf(key)}
            stackId="all"
            fill={paint}
            stroke="var(--p-color-bg-surface)"
            maxBarSize={48}
            isAnimationActive={false}
          />
        ),
      )}
      {mark ? (
        <ReferenceLine
          {...(rows ? { x: mark.value } : { y: mark.value })}
          stroke="var(--p-color-text)"
          strokeWidth={2}
          strokeDasharray="6 4"
          ifOverflow="extendDomain"
        />
      ) : null}
    </ComposedChart>
  );
}

function valueOf(key: string): (point: ChartPoint) => number | null {
  return ({ values }) => values[key] ?? null;
}

const TOLD: CSSProperties = {
  padding: 'var(--p-space-200)',
  background: 'var(--p-color-bg-surface)',
  color: 'var(--p-color-text)',
  border: '1px solid var(--p-color-border)',
  borderRadius: 'var(--p-border-radius-200)',
  boxShadow: 'var(--p-shadow-300)',
};

/** What stands at the pointer, or where the arrow keys have gone to. */
function Told({ point, series, format }: DrawingProps & { point: ChartPoint | undefined }) {
  if (!point) return null;
  return (
    <div style={TOLD} role="status">
      <strong>{point.label}</strong>
      {series.map(({ key, name, paint }) => {
        const value = point.values[key] ?? null;
        return (
          <div key={key}>
            <Swatch paint={paint} /> {name}: {value === null ? '–' : format(value)}
          </div>
        );
      })}
    </div>
  );
}
