/** Answering a survey: looking at the page stores nothing, only what is sent from it counts, once. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { surveyAnswer } from '#app/routes/mail-page.frame.ts';
import { surveyPage } from '#app/services/survey-page.ts';

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return surveyAnswer(await surveyPage(params.token ?? '', request));
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return surveyAnswer(await surveyPage(params.token ?? '', request));
}
