/** A page behind a mail's link, as an answer. */
import type { LinkPage } from '#app/services/answer-mail-link.ts';
import { renderNewsPage } from '#app/ui/mail/news-page.ts';

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

export function mailPage(page: LinkPage | null): Response {
  if (!page)
    return new Response('This link is not valid. / Dieser Link ist nicht gültig.', {
      status: 404,
      headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
    });
  const { speech, button, boxes, legend, ...rest } = page;
  const html = renderNewsPage({
    ...rest,
    language: speech.tag,
    form: button === null ? null : { button, boxes, legend },
  });
  return new Response(html, { headers: HEADERS });
}
