/** Random numbers by seed, so that what happened by chance happens again. */
export type Random = () => number;

/** Mulberry32: small, fast, good enough for shop data and shuffles. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: T[], random: Random): T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Gamma with a shape and a rate, by Marsaglia and Tsang (2000). */
export function gamma(random: Random, shape: number, rate: number): number {
  if (shape < 1) return gamma(random, shape + 1, rate) * random() ** (1 / shape);
  const third = shape - 1 / 3;
  const scale = 1 / Math.sqrt(9 * third);
  for (;;) {
    const deviate = normal(random);
    const cubed = (1 + scale * deviate) ** 3;
    if (cubed <= 0) continue;
    const limit = 0.5 * deviate ** 2 + third - third * cubed + third * Math.log(cubed);
    if (Math.log(1 - random()) < limit) return (third * cubed) / rate;
  }
}
