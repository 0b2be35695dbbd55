/** What providers tell later of mails that really went out: which addresses take none any more, once, and whom nobody believes. */
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { closePool } from '../../app/db/pool.ts';
import { transaction } from '../../app/db/transaction.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { contactHash } from '../../app/services/contact-hash.ts';
import { viewMailReports } from '../../app/services/mail-report-address.ts';
import { releaseAddress } from '../../app/services/release-address.ts';
import { planMails } from '../../app/services/plan-mail.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { setMailReports } from '../../app/services/set-mail-reports.ts';
import { takeMailReports } from '../../app/services/take-mail-reports.ts';
import { createTestDatabase } from '../support/database.ts';
import { tellDatabase } from '../support/inner-store.ts';
import { addMailShop, addReader, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';

let db: pg.Pool;
let box: Mailbox;
beforeAll(async () => {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  const { url } = await createTestDatabase();
  await tellDatabase(url, 6);
  db = new pg.Pool({ connectionString: url, max: 2 });
  box = await startMailbox();
});
afterEach(() => vi.unstubAllGlobals());
afterAll(async () => {
  closeSmtp();
  await box.stop();
  await db.end();
  await closePool();
});

type Sent = { shop: string; memberId: number; email: string; messageId: string; token: string };

/** A shop that has written to one member who wants news. */
async function sendOne(name: string): Promise<Sent> {
  const shop = await addMailShop(db, name, smtpTo(box.port));
  const email = `${name.replaceAll(' ', '-')}@Example.test`;
  const memberId = await addReader(db, shop, { consent: 'confirmed', email });
  await plan(shop, memberId, 'first');
  const before = box.mails.length;
  await sendMails();
  const mail = (await box.has(before + 1)).at(-1);
  const token = (await viewMailReports(shop)).address.split('/').at(-1) ?? '';
  return { shop, memberId, email, messageId: mail?.messageId ?? '', token };
}

async function plan(shop: string, memberId: number, id: string): Promise<void> {
  const contents = {
    en: { subject: 'Hello', preview: '', blocks: [{ kind: 'text' as const, text: 'Hello' }] },
  };
  const mail = {
    id,
    to: { memberId },
    class: 'transactional' as const,
    template: 'text',
    data: { contents },
  };
  await transaction((tx) => planMails(tx, shop, [{ ...mail, notBefore: new Date() }], new Date()));
}

async function tell(token: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('http://127.0.0.1/hooks/mail/x', { method: 'POST', body: text, headers });
  const taken = await takeMailReports(request, token);
  return taken.ok ? `changed ${taken.value.changed}` : taken.rejection.code;
}

async function suppressed(shop: string): Promise<string[]> {
  const { rows } = await db.query<{ told: string }>(
    `SELECT concat_ws(' ', because, told_by, mail_id, contact_hash) AS told FROM mail_suppressions WHERE shop = $1`,
    [shop],
  );
  return rows.map(({ told }) => told);
}

const keyOf = (sent: Sent) => /^<([0-9a-f]{32})@/.exec(sent.messageId)?.[1] ?? '';
const mailgun = (sent: Sent, event: object) => ({
  'event-data': {
    recipient: sent.email,
    message: { headers: { 'message-id': sent.messageId.slice(1, -1) } },
    ...event,
  },
});
const GONE = { event: 'failed', severity: 'permanent', reason: 'bounce' };

test('an address that does not exist takes no more mail, however often it is told; a delay changes nothing', async () => {
  const sent = await sendOne('reports hard');
  const { shop, memberId, token, email } = sent;
  expect(await tell(token, mailgun(sent, { event: 'failed', severity: 'temporary' }))).toBe('changed 1');
  expect(await suppressed(shop)).toEqual([]);
  expect(await tell(token, mailgun(sent, GONE))).toBe('changed 1');
  expect(await tell(token, mailgun(sent, GONE))).toBe('changed 0');
  expect(await suppressed(shop)).toEqual([`bounced mailgun first ${contactHash(shop, email)}`]);
  await plan(shop, memberId, 'second');
  await sendMails();
  const { rows } = await db.query<{ told: string }>(
    `SELECT concat_ws(' ', id, state, because, reported) AS told FROM mail_messages WHERE shop = $1 ORDER BY id`,
    [shop],
  );
  expect(rows.map(({ told }) => told)).toEqual(['first sent bounced', 'second skipped bounced']);
  // Released by staff it stays released, whoever tells the same again.
  const release = { shop, actor: 'staff:1', body: { contactHash: contactHash(shop, email) } };
  expect(await releaseAddress(release)).toMatchObject({ value: { released: true } });
  expect(await releaseAddress(release)).toMatchObject({ value: { released: false } });
  expect(await tell(token, mailgun(sent, GONE))).toBe('changed 0');
  expect(await suppressed(shop)).toEqual([]);
});

test('a complaint stops the address and withdraws the consent, which Shopify is told', async () => {
  const sent = await sendOne('reports complaint');
  const body = { RecordType: 'SpamComplaint', Email: sent.email, Metadata: { treuwerk: keyOf(sent) } };
  expect(await tell(sent.token, body)).toBe('changed 1');
  expect(await suppressed(sent.shop)).toEqual([expect.stringMatching(/^complained postmark first /)]);
  const { rows } = await db.query(
    'SELECT state, source, untold_at IS NOT NULL AS untold FROM mail_consents WHERE shop = $1 AND member_id = $2',
    [sent.shop, sent.memberId],
  );
  expect(rows).toEqual([{ state: 'withdrawn', source: 'complaint', untold: true }]);
});

test('what is told of mails that are not ours, or of another shop’s, does nothing', async () => {
  const [sent, other] = [await sendOne('reports ours'), await sendOne('reports others')];
  const stranger = { ...sent, messageId: `<${'0'.repeat(32)}@shop.example>` };
  const foreign = { ...sent, messageId: '<newsletter-7@shop.example>' };
  for (const told of [stranger, foreign, other])
    expect(await tell(sent.token, mailgun(told, GONE))).toBe('changed 0');
  expect(await suppressed(sent.shop)).toEqual([]);
  expect(await suppressed(other.shop)).toEqual([]);
  expect((await viewMailReports(sent.shop)).trouble).toBeNull();
  await tell(sent.token, mailgun(foreign, GONE));
  expect((await viewMailReports(sent.shop)).heardFrom).toBe('mailgun');
});

test('many at once, some of them twice and from several sides at the same time, count once each', async () => {
  const sent = await sendOne('reports many');
  const event = { email: sent.email, event: 'bounce', type: 'bounce', 'smtp-id': sent.messageId };
  const batch = [
    event,
    { ...event, event: 'deferred' },
    { ...event, event: 'spamreport' },
    event,
    { event: 'open' },
  ];
  const told = await Promise.all(Array.from({ length: 6 }, () => tell(sent.token, batch)));
  expect(told.sort()).toEqual([...Array.from({ length: 5 }, () => 'changed 0'), 'changed 1']);
  expect(await suppressed(sent.shop)).toEqual([expect.stringMatching(/^complained sendgrid first /)]);
});

test('a forged, renewed or foreign address is refused, and so is what cannot be read or is too large', async () => {
  const sent = await sendOne('reports address');
  const { shop, token } = sent;
  expect(await tell(`${token.slice(0, -2)}AA`, mailgun(sent, GONE))).toBe('request-unsigned');
  expect(await tell(token, 'no JSON')).toBe('request-invalid');
  expect((await viewMailReports(shop)).trouble).toBe('unreadable');
  expect(await tell(token, JSON.stringify({ event: 'x'.repeat(1_100_000), email: 'a' }))).toBe(
    'request-too-large',
  );
  expect(await setMailReports({ shop, actor: 'staff:1', body: { renew: true } })).toMatchObject({ ok: true });
  expect(await tell(token, mailgun(sent, GONE))).toBe('request-unsigned');
  const renewed = (await viewMailReports(shop)).address.split('/').at(-1) ?? '';
  expect(renewed).not.toBe(token);
  expect(await tell(renewed, mailgun(sent, GONE))).toBe('changed 1');
  const { rows } = await db.query('SELECT deed, data FROM staff_deeds WHERE shop = $1', [shop]);
  expect(rows).toEqual([{ deed: 'mail-reports-changed', data: { what: 'renewed' } }]);
  await db.query('UPDATE shops SET uninstalled_at = now() WHERE shop = $1', [shop]);
  expect(await tell(renewed, mailgun(sent, GONE))).toBe('request-unsigned');
});

test('where a signature is asked for, unsigned news and other providers are not believed', async () => {
  const sent = await sendOne('reports signed');
  const { shop, token } = sent;
  const set = (body: object) => setMailReports({ shop, actor: 'staff:1', body });
  expect(await set({ provider: 'mailgun', secret: 'signing-key-of-shop' })).toMatchObject({ ok: true });
  const { rows } = await db.query<{ sealed: string }>('SELECT sealed FROM mail_secrets WHERE shop = $1', [
    shop,
  ]);
  expect(rows[0]?.sealed).not.toContain('signing-key');
  const sign = (key: string) => ({
    signature: {
      ...{ timestamp: '1529006854', token: 'a8ce' },
      signature: createHmac('sha256', key).update('1529006854a8ce').digest('hex'),
    },
  });
  expect(await tell(token, mailgun(sent, GONE))).toBe('request-unsigned');
  expect(await tell(token, { ...mailgun(sent, GONE), ...sign('another-key') })).toBe('request-unsigned');
  const postmark = {
    RecordType: 'Bounce',
    Type: 'HardBounce',
    Email: sent.email,
    Metadata: { treuwerk: keyOf(sent) },
  };
  expect(await tell(token, postmark)).toBe('request-unsigned');
  expect(await viewMailReports(shop)).toMatchObject({ trouble: 'unsigned', signedBy: 'mailgun' });
  expect(await suppressed(shop)).toEqual([]);
  expect(await tell(token, { ...mailgun(sent, GONE), ...sign('signing-key-of-shop') })).toBe('changed 1');
  expect(await set({ provider: 'mailgun', secret: null })).toMatchObject({ ok: true });
  expect(await viewMailReports(shop)).toMatchObject({ trouble: null, signedBy: null });
});

test('Amazon: signed, from hosts of its own, from the topic that staff confirmed, and from no other', async () => {
  const sent = await sendOne('reports amazon');
  const { shop, token } = sent;
  const amazon = startAmazon();
  const topic = 'arn:aws:sns:eu-central-1:123456789012:bounces';
  const bounce = {
    notificationType: 'Bounce',
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: sent.email }] },
    mail: { headers: [{ name: 'Message-ID', value: sent.messageId }] },
  };
  const notification = (more: object = {}) => ({
    ...{ Type: 'Notification', MessageId: 'n1', TopicArn: topic, Timestamp: '2026-11-23T10:00:00.000Z' },
    Message: JSON.stringify(bounce),
    ...more,
  });
  const confirmation = {
    ...{ Type: 'SubscriptionConfirmation', MessageId: 'c1', TopicArn: topic, Token: 'abc' },
    ...{ Message: 'You have chosen to subscribe', Timestamp: '2026-11-23T10:00:00.000Z' },
    SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc',
  };
  // Nobody has confirmed anything: it is not read, and nothing is fetched but the certificate.
  expect(await tell(token, amazon.sign(notification()))).toBe('request-unsigned');
  expect((await viewMailReports(shop)).trouble).toBe('topic');
  expect(await tell(token, { ...amazon.sign(confirmation), Token: 'changed' })).toBe('request-unsigned');
  expect(await tell(token, amazon.sign(confirmation, { SigningCertURL: 'https://evil.example/x.pem' }))).toBe(
    'request-unsigned',
  );
  const inside = { ...confirmation, SubscribeURL: 'https://127.0.0.1/admin' };
  expect(await tell(token, amazon.sign(inside))).toBe('changed 0');
  expect((await viewMailReports(shop)).askedTopic).toBeNull();
  expect(await tell(token, amazon.sign(confirmation))).toBe('changed 0');
  expect((await viewMailReports(shop)).askedTopic).toBe(topic);
  expect(amazon.asked).toEqual([CERTIFICATE]);
  // Staff confirm what they see, not what came meanwhile.
  const confirm = (name: string) => setMailReports({ shop, actor: 'staff:1', body: { confirm: name } });
  expect(await confirm('arn:aws:sns:eu-central-1:1:other')).toMatchObject({ ok: false });
  expect(await confirm(topic)).toMatchObject({ ok: true });
  expect(amazon.asked).toEqual([CERTIFICATE, confirmation.SubscribeURL]);
  expect(await viewMailReports(shop)).toMatchObject({ topic, askedTopic: null });
  const other = { TopicArn: 'arn:aws:sns:eu-central-1:999:strangers' };
  expect(await tell(token, amazon.sign(notification(other)))).toBe('request-unsigned');
  expect(await tell(token, notification())).toBe('request-unsigned');
  expect(await suppressed(shop)).toEqual([]);
  expect(await tell(token, amazon.sign(notification({ Message: 'Successfully validated SNS topic' })))).toBe(
    'changed 0',
  );
  expect(await tell(token, amazon.sign(notification(), { SignatureVersion: '1' }))).toBe('changed 1');
  expect(await suppressed(shop)).toEqual([expect.stringMatching(/^bounced ses first /)]);
  // Without the original headers nobody can tell whose mail it was: staff read why.
  const bare = { ...bounce, mail: { messageId: 'of SES' } };
  expect(await tell(token, amazon.sign(notification({ Message: JSON.stringify(bare) })))).toBe('changed 0');
  expect((await viewMailReports(shop)).trouble).toBe('unknown');
});

const CERTIFICATE = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem';

/** Amazon on the network: its certificate lies there, and subscriptions are confirmed there. Whatever else is asked fails. */
function startAmazon() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    if (address === CERTIFICATE)
      return new Response(publicKey.export({ format: 'pem', type: 'spki' }).toString());
    if (address.startsWith('https://sns.eu-central-1.amazonaws.com/?Action=')) return new Response('<ok/>');
    throw new Error(`${address} is nobody's`);
  });
  const sign = (message: Record<string, string>, more: Record<string, string> = {}) => {
    const version = more.SignatureVersion ?? '2';
    const text = Object.keys(message)
      .sort()
      .map((name) => `${name}\n${message[name]}\n`)
      .join('');
    const Signature = createSign(version === '1' ? 'sha1' : 'sha256')
      .update(text)
      .sign(privateKey, 'base64');
    return { ...message, Signature, SignatureVersion: version, SigningCertURL: CERTIFICATE, ...more };
  };
  return { asked, sign };
}
