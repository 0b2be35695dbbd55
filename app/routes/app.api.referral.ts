/** JSON: staff let a recommendation go, refuse it, or take their word back (POST `{id, decision: 'approved' | 'refused' | null}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { decideReferral } from '#app/services/decide-referral.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => decideReferral({ shop, actor, body }));
}
