/** Shopify's leaky bucket of query cost, and the `extensions.cost` that every answer carries. */
export type Bucket = {
  /** Takes the requested cost, or says that the bucket holds too little. */
  take: (cost: number) => boolean;
  /** Gives back what the answer did not cost after all, and states the cost as every answer does. */
  settle: (requested: number, actual: number | null) => Record<string, unknown>;
  /** Empties the bucket now. */
  drain: () => void;
};

/** Standard plan: 2,000 points, 100 a second; Plus: 20,000 and 1,000. */
export function makeBucket(plus: boolean): Bucket {
  const maximum = plus ? 20_000 : 2_000;
  const restoreRate = plus ? 1_000 : 100;
  let available = maximum;
  let at = performance.now();
  const fill = () => {
    const now = performance.now();
    available = Math.min(maximum, available + ((now - at) / 1_000) * restoreRate);
    at = now;
  };
  return {
    take: (cost) => {
      fill();
      if (available < cost) return false;
      available -= cost;
      return true;
    },
    settle: (requested, actual) => {
      fill();
      if (actual !== null) available = Math.min(maximum, available + Math.max(0, requested - actual));
      const throttleStatus = {
        maximumAvailable: maximum,
        currentlyAvailable: Math.floor(available),
        restoreRate,
      };
      return { cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus } };
    },
    drain: () => {
      fill();
      available = 0;
    },
  };
}
