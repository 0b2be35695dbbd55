/** A table as a CSV file, as it is read: written in pieces, so that a million rows need no memory. */
import { BYTE_ORDER_MARK, type Cell, csvLine, type CsvStyle } from '#app/core/finance/csv.ts';

/** About this much text is sent at once. */
const CHUNK_LENGTH = 64 * 1024;

export type CsvFile = {
  name: string;
  headings: readonly string[];
  rows: AsyncIterable<Cell[]>;
  /** What a code is called in the reader's language. */
  word: (code: string) => string;
};

/** `?format=de` asks for the German style. */
export function csvResponse(request: Request, file: CsvFile): Response {
  const style = new URL(request.url).searchParams.get('format') === 'de' ? 'german' : 'international';
  return new Response(streamOf(encode(file, style)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="treuwerk-${file.name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

async function* encode({ headings, rows, word }: CsvFile, style: CsvStyle): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let chunk = BYTE_ORDER_MARK + csvLine(headings, style, word);
  for await (const row of rows) {
    chunk += csvLine(row, style, word);
    if (chunk.length < CHUNK_LENGTH) continue;
    yield encoder.encode(chunk);
    chunk = '';
  }
  yield encoder.encode(chunk);
}

/** A reader who goes away ends the queries. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
