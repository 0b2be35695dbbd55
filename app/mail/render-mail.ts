/**
 * Draws a mail: HTML by MJML, light and dark, and the same as plain text. The frame of mails of one shape is drawn once and kept,
 * with places for what differs; what is put into a place is text, whatever stands in it.
 */
import mjml2html from 'mjml';
import { escapeHtml } from '#app/core/escape-html.ts';
import type { MailBlock, MailContent } from '#app/core/mail/content.ts';
import { contrastOn } from '#app/core/shopper/contrast.ts';

export type MailFrame = {
  shopName: string;
  /** BCP 47. */
  language: string;
  /** `#rrggbb`. */
  accent: string;
  /** Why she gets it. */
  reason: string;
  /** Below it: preferences and the way out; of mails that sell. */
  links: { text: string; href: string }[];
};

export type DrawnMail = { subject: string; html: string; text: string };

const LIGHT = { page: '#f4f4f2', card: '#ffffff', text: '#1c1c1c', quiet: '#5a5a5a' };
const DARK = { page: '#14171a', card: '#1d2125', text: '#f1f3f5', quiet: '#b4bac0' };
const KEPT_MAX = 200;

const kept = new Map<string, Promise<string>>();

/** @throws Error when a button leads elsewhere than to https. */
export async function drawMail(content: MailContent, usual: MailFrame): Promise<DrawnMail> {
  const frame = { ...usual, reason: content.reason ?? usual.reason };
  const places = placesOf(content, frame);
  const html = (await frameOf(content.blocks, frame)).replace(
    /%%(\w+)%%/g,
    (_all, name: string) => places.get(name) ?? '',
  );
  return { subject: content.subject, html, text: textOf(content, frame) };
}

function placesOf({ subject, preview, blocks }: MailContent, frame: MailFrame): Map<string, string> {
  const places = new Map([
    ['subject', escapeHtml(subject)],
    ['preview', escapeHtml(preview)],
    ['shop', escapeHtml(frame.shopName)],
    ['reason', escapeHtml(frame.reason)],
  ]);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'fact') {
      places.set(`label${index}`, escapeHtml(block.label));
      places.set(`value${index}`, escapeHtml(block.value));
    } else if (block.kind === 'choices') placeChoices(places, block, index);
    else places.set(`text${index}`, block.text.split('\n').map(escapeHtml).join('<br />'));
    if (block.kind === 'button') places.set(`href${index}`, escapeHtml(checked(block.href)));
  }
  for (const [index, { text, href }] of frame.links.entries()) {
    places.set(`link${index}`, escapeHtml(text));
    places.set(`to${index}`, escapeHtml(checked(href)));
  }
  return places;
}

function placeChoices(
  places: Map<string, string>,
  { options, ends }: Extract<MailBlock, { kind: 'choices' }>,
  index: number,
): void {
  for (const [place, { text, href }] of options.entries()) {
    places.set(`option${index}x${place}`, escapeHtml(text));
    places.set(`goal${index}x${place}`, escapeHtml(checked(href)));
  }
  places.set(`ends${index}`, escapeHtml(endsOf({ options, ends })));
}

/** “0 = not at all likely, 10 = extremely likely”. */
function endsOf({
  options,
  ends,
}: Pick<Extract<MailBlock, { kind: 'choices' }>, 'options' | 'ends'>): string {
  return ends ? `${options[0]?.text ?? ''} = ${ends.low}, ${options.at(-1)?.text ?? ''} = ${ends.high}` : '';
}

/** What of a block decides how it is drawn. */
function partOf(block: MailBlock): Part {
  return block.kind === 'choices'
    ? { kind: 'choices', count: block.options.length, ends: block.ends !== null }
    : { kind: block.kind };
}

function frameOf(blocks: MailBlock[], { language, accent, links }: MailFrame): Promise<string> {
  const shape = { parts: blocks.map(partOf), language, accent, links: links.length };
  const key = JSON.stringify(shape);
  const known = kept.get(key);
  if (known) return known;
  const drawing = draw(mjmlOf(shape));
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, drawing);
  drawing.catch(() => kept.delete(key));
  return drawing;
}

async function draw(source: string): Promise<string> {
  const { html, errors } = await mjml2html(source, { validationLevel: 'soft' });
  if (errors.length > 0) throw new Error(`the mail cannot be drawn: ${errors[0]?.message ?? ''}`);
  return html;
}

type Part =
  { kind: Exclude<MailBlock['kind'], 'choices'> } | { kind: 'choices'; count: number; ends: boolean };
type Shape = { parts: Part[]; language: string; accent: string; links: number };

function mjmlOf({ parts, language, accent, links }: Shape): string {
  const below = Array.from(
    { length: links },
    (_, index) => ` · <a href="%%to${index}%%" style="color:${LIGHT.quiet}">%%link${index}%%</a>`,
  );
  return `<mjml lang="${escapeHtml(language)}">
<mj-head>
  <mj-title>%%subject%%</mj-title>
  <mj-preview>%%preview%%</mj-preview>
  <mj-attributes>
    <mj-all font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" />
    <mj-text font-size="16px" line-height="1.5" color="${LIGHT.text}" />
    <mj-button background-color="${accent}" color="${contrastOn(accent).text}" border-radius="6px" font-size="16px" inner-padding="12px 24px" />
  </mj-attributes>
  <mj-style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    @media (prefers-color-scheme: dark) {
      .page, .page > div { background-color: ${DARK.page} !important; }
      .action td { border: 1px solid ${DARK.quiet} !important; }
      .card, .card > table { background-color: ${DARK.card} !important; }
      .ink div { color: ${DARK.text} !important; }
      .option { color: ${DARK.text} !important; border-color: ${DARK.quiet} !important; }
      .quiet, .quiet div, .quiet a { color: ${DARK.quiet} !important; }
    }
  </mj-style>
  <mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /></mj-raw>
</mj-head>
<mj-body background-color="${LIGHT.page}" css-class="page" width="600px">
  <mj-section padding="24px 0 8px"><mj-column><mj-text align="center" font-weight="600" css-class="ink">%%shop%%</mj-text></mj-column></mj-section>
  <mj-section background-color="${LIGHT.card}" border-radius="8px" css-class="card" padding="16px 8px"><mj-column>
${parts.map(blockOf).join('\n')}
  </mj-column></mj-section>
  <mj-section padding="16px 0 32px"><mj-column><mj-text align="center" font-size="13px" color="${LIGHT.quiet}" css-class="quiet">%%reason%%${below.join('')}</mj-text></mj-column></mj-section>
</mj-body>
</mjml>`;
}

function blockOf(part: Part, index: number): string {
  switch (part.kind) {
    case 'choices':
      return choicesOf(part, index);
    case 'heading':
      return `<mj-text css-class="ink"><h1 style="margin:0;font-size:24px;line-height:1.25">%%text${index}%%</h1></mj-text>`;
    case 'text':
      return `<mj-text css-class="ink">%%text${index}%%</mj-text>`;
    case 'button':
      return `<mj-button align="left" css-class="action" href="%%href${index}%%">%%text${index}%%</mj-button>`;
    case 'fact':
      return `<mj-text css-class="ink">%%label${index}%%: <strong>%%value${index}%%</strong></mj-text>`;
    case 'code':
      return `<mj-text css-class="ink" font-size="20px" font-family="ui-monospace, Menlo, monospace"><strong>%%text${index}%%</strong></mj-text>`;
  }
}

/** Each as large as a finger; they wrap where the screen ends. */
function choicesOf({ count, ends }: Extract<Part, { kind: 'choices' }>, index: number): string {
  const style = `display:inline-block;box-sizing:border-box;min-width:44px;padding:9px 8px;margin:0 4px 8px 0;border:1px solid ${LIGHT.quiet};border-radius:6px;text-align:center;text-decoration:none;color:${LIGHT.text}`;
  const links = Array.from(
    { length: count },
    (_, place) =>
      `<a class="option" href="%%goal${index}x${place}%%" style="${style}">%%option${index}x${place}%%</a>`,
  );
  const below = ends
    ? `<mj-text css-class="quiet" padding-top="0" font-size="14px" color="${LIGHT.quiet}">%%ends${index}%%</mj-text>`
    : '';
  return `<mj-text css-class="ink">${links.join(' ')}</mj-text>${below}`;
}

function textOf({ blocks }: MailContent, { shopName, reason, links }: MailFrame): string {
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'button':
        return `${block.text}: ${checked(block.href)}`;
      case 'fact':
        return `${block.label}: ${block.value}`;
      case 'choices':
        return [
          ...block.options.map(({ text, href }) => `${text}: ${checked(href)}`),
          ...(block.ends ? [endsOf(block)] : []),
        ].join('\n');
      default:
        return block.text;
    }
  });
  const below = links.map(({ text, href }) => `${text}: ${href}`);
  return [shopName, ...parts, '--', reason, ...below].join('\n\n');
}

/** Only addresses that a mail may lead to; on a laptop the app stands on loopback. */
function checked(href: string): string {
  if (!/^https:\/\//.test(href) && !/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//.test(href))
    throw new Error('a mail leads nowhere but to https');
  return href;
}
