/**
 * Keeps answers that took long to get for a short while, so that a large shop's Home does not scan all members on
 * every visit. Quick answers are never kept: a small shop always sees the newest numbers.
 */
export type Recall<Value> = (key: string, compute: () => Promise<Value>) => Promise<Value>;

type Kept<Value> = { value: Value; until: number };

const KEYS_MAX = 1_000;

export function rememberSlow<Value>(options: { slowMs: number; keepMs: number }): Recall<Value> {
  const kept = new Map<string, Kept<Value>>();
  return async (key, compute) => {
    const known = kept.get(key);
    if (known && known.until > performance.now()) return known.value;
    const started = performance.now();
    const value = await compute();
    kept.delete(key);
    if (performance.now() - started < options.slowMs) return value;
    const [oldest] = kept.keys();
    if (kept.size >= KEYS_MAX && oldest !== undefined) kept.delete(oldest);
    kept.set(key, { value, until: performance.now() + options.keepMs });
    return value;
  };
}
