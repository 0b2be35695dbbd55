/** JSON: the merchant writes a segment (POST `{segment, seen}`) or deletes it (POST `{remove, seen}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setSegment } from '#app/services/set-segment.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setSegment({ shop, actor, body }));
}
