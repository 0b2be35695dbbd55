/** The keys below `formal` in the locales: where the shop says Sie, German has a text of its own. A test holds both together. */
export const FORMAL_KEYS: ReadonlySet<string> = new Set([
  'balance',
  'title',
  'refer.friend',
  'refer.you',
  'refer.label',
]);
