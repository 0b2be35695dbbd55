/** A surface has asked for something: what Shopify does not tell of its placement, this does. Noted once an hour at most. */
import { now } from '#app/clock.ts';
import { HOUR_MS } from '#app/core/time.ts';
import { noteSighting } from '#app/db/sightings.ts';
import { log, messageOf } from '#app/log.ts';

const SEEN_MAX = 50_000;
const seen = new Map<string, number>();

/** Nobody waits for it, and nothing fails with it. */
export function seeSurface(shop: string, surface: string): void {
  const key = `${shop} ${surface}`;
  const real = performance.now();
  const before = seen.get(key);
  if (before !== undefined && real - before < HOUR_MS) return;
  if (seen.size >= SEEN_MAX) seen.clear();
  seen.set(key, real);
  noteSighting(shop, surface, now()).catch((error: unknown) => {
    seen.delete(key);
    log.warn({ shop, surface, problem: messageOf(error) }, 'a sighting was not noted');
  });
}
