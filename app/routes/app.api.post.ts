/** JSON: staff decide about a post (POST `{id, do: approve | refuse | undo, reason}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { decidePost } from '#app/services/decide-post.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => decidePost({ shop, actor, body }));
}
