/** The colour of a series, beside its name. */
export function Swatch({ paint }: { paint: string }) {
  const style = { display: 'inline-block', width: '0.75em', height: '0.75em', borderRadius: '0.125em' };
  return <span aria-hidden style={{ ...style, background: paint }} />;
}
