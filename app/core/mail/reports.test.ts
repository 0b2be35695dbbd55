/** What each provider's own shape means; the shapes are those of their documentation. */
import { expect, test } from 'vitest';
import { providerAt, providerOf, readMailReports, reportHeaders } from '#app/core/mail/reports.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const TO = 'Erika@Example.com';

const mailgun = (event: object) => ({
  signature: { timestamp: '1529006854', token: 'a8ce0edb', signature: 'd2271d12' },
  'event-data': {
    recipient: TO,
    message: { headers: { 'message-id': `${KEY}@shop.example` } },
    ...event,
  },
});
const ses = (event: object) => ({
  mail: { messageId: 'of SES', headers: [{ name: 'Message-ID', value: `<${KEY}@shop.example>` }] },
  ...event,
});
const bounce = (bounceType: string) =>
  ses({
    notificationType: 'Bounce',
    bounce: { bounceType, bouncedRecipients: [{ emailAddress: TO, status: '5.1.1', action: 'failed' }] },
  });
const complaint = (more: object) =>
  ses({
    eventType: 'Complaint',
    complaint: { complainedRecipients: [{ emailAddress: `Erika <${TO}>` }], ...more },
  });
const postmark = (more: object) => ({
  MessageID: 'of Postmark',
  Metadata: { treuwerk: KEY },
  Email: TO,
  ...more,
});
const sendgrid = (more: object) => [{ email: TO, 'smtp-id': `<${KEY}@shop.example>`, ...more }];
const brevo = (event: string) => ({
  event,
  email: TO,
  'message-id': '<2017@relay.example>',
  'X-Mailin-custom': `treuwerk:${KEY}`,
});

const CASES: [string, unknown, string | null][] = [
  ['postmark', postmark({ RecordType: 'Bounce', Type: 'HardBounce' }), 'bounced'],
  ['postmark', postmark({ RecordType: 'Bounce', Type: 'BadEmailAddress' }), 'bounced'],
  ['postmark', postmark({ RecordType: 'Bounce', Type: 'SoftBounce' }), 'delayed'],
  ['postmark', postmark({ RecordType: 'Bounce', Type: 'Blocked' }), null],
  ['postmark', postmark({ RecordType: 'SpamComplaint', Type: 'SpamComplaint' }), 'complained'],
  [
    'postmark',
    {
      ...postmark({
        RecordType: 'SubscriptionChange',
        SuppressSending: true,
        SuppressionReason: 'HardBounce',
      }),
    },
    'bounced',
  ],
  [
    'postmark',
    postmark({ RecordType: 'SubscriptionChange', SuppressSending: false, SuppressionReason: 'HardBounce' }),
    null,
  ],
  ['postmark', postmark({ RecordType: 'Delivery' }), null],
  ['mailgun', mailgun({ event: 'failed', severity: 'permanent', reason: 'bounce' }), 'bounced'],
  ['mailgun', mailgun({ event: 'failed', severity: 'permanent', reason: 'suppress-bounce' }), 'bounced'],
  [
    'mailgun',
    mailgun({ event: 'failed', severity: 'permanent', reason: 'suppress-complaint' }),
    'complained',
  ],
  ['mailgun', mailgun({ event: 'failed', severity: 'permanent', reason: 'suppress-unsubscribe' }), 'delayed'],
  ['mailgun', mailgun({ event: 'failed', severity: 'permanent', reason: 'old' }), 'delayed'],
  [
    'mailgun',
    mailgun({
      event: 'failed',
      severity: 'permanent',
      'delivery-status': { code: 550, 'enhanced-code': '5.7.1' },
    }),
    'delayed',
  ],
  [
    'mailgun',
    mailgun({ event: 'failed', severity: 'permanent', 'delivery-status': { code: 552 } }),
    'delayed',
  ],
  ['mailgun', mailgun({ event: 'failed', severity: 'temporary', reason: 'generic' }), 'delayed'],
  ['mailgun', mailgun({ event: 'complained' }), 'complained'],
  ['mailgun', mailgun({ event: 'delivered' }), null],
  ['sendgrid', sendgrid({ event: 'bounce', type: 'bounce' }), 'bounced'],
  ['sendgrid', sendgrid({ event: 'bounce', type: 'blocked' }), 'delayed'],
  ['sendgrid', sendgrid({ event: 'spamreport', 'smtp-id': undefined, treuwerk: KEY }), 'complained'],
  ['sendgrid', sendgrid({ event: 'dropped', reason: 'Bounced Address' }), 'bounced'],
  ['sendgrid', sendgrid({ event: 'dropped', reason: 'Unsubscribed Address' }), null],
  ['sendgrid', sendgrid({ event: 'open' }), null],
  ['brevo', brevo('hard_bounce'), 'bounced'],
  ['brevo', brevo('invalid_email'), 'bounced'],
  ['brevo', brevo('spam'), 'complained'],
  ['brevo', brevo('soft_bounce'), 'delayed'],
  ['brevo', brevo('blocked'), null],
  ['ses', bounce('Permanent'), 'bounced'],
  ['ses', bounce('Transient'), 'delayed'],
  ['ses', bounce('Undetermined'), 'delayed'],
  ['ses', complaint({ complaintFeedbackType: 'abuse' }), 'complained'],
  ['ses', complaint({}), 'complained'],
  ['ses', complaint({ complaintFeedbackType: 'not-spam' }), null],
  ['ses', ses({ notificationType: 'Delivery', delivery: { recipients: [TO] } }), null],
];

test.for(CASES)('%s tells %j: %s', ([provider, body, kind]) => {
  const envelope = { Type: 'Notification', TopicArn: 'arn:aws:sns:eu-central-1:1:bounces', Message: '…' };
  expect(providerOf(provider === 'ses' ? envelope : body)).toBe(provider);
  expect(readMailReports(provider as 'ses', body)).toEqual(
    kind === null ? [] : [{ kind, key: KEY, email: 'erika@example.com' }],
  );
});

test('a mail that does not name our key is somebody else’s', () => {
  const told = [
    { event: 'bounce', type: 'bounce', email: TO, 'smtp-id': '<abc@shop.example>' },
    { event: 'bounce', type: 'bounce', email: TO, 'smtp-id': `<x${KEY}@shop.example>` },
    { event: 'bounce', type: 'bounce', email: TO },
  ];
  expect(readMailReports('sendgrid', told).map(({ key }) => key)).toEqual([null, null, null]);
});

test('whatever else comes is read as nothing and breaks nothing', () => {
  const odd = [
    null,
    7,
    'x',
    [],
    [null, 'x', [[]]],
    {},
    { event: 7, email: {} },
    { 'event-data': { event: [] } },
  ];
  for (const provider of ['postmark', 'mailgun', 'sendgrid', 'brevo', 'ses'] as const)
    for (const body of odd) expect(readMailReports(provider, body)).toEqual([]);
  expect(odd.map(providerOf)).toEqual([
    ...[undefined, undefined, undefined, 'sendgrid', 'sendgrid'],
    ...[undefined, undefined, 'mailgun'],
  ]);
  const many = Array.from({ length: 5_000 }, () => ({ event: 'spamreport', email: TO }));
  expect(readMailReports('sendgrid', many)).toHaveLength(2_000);
});

test('our key goes out in the header that the provider gives back, and in none for others', () => {
  expect(reportHeaders('smtp.postmarkapp.com', KEY)).toEqual({ 'X-PM-Metadata-treuwerk': KEY });
  expect(reportHeaders('smtp.sendgrid.net', KEY)).toEqual({
    'X-SMTPAPI': `{"unique_args":{"treuwerk":"${KEY}"}}`,
  });
  expect(reportHeaders('smtp-relay.brevo.com', KEY)).toEqual({ 'X-Mailin-custom': `treuwerk:${KEY}` });
  expect(reportHeaders('smtp.eu.mailgun.org', KEY)).toEqual({});
  expect(reportHeaders('mail.example.com', KEY)).toEqual({});
  expect(providerAt('email-smtp.eu-central-1.amazonaws.com')).toBe('ses');
  expect(providerAt('smtp.eu.mailgun.org')).toBe('mailgun');
  expect(providerAt('evilsendgrid.net')).toBeUndefined();
});
