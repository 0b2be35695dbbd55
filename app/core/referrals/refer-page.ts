/** What an advocate sees who wants to recommend the shop; how it looks is not known here. */
import type { Speech } from '#app/core/shopper/languages.ts';

export type ReferPage = { speech: Speech; formal: boolean } & (
  | {
      kind: 'link';
      link: string;
      /** "10% off". */
      what: string;
      /** "500 points"; null when she gets none. */
      points: string | null;
      ordered: number;
      thanked: number;
    }
  | { kind: 'signedOut' | 'off' }
);
