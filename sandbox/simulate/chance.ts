/** Choices by seeded chance: the only source of randomness of a simulation. */
import { type Random, seededRandom } from '../store/random.ts';

export type Chance = {
  random: Random;
  /** True with this probability. */
  odds: (probability: number) => boolean;
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  pick: <T>(items: readonly T[]) => T;
  /** One of the names, by weight. */
  weighted: <Name extends string>(weights: Record<Name, number>) => Name;
};

/** `stream` keeps two uses of one seed apart. */
export function makeChance(seed: number, stream: number): Chance {
  const random = seededRandom(Math.imul(seed, 2_654_435_761) + stream * 97_531);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return {
    random,
    between,
    odds: (probability) => random() < probability,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    weighted: <Name extends string>(weights: Record<Name, number>) => {
      const entries = Object.entries(weights) as [Name, number][];
      let rest = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        rest -= weight;
        if (rest < 0) return name;
      }
      throw new Error('no weights');
    },
  };
}
