/** Where Shopify's sign-in flow ends; the library answers every address below /auth itself. */
import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { boundary } from '@shopify/shopify-app-remix/server';
import { authenticate } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
