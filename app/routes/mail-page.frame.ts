/** A page behind a mail's link, as an answer. No script runs there. */
import type { LinkPage } from '#app/services/answer-mail-link.ts';
import type { SurveyPage } from '#app/services/survey-page.ts';
import { renderNewsPage } from '#app/ui/mail/news-page.ts';
import { renderSurveyPage } from '#app/ui/surveys/answer-page.ts';

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
  if (!page) return noPage();
  const { speech, button, boxes, legend, ...rest } = page;
  const html = renderNewsPage({
    ...rest,
    language: speech.tag,
    form: button === null ? null : { button, boxes, legend },
  });
  return new Response(html, { headers: HEADERS });
}

export function surveyAnswer(page: SurveyPage | null): Response {
  if (!page) return noPage();
  const { speech, status, ...rest } = page;
  return new Response(renderSurveyPage({ ...rest, language: speech.tag }), { status, headers: HEADERS });
}

function noPage(): Response {
  return new Response('This link is not valid. / Dieser Link ist nicht gültig.', {
    status: 404,
    headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
