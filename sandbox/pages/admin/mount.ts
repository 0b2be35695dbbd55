/** Mounts the sandbox's admin: the app in its frame, the App Bridge stand-in, and the store's own records. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { SandboxContext } from '../../store/context.ts';
import { knownStaff, type StaffPerson } from '../../store/staff.ts';
import { appPage } from './app-page.ts';
import { adminPage, type AdminVisit, type Middle } from './chrome.ts';
import { mountBlocks } from './blocks/mount.ts';
import { clientBundle } from './client-bundle.ts';
import { pickerItems } from './picker.ts';
import {
  customerPage,
  customersPage,
  discountsPage,
  orderPage,
  ordersPage,
  productsPage,
} from './store-pages.ts';
import { type AdminLocale, adminTexts } from './texts.ts';

const LOCALE_COOKIE = 'sandbox_admin_locale';
const STAFF_COOKIE = 'sandbox_admin_staff';
const STYLES = join(dirname(fileURLToPath(import.meta.url)), 'frame.css');

export function mountAdmin(app: Hono, context: SandboxContext): void {
  const show = (c: Context, build: (visit: AdminVisit) => Middle | undefined) => {
    const visit = visitOf(context, c);
    const middle = build(visit);
    if (!middle) return c.text(adminTexts[visit.locale].missing, 404);
    return c.html(adminPage(visit, middle));
  };
  app.get('/admin', (c) => show(c, (visit) => appPage(visit, '/app')));
  app.get('/admin/apps/treuwerk/*', (c) => show(c, (visit) => appPage(visit, appPathOf(c))));
  app.get('/admin/orders', (c) => show(c, ordersPage));
  app.get('/admin/orders/:id', (c) => show(c, (visit) => orderPage(visit, c.req.param('id'))));
  app.get('/admin/customers', (c) => show(c, customersPage));
  app.get('/admin/customers/:id', (c) => show(c, (visit) => customerPage(visit, c.req.param('id'))));
  app.get('/admin/products', (c) => show(c, productsPage));
  app.get('/admin/discounts', (c) => show(c, discountsPage));
  app.get('/admin/language/:locale', (c) => {
    setCookie(c, LOCALE_COOKIE, localeOf(c.req.param('locale')), { path: '/', sameSite: 'Lax' });
    return c.redirect(comingFrom(c));
  });
  app.get('/admin/staff/:id', (c) => {
    setCookie(c, STAFF_COOKIE, knownStaff(c.req.param('id')).id, { path: '/', sameSite: 'Lax' });
    return c.redirect(comingFrom(c));
  });
  mountClient(app, context);
  mountBlocks(app, context);
}

function mountClient(app: Hono, context: SandboxContext): void {
  const script = async (c: Context, entry: 'app-bridge' | 'frame') => {
    c.header('content-type', 'text/javascript; charset=utf-8');
    return c.body(await clientBundle(entry));
  };
  app.get('/app-bridge.js', (c) => script(c, 'app-bridge'));
  app.get('/admin/assets/frame.js', (c) => script(c, 'frame'));
  app.get('/admin/assets/frame.css', (c) => {
    c.header('content-type', 'text/css; charset=utf-8');
    return c.body(readFileSync(STYLES, 'utf8'));
  });
  // Fresh for every request and valid for a minute, as Shopify's are.
  app.get('/admin/id-token', (c) => c.text(context.sign.idToken({ sub: staffOf(c).id })));
  app.get('/admin/picker/:type', (c) => {
    const type = c.req.param('type');
    if (type !== 'product' && type !== 'variant' && type !== 'collection') return c.json([], 404);
    return c.json(pickerItems(context, type, visitOf(context, c).locale));
  });
}

function visitOf(context: SandboxContext, c: Context): AdminVisit {
  const url = new URL(c.req.url);
  const locale = localeOf(c.req.query('locale') ?? getCookie(c, LOCALE_COOKIE) ?? context.config.locale);
  return { context, locale, here: url.pathname, staff: staffOf(c) };
}

function staffOf(c: Context): StaffPerson {
  return knownStaff(getCookie(c, STAFF_COOKIE));
}

function localeOf(text: string | undefined): AdminLocale {
  return text?.startsWith('de') ? 'de' : 'en';
}

/** The app's path behind the admin's own; the language is the admin's to say. */
function appPathOf(c: Context): string {
  const url = new URL(c.req.url);
  url.searchParams.delete('locale');
  return url.pathname.slice('/admin/apps/treuwerk'.length) + url.search;
}

/** The page whose switch was used, with the address that the app has reached meanwhile, less its named language. */
function comingFrom(c: Context): string {
  const referer = c.req.header('referer');
  const url = referer && URL.canParse(referer) ? new URL(referer) : undefined;
  if (!url || url.host !== new URL(c.req.url).host || !url.pathname.startsWith('/admin')) return '/admin';
  url.searchParams.delete('locale');
  return url.pathname + url.search;
}
