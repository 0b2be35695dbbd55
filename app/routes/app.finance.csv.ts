/** CSV of a finance report, or of the rows behind one of its figures: `?report=…`, `&format=de` for the German style. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { languageOf } from '#app/core/rejection.ts';
import { readFinanceCsvQuery } from '#app/presenters/finance-query.ts';
import { presentFinanceCsv } from '#app/presenters/present-finance-csv.ts';
import { csvResponse } from '#app/routes/csv.frame.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const query = readFinanceCsvQuery(new URL(request.url).searchParams);
  if (!query) throw new Response('No such report', { status: 404 });
  const { name, columns, rows } = await presentFinanceCsv(shop, query);
  const texts = financeTexts[languageOf(chooseLocale(request, 'en'))].csv;
  const headings = columns.map((column) => texts.columns[column]);
  return csvResponse(request, { name, headings, rows, word: (code) => texts.words[code] ?? code });
}
