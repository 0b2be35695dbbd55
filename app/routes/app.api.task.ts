/** JSON: staff change a task (POST `{key, state}` or `{key, ownerId}`) or write one down (POST `{open: {…}}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { changeTask } from '#app/services/change-task.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => changeTask({ shop, actor, body }));
}
