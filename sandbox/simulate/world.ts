/** What the simulation remembers of what it did: orders as the store answered, codes as the app acknowledged them. */
import type { SeenOrder } from './model.ts';
import type { Machine } from './machine.ts';
import type { Plan } from './plan.ts';

export type Placed = {
  order: SeenOrder;
  /** Number of the step that placed it. */
  step: number;
  /** Grown by an edit, or sent in parts: its points may mature in more than one way. */
  unsteady: boolean;
};

export type Asked = {
  customerId: string;
  reward: string;
  key: string;
  step: number;
  /** The reply, once there was one: `code` is acknowledged. */
  code: string | null;
  redemptionId: string | null;
  /** Used in an order, undone, or found to be gone. */
  over: boolean;
};

export type Adjusted = { customerId: string; key: string; points: number; step: number };

export type World = {
  plan: Plan;
  machine: Machine;
  /** Whether the app may compare its books with the store's at the end. */
  heals: boolean;
  customers: string[];
  variants: string[];
  placed: Map<string, Placed>;
  asked: Asked[];
  /** How the app answered who asked for a reward. */
  answers: Map<string, number>;
  /** Adjustments that the app acknowledged. */
  adjusted: Adjusted[];
  /** Acts that the store refused: they must not be many. */
  refusals: Map<string, number>;
  step: number;
  kills: number;
  /** Lost deliveries that have been made good. */
  healed: Set<string>;
};

export function keepOrder(world: World, order: SeenOrder): Placed {
  const known = world.placed.get(order.id);
  if (!known) {
    const placed = { order, step: world.step, unsteady: false };
    world.placed.set(order.id, placed);
    return placed;
  }
  known.order = order;
  return known;
}

/** The one that a roll names among the candidates. */
export function byRoll<T>(items: T[], roll: number): T | undefined {
  return items[Math.floor(roll * items.length)];
}

/** Orders are returned, sent and edited mostly while they are new. */
export function orderByRoll(
  world: World,
  roll: number,
  holds: (order: SeenOrder) => boolean,
): Placed | undefined {
  const candidates = [...world.placed.values()].filter(({ order }) => holds(order));
  const recent = roll < 0.8 ? candidates.slice(-25) : candidates;
  return byRoll(recent, roll < 0.8 ? roll / 0.8 : (roll - 0.8) / 0.2);
}
