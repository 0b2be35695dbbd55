/** The places at which a shopper can meet the program, and what is known of each. */
export type PlaceId = 'panel' | 'drawer' | 'product' | 'cart' | 'page' | 'checkout' | 'account' | 'pos';

export type Place = {
  id: PlaceId;
  /** The theme's block or embed; null for what is no part of a theme. */
  block: string | null;
  embed: boolean;
  template: string | null;
  target: string | null;
  /** Page of Shopify's checkout and accounts editor. */
  editor: string | null;
  /** As it calls itself when it asks for something. */
  surface: string | null;
};

const block = (id: PlaceId, name: string, template: string, target: string): Place => ({
  id,
  block: name,
  embed: false,
  template,
  target,
  editor: null,
  surface: null,
});
const embed = (id: PlaceId, name: string): Place => ({ ...block(id, name, '', ''), embed: true });
const seen = (id: PlaceId, surface: string, editor: string | null): Place => ({
  ...block(id, '', '', ''),
  block: null,
  surface,
  editor,
});

export const PLACES_OF_PROGRAM: readonly Place[] = [
  embed('panel', 'panel'),
  block('product', 'product-points', 'product', 'mainSection'),
  block('cart', 'cart-redeem', 'cart', 'newAppsSection'),
  embed('drawer', 'cart-drawer'),
  block('page', 'member-card', 'page', 'newAppsSection'),
  seen('checkout', 'checkout', 'checkout'),
  seen('account', 'account', 'profile'),
  seen('pos', 'pos', null),
];

/** `unknown`: cannot be seen from here. `unseen`: has not asked for anything yet. */
export type Placement = {
  id: PlaceId;
  state: 'placed' | 'missing' | 'seen' | 'unseen' | 'unknown';
  seenAt: string | null;
  link: string | null;
};

/** What Shopify must allow before the theme can be looked at. */
export const THEME_SCOPE = 'read_themes';

export type PlacementView = {
  places: Placement[];
  theme: 'read' | 'forbidden' | 'silent';
  themeName: string | null;
  /** Of the live theme, for the brand's colour; `#rrggbb`. */
  colours: string[];
  lookedAt: string;
};
