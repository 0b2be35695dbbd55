/** JSON: what products, variants and collections are called (GET `?products=1,2&variants=…&collections=…`). */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { nameGoods } from '#app/services/name-goods.ts';
import { openPage } from '#app/routes/staff.frame.ts';

const IDS_MAX = 250;
const ids = z
  .string()
  .default('')
  .transform((text) => (text === '' ? [] : text.split(',')))
  .pipe(z.array(z.string().regex(/^\d{1,20}$/)).max(IDS_MAX));
const querySchema = z.object({ products: ids, variants: ids, collections: ids });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return Response.json({}, { status: 400 });
  return Response.json(await nameGoods(shop, query.data));
}
