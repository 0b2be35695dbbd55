/** CSV of the rows of an import that were refused, repaired or not wholly taken back (GET `?id=`), with their lines in her file. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { BYTE_ORDER_MARK, csvLine } from '#app/core/finance/csv.ts';
import { languageOf } from '#app/core/rejection.ts';
import { presentReport } from '#app/presenters/present-transfers.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';
import { transferTexts } from '#app/ui/texts/transfers.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request, 'configure');
  const language = languageOf(chooseLocale(request, 'en'));
  const report = await presentReport(shop, new URL(request.url).searchParams.get('id') ?? '');
  if (!report) throw new Response('No such import', { status: 404 });
  return new Response(streamOf(encode(report, language)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="treuwerk-import-report.csv"',
      'Cache-Control': 'no-store',
    },
  });
}

async function* encode(
  report: NonNullable<Awaited<ReturnType<typeof presentReport>>>,
  language: 'en' | 'de',
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const texts = transferTexts[language];
  const style = language === 'de' ? 'german' : 'international';
  const word = (code: string) => code;
  yield encoder.encode(BYTE_ORDER_MARK + csvLine(texts.report.columns, style, word));
  for await (const rows of report) {
    const lines = rows.map(({ line, outcome, code, field, points, undone }) =>
      csvLine(
        [
          ...[line, texts.report.outcomes[outcome] ?? outcome],
          code === null ? texts.report.spent : (texts.problems[code] ?? code),
          ...[field === null ? '' : (texts.fields[field] ?? field), points, undone],
        ],
        style,
        word,
      ),
    );
    yield encoder.encode(lines.join(''));
  }
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
