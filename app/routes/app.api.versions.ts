/** JSON: what differs between two versions of the program (GET `?left=1&right=2`). */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { presentComparison } from '#app/presenters/present-program.ts';
import { openPage } from '#app/routes/staff.frame.ts';

const version = z.coerce.number().int().min(1).max(1_000_000_000);
const querySchema = z.object({ left: version, right: version });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return Response.json(null, { status: 400 });
  const comparison = await presentComparison(shop, query.data.left, query.data.right);
  return Response.json(comparison, { status: comparison ? 200 : 404 });
}
