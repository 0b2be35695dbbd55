/** JSON: where a review app sends its news (POST `{app, renew: true}` or `{app, secret}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setReviewSource } from '#app/services/set-review-source.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setReviewSource({ shop, actor, body }));
}
