/** The store's time: real time plus an offset that only grows by the "Act as Shopify" page and by tests. */
import type { StoreClock } from './context.ts';
import type { StoreState } from './model.ts';

export function makeClock(state: StoreState): StoreClock {
  const now = () => new Date(Date.now() + state.clockOffsetMs);
  return { now, iso: () => now().toISOString() };
}
