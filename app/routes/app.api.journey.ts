/** JSON: the merchant sets a journey (POST `{id, on, seen}`, `{journey, seen}` or `{id, reset: true, seen}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setJourney } from '#app/services/set-journey.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setJourney({ shop, actor, body }));
}
