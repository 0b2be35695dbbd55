/** The frame of every admin page: top bar, navigation, and the places that the app's messages fill. */
import { html } from 'hono/html';
import type { SandboxContext } from '../../store/context.ts';
import { STAFF, type StaffPerson } from '../../store/staff.ts';
import { type AdminLocale, adminTexts } from './texts.ts';

export type Html = ReturnType<typeof html>;

export type AdminVisit = {
  context: SandboxContext;
  locale: AdminLocale;
  /** The path that was asked for. */
  here: string;
  /** Who looks: the store has three people. */
  staff: StaffPerson;
};

/** What fills the middle: a page of the store, or the app in its frame. */
export type Middle = { title: string; body: Html; app: boolean };

export function adminPage(visit: AdminVisit, { title, body, app }: Middle): Html {
  const { context, locale } = visit;
  const texts = adminTexts[locale];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${context.config.shopName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin/assets/frame.css" />
      </head>
      <body>
        <header class="top">
          <button type="button" class="menu-button" aria-controls="sidebar" aria-label="${texts.menu}">
            ☰
          </button>
          <a class="store" href="/admin">${context.config.shopName}</a>
          <span class="badge">${texts.sandbox}</span>
          <nav class="tools">
            <a href="/shop">${texts.storefront}</a>
            <a href="/act-as-shopify">${texts.actAsShopify}</a>
            ${languageSwitch(visit)} ${staffSwitch(visit)}
          </nav>
          <div id="save-bar" role="region" aria-live="polite" hidden></div>
        </header>
        <div id="progress" aria-hidden="true"></div>
        <div class="columns">
          ${sidebar(visit, app)}
          <main>
            ${app ? html`<div id="title-bar"><span class="title"></span></div>` : html`<h1>${title}</h1>`}
            ${body}
          </main>
        </div>
        <div id="toasts" role="status" aria-live="polite"></div>
        <script>
          document.querySelector('.menu-button').addEventListener('click', () => {
            document.getElementById('sidebar').toggleAttribute('data-open');
          });
        </script>
      </body>
    </html>`;
}

function sidebar({ locale, here }: AdminVisit, app: boolean): Html {
  const texts = adminTexts[locale];
  const links = [
    ['/admin', texts.home],
    ['/admin/orders', texts.orders],
    ['/admin/products', texts.products],
    ['/admin/customers', texts.customers],
    ['/admin/discounts', texts.discounts],
  ] as const;
  return html`<nav id="sidebar" aria-label="${texts.menu}">
    <ul>
      ${links.slice(1).map(
        ([href, label]) =>
          html`<li>
            <a href="${href}" ${here.startsWith(href) ? html`aria-current="page"` : ''}>${label}</a>
          </li>`,
      )}
    </ul>
    <h2>${texts.apps}</h2>
    <a class="app" href="/admin/apps/treuwerk/app" data-app-path="${app ? '/app' : ''}">Treuwerk</a>
    <ul id="app-menu"></ul>
  </nav>`;
}

function languageSwitch({ locale }: AdminVisit): Html {
  const other = locale === 'de' ? 'en' : 'de';
  const name = other === 'de' ? 'Deutsch' : 'English';
  return html`<a href="/admin/language/${other}" hreflang="${other}" lang="${other}">${name}</a>`;
}

/** The next of the store's people, to see the app with another role. */
function staffSwitch({ staff, locale }: AdminVisit): Html {
  const next = STAFF[(STAFF.indexOf(staff) + 1) % STAFF.length] ?? staff;
  const title = adminTexts[locale].becomeStaff(`${next.firstName} ${next.lastName}`);
  return html`<a href="/admin/staff/${next.id}" title="${title}">${staff.firstName}</a>`;
}
