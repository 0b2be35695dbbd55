/**
 * Which goods are for whom alone: the JSON in the metafield `$app:access` of a cart validation, one rule for each
 * validation. Without a rule everybody may buy everything. The rule's collections stand apart in
 * `$app:access-collections`, because Shopify fills the variables of the function's input query from there: asked for all
 * rules at once, every line would cost too many instructions.
 */
export const EXCLUSIVE_ACCESS_VERSION = 1;
export const ACCESS_KEY = 'access';
export const ACCESS_COLLECTIONS_KEY = 'access-collections';
/** A list in a function's input query has at most so many entries. */
export const ACCESS_COLLECTIONS_MAX = 100;

export type AccessRule = {
  /** Gids of products, beside the goods of the collections. */
  products: string[];
  /** Members of one of these tiers or segments may buy. */
  tiers: string[];
  segments: string[];
  /** What the others read, per language tag; without it a sentence of the function's own. */
  message: Record<string, string>;
};

export type ExclusiveAccess = { v: typeof EXCLUSIVE_ACCESS_VERSION; rule: AccessRule | null };
/** Value of `$app:access-collections`: gids. */
export type AccessCollections = { collections: string[] };
