/** A table of figures that may be wider than a phone: it scrolls by itself, with the first column in place. */
import type { CSSProperties, ReactNode } from 'react';

type FiguresTableProps = {
  caption: string;
  headings: string[];
  rows: { key: string; strong?: boolean; cells: ReactNode[] }[];
};

const SCROLL: CSSProperties = { overflowX: 'auto', maxWidth: '100%' };
const TABLE: CSSProperties = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 'var(--p-font-size-325)',
};
const CELL: CSSProperties = {
  padding: 'var(--p-space-150) var(--p-space-200)',
  textAlign: 'right',
  whiteSpace: 'nowrap',
  borderBlockEnd: '1px solid var(--p-color-border-secondary)',
  fontVariantNumeric: 'tabular-nums',
};
const FIRST: CSSProperties = {
  ...CELL,
  textAlign: 'left',
  position: 'sticky',
  insetInlineStart: 0,
  background: 'var(--p-color-bg-surface)',
  fontWeight: 'inherit',
};

export function FiguresTable({ caption, headings, rows }: FiguresTableProps) {
  return (
    <div style={SCROLL} role="region" aria-label={caption} tabIndex={0}>
      <table style={TABLE}>
        <thead>
          <tr>
            {headings.map((heading, index) => (
              <th key={heading} scope="col" style={{ ...(index === 0 ? FIRST : CELL), fontWeight: 600 }}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, strong, cells: [first, ...cells] }) => (
            <tr key={key} style={strong ? { fontWeight: 600 } : undefined}>
              <th scope="row" style={FIRST}>
                {first}
              </th>
              {cells.map((cell, index) => (
                <td key={index} style={CELL}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
