/**
 * JSON: publish a program (POST `{config, appliesFrom? or fromDay?, seen?, note?}`), or bring back an earlier version (POST `{restore}`);
 * answers with the number of the new version.
 */
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { rejected } from '#app/core/result.ts';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { publishProgram } from '#app/services/publish-program.ts';
import { restoreVersion } from '#app/services/restore-version.ts';

const bodySchema = z.union([
  z.strictObject({
    config: z.unknown(),
    appliesFrom: z.iso.datetime({ offset: true }).optional(),
    fromDay: z.iso.date().optional(),
    seen: z.int().min(0).optional(),
    note: z.string().max(500).optional(),
  }),
  z.strictObject({ restore: z.int().min(1) }),
]);

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', async ({ shop, actor }, json) => {
    const body = bodySchema.safeParse(json);
    if (!body.success) return rejected('request-invalid');
    if ('restore' in body.data) return restoreVersion({ shop, version: body.data.restore, actor });
    const { config, appliesFrom, fromDay, seen, note } = body.data;
    return publishProgram({
      shop,
      config,
      actor,
      ...(appliesFrom === undefined ? {} : { appliesFrom: new Date(appliesFrom) }),
      ...(fromDay === undefined ? {} : { fromDay }),
      ...(seen === undefined ? {} : { seen }),
      ...(note === undefined ? {} : { note }),
    });
  });
}
