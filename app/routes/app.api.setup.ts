/**
 * JSON: what set-up knows of the shop's past (GET), customers who could try the program (GET with `find`), and the launch
 * (POST `{config, past, testers, note}`; testers null for everybody), and winding the program down or taking it up again
 * (POST `{stage}`).
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { TESTERS_MAX } from '#app/core/program/stage.ts';
import { rejected } from '#app/core/result.ts';
import { presentPast } from '#app/presenters/present-past.ts';
import { presentShop } from '#app/presenters/present-shop.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { changeStage } from '#app/services/change-stage.ts';
import { findMemberAtTill } from '#app/services/find-member-at-till.ts';
import { launchProgram } from '#app/services/launch-program.ts';

const stageSchema = z.strictObject({ stage: z.enum(['live', 'phaseOut']) });
const launchSchema = z.strictObject({
  config: z.unknown(),
  past: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('months'), months: z.int().min(1).max(120) }),
    z.strictObject({ kind: z.literal('all') }),
  ]),
  testers: z
    .array(z.string().regex(/^[1-9]\d{0,19}$/))
    .min(1)
    .max(TESTERS_MAX)
    .nullable(),
  note: z.string().max(500).default(''),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const text = new URL(request.url).searchParams.get('find');
  if (text !== null) {
    const { shop, actor } = await openPage(request, 'configure');
    const found = await findMemberAtTill({ shop, actor, text, region: undefined });
    return Response.json(found.ok ? found.value : { people: [], partial: true });
  }
  const { shop } = await openPage(request);
  const { currency, timeZone } = await presentShop(shop);
  return Response.json(await presentPast(shop, currency, timeZone, now()));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', async ({ shop, actor }, json) => {
    const stage = stageSchema.safeParse(json);
    if (stage.success) return changeStage({ shop, actor, stage: stage.data.stage });
    const launch = launchSchema.safeParse(json);
    return launch.success ? launchProgram(shop, actor, launch.data) : rejected('request-invalid');
  });
}
