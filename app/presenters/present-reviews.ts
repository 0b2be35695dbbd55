/** Posts that wait for staff, reviews that apps told of, and what each came to. */
import type { PostReason, PostState } from '#app/core/contracts/posts.ts';
import { placeOf } from '#app/core/reviews/post.ts';
import type { ReviewApp, ReviewTab } from '#app/core/reviews/review.ts';
import { listPosts } from '#app/db/posts.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { listReviews } from '#app/db/reviews.ts';

/** More posts at once nobody looks at; the rest comes up as these are decided. */
const POSTS_MAX = 50;
const PER_PAGE = 25;

export type PostView = {
  id: string;
  memberId: number;
  memberName: string | null;
  address: string;
  place: string;
  words: string | null;
  state: PostState;
  reason: PostReason | null;
  points: number | null;
  submittedAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
};

export type ReviewView = {
  key: string;
  app: ReviewApp;
  memberId: number | null;
  memberName: string | null;
  productId: string | null;
  rating: number | null;
  withMedia: boolean;
  points: number | null;
  /** Why there are none, as a word. */
  nothing: string | null;
  heardAt: string;
};

export type ReviewsView = {
  waiting: PostView[];
  moreWaiting: boolean;
  decided: PostView[];
  reviews: ReviewView[];
  /** Where the older page begins; null on the last one. */
  older: string | null;
  /** What the live program gives for each. */
  rules: { review: boolean; share: boolean };
};

/** @param before as `older` said. */
export async function presentReviews(
  shop: string,
  { tab, before }: { tab: ReviewTab; before: string | null },
  at: Date,
): Promise<ReviewsView> {
  const isAbout = (one: ReviewTab) => tab === one;
  const [versions, waiting, decided, reviews] = await Promise.all([
    listVersions(shop),
    isAbout('posts') ? listPosts(shop, 'waiting', POSTS_MAX + 1) : [],
    isAbout('posts') ? listPosts(shop, 'decided', POSTS_MAX) : [],
    isAbout('reviews') ? listReviews(shop, readPlace(before), PER_PAGE + 1) : [],
  ]);
  const rules = versionAt(versions, at.getTime())?.config.earning.rules ?? [];
  const gives = (...deeds: string[]) =>
    rules.some((rule) => rule.active && rule.kind === 'deed' && deeds.includes(rule.deed));
  const shown = reviews.slice(0, PER_PAGE);
  const last = shown.at(-1);
  return {
    waiting: waiting.slice(0, POSTS_MAX).map(postView),
    moreWaiting: waiting.length > POSTS_MAX,
    decided: decided.map(postView),
    reviews: shown.map(({ reviewId, writtenAt: _written, goneAt: _gone, deedId: _deed, ...row }) => ({
      ...row,
      key: `${row.app} ${reviewId}`,
      heardAt: row.heardAt.toISOString(),
    })),
    older:
      reviews.length > PER_PAGE && last ? `${last.heardAt.getTime()}_${last.app}_${last.reviewId}` : null,
    rules: { review: gives('review', 'photoReview'), share: gives('share') },
  };
}

function postView(post: Awaited<ReturnType<typeof listPosts>>[number]): PostView {
  const { url, deedId: _deed, submittedAt, decidedAt, ...rest } = post;
  return {
    ...rest,
    address: url,
    place: placeOf(url),
    submittedAt: submittedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

function readPlace(text: string | null): { heardAt: Date; app: string; reviewId: string } | null {
  const [, at, app, reviewId] = /^(\d{1,15})_([a-z]{1,20})_(.{1,200})$/.exec(text ?? '') ?? [];
  return at && app && reviewId ? { heardAt: new Date(Number(at)), app, reviewId } : null;
}
