/** What an app answers as Liquid stands within the theme, as Shopify shows it: rendered, between header and footer. */
import type { Context } from 'hono';
import { raw } from 'hono/html';
import { Liquid } from 'liquidjs';
import type { SandboxContext } from '../../store/context.ts';
import { type Html, page } from './layout.ts';
import { visitOf } from './visit.ts';

const liquid = new Liquid();

export async function pageOfLiquid(context: SandboxContext, c: Context, source: string): Promise<Html> {
  const visit = visitOf(context, c);
  const body = await liquid.parseAndRender(source, {
    shop: { name: context.config.shopName },
    routes: { account_login_url: '/account/login' },
  });
  return page(visit, context.config.shopName, raw(body) as unknown as Html);
}
