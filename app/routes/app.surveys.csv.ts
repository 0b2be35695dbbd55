/** CSV of a survey: `?id=…&table=answers`, or what they amount to by month, segment or product; `&format=de` for the German style. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { languageOf } from '#app/core/rejection.ts';
import { presentSurveyCsv, SURVEY_TABLES } from '#app/presenters/present-survey-csv.ts';
import { csvResponse } from '#app/routes/csv.frame.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const { searchParams } = new URL(request.url);
  const table = SURVEY_TABLES.find((one) => one === searchParams.get('table'));
  const language = languageOf(chooseLocale(request, 'en'));
  const query = table && { id: searchParams.get('id') ?? '', table, tag: language };
  const found = query && (await presentSurveyCsv(shop, query));
  if (!found) throw new Response('No such table', { status: 404 });
  const texts = surveyTexts[language].csv;
  const headings = found.columns.map((column) => texts.columns[column]);
  return csvResponse(request, {
    ...{ name: found.name, headings, rows: found.rows },
    word: (code) => (code === 'told' ? texts.told : code),
  });
}
