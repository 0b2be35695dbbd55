/** Mounts the page that an app may have in the customer account: for whoever is signed in. */
import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { SandboxContext } from '../../store/context.ts';
import { screen, screenHost } from '../checkout/screen.ts';
import { accountValues } from '../checkout/snapshot.ts';
import { page } from '../storefront/layout.ts';
import { visitOf } from '../storefront/visit.ts';

/** `extension://` of an account's page leads here (`browser/draw.ts`). */
const ACCOUNT_PAGE = '/account/points';

export function mountAccountPage(app: Hono, context: SandboxContext): void {
  app.get(ACCOUNT_PAGE, async (c) => {
    const visit = visitOf(context, c);
    if (!visit.customer) return c.redirect(`/account/login?return_to=${ACCOUNT_PAGE}`);
    const body = html`<div class="narrow">
      ${screen(visit, 'customer-account.page.render', accountValues(visit))} ${screenHost()}
    </div>`;
    return c.html(await page(visit, visit.texts.account, body));
  });
}
