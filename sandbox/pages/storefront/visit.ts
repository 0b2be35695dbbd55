/**
 * One request to the storefront: who is there, with which cart, in which language and look.
 * Also what Liquid sees of it: customer, cart, product, app, routes, request.
 */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createCart, findCart } from '../../store/carts.ts';
import type { SandboxContext } from '../../store/context.ts';
import { gid } from '../../store/ids.ts';
import type { Cart, Customer, Metafield, Product, Variant } from '../../store/model.ts';
import { cartJson, emptyCartJson, toHundredths } from './cart-json.ts';
import { liquidItems, liquidProduct } from './liquid-goods.ts';
import { storefrontTexts, type StorefrontTexts } from './texts.ts';
import { formatHundredths, renderBlock } from './theme-liquid.ts';

export const LOCALE_COOKIE = 'sandbox_locale';
export const LOOK_COOKIE = 'sandbox_look';
/** Where the cart opens: on its page, or in a drawer that the theme draws anew by Ajax. */
export const CART_COOKIE = 'sandbox_cart';
export const COUNTRY_COOKIE = 'sandbox_country';
/** The languages of the theme extension, as a shop with them all would publish them. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  it: 'Italiano',
  es: 'Español',
  nl: 'Nederlands',
  pl: 'Polski',
} as const;
export type Language = keyof typeof LANGUAGES;
/** `rtl` turns the page around, as a theme in Arabic would. */
export const LOOKS = ['light', 'dark', 'rtl'] as const;
export const BARE_HEADER = 'x-sandbox-bare';
export const HOME = '/shop';

export type Visit = {
  context: SandboxContext;
  /** Language of the shop's own pages. */
  locale: 'en' | 'de';
  /** What the visitor asked for: the language of the extension's blocks. */
  language: Language;
  country: string;
  look: (typeof LOOKS)[number];
  /** The shop as it is without the app, for whoever measures what the app costs. */
  bare: boolean;
  cartIn: 'page' | 'drawer';
  texts: StorefrontTexts;
  /** Path and query of the page, where signing in leads back to. */
  here: string;
  customer: Customer | undefined;
  cart: Cart | undefined;
  /** Formats minor units of the shop's currency. */
  money: (minor: number) => string;
  date: (instant: string) => string;
};

export function visitOf(context: SandboxContext, c: Context): Visit {
  const header = c.req.header('cookie');
  const url = new URL(c.req.url);
  const languages = Object.keys(LANGUAGES) as Language[];
  const language = pick(getCookie(c, LOCALE_COOKIE), languages) ?? context.config.locale;
  const locale = language === 'de' ? 'de' : 'en';
  const { currency, timeZone } = context.config;
  const wish = c.req.query('country') ?? getCookie(c, COUNTRY_COOKIE) ?? '';
  const country = /^[A-Z]{2}$/.test(wish) ? wish : context.config.countryCode;
  if (c.req.query('country') === country)
    setCookie(c, COUNTRY_COOKIE, country, { path: '/', sameSite: 'Lax' });
  return {
    context,
    locale,
    language,
    country,
    look: pick(getCookie(c, LOOK_COOKIE), [...LOOKS]) ?? 'light',
    bare: c.req.header(BARE_HEADER) !== undefined,
    cartIn: pick(getCookie(c, CART_COOKIE), ['page', 'drawer']) ?? 'page',
    texts: storefrontTexts[locale],
    here: url.pathname + url.search,
    customer: context.sessions.customerOf(header),
    cart: findCart(context, context.sessions.cartTokenOf(header)),
    money: (minor) =>
      formatHundredths(
        toHundredths(minor, currency),
        currency,
        country === 'CH' ? `${locale}-CH` : locale,
        true,
      ),
    date: (instant) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(new Date(instant)),
  };
}

/** The visitor's cart, made now if she has none; the cookie that keeps it is set on the response. */
export function ensureCart(visit: Visit, c: Context): Cart {
  if (visit.cart) return visit.cart;
  visit.cart = createCart(visit.context, visit.customer?.id ?? null);
  c.header('set-cookie', visit.context.sessions.keepCart(visit.cart.token), { append: true });
  return visit.cart;
}

/** Renders one block of the theme extension on this visit's page. */
export async function themeBlock(
  visit: Visit,
  name: string,
  extra: { product?: Product; variant?: Variant } = {},
): Promise<string> {
  if (visit.bare) return '';
  const dark = { background: '#1d2125', text: '#f1f3f5', accent: '#f0c75e', accent_text: '#1d2125' };
  return renderBlock(name, {
    locale: visit.language,
    country: visit.country,
    currency: visit.context.config.currency,
    assets: '/extension-assets',
    globals: liquidGlobals(visit, extra),
    settings: { ...(visit.look === 'dark' && name === 'panel' ? dark : {}), ...promises(name, visit) },
  });
}

/** What the merchant of this shop has written into the blocks' settings. */
function promises(name: string, { locale }: Visit): Record<string, string> {
  const de = locale === 'de';
  if (!name.startsWith('cart-')) return {};
  return {
    selector: '.drawer-foot',
    guarantee: de ? 'Zwei Jahre Garantie' : 'Two years of guarantee',
    returns: de ? '30 Tage kostenlos zurück' : 'Free returns for 30 days',
    delivery: de ? 'In 2 bis 3 Tagen bei dir' : 'With you in 2 to 3 days',
    payment: de ? 'Rechnung, Karte, PayPal' : 'Invoice, card, PayPal',
  };
}

function liquidGlobals(
  visit: Visit,
  extra: { product?: Product; variant?: Variant },
): Record<string, unknown> {
  const { context, country, customer, here, language, locale } = visit;
  const { currency } = context.config;
  const cart = visit.cart ? cartJson(context, visit.cart, locale) : emptyCartJson(context);
  const login = `/customer_authentication/login?return_to=${encodeURIComponent(here)}&locale=${locale}`;
  return {
    app: { metafields: appMetafields(context) },
    customer: customer && {
      id: customer.id,
      first_name: customer.firstName,
      last_name: customer.lastName,
      tags: customer.tags,
      email: customer.email,
      accepts_marketing: customer.marketing.state === 'subscribed',
      'b2b?': false,
      metafields: {
        app: metafieldsIn(context, gid('Customer', customer.id), `app--${context.config.appId}`),
      },
    },
    cart: {
      ...cart,
      items: liquidItems(context, cart.items, language),
      currency: { iso_code: currency },
      taxes_included: context.config.taxesIncluded,
      'empty?': cart.item_count === 0,
    },
    product: extra.product && liquidProduct(context, extra.product, language, extra.variant),
    routes: {
      root_url: '/',
      cart_url: '/cart',
      cart_update_url: '/cart/update',
      account_url: '/account',
      account_login_url: '/account/login',
      storefront_login_url: login,
      all_products_collection_url: '/collections/all',
    },
    template: { name: here.startsWith('/cart') ? 'cart' : 'page' },
    request: {
      locale: { iso_code: language },
      design_mode: false,
      page_type: here.startsWith('/cart') ? 'cart' : 'page',
    },
    localization: { country: { iso_code: country }, language: { iso_code: language } },
    shop: { name: context.config.shopName, currency },
  };
}

function appMetafields(context: SandboxContext): Record<string, Record<string, { value: unknown }>> {
  const owner = [...context.state.metafields.keys()].find((key) =>
    key.startsWith('gid://shopify/AppInstallation/'),
  );
  return owner ? { treuwerk: metafieldsIn(context, owner, 'treuwerk') } : {};
}

function metafieldsIn(
  context: SandboxContext,
  owner: string,
  namespace: string,
): Record<string, { value: unknown }> {
  const fields = [...(context.state.metafields.get(owner)?.values() ?? [])];
  return Object.fromEntries(
    fields
      .filter((field) => field.namespace === namespace)
      .map((field) => [field.key, { value: valueOf(field) }]),
  );
}

function valueOf(field: Metafield): unknown {
  return field.type === 'json' ? (JSON.parse(field.value) as unknown) : field.value;
}

function pick<Choice extends string>(value: string | undefined, choices: Choice[]): Choice | undefined {
  return choices.find((choice) => choice === value);
}
