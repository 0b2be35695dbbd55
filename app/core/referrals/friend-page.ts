/** What a friend sees who follows an advocate's link; how it looks is not known here. */
import type { Speech } from '#app/core/shopper/languages.ts';

export type FriendPage = { speech: Speech; formal: boolean } & (
  | { kind: 'offer'; from: string | null; what: string; minimum: string | null; word: string }
  | { kind: 'taken'; code: string; until: string; what: string }
  /** Her own link; one that holds no more; Shopify is silent; too many vouchers lie about. */
  | { kind: 'own' | 'off' | 'delayed' | 'tooMany' }
);
