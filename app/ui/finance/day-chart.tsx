/** One value per day as an area. The table beside it says the same to those who do not see it. */
import type { CSSProperties } from 'react';

type DayChartProps = {
  /** Never negative; at least one. */
  values: number[];
  format: (value: number) => string;
  first: string;
  last: string;
  summary: string;
};

const WIDTH = 600;
const HEIGHT = 160;
const LABEL: CSSProperties = { fontSize: 'var(--p-font-size-300)', color: 'var(--p-color-text-secondary)' };

export function DayChart({ values, format, first, last, summary }: DayChartProps) {
  const top = niceTop(Math.max(...values));
  const x = (index: number) => (values.length === 1 ? 0 : (index / (values.length - 1)) * WIDTH);
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  if (values.length === 1) line.push(`${WIDTH},${y(values[0] ?? 0).toFixed(1)}`);
  return (
    <div role="img" aria-label={summary}>
      <div style={{ ...LABEL, marginBlockEnd: 'var(--p-space-100)' }}>{format(top)}</div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        style={{ display: 'block', width: '100%', height: HEIGHT }}
      >
        {[0, 0.5, 1].map((part) => (
          <line
            key={part}
            x1={0}
            x2={WIDTH}
            y1={HEIGHT * part}
            y2={HEIGHT * part}
            stroke="var(--p-color-border)"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <polygon
          points={`0,${HEIGHT} ${line.join(' ')} ${WIDTH},${HEIGHT}`}
          fill="#2c6ecb"
          fillOpacity={0.15}
        />
        <polyline
          points={line.join(' ')}
          fill="none"
          stroke="#2c6ecb"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div style={{ ...LABEL, display: 'flex', justifyContent: 'space-between' }}>
        <span>{first}</span>
        <span>{last}</span>
      </div>
    </div>
  );
}

/** The next of 1, 2, 2.5, 5 times a power of ten, so that the lines stand for round values. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power;
}
