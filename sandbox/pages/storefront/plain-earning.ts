/** One rate for all goods, as the app publishes it: for tests without an app. */
export function plainEarning(points: number, perMinor: number, taxIncluded = false) {
  const everywhere = { goods: null, tiers: null, from: null, until: null, minimumMinor: null };
  return {
    points,
    perMinor,
    taxIncluded,
    rounding: 'down',
    capped: false,
    goods: {
      exclude: null,
      rates: [{ points, perMinor, ...everywhere, sure: true, capped: false }],
      factors: [],
      pieces: [],
      orders: [],
      campaigns: [],
      tiers: {},
      combine: 'multiply',
      capped: false,
      businessEarns: true,
      tagsThatEarnNothing: [],
    },
  };
}
