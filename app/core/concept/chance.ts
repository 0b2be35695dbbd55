/** Draws that are the same on every machine and in every browser: a forecast must not change by being looked at. */
export type Chance = {
  /** At least 0, below 1. */
  next: () => number;
  /** A whole number from 0 to below `count`. */
  below: (count: number) => number;
  /** Of scale 1. */
  gamma: (shape: number) => number;
  beta: (a: number, b: number) => number;
};

/** Mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  }
  /** Marsaglia and Tsang, 2000; below 1 by a power of a uniform draw. */
  function gamma(shape: number): number {
    if (shape < 1) return gamma(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }
  return {
    next,
    below: (count) => Math.floor(next() * count),
    gamma,
    beta(a, b) {
      const one = gamma(a);
      return one / (one + gamma(b));
    },
  };
}
