/** Extensions: what the signed-in shopper is asked, and what came of what she said. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { atExtension } from '#app/services/answer-extension.ts';
import { tellSurveys } from '#app/services/tell-surveys.ts';

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellSurveys);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atExtension(request, 'GET', tellSurveys);
}
