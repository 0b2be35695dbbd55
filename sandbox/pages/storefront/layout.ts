/** The frame of every storefront page: head, header, main, footer, and the panel embed of the theme extension. */
import { html, raw } from 'hono/html';
import { cartDrawer } from './cart-drawer.ts';
import { cartJson } from './cart-json.ts';
import { HOME, LANGUAGES, LOOKS, themeBlock, type Visit } from './visit.ts';

export type Html = ReturnType<typeof html>;

export async function page(visit: Visit, title: string, body: Html): Promise<Html> {
  const { context, customer, language, locale, look, texts } = visit;
  const count = visit.cart ? cartJson(context, visit.cart, locale).item_count : 0;
  const collections = [...context.state.collections.values()].slice(0, 4);
  const panel = await themeBlock(visit, 'panel');
  const drawer = visit.cartIn === 'drawer' ? await drawerParts(visit) : '';
  const back = encodeURIComponent(visit.here);
  return html`<!doctype html>
    <html lang="${language}" dir="${look === 'rtl' ? 'rtl' : 'ltr'}" data-look="${look}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${context.config.shopName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/storefront-assets/shop.css" />
      </head>
      <body>
        <header class="header">
          <a class="brand" href="${HOME}">${context.config.shopName}</a>
          <nav class="menu" aria-label="${texts.collections}">
            <a href="/pages/rewards">${texts.loyalty}</a>
            ${collections.map((entry) => html`<a href="/collections/${entry.handle}">${entry.title[locale]}</a>`)}
          </nav>
          <div class="tools">
            <a href="${customer ? '/account' : `/customer_authentication/login?return_to=${back}`}">
              ${customer ? customer.firstName || texts.account : texts.signIn}
            </a>
            <a class="cart-link" href="/cart">${texts.cart}<span class="count">${count}</span></a>
          </div>
        </header>
        <main id="main">${body}</main>
        <footer class="footer">
          ${Object.entries(LANGUAGES)
            .filter(([tag]) => tag !== language)
            .map(
              ([tag, name]) =>
                html`<a href="/visit/locale/${tag}?return_to=${back}" hreflang="${tag}" lang="${tag}"
                  >${name}</a
                >`,
            )}
          ${LOOKS.filter((other) => other !== look).map(
            (other) => html`<a href="/visit/look/${other}?return_to=${back}">${texts[other]}</a>`,
          )}
          <a href="/visit/cart/${visit.cartIn === 'page' ? 'drawer' : 'page'}?return_to=${back}"
            >${texts[visit.cartIn === 'page' ? 'drawer' : 'page']}</a
          >
          <a href="/">${texts.sandbox}</a>
        </footer>
        ${drawer} ${raw(panel)}
      </body>
    </html>`;
}

async function drawerParts(visit: Visit): Promise<Html> {
  const block = await themeBlock(visit, 'cart-drawer');
  return html`<dialog class="drawer" id="cart-drawer" aria-labelledby="drawer-title">
      ${cartDrawer(visit)}
    </dialog>
    ${raw(block)}
    <script type="module" src="/storefront-assets/drawer.js"></script>`;
}

/** A path of this store to go back to; anything else leads home. */
export function safePath(path: string | undefined): string {
  return path && /^\/(?![/\\])/.test(path) ? path : HOME;
}
