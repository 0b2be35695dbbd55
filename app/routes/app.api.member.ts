/** JSON: a member by her number, as a dialog shows who is meant (GET `?id=`). */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { presentOther } from '#app/presenters/present-other.ts';
import { openPage } from '#app/routes/staff.frame.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request, 'configure');
  const id = new URL(request.url).searchParams.get('id') ?? '';
  return { other: /^\d{1,15}$/.test(id) ? await presentOther(shop, BigInt(id)) : null };
}
