/**
 * What review apps tell of a review, read into one shape: who wrote it, about which product, with or without pictures, whether it
 * is still there. Nothing of its words is read. How each app names things is a row of `READINGS`; docs/reviews.md has the sources.
 */

/** `flow` is whatever Shopify Flow sends by "Send HTTP request", for Loox and any other app with a trigger there. */
export const REVIEW_APPS = ['judgeme', 'loox', 'yotpo', 'stamped', 'okendo', 'flow'] as const;
export type ReviewApp = (typeof REVIEW_APPS)[number];

/** Parts of the page about them. */
export const REVIEW_TABS = ['posts', 'reviews', 'apps'] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** Where an app's news come in, as staff see it. */
export type ReviewSourceView = {
  app: ReviewApp;
  address: string;
  /** Whether the app signs what it sends, and with what is known here. */
  signs: boolean;
  hasSecret: boolean;
  heardAt: string | null;
  /** What was wrong with the last delivery: `unsigned`, `unreadable`; null for nothing. */
  trouble: string | null;
  troubleAt: string | null;
};

export type ReviewNews = {
  /** The app's own; null where it sends none. */
  id: string | null;
  email: string | null;
  /** Shopify's number of the customer. */
  customerId: string | null;
  /** Shopify's number of the product; null for a review of the shop. */
  productId: string | null;
  /** Shown to staff. Nothing depends on it: points for good reviews alone would be a bought opinion. */
  rating: number | null;
  withMedia: boolean;
  /** Deleted, or called spam: what a merchant only hides stays rewarded. */
  gone: boolean;
  writtenAt: Date | null;
  changedAt: Date | null;
};

type Path = string;
type Reading = {
  /** Where the review stands in the body, the first that is an object; the body itself else. */
  root: Path[];
  id: Path[];
  email: Path[];
  customer: Path[];
  product: Path[];
  rating: Path[];
  media: Path[];
  written: Path[];
  changed: Path[];
  /** What calls it gone beside an event that says so. */
  gone: (review: object) => boolean;
};

const FLAT: Reading = {
  root: ['review', 'data'],
  id: ['id', 'review_id', 'reviewId'],
  email: ['email', 'customer_email', 'customer.email'],
  customer: ['customer_id', 'customer.id'],
  product: ['product_id', 'product.id'],
  rating: ['rating', 'score'],
  media: ['photo_url', 'photos', 'images', 'video_url', 'videos', 'has_media'],
  written: ['created_at', 'review_date', 'date'],
  changed: ['updated_at'],
  gone: (review) => valueAt(review, 'deleted') === true,
};

const READINGS: Record<ReviewApp, Reading> = {
  flow: FLAT,
  loox: FLAT,
  judgeme: {
    ...FLAT,
    root: ['review'],
    email: ['reviewer.email'],
    customer: ['reviewer.external_id'],
    product: ['product_external_id'],
    media: ['has_published_pictures', 'has_published_videos', 'pictures'],
    gone: (review) => valueAt(review, 'curated') === 'spam',
  },
  yotpo: {
    ...FLAT,
    root: ['data.review', 'data', 'review'],
    email: ['email', 'user.email', 'customer.email'],
    product: ['external_product_id', 'product.external_product_id', 'sku'],
    rating: ['score'],
    media: ['images_data', 'images', 'videos_data', 'videos'],
  },
  stamped: {
    ...FLAT,
    root: ['review', 'data'],
    email: ['customerEmail', 'email'],
    customer: ['customerId'],
    product: ['productId'],
    rating: ['reviewRating', 'rating'],
    media: ['reviewUserPhotos', 'reviewUserVideos'],
    written: ['dateCreated', 'reviewDate'],
    changed: ['dateUpdated'],
  },
  okendo: {
    ...FLAT,
    root: ['resource'],
    id: ['reviewId'],
    email: ['contributor.email', 'reviewer.email'],
    customer: ['contributor.customerId', 'contributor.externalCustomerId'],
    product: ['productId'],
    media: ['media'],
    written: ['dateCreated'],
    changed: ['dateModified', 'dateUpdated'],
    gone: () => false,
  },
};

const EVENT: Path[] = ['topic', 'event', 'event_type', 'eventType'];
const ID_MAX = 120;
const EMAIL_MAX = 254;

/** @returns `other` for an event that is about no review; undefined for what cannot be read. */
export function readReview(app: ReviewApp, body: unknown): ReviewNews | 'other' | undefined {
  if (!isObject(body)) return undefined;
  const event = textAt(body, EVENT)?.toLowerCase() ?? '';
  if (event !== '' && !event.includes('review')) return 'other';
  const reading = READINGS[app];
  const review = reading.root.map((path) => valueAt(body, path)).find(isObject) ?? body;
  const id = textAt(review, reading.id);
  const email = textAt(review, reading.email);
  if (id !== null && !isShort(id, ID_MAX)) return undefined;
  if (email !== null && !(isShort(email, EMAIL_MAX) && /^[^\s@]+@[^\s@]+$/.test(email))) return undefined;
  const customerId = numberOf(textAt(review, reading.customer));
  // A deletion may name the review alone.
  if (id === null && (email === null || event.includes('delet'))) return undefined;
  const rating = Number(textAt(review, reading.rating) ?? Number.NaN);
  return {
    id,
    email: email?.toLowerCase() ?? null,
    customerId,
    productId: numberOf(textAt(review, reading.product)),
    rating: Number.isFinite(rating) && rating >= 0 && rating <= 5 ? rating : null,
    withMedia: reading.media.some((path) => isFilled(valueAt(review, path))),
    gone: /delet|remov/.test(event) || reading.gone(review),
    writtenAt: instantOf(textAt(review, reading.written)),
    changedAt: instantOf(textAt(review, reading.changed)),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path.split('.')) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** The first that says something; numbers as their digits. */
function textAt(value: unknown, paths: Path[]): string | null {
  for (const path of paths) {
    const found = valueAt(value, path);
    if (typeof found === 'number' && Number.isFinite(found)) return String(found);
    if (typeof found === 'string' && found.trim() !== '') return found.trim();
  }
  return null;
}

function isShort(text: string, max: number): boolean {
  return text.length <= max && text.isWellFormed() && !text.includes('\0');
}

/** "gid://shopify/Product/123", "shopify-123" and "123" are 123. */
function numberOf(text: string | null): string | null {
  return /(?:^|[/-])([1-9]\d{0,19})$/.exec(text ?? '')?.[1] ?? null;
}

/** Apps say "none" in several ways. */
function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'string') return !['', 'null', '[]', 'false'].includes(value.trim().toLowerCase());
  return value === true || (typeof value === 'number' && value > 0) || isObject(value);
}

function instantOf(text: string | null): Date | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at);
}
