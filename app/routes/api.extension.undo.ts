/** Extensions: gives an unused code back. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerUndo, refuse } from '#app/services/answer-shopper.ts';
import { verifyExtensionShopper } from '#app/services/verify-shopper.ts';
import { allowExtensions, allowOnly, answerPreflight } from '#app/shopify/extension-cors.ts';

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method === 'OPTIONS') return answerPreflight();
  const shopper = await verifyExtensionShopper(request);
  if (!shopper.ok) return allowExtensions(refuse({ language: 'en' }, shopper.rejection));
  return allowExtensions(await answerUndo(shopper.value, request));
}

/** The browser asks before it sends: Remix hands OPTIONS to the loader. */
export function loader({ request }: LoaderFunctionArgs): Response {
  return request.method === 'OPTIONS' ? answerPreflight() : allowExtensions(allowOnly('POST'));
}
