/** JSON: staff keep a survey (POST `{id, seen, survey}`; `id` null for a new one). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { saveSurvey } from '#app/services/save-survey.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => saveSurvey({ shop, actor, body }));
}
