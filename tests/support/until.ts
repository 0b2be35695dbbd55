/** A look takes time from what is waited for: a short rest between two. */
const REST_MS = 15;

/** Looks again until it holds. @throws with the last value seen when it does not come about. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > deadline) throw new Error(`not reached: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
}
