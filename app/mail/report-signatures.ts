/**
 * Who really told of a bounce: the signatures of those providers that sign. None of them is asked for its age, since the same news
 * again changes nothing.
 */
import { createHmac, createPublicKey, createVerify, type KeyObject, timingSafeEqual } from 'node:crypto';
import { asObject, asText, type JsonObject } from '#app/core/loose-json.ts';

/** Mailgun: HMAC-SHA256 of `timestamp` and `token` with the webhook signing key, in the body itself ("Securing webhooks"). */
export function isSignedByMailgun(body: unknown, signingKey: string): boolean {
  const signature = asObject(asObject(body)?.signature);
  const [timestamp, token, given] = ['timestamp', 'token', 'signature'].map((name) =>
    String(signature?.[name] ?? ''),
  );
  if (!timestamp || !token || !given) return false;
  const right = createHmac('sha256', signingKey)
    .update(timestamp + token)
    .digest('hex');
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}

/** SendGrid: ECDSA over timestamp and raw body; the verification key is a public one, base64 of its DER ("Signed Event Webhook"). */
export function isSignedBySendgrid(rawBody: string, headers: Headers, verificationKey: string): boolean {
  const given = headers.get('x-twilio-email-event-webhook-signature') ?? '';
  const timestamp = headers.get('x-twilio-email-event-webhook-timestamp') ?? '';
  if (!given || !timestamp) return false;
  try {
    const key = createPublicKey({
      key: Buffer.from(verificationKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64'),
      format: 'der',
      type: 'spki',
    });
    return createVerify('sha256')
      .update(timestamp + rawBody)
      .verify(key, given, 'base64');
  } catch {
    return false;
  }
}

const SIGNED_FIELDS: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/**
 * Amazon SNS: RSA over certain fields in their order, with the certificate that lies at Amazon ("Verifying the signatures of Amazon SNS
 * messages"). That it is the shop's own topic, this does not say.
 * @throws Error when the certificate cannot be read now.
 */
export async function isSignedByAmazon(body: unknown): Promise<boolean> {
  const told: JsonObject = asObject(body) ?? {};
  const fields = SIGNED_FIELDS[asText(told.Type) ?? ''];
  const certificate = asText(told.SigningCertURL);
  const hash = { '1': 'sha1', '2': 'sha256' }[asText(told.SignatureVersion) ?? ''];
  if (!fields || !hash || certificate === null || !isAmazonSns(certificate)) return false;
  if (!new URL(certificate).pathname.endsWith('.pem')) return false;
  const signed = fields
    .filter((name) => asText(told[name]) !== null)
    .map((name) => `${name}\n${asText(told[name])}\n`)
    .join('');
  const key = await certificateAt(certificate);
  try {
    return createVerify(hash)
      .update(signed, 'utf8')
      .verify(key, asText(told.Signature) ?? '', 'base64');
  } catch {
    return false;
  }
}

/** The only hosts that are ever asked because a message says so: of a region, since buckets of strangers lie below the same domain. */
export function isAmazonSns(address: string): boolean {
  try {
    const { protocol, hostname, port, username } = new URL(address);
    const right = /^sns\.[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}\.amazonaws\.com(\.cn)?$/.test(hostname);
    return right && protocol === 'https:' && port === '' && username === '';
  } catch {
    return false;
  }
}

/** Confirms a subscription by asking for the address that Amazon sent. */
export async function subscribeAtAmazon(address: string): Promise<boolean> {
  if (!isAmazonSns(address)) return false;
  const response = await askAmazon(address);
  await response.body?.cancel();
  return response.ok;
}

const TIMEOUT_MS = 8_000;
const CERTIFICATE_LENGTH_MAX = 20_000;
const CERTIFICATES_MAX = 20;
const known = new Map<string, KeyObject>();

async function certificateAt(address: string): Promise<KeyObject> {
  const before = known.get(address);
  if (before) return before;
  const response = await askAmazon(address);
  if (!response.ok) throw new Error(`Amazon's certificate was not to be had: ${response.status}`);
  const text = await response.text();
  if (text.length > CERTIFICATE_LENGTH_MAX) throw new Error('what lies there is no certificate');
  const key = createPublicKey(text);
  if (known.size >= CERTIFICATES_MAX) known.clear();
  known.set(address, key);
  return key;
}

function askAmazon(address: string): Promise<Response> {
  return fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
}
