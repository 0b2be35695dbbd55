/** JSON: thresholds of the levels (POST `{levels}`; null for the proposed ones), or how many would reach some (POST `{try: [minor, …]}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setLevels } from '#app/services/set-levels.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setLevels({ shop, actor, body }));
}
