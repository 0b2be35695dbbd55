/** Frame and small parts of the "Act as Shopify" pages: plain forms, no script. */
import { html, raw } from 'hono/html';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { SandboxContext } from '../../store/context.ts';
import { exponentOf } from '../../store/money.ts';
import { TEXTS, type Texts } from './texts.ts';

export type Html = ReturnType<typeof html>;

export type View = { context: SandboxContext; texts: Texts; locale: 'de' | 'en'; message: string | null };

/** The same cookie as the storefront's choice of language. */
const LOCALE_COOKIE = 'sandbox_locale';

export function viewOf(context: SandboxContext, c: Context): View {
  const chosen = c.req.query('language') ?? getCookie(c, LOCALE_COOKIE);
  const locale = chosen === 'en' || chosen === 'de' ? chosen : context.config.locale;
  if (c.req.query('language')) c.header('set-cookie', `${LOCALE_COOKIE}=${locale}; Path=/; SameSite=Lax`);
  return { context, locale, texts: TEXTS[locale], message: c.req.query('message') ?? null };
}

export function frame(view: View, title: string, body: Html | Html[]): Html {
  const { texts, locale, message } = view;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${view.context.config.shopName}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <a class="brand" href="/">${view.context.config.shopName}</a>
          <nav>
            <a href="/shop">${texts.storefront}</a><a href="/admin">${texts.admin}</a>
            <a href="/act-as-shopify">${texts.title}</a><a href="/mailbox">${texts.mailbox}</a>
            <a href="?language=${locale === 'de' ? 'en' : 'de'}">${texts.language}</a>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${message ? html`<p class="message" role="status">${message}</p>` : ''} ${body}
        </main>
      </body>
    </html>`;
}

/** A form of one button that posts to `/act-as-shopify/ACTION` and comes back. */
export function button(label: string, action: string, fields: Record<string, string> = {}, kind = ''): Html {
  return html`<form method="post" action="/act-as-shopify/${action}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="${kind}">${label}</button>
  </form>`;
}

export function money(view: View, minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const format = new Intl.NumberFormat(view.locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
  });
  return format.format(minor / 10 ** exponent);
}

export function time(view: View, iso: string): string {
  const { timeZone } = view.context.config;
  return new Intl.DateTimeFormat(view.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  );
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2326;--soft:#5a6469;--line:#d9dedb;--ground:#f6f7f5;--card:#fff;--accent:#1f6b4f}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecea;--soft:#a4adaa;--line:#38403d;--ground:#171b1a;--card:#1f2423;--accent:#7fd0ab}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;padding:1rem 1.5rem;border-bottom:1px solid var(--line);background:var(--card)}
header nav{display:flex;flex-wrap:wrap;gap:1rem;margin-left:auto}.brand{font-weight:700;color:inherit;text-decoration:none}
a{color:var(--accent)}main{max-width:72rem;margin:0 auto;padding:1.5rem}h1{font-size:1.6rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem;padding:0;list-style:none}
.cards a,.card{display:block;padding:1.1rem 1.2rem;border:1px solid var(--line);border-radius:10px;background:var(--card);text-decoration:none;color:inherit}
.cards strong{display:block;color:var(--accent)}.soft{color:var(--soft)}.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:10px}
th,td{text-align:left;padding:.45rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}td.number{text-align:right;font-variant-numeric:tabular-nums}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}form{margin:0;display:inline-flex;gap:.4rem;flex-wrap:wrap;align-items:end}
button,input,select{font:inherit;padding:.35rem .7rem;border:1px solid var(--line);border-radius:7px;background:var(--card);color:inherit}
button{cursor:pointer}button:hover{border-color:var(--accent)}button.danger{color:#b3261e;border-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}label{display:grid;gap:.15rem;font-size:.85rem;color:var(--soft)}
.message{padding:.6rem 1rem;border-left:4px solid var(--accent);background:var(--card)}pre{white-space:pre-wrap}`;
