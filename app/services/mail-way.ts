/** The way on which a shop's mails go: its own provider's SMTP server, or Klaviyo, which hears of each as an event. */
import { createHash } from 'node:crypto';
import type { MailBlock, MailContent } from '#app/core/mail/content.ts';
import { reportHeaders } from '#app/core/mail/reports.ts';
import { MAIL_FORMAL, MAIL_WORDS, type MailWords } from '#app/core/mail/words.ts';
import type { Settings } from '#app/core/settings.ts';
import { speltIn } from '#app/core/shopper/languages.ts';
import type { DueMail } from '#app/db/mail.ts';
import { findSecret, type MailSecret } from '#app/db/mail-consents.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { unseal } from '#app/db/token-cipher.ts';
import { env } from '#app/env.server.ts';
import { drawMail, type MailFrame } from '#app/mail/render-mail.ts';
import { tellKlaviyo } from '#app/mail/klaviyo.ts';
import { type SendOutcome, type SmtpServer, sendSmtp } from '#app/mail/send-smtp.ts';
import type { MailReader } from '#app/services/mail-sources.ts';
import { signLink } from '#app/services/signed-link.ts';

export type WayOutcome = SendOutcome;

export type Letter = {
  mail: Pick<DueMail, 'shop' | 'id' | 'class' | 'template' | 'memberId' | 'displayName' | 'data'>;
  to: string;
  content: MailContent;
  reader: MailReader;
  row: ShopRow;
  settings: Settings;
};

export type MailWay = {
  /** Whether consent, quiet hours and caps are ours to decide. */
  decides: boolean;
  /** Makes a letter ready: what is wrong with it is found before anything is handed over. */
  prepare: (letter: Letter) => Promise<() => Promise<WayOutcome>>;
};

/** Undefined while mail is off, or its way is not set up. */
export async function openWay(shop: string, settings: Settings): Promise<MailWay | undefined> {
  if (settings.mail.mode === 'klaviyo') {
    const key = await openSecret(shop, 'klaviyo');
    return key === undefined
      ? undefined
      : { decides: false, prepare: async (letter) => () => tellKlaviyo(key, eventOf(letter)) };
  }
  const server = await smtpServerOf(shop, settings);
  if (!server) return undefined;
  return {
    decides: true,
    prepare: async (letter) => {
      const mail = await letterOf(letter);
      return () => sendSmtp(server, mail);
    },
  };
}

export async function smtpServerOf(shop: string, settings: Settings): Promise<SmtpServer | undefined> {
  const { mode, server } = settings.mail;
  if (mode !== 'smtp' || !server) return undefined;
  const { host, port, security, user } = server;
  return { host, port, security, user, password: (await openSecret(shop, 'smtp')) ?? null };
}

/** What secrets are bound to, so that one does not open in another shop's row. */
export function secretPlace(shop: string, kind: MailSecret): string {
  return `mail:${kind}:${shop}`;
}

async function openSecret(shop: string, kind: MailSecret): Promise<string | undefined> {
  const sealed = await findSecret(shop, kind);
  return sealed === undefined ? undefined : unseal(sealed, secretPlace(shop, kind));
}

async function letterOf(letter: Letter) {
  const { mail, to, content, reader, row, settings } = letter;
  const frame = frameOf(letter);
  const drawn = await drawMail(content, frame);
  const from = settings.mail.server?.from ?? '';
  const leave = frame.links.at(-1);
  const key = mailKey(mail);
  return {
    messageId: `<${key}@${from.split('@')[1] ?? mail.shop}>`,
    from: { name: settings.sender.name ?? row.name, address: from },
    to: { name: mail.displayName ?? '', address: to },
    replyTo: settings.sender.replyTo,
    ...drawn,
    headers: {
      ...(leave && {
        'List-Unsubscribe': `<${leave.href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
      // Answers of machines are for nobody.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': reader.speech.tag,
      ...reportHeaders(settings.mail.server?.host ?? '', key),
    },
  };
}

/** What stands around a mail; of one that sells the last link is the way out. */
export function frameOf({
  mail,
  reader,
  row,
  settings,
}: Pick<Letter, 'reader' | 'row' | 'settings'> & {
  mail: Pick<DueMail, 'shop' | 'class' | 'memberId'>;
}): MailFrame {
  const words = mailWordsFor(reader);
  const link = mail.memberId === null ? null : signLink(mail.shop, 'mail', { m: mail.memberId });
  const sells = mail.class === 'marketing' && link !== null;
  const home = env().SHOPIFY_APP_URL;
  const hasInterests = settings.mail.interests.length > 0;
  return {
    shopName: row.name,
    language: reader.speech.tag,
    accent: settings.brand.accent ?? PLAIN,
    reason: sells ? words.because(row.name) : words.service(row.name),
    links: sells
      ? [
          ...(hasInterests ? [{ text: words.preferences, href: `${home}/m/preferences/${link}` }] : []),
          { text: words.unsubscribe, href: `${home}/m/unsubscribe/${link}` },
        ]
      : [],
  };
}

const PLAIN = '#1c1c1c';

/** The same mail has the same key at every try: its `Message-ID` begins with it, and a provider's later news name it. */
export function mailKey({ shop, id }: Pick<DueMail, 'shop' | 'id'>): string {
  return createHash('sha256').update(`${shop}\n${id}`).digest('hex').slice(0, 32);
}

function eventOf({ mail, to, content, reader }: Letter) {
  return {
    id: `${mail.shop}/${mail.id}`,
    name: `Treuwerk ${mail.template.split('/')[0]}`,
    email: to,
    properties: {
      template: mail.template,
      class: mail.class,
      language: reader.speech.tag,
      subject: content.subject,
      text: content.blocks.flatMap(linesOf),
      ...reader.values,
    },
  };
}

/** Of links beside each other one line each: whoever writes the mail at Klaviyo makes them links again. */
function linesOf(block: MailBlock): string[] {
  switch (block.kind) {
    case 'fact':
      return [`${block.label}: ${block.value}`];
    case 'choices':
      return block.options.map(({ text, href }) => `${text}: ${href}`);
    default:
      return [block.text];
  }
}

export function mailWordsFor({ speech, formal }: Pick<MailReader, 'speech' | 'formal'>): MailWords {
  const words = {
    ...MAIL_WORDS[speech.language],
    ...(formal && speech.language === 'de' ? MAIL_FORMAL : {}),
  };
  const spelt = (value: MailWords[keyof MailWords]) =>
    typeof value === 'string' ? speltIn(value, speech) : (name: string) => speltIn(value(name), speech);
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, spelt(value)])) as MailWords;
}
