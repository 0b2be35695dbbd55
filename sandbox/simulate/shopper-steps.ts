/** Steps that speak to the app itself: what shoppers ask through the app proxy, and staff in the admin. */
import type { Step } from './plan.ts';
import { type Reply, rest } from './machine.ts';
import { type Asked, byRoll, type World } from './world.ts';

type RedeemAnswer = { code?: string; redemptionId?: string; error?: { code: string } };

/** Asks for a reward; a lost answer is asked for again with the same key, as the theme does. */
export async function redeem(
  world: World,
  customerId: string,
  reward: string,
  again: boolean,
): Promise<void> {
  const key = `simulated-${world.step}`;
  if (world.plan.kind === 'day') return insist(world, customerId, reward, key);
  const asked = note(world, customerId, reward, key);
  const reply = await ask(world, asked);
  if (again || !reply || reply.status === 503) await ask(world, asked);
}

const CODES_A_DAY = 4;
const INSIST_TRIES = 40;

/** Somebody who wants her reward: asks until she has it, anew when it was refused for a passing reason. */
async function insist(world: World, customerId: string, reward: string, key: string): Promise<void> {
  const had = world.asked.filter((one) => one.customerId === customerId && one.code !== null).length;
  if (had >= CODES_A_DAY) return;
  let asked = note(world, customerId, reward, key);
  for (let tries = 1; tries <= INSIST_TRIES; tries += 1) {
    const reply = await ask(world, asked);
    if (reply?.status === 200) return;
    if (!reply) await world.machine.act('app/ready');
    else if (reply.json.error?.code === 'redemption-refused')
      asked = note(world, customerId, reward, `${key}-again-${tries}`);
    else if (reply.status !== 503) throw new Error(`a reward was refused: ${JSON.stringify(reply)}`);
    else await rest(50);
  }
  throw new Error('a shopper never got her reward');
}

/** Many hands on one balance at once; two of them with the same key, and perhaps a refund of what pays for it. */
export async function rush(
  world: World,
  step: Extract<Step, { do: 'rush' }>,
  customerId: string,
  refund: (roll: number) => Promise<void>,
): Promise<void> {
  const hands = Array.from({ length: step.times }, (_, hand) =>
    note(world, customerId, step.reward, `simulated-${world.step}-${hand}`),
  );
  const [first] = hands;
  await Promise.all([
    ...hands.map((asked) => ask(world, asked)),
    ...(first ? [ask(world, first)] : []),
    ...(step.refund === null ? [] : [refund(step.refund)]),
  ]);
}

function note(world: World, customerId: string, reward: string, key: string): Asked {
  const asked = { customerId, reward, key, step: world.step, code: null, redemptionId: null, over: false };
  world.asked.push(asked);
  return asked;
}

async function ask(world: World, asked: Asked): Promise<Reply<RedeemAnswer>> {
  const body = { rewardId: asked.reward, idempotencyKey: asked.key };
  const reply = await world.machine.proxy<RedeemAnswer>('redeem', asked.customerId, body);
  count(world.answers, reply === undefined ? 'no answer' : (reply.json.error?.code ?? 'redeemed'));
  if (reply?.status === 200 && reply.json.code && reply.json.redemptionId) {
    asked.code ??= reply.json.code;
    asked.redemptionId ??= reply.json.redemptionId;
  }
  return reply;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Gives an unused code back. A code whose return is under way counts as gone, whatever the app could answer. */
export async function undo(world: World, roll: number): Promise<void> {
  const open = world.asked.filter((one) => one.redemptionId !== null && !one.over).slice(-60);
  const asked = byRoll(open, roll);
  if (!asked) return;
  asked.over = true;
  for (let tries = 1; tries <= INSIST_TRIES; tries += 1) {
    const body = { redemptionId: asked.redemptionId };
    const reply = await world.machine.proxy('undo', asked.customerId, body);
    if (world.plan.kind === 'life' || (reply && reply.status !== 503)) return;
    if (!reply) await world.machine.act('app/ready');
    else await rest(50);
  }
}

const ADJUST_TRIES = 4;

/** Staff give or take points; without an answer they press the button again, which books once. */
export async function adjust(world: World, customerId: string, points: number): Promise<void> {
  const { rows } = await world.machine.db.query<{ id: string }>(
    'SELECT id::text FROM members WHERE shop = $1 AND customer_id = $2',
    [world.machine.shop, customerId],
  );
  const member = rows[0]?.id;
  if (member === undefined) return;
  const key = keyOf(world);
  const form = { points: String(points), reasonCode: 'goodwill', note: '', idempotencyKey: key };
  for (let attempt = 0; attempt < ADJUST_TRIES; attempt += 1) {
    const answer = await world.machine.staff(`/app/members/${member}.data`, form);
    if (answer?.status === 200) {
      if (answer.text.includes('"seq"')) world.adjusted.push({ customerId, key, points, step: world.step });
      return;
    }
    await world.machine.act('app/ready');
  }
  throw new Error('staff got no answer');
}

/** A UUID that follows from the seed and the step. */
function keyOf({ plan, step }: World): string {
  const digits = `${plan.seed.toString(16).padStart(8, '0').slice(-8)}${step.toString(16).padStart(12, '0')}`;
  return `${digits.slice(0, 8)}-5155-4155-8155-${digits.slice(8)}`;
}
