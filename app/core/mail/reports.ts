/**
 * What mail providers tell of mails after they took them: that an address does not exist, that a reader called one unwanted, or that it
 * did not get through this time. Each provider's own shape becomes the same few words; whatever else they tell is none of ours.
 */
import { asList, asObject, asText, type JsonObject } from '#app/core/loose-json.ts';

export const MAIL_PROVIDERS = ['postmark', 'mailgun', 'sendgrid', 'brevo', 'ses'] as const;
export type MailProvider = (typeof MAIL_PROVIDERS)[number];

export const PROVIDER_NAMES: Record<MailProvider, string> = {
  postmark: 'Postmark',
  mailgun: 'Mailgun',
  sendgrid: 'SendGrid',
  brevo: 'Brevo',
  ses: 'Amazon SES',
};

/** `delayed`: not this time; it says nothing about the address. */
export type MailReportKind = 'delayed' | 'bounced' | 'complained';

export type MailReport = {
  kind: MailReportKind;
  /** As `mailKey` made it when the mail went out; null where the mail is none of ours. */
  key: string | null;
  email: string | null;
};

/** `unsigned`: by whom it was not proven. `topic`: of Amazon, one that staff did not confirm. `unknown`: about a mail that does not say it is ours. */
export type MailReportTrouble = 'unsigned' | 'unreadable' | 'topic' | 'unknown';

/** Where a shop's provider tells, and what was heard, for staff who may change it. */
export type MailReportsView = {
  address: string;
  /** Whose server sends; null where it does not say. */
  guess: MailProvider | null;
  /** Whose signature is asked for; null for none. */
  signedBy: MailProvider | null;
  /** A topic of Amazon that asks to be confirmed, and the one that is. */
  askedTopic: string | null;
  topic: string | null;
  heardAt: string | null;
  heardFrom: MailProvider | null;
  trouble: MailReportTrouble | null;
  troubleAt: string | null;
};

/** At most so many of one delivery count: a provider sends far fewer. */
const REPORTS_MAX = 2_000;

/** Who tells, by the shape; undefined for a shape that none of them has. Says nothing about who really sent it. */
export function providerOf(body: unknown): MailProvider | undefined {
  if (Array.isArray(body)) return 'sendgrid';
  const told = asObject(body);
  if (!told) return undefined;
  if (asObject(told['event-data'])) return 'mailgun';
  if (asText(told.Type) && asText(told.TopicArn)) return 'ses';
  if (asText(told.RecordType)) return 'postmark';
  if (asText(told.event) && 'email' in told) return 'brevo';
  return undefined;
}

/** @param body of SES what stands in the notification's `Message`. */
export function readMailReports(provider: MailProvider, body: unknown): MailReport[] {
  return READINGS[provider](body)
    .slice(0, REPORTS_MAX)
    .filter((report) => report !== null);
}

type Reading = (body: unknown) => (MailReport | null)[];

const READINGS: Record<MailProvider, Reading> = {
  /** "Bounce", "Spam complaint" and "Subscription change" webhooks; what our header named comes back under `Metadata`. */
  postmark: (body) => {
    const told = asObject(body) ?? {};
    const kind = POSTMARK[`${asText(told.RecordType)}/${postmarkReason(told)}`];
    return [report(kind, asText(asObject(told.Metadata)?.[KEY_NAME]), told.Email ?? told.Recipient)];
  },
  /** `severity` says whether it was the last word; `reason` whether it was about the address. */
  mailgun: (body) => {
    const told = asObject(asObject(body)?.['event-data']) ?? {};
    const headers = asObject(asObject(told.message)?.headers);
    return [report(mailgunKind(told), asText(headers?.['message-id']), told.recipient)];
  },
  /** Many at once. `bounce` is hard unless its `type` is `blocked`; `dropped` was on SendGrid's own list. */
  sendgrid: (body) =>
    asList(body).map((one) => {
      const told = asObject(one) ?? {};
      return report(sendgridKind(told), asText(told[KEY_NAME]) ?? asText(told['smtp-id']), told.email);
    }),
  brevo: (body) => {
    const told = asObject(body) ?? {};
    const key = keyIn(asText(told['X-Mailin-custom'])) ?? asText(told['message-id']);
    return [report(BREVO[asText(told.event) ?? ''], key, told.email)];
  },
  /** Feedback notifications name `notificationType`, event publishing `eventType`; both are alike in the rest. */
  ses: (body) => {
    const told = asObject(body) ?? {};
    const key = sesKey(asObject(told.mail));
    const type = asText(told.notificationType) ?? asText(told.eventType);
    if (type === 'Bounce') {
      const bounce = asObject(told.bounce) ?? {};
      const kind = asText(bounce.bounceType) === 'Permanent' ? 'bounced' : 'delayed';
      return recipientsOf(bounce.bouncedRecipients).map((email) => report(kind, key, email));
    }
    if (type !== 'Complaint') return [];
    const complaint = asObject(told.complaint) ?? {};
    // These two are no reader's complaint: one takes it back, the other is about the sender's own set-up.
    if (['not-spam', 'auth-failure'].includes(asText(complaint.complaintFeedbackType) ?? '')) return [];
    return recipientsOf(complaint.complainedRecipients).map((email) => report('complained', key, email));
  },
};

/** Under this name our key goes out, where a provider gives back names of ours. */
export const KEY_NAME = 'treuwerk';

/** The header in which a provider takes names that it gives back; Mailgun and SES give back the `Message-ID` itself. */
export function reportHeaders(host: string, key: string): Record<string, string> {
  const provider = providerAt(host);
  if (provider === 'postmark') return { [`X-PM-Metadata-${KEY_NAME}`]: key };
  if (provider === 'sendgrid') return { 'X-SMTPAPI': JSON.stringify({ unique_args: { [KEY_NAME]: key } }) };
  if (provider === 'brevo') return { 'X-Mailin-custom': `${KEY_NAME}:${key}` };
  return {};
}

const HOSTS: [MailProvider, RegExp][] = [
  ['postmark', /(^|\.)(postmarkapp|mtasv)\.(com|net)$/],
  ['mailgun', /(^|\.)mailgun\.org$/],
  ['sendgrid', /(^|\.)sendgrid\.net$/],
  ['brevo', /(^|\.)(brevo|sendinblue)\.com$/],
  ['ses', /(^|\.)amazonaws\.com(\.cn)?$/],
];

/** Whose server it is; undefined where it does not say. */
export function providerAt(host: string): MailProvider | undefined {
  return HOSTS.find(([, pattern]) => pattern.test(host.toLowerCase()))?.[0];
}

const POSTMARK: Record<string, MailReportKind> = {
  'Bounce/HardBounce': 'bounced',
  'Bounce/BadEmailAddress': 'bounced',
  'Bounce/SpamComplaint': 'complained',
  'Bounce/SoftBounce': 'delayed',
  'Bounce/Transient': 'delayed',
  'Bounce/DnsError': 'delayed',
  'SpamComplaint/SpamComplaint': 'complained',
  'SubscriptionChange/HardBounce': 'bounced',
  'SubscriptionChange/SpamComplaint': 'complained',
};

function postmarkReason(told: JsonObject): string {
  if (told.RecordType === 'SpamComplaint') return 'SpamComplaint';
  if (told.RecordType !== 'SubscriptionChange') return asText(told.Type) ?? '';
  return told.SuppressSending === true ? (asText(told.SuppressionReason) ?? '') : '';
}

const MAILGUN_NOT_THE_ADDRESS = ['old', 'espblock', 'suppress-unsubscribe', 'greylisted'];

function mailgunKind(told: JsonObject): MailReportKind | undefined {
  if (told.event === 'complained') return 'complained';
  if (told.event !== 'failed') return undefined;
  const reason = asText(told.reason) ?? '';
  if (reason === 'suppress-complaint') return 'complained';
  if (told.severity !== 'permanent' || MAILGUN_NOT_THE_ADDRESS.includes(reason)) return 'delayed';
  const status = asObject(told['delivery-status']) ?? {};
  // A full mailbox, and what is refused for its content or its sender, does not speak of the address (RFC 3463).
  const other =
    [552, 554].includes(Number(status.code)) || /^5\.[2347]\./.test(String(status['enhanced-code']));
  return other ? 'delayed' : 'bounced';
}

const SENDGRID_DROPS: Record<string, MailReportKind> = {
  'bounced address': 'bounced',
  invalid: 'bounced',
  'spam reporting address': 'complained',
};

function sendgridKind(told: JsonObject): MailReportKind | undefined {
  if (told.event === 'spamreport') return 'complained';
  if (told.event === 'bounce') return told.type === 'blocked' ? 'delayed' : 'bounced';
  if (told.event === 'deferred') return 'delayed';
  return told.event === 'dropped' ? SENDGRID_DROPS[(asText(told.reason) ?? '').toLowerCase()] : undefined;
}

const BREVO: Record<string, MailReportKind> = {
  hard_bounce: 'bounced',
  invalid_email: 'bounced',
  spam: 'complained',
  complaint: 'complained',
  soft_bounce: 'delayed',
  deferred: 'delayed',
};

/** As the mail left us: SES puts its own `Message-ID` in place of ours, and tells the first one here. */
function sesKey(mail: JsonObject | undefined): string | null {
  const header = asList(mail?.headers)
    .map(asObject)
    .find((one) => asText(one?.name)?.toLowerCase() === 'message-id');
  return asText(header?.value) ?? asText(asObject(mail?.commonHeaders)?.messageId);
}

function recipientsOf(list: unknown): unknown[] {
  return asList(list).map((one) => asObject(one)?.emailAddress);
}

function report(kind: MailReportKind | undefined, key: string | null, email: unknown): MailReport | null {
  return kind ? { kind, key: keyIn(key), email: addressIn(asText(email)) } : null;
}

/** Ours are 32 hexadecimal digits, alone or before the @ of a `Message-ID`. */
function keyIn(text: string | null): string | null {
  return /(?:^|[<:\s])([0-9a-f]{32})(?:@|$|\s)/.exec(text ?? '')?.[1] ?? null;
}

/** Some write the name beside it. */
function addressIn(text: string | null): string | null {
  const address = /<([^<>]+)>\s*$/.exec(text ?? '')?.[1] ?? text;
  return address && address.length <= 254 && address.includes('@') ? address.trim().toLowerCase() : null;
}
