/**
 * How often customers come back, and when they stop: the BG/NBD model of Fader, Hardie and Lee ("Counting your customers
 * the easy way", Marketing Science 24, 2005), fitted to a sample by maximum likelihood. Times are weeks; orders of one
 * day are one visit.
 */
export type Visits = {
  weight: number;
  /** Visits after the first one. */
  repeats: number;
  /** Weeks from the first visit to the last one, and to now. */
  last: number;
  age: number;
};

/** Rates are spread as Gamma(r, alpha), chances to stop after a visit as Beta(a, b). */
export type Behaviour = { r: number; alpha: number; a: number; b: number };

/** What is taken where too few have come back to tell: a repeat visit in about half a year, a third stop each time. */
export const TYPICAL_BEHAVIOUR: Behaviour = { r: 0.4, alpha: 10, a: 0.8, b: 2 };
const REPEATS_MIN = 20;
/** Beyond so many different pasts weeks are told apart, no longer days. */
const GROUPS_MAX = 4_000;

export function fitBehaviour(sample: readonly Visits[]): Behaviour {
  const fine = grouped(sample, 7);
  const groups = fine.length > GROUPS_MAX ? grouped(sample, 1) : fine;
  const repeats = groups.filter((one) => one.repeats > 0).length;
  if (repeats < REPEATS_MIN) return TYPICAL_BEHAVIOUR;
  const cost = (point: readonly number[]) => -logLikelihood(groups, toBehaviour(point));
  const start = [TYPICAL_BEHAVIOUR.r, TYPICAL_BEHAVIOUR.alpha, TYPICAL_BEHAVIOUR.a, TYPICAL_BEHAVIOUR.b];
  return toBehaviour(minimize(cost, start.map(Math.log)));
}

/** Logarithms, kept where arithmetic is safe. */
function toBehaviour(point: readonly number[]): Behaviour {
  const at = (index: number) => Math.exp(Math.min(8, Math.max(-7, point[index] ?? 0)));
  return { r: at(0), alpha: at(1), a: at(2), b: at(3) };
}

function grouped(sample: readonly Visits[], perWeek: number): Visits[] {
  const groups = new Map<string, Visits>();
  for (const one of sample) {
    const last = Math.round(one.last * perWeek) / perWeek;
    const age = Math.max(last, 1 / 7, Math.round(one.age * perWeek) / perWeek);
    const key = `${one.repeats}/${last}/${age}`;
    const group = groups.get(key);
    if (group) group.weight += one.weight;
    else groups.set(key, { ...one, last, age });
  }
  return [...groups.values()];
}

function logLikelihood(groups: readonly Visits[], { r, alpha, a, b }: Behaviour): number {
  const constant = -logGamma(r) + r * Math.log(alpha) - logBeta(a, b);
  // What hangs on the number of visits alone is worked out once for each.
  const byRepeats = new Map<number, { common: number; alive: number; stopped: number }>();
  let sum = 0;
  for (const { weight, repeats: x, last, age } of groups) {
    let parts = byRepeats.get(x);
    if (!parts) {
      const stopped = x === 0 ? -Infinity : logBeta(a + 1, b + x - 1);
      parts = { common: logGamma(r + x) + constant, alive: logBeta(a, b + x), stopped };
      byRepeats.set(x, parts);
    }
    const alive = parts.alive - (r + x) * Math.log(alpha + age);
    const stopped = parts.stopped - (r + x) * Math.log(alpha + last);
    const most = Math.max(alive, stopped);
    sum += weight * (parts.common + most + Math.log(Math.exp(alive - most) + Math.exp(stopped - most)));
  }
  return sum;
}

/** The chance that somebody with this past still comes. */
export function chanceAlive(
  { repeats: x, last, age }: Omit<Visits, 'weight'>,
  { r, alpha, a, b }: Behaviour,
) {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + last)) ** (r + x));
}

function logBeta(one: number, other: number): number {
  return logGamma(one) + logGamma(other) - logGamma(one + other);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * value)) - logGamma(1 - value);
  const z = value - 1;
  const t = z + 7.5;
  const series = LANCZOS.reduce((sum, part, index) => sum + part / (z + index + 1), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

type Vertex = { point: number[]; cost: number };
const ROUNDS_MAX = 400;

/** Nelder and Mead's simplex. */
function minimize(cost: (point: readonly number[]) => number, start: readonly number[]): number[] {
  const vertex = (point: number[]): Vertex => ({ point, cost: cost(point) });
  const simplex = [
    vertex([...start]),
    ...start.map((_, index) => vertex(start.map((one, at) => (at === index ? one + 0.5 : one)))),
  ];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    simplex.sort((one, other) => one.cost - other.cost);
    const [best, worst, second] = [simplex[0], simplex.at(-1), simplex.at(-2)];
    if (!best || !worst || !second || Math.abs(worst.cost - best.cost) < 1e-7 * Math.abs(best.cost)) break;
    const others = simplex.slice(0, -1);
    const centre = start.map(
      (_, at) => others.reduce((sum, { point }) => sum + (point[at] ?? 0), 0) / others.length,
    );
    const along = (by: number) =>
      vertex(centre.map((middle, at) => middle + by * ((worst.point[at] ?? 0) - middle)));
    const reflected = along(-1);
    const tried =
      reflected.cost < best.cost ? along(-2) : reflected.cost < second.cost ? reflected : along(0.5);
    const better = tried.cost < reflected.cost ? tried : reflected;
    if (better.cost < worst.cost) {
      simplex[simplex.length - 1] = better;
      continue;
    }
    for (const [index, { point }] of simplex.entries())
      if (index > 0) simplex[index] = vertex(point.map((one, at) => ((best.point[at] ?? 0) + one) / 2));
  }
  return simplex.sort((one, other) => one.cost - other.cost)[0]?.point ?? [...start];
}
