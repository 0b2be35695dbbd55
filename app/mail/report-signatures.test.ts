/** Signatures of providers: right ones, forged ones, and hosts that are never asked. */
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isAmazonSns, isSignedByMailgun, isSignedBySendgrid } from '#app/mail/report-signatures.ts';

test('Mailgun signs timestamp and token within the body', () => {
  const right = createHmac('sha256', 'signing-key').update('1529006854a8ce0edb').digest('hex');
  const body = (signature: unknown) => ({
    signature: { timestamp: '1529006854', token: 'a8ce0edb', signature },
  });
  expect(isSignedByMailgun(body(right), 'signing-key')).toBe(true);
  for (const wrong of [right.slice(1), `0${right.slice(1)}`, '', null, 'é'.repeat(32)])
    expect(isSignedByMailgun(body(wrong), 'signing-key')).toBe(wrong === right);
  expect(isSignedByMailgun(body(right), 'other-key')).toBe(false);
  expect(isSignedByMailgun({}, 'signing-key')).toBe(false);
});

test('SendGrid signs timestamp and raw body with a key whose public half the shop keeps', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const verificationKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const body = '[{"event":"bounce"}]';
  const signature = createSign('sha256').update(`1600112492${body}`).sign(privateKey, 'base64');
  const headers = new Headers({
    'X-Twilio-Email-Event-Webhook-Signature': signature,
    'X-Twilio-Email-Event-Webhook-Timestamp': '1600112492',
  });
  expect(isSignedBySendgrid(body, headers, verificationKey)).toBe(true);
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  expect(isSignedBySendgrid(body, headers, pem)).toBe(true);
  expect(isSignedBySendgrid(`${body} `, headers, verificationKey)).toBe(false);
  expect(isSignedBySendgrid(body, new Headers(), verificationKey)).toBe(false);
  expect(isSignedBySendgrid(body, headers, 'no key at all')).toBe(false);
});

test.for([
  ['https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem', true],
  ['https://sns.us-gov-west-1.amazonaws.com/x.pem', true],
  ['https://sns.cn-north-1.amazonaws.com.cn/x.pem', true],
  ['http://sns.eu-central-1.amazonaws.com/x.pem', false],
  ['https://sns.eu-central-1.amazonaws.com:8443/x.pem', false],
  ['https://me@sns.eu-central-1.amazonaws.com/x.pem', false],
  ['https://sns.s3.amazonaws.com/x.pem', false],
  ['https://sns.s3-us-west-2.amazonaws.com/x.pem', false],
  ['https://sns.s3-website-us-west-2.amazonaws.com/x.pem', false],
  ['https://sns.eu-central-1.amazonaws.com.evil.example/x.pem', false],
  ['https://evil.example/sns.eu-central-1.amazonaws.com/x.pem', false],
  ['https://127.0.0.1/x.pem', false],
  ['not an address', false],
] as const)('%s may be asked: %s', ([address, right]) => {
  expect(isAmazonSns(address)).toBe(right);
});
