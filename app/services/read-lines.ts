/** The lines of a gzipped text that lies in parts, one at a time. */
import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

export class LineTooLong extends Error {}

/** @throws when the bytes are no gzip, are cut off or damaged, or a line is longer than `lengthMax`. */
export async function* readLines(parts: AsyncIterable<Buffer>, lengthMax: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  const source = Readable.from(parts);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let held = '';
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      const lines = (held + decoder.write(chunk)).split('\n');
      held = lines.pop() ?? '';
      if (held.length > lengthMax) throw new LineTooLong();
      yield* lines;
    }
    if (held !== '') yield held;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}
