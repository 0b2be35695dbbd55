/** The frame of every storefront page: head, header, main, footer, and the panel embed of the theme extension. */
import { html, raw } from 'hono/html';
import { cartJson } from './cart-json.ts';
import { HOME, themeBlock, type Visit } from './visit.ts';

export type Html = ReturnType<typeof html>;

export async function page(visit: Visit, title: string, body: Html): Promise<Html> {
  const { context, customer, locale, look, texts } = visit;
  const count = visit.cart ? cartJson(context, visit.cart, locale).item_count : 0;
  const collections = [...context.state.collections.values()].slice(0, 4);
  const panel = await themeBlock(visit, 'panel');
  const back = encodeURIComponent(visit.here);
  return html`<!doctype html>
    <html lang="${locale}" data-look="${look}">
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
          <a
            href="/visit/locale/${locale === 'de' ? 'en' : 'de'}?return_to=${back}"
            hreflang="${locale === 'de' ? 'en' : 'de'}"
          >
            ${locale === 'de' ? 'English' : 'Deutsch'}
          </a>
          <a href="/visit/look/${look === 'dark' ? 'light' : 'dark'}?return_to=${back}">
            ${look === 'dark' ? texts.light : texts.dark}
          </a>
          <a href="/">${texts.sandbox}</a>
        </footer>
        ${raw(panel)}
      </body>
    </html>`;
}

/** A path of this store to go back to; anything else leads home. */
export function safePath(path: string | undefined): string {
  return path && /^\/(?![/\\])/.test(path) ? path : HOME;
}
