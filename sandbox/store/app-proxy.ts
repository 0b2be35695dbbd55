/** `/apps/treuwerk/*` of the storefront, forwarded to the app as Shopify's app proxy does: signed, without cookies. */
import type { SandboxHono } from '../admin-api/endpoint.ts';
import { pageOfLiquid } from '../pages/storefront/page-of-liquid.ts';
import type { SandboxContext } from './context.ts';

const PREFIX = '/apps/treuwerk';
const PASSED_ON = ['accept', 'accept-language', 'content-type', 'user-agent'];
/** Headers that describe this hop only, or that Shopify strips. */
const DROPPED = [
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'set-cookie',
  'transfer-encoding',
];
const TIME_OUT_MS = 10_000;

export function mountAppProxy(app: SandboxHono, context: SandboxContext): void {
  app.all(`${PREFIX}/*`, async (c) => {
    const url = new URL(c.req.url);
    const customer = context.sessions.customerOf(c.req.header('cookie'));
    const query = context.sign.proxyQuery(url.searchParams, customer?.id ?? null);
    const target = `${context.config.appUrl}/proxy${url.pathname.slice(PREFIX.length)}?${query}`;
    const headers = new Headers();
    for (const name of PASSED_ON) {
      const value = c.req.header(name);
      if (value !== undefined) headers.set(name, value);
    }
    headers.set('x-forwarded-host', context.config.shop);
    const bodyless = c.req.method === 'GET' || c.req.method === 'HEAD';
    try {
      const reply = await fetch(target, {
        method: c.req.method,
        headers,
        body: bodyless ? null : await c.req.arrayBuffer(),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIME_OUT_MS),
      });
      const passed = new Headers(reply.headers);
      for (const name of DROPPED) passed.delete(name);
      if (reply.ok && passed.get('content-type')?.startsWith('application/liquid')) {
        passed.delete('content-type');
        for (const [name, value] of passed) c.header(name, value);
        return c.html(await pageOfLiquid(context, c, await reply.text()));
      }
      return new Response(await reply.arrayBuffer(), { status: reply.status, headers: passed });
    } catch {
      return c.text('There was an error in the third-party application.', 502);
    }
  });
}
