/** CSV of a finance report, or of the rows behind one of its figures: `?report=…`, `&format=de` for the German style. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { BYTE_ORDER_MARK, csvLine, type CsvStyle } from '#app/core/finance/csv.ts';
import { languageOf } from '#app/core/rejection.ts';
import { readFinanceCsvQuery } from '#app/presenters/finance-query.ts';
import { presentFinanceCsv } from '#app/presenters/present-finance-csv.ts';
import type { FinanceTable } from '#app/presenters/present-finance-csv-types.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';
import { type CsvTexts, financeTexts } from '#app/ui/texts/finance.ts';

/** About this much text is sent at once. */
const CHUNK_LENGTH = 64 * 1024;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const { searchParams } = new URL(request.url);
  const query = readFinanceCsvQuery(searchParams);
  if (!query) throw new Response('No such report', { status: 404 });
  const style: CsvStyle = searchParams.get('format') === 'de' ? 'german' : 'international';
  const table = await presentFinanceCsv(shop, query);
  const texts = financeTexts[languageOf(chooseLocale(request, 'en'))].csv;
  return new Response(streamOf(encode(table, style, texts)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="treuwerk-${table.name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

async function* encode(
  { columns, rows }: FinanceTable,
  style: CsvStyle,
  texts: CsvTexts,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const word = (code: string) => texts.words[code] ?? code;
  const headings = columns.map((column) => texts.columns[column]);
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
