/**
 * Keeps answers that took long to get for a while, so that a large shop's Home does not scan all members on every visit.
 * Quick answers are never kept: a small shop always sees the newest numbers. An answer that is no longer fresh is given all
 * the same while a new one is fetched behind it; one that is old is waited for.
 */
export type Recall<Value> = (key: string, compute: () => Promise<Value>) => Promise<Value>;

type Kept<Value> = { value: Value; freshUntil: number; usableUntil: number };

const KEYS_MAX = 1_000;
/** For so much longer than fresh an answer may be given while the next one is on its way. */
const USABLE_TIMES = 20;

export function rememberSlow<Value>(options: { slowMs: number; keepMs: number }): Recall<Value> {
  const kept = new Map<string, Kept<Value>>();
  const asking = new Map<string, Promise<Value>>();

  async function ask(key: string, compute: () => Promise<Value>): Promise<Value> {
    const started = performance.now();
    const value = await compute();
    kept.delete(key);
    if (performance.now() - started < options.slowMs) return value;
    const [oldest] = kept.keys();
    if (kept.size >= KEYS_MAX && oldest !== undefined) kept.delete(oldest);
    const now = performance.now();
    const { keepMs } = options;
    kept.set(key, { value, freshUntil: now + keepMs, usableUntil: now + keepMs * USABLE_TIMES });
    return value;
  }

  return async (key, compute) => {
    const known = kept.get(key);
    const now = performance.now();
    if (known && known.freshUntil > now) return known.value;
    const running = asking.get(key) ?? ask(key, compute).finally(() => asking.delete(key));
    asking.set(key, running);
    if (!known || known.usableUntil <= now) return running;
    // Whoever asks next meets the failure, if it lasts.
    running.catch(() => {});
    return known.value;
  };
}
