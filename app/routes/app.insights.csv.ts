/** CSV of cohorts or of the monthly bridge, from the first month on: `?table=…`, `&format=de` for the German style. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { BYTE_ORDER_MARK, type Cell, csvLine, type CsvStyle } from '#app/core/finance/csv.ts';
import { currencyExponent } from '#app/core/money.ts';
import { languageOf } from '#app/core/rejection.ts';
import { readAcquisition, readMonths } from '#app/presenters/present-insights.ts';
import { presentShop } from '#app/presenters/present-shop.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';
import { insightTexts } from '#app/ui/texts/insights.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const { searchParams } = new URL(request.url);
  const name = searchParams.get('table');
  if (name !== 'cohorts' && name !== 'bridge' && name !== 'acquisition')
    throw new Response('No such table', { status: 404 });
  const style: CsvStyle = searchParams.get('format') === 'de' ? 'german' : 'international';
  const [{ cohorts, bridge }, costs, { currency }] = await Promise.all([
    readMonths(shop),
    readAcquisition(shop),
    presentShop(shop),
  ]);
  const texts = insightTexts[languageOf(chooseLocale(request, 'en'))].csv;
  const exponent = currencyExponent(currency);
  const money = (minor: number): Cell => ({ minor: Math.round(minor), exponent });
  const rows: Cell[][] =
    name === 'cohorts'
      ? cohorts.flatMap(({ month, customers, cells }) =>
          cells.map((cell) => [
            month,
            customers,
            cell.month,
            cell.age,
            cell.active,
            { share: cell.retention },
            cell.orders,
            money(cell.revenueMinor),
            money(cell.valueMinor),
          ]),
        )
      : name === 'acquisition'
        ? costs.flatMap(({ month, channels, newCustomers }) =>
            channels.map(({ channel, minor }): Cell[] => [month, channel, money(minor), newCustomers]),
          )
        : bridge.map((one) => [
            ...[one.month, one.activeBefore, one.new, one.returning, one.reactivated, one.lost, one.active],
            ...[one.orders, money(one.revenueMinor)],
          ]);
  const lines = [texts[name], ...rows].map((row) => csvLine(row, style, (code) => code));
  return new Response(BYTE_ORDER_MARK + lines.join(''), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="treuwerk-${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
