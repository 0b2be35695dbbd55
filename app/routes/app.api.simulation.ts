/** JSON: replay a program over the shop's past (POST `{config}`), and what came out (GET `?id=…`, or the newest). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { rejected } from '#app/core/result.ts';
import { presentSimulation } from '#app/presenters/present-simulation.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { startSimulation } from '#app/services/simulate-program.ts';

const bodySchema = z.strictObject({ config: z.unknown() });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const id = new URL(request.url).searchParams.get('id') ?? undefined;
  return Response.json(await presentSimulation(shop, id));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(
    request,
    'configure',
    async ({ shop }, json) => {
      const body = bodySchema.safeParse(json);
      return body.success ? startSimulation({ shop, config: body.data.config }) : rejected('request-invalid');
    },
    202,
  );
}
