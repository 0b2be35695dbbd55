/**
 * Posts that a member made elsewhere: GET `/api/extension/posts` → PostsReply; POST `/api/extension/post` (PostRequest) → PostsReply.
 */
export const POST_STATES = ['waiting', 'approved', 'refused'] as const;
export type PostState = (typeof POST_STATES)[number];

/** Why staff refuse one; told to her in her language. */
export const POST_REASONS = ['unlabelled', 'unrelated', 'unreachable', 'other'] as const;
export type PostReason = (typeof POST_REASONS)[number];

export type PostsReply = {
  /** What an approved post gives by the program; null where it gives nothing, and none can be handed in. */
  points: number | null;
  /** Whether another can be handed in just now. */
  open: boolean;
  /** Hers, newest first. */
  posts: {
    id: string;
    address: string;
    /** "Instagram", or the host. */
    place: string;
    state: PostState;
    reason: PostReason | null;
    /** What came of an approved one. */
    points: number | null;
    at: string;
  }[];
};

export type PostRequest = {
  address: string;
  words?: string;
  /** She says that the post itself says that it is rewarded. */
  labelled: true;
};
