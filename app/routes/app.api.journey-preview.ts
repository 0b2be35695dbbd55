/** JSON: how the mail of a step looks (POST `{journey, step, language?}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { previewJourney } from '#app/services/preview-journey.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'view', ({ shop }, body) => previewJourney(shop, body));
}
