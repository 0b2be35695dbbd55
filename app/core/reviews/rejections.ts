/** Refusals about posts that members hand in. */
export const POST_REFUSALS = {
  'post-invalid': {
    status: 422,
    en: 'This is not the address of a post.',
    de: 'Das ist nicht die Adresse eines Beitrags.',
  },
  'post-known': {
    status: 409,
    en: 'This post has been handed in already.',
    de: 'Dieser Beitrag wurde schon eingereicht.',
  },
  'posts-full': {
    status: 409,
    en: '{max} posts are waiting to be looked at already.',
    de: 'Es warten schon {max} Beiträge darauf, angesehen zu werden.',
  },
  'post-unknown': {
    status: 404,
    en: 'This post is not there any more.',
    de: 'Diesen Beitrag gibt es nicht mehr.',
  },
  'post-decided': {
    status: 409,
    en: 'Somebody else has decided about this post meanwhile. Load the page again.',
    de: 'Jemand anderes hat inzwischen über diesen Beitrag entschieden. Laden Sie die Seite neu.',
  },
} as const;
