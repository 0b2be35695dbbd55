/** JSON: how many members rules mean right now (POST `{match, rules}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { countSegment } from '#app/services/set-segment.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'view', ({ shop }, body) => countSegment(shop, body));
}
