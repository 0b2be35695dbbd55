/** JSON: what winning customers cost (POST `{lines}`: month; channel; cost). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setCosts } from '#app/services/set-costs.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setCosts({ shop, actor, body }));
}
