/**
 * An app behind the proxy, for tests of the theme's scripts: it keeps one member's points. Redeeming is idempotent by
 * key, undoing gives back, and of two codes that do not go together it asks, as the app's contract says.
 */
import { Hono } from 'hono';
import type { Shop, StandingJson } from './open-shop.ts';

/** What it does with the next request: answers, does it but loses the answer, or is down. */
export type Mood = 'well' | 'loses-answer' | 'down';

export type Pretence = {
  mood: Mood;
  /** Whether the codes it makes exist at the shop. */
  codesWork: boolean;
  variantId?: string | undefined;
  kind?: string | undefined;
  /** Called with every request, before it is answered. */
  heard?: (path: string) => Promise<void> | void;
};

type Asked = { idempotencyKey: string; units?: number; replace?: boolean; cart?: { codes?: Code[] } };
type Code = { code: string; savesMinor: number };

const ENDS_AT = '2026-12-22T12:00:00Z';

/** @param made redemptions by key. */
export function pretendApp(
  shop: Shop,
  standing: StandingJson,
  made: Map<string, object>,
  pretence: Pretence,
): Hono {
  const app = new Hono();
  app.use('/apps/treuwerk/*', async (c, next) => {
    await pretence.heard?.(c.req.path);
    if (pretence.mood === 'down') return c.text('Bad gateway', 502);
    await next();
    if (pretence.mood === 'loses-answer') c.res = new Response('Bad gateway', { status: 502 });
    return undefined;
  });
  app.get('/apps/treuwerk/standing', (c) => c.json(standing));
  app.get('/apps/treuwerk/activity', (c) => c.json(activity(c.req.query('before'))));
  app.post('/apps/treuwerk/membership', (c) => c.json({ ...standing, membership: 'member' }));
  app.post('/apps/treuwerk/redeem', async (c) => {
    const asked = (await c.req.json()) as Asked;
    const known = made.get(asked.idempotencyKey);
    if (known) return c.json({ ...known, standing });
    const units = asked.units ?? 1;
    if (standing.available < 500 * units)
      return c.json({ error: { code: 'points-short', message: 'Dafür reichen deine Punkte nicht.' } }, 409);
    const refusal = weigh(asked, 500 * units);
    if (refusal) return c.json({ error: refusal }, 409);
    const reply = redeem(shop, standing, made.size + 1, units, pretence);
    made.set(asked.idempotencyKey, reply);
    return c.json({ ...reply, standing });
  });
  app.post('/apps/treuwerk/undo', async (c) => {
    const { redemptionId } = (await c.req.json()) as { redemptionId: string };
    const index = standing.redemptions.findIndex((redemption) => redemption.id === redemptionId);
    if (index >= 0) standing.available += standing.redemptions.splice(index, 1)[0]?.points ?? 0;
    return c.json(standing);
  });
  return app;
}

function redeem(
  shop: Shop,
  standing: StandingJson,
  number: number,
  units: number,
  { codesWork, kind = 'amountOff', variantId }: Pretence,
) {
  const id = String(number);
  const code = `CODE-${id}`;
  const points = 500 * units;
  if (codesWork) shop.discount(code, 500 * units);
  standing.available -= points;
  standing.redemptions.push({ id, rewardId: 'five', code, points, endsAt: ENDS_AT, state: 'ready' });
  return { redemptionId: id, kind, code, points, endsAt: ENDS_AT, variantId };
}

/** Codes of its own do not combine with codes whose name begins with LONE. */
function weigh({ cart, replace }: Asked, rewardSavesMinor: number) {
  const other = cart?.codes?.find(({ code }) => code.startsWith('LONE'));
  if (!other) return null;
  const codes = { ...other, rewardSavesMinor };
  if (other.savesMinor >= rewardSavesMinor)
    return { code: 'code-better', message: `Der Code ${other.code} spart mehr.`, codes };
  return replace ? null : { code: 'code-replaced', message: `Stattdessen die Prämie verwenden?`, codes };
}

/** 25 entries, twenty at once. */
function activity(before: string | undefined) {
  const from = Number(before ?? 0);
  const entries = Array.from({ length: Math.min(20, 25 - from) }, (_, index) => ({
    id: String(from + index),
    at: '2026-05-01T12:00:00Z',
    points: index % 2 === 0 ? 50 : -20,
    tone: 'gain',
    what: `Bestellung #${1000 + from + index}`,
    why: [],
  }));
  return { entries, older: from === 0 ? '20' : null };
}
