/** JSON: where the program can be met (GET), and the self-test (POST `{orderMinor}`). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { rejected } from '#app/core/result.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { lookAtPlacement } from '#app/services/look-at-placement.ts';
import { runSelfTest } from '#app/services/self-test.ts';

const bodySchema = z.strictObject({ orderMinor: z.int().min(1).max(1_000_000_000).nullable() });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return Response.json(await lookAtPlacement(shop));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', async ({ shop }, json) => {
    const body = bodySchema.safeParse(json);
    return body.success ? runSelfTest(shop, body.data.orderMinor) : rejected('request-invalid');
  });
}
