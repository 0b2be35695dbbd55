/** Cuts a stream of bytes into parts of one size, the last one shorter. */
const PART_BYTES = 1024 * 1024;

export async function* cutIntoParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    while (size >= PART_BYTES) {
      const whole = Buffer.concat(held);
      yield whole.subarray(0, PART_BYTES);
      const rest = whole.subarray(PART_BYTES);
      held = [rest];
      size = rest.length;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
