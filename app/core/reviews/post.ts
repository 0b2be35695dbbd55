/** A post that a member made elsewhere about the shop: the link that she hands in, and what may become of it. */

export const POST_WORDS_MAX = 500;
export const POST_URL_MAX = 500;
/** More of one member at once staff cannot look at. */
export const POSTS_WAITING_MAX = 3;

/** Parts of addresses that name the way there, not the place. */
const TRACKING = /^(utm_.*|igsh|igshid|fbclid|gclid|si|ref|ref_src|_t|_r|is_from_webapp|sender_device)$/;

/**
 * The address of a post as it is compared and shown: without what only tracks.
 *
 * @returns undefined for whatever is no public address of the web.
 */
export function postAddress(text: string): string | undefined {
  const typed = text.trim();
  if (typed.length > POST_URL_MAX || /[\s<>"'\\]/.test(typed)) return undefined;
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (!url || url.username !== '' || url.password !== '' || url.port !== '') return undefined;
  // A name with a dot and letters at its end: no machine of one's own, no number.
  if (!/\.[a-z]{2,}$/i.test(url.hostname)) return undefined;
  if (url.pathname === '/' && url.search === '') return undefined;
  url.protocol = 'https:';
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.hostname = url.hostname.replace(/^(www|m|mobile)\./, '');
  url.pathname = url.pathname.replace(/\/+$/, '') || '/';
  return url.href;
}

const PLACES: Record<string, string> = {
  'instagram.com': 'Instagram',
  'tiktok.com': 'TikTok',
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'facebook.com': 'Facebook',
  'pinterest.com': 'Pinterest',
  'x.com': 'X',
  'threads.net': 'Threads',
};

/** The name of the place as people know it, else its host. */
export function placeOf(address: string): string {
  const host = URL.parse(address)?.hostname ?? address;
  const known = Object.keys(PLACES).find((one) => host === one || host.endsWith(`.${one}`));
  return (known && PLACES[known]) ?? host;
}
