/** Renders a page on the server: to people as it comes, to robots whole, with the headers that Shopify's frame needs. */
import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { log } from '#app/log.ts';
import { addDocumentResponseHeaders } from '#app/shopify.server.ts';

const STREAM_TIMEOUT_MS = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  const whole = isbot(request.headers.get('user-agent') ?? '');
  return new Promise((resolve, reject) => {
    let shellStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={STREAM_TIMEOUT_MS} />,
      {
        [whole ? 'onAllReady' : 'onShellReady']() {
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: shellStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          shellStatus = 500;
          log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'rendering failed');
        },
      },
    );
    setTimeout(abort, STREAM_TIMEOUT_MS + 1_000).unref();
  });
}

/** Errors of loaders and actions: logged without the request's query, which may hold tokens. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  const problem = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
  log.error({ route: new URL(request.url).pathname, problem }, 'request failed');
}
