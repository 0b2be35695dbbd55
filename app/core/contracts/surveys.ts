/**
 * What a shopper is asked, for her account and the storefront: GET `/apps/treuwerk/survey` (app proxy) and
 * GET `/api/extension/survey` (extensions) → SurveysReply. Each answer leads to a page that asks once more before it counts.
 */
export type SurveysReply = {
  surveys: {
    question: string;
    answers: { text: string; href: string }[];
    /** What the lowest and the highest answer mean; null where the answers say it themselves. */
    ends: { low: string; high: string } | null;
  }[];
  /** “You said, we did”, newest first; `said` is null where she wrote nothing beside her answer. */
  replies: { said: string | null; did: string; at: string }[];
};
