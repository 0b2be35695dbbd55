import { expect, test } from 'vitest';
import { decideMail, type MailQuestion } from '#app/core/mail/decide.ts';

const H = 3_600_000;
const at = (text: string) => Date.parse(text);

/** A marketing mail to somebody in Berlin who has confirmed, with quiet hours from nine to eight. */
function ask(change: Partial<MailQuestion> = {}): MailQuestion {
  return {
    class: 'marketing',
    hasAddress: true,
    suppressed: null,
    consent: 'confirmed',
    interested: true,
    lately: [],
    zone: 'Europe/Berlin',
    rules: { quiet: { from: '21:00', until: '08:00' }, perDay: 1, perWeek: 3 },
    uselessAfter: null,
    ...change,
  };
}

test.each([
  ['at noon', '2026-06-01T10:00:00Z', {}, { kind: 'send' }],
  ['a minute before nine', '2026-06-01T18:59:00Z', {}, { kind: 'send' }],
  [
    'at nine',
    '2026-06-01T19:00:00Z',
    {},
    { kind: 'wait', because: 'quiet', until: at('2026-06-02T06:00:00Z') },
  ],
  [
    'before dawn',
    '2026-06-02T02:00:00Z',
    {},
    { kind: 'wait', because: 'quiet', until: at('2026-06-02T06:00:00Z') },
  ],
  ['at eight', '2026-06-02T06:00:00Z', {}, { kind: 'send' }],
  [
    'in the night that is an hour short',
    '2026-03-28T22:00:00Z',
    {},
    { kind: 'wait', because: 'quiet', until: at('2026-03-29T06:00:00Z') },
  ],
  [
    'in the night that is an hour long',
    '2026-10-24T22:00:00Z',
    {},
    { kind: 'wait', because: 'quiet', until: at('2026-10-25T07:00:00Z') },
  ],
  [
    'in Tokyo it is evening already',
    '2026-06-01T12:30:00Z',
    { zone: 'Asia/Tokyo' },
    { kind: 'wait', because: 'quiet', until: at('2026-06-01T23:00:00Z') },
  ],
  [
    'quiet at noon',
    '2026-06-01T10:30:00Z',
    { rules: { quiet: { from: '12:00', until: '13:00' }, perDay: null, perWeek: null } },
    { kind: 'wait', because: 'quiet', until: at('2026-06-01T11:00:00Z') },
  ],
  [
    'no quiet hours',
    '2026-06-01T23:00:00Z',
    { rules: { quiet: null, perDay: null, perWeek: null } },
    { kind: 'send' },
  ],
  [
    'one today already',
    '2026-06-01T10:00:00Z',
    { lately: [at('2026-06-01T07:00:00Z')] },
    { kind: 'wait', because: 'often', until: at('2026-06-01T22:00:00Z') },
  ],
  [
    'about what she did not choose',
    '2026-06-01T10:00:00Z',
    { interested: false },
    { kind: 'skip', because: 'not-interested' },
  ],
  [
    'about her order, whatever she chose',
    '2026-06-01T10:00:00Z',
    { interested: false, class: 'transactional' },
    { kind: 'send' },
  ],
  ['one yesterday', '2026-06-01T10:00:00Z', { lately: [at('2026-05-31T20:00:00Z')] }, { kind: 'send' }],
  [
    'three this week',
    '2026-06-05T10:00:00Z',
    { lately: [at('2026-06-01T10:00:00Z'), at('2026-06-02T10:00:00Z'), at('2026-06-03T10:00:00Z')] },
    { kind: 'wait', because: 'often', until: at('2026-06-08T10:00:00Z') },
  ],
  ['not confirmed', '2026-06-01T10:00:00Z', { consent: 'single' }, { kind: 'skip', because: 'no-consent' }],
  [
    'asked, not answered',
    '2026-06-01T10:00:00Z',
    { consent: 'asked' },
    { kind: 'skip', because: 'no-consent' },
  ],
  ['taken back', '2026-06-01T10:00:00Z', { consent: 'withdrawn' }, { kind: 'skip', because: 'withdrawn' }],
  [
    'an address that bounces',
    '2026-06-01T10:00:00Z',
    { suppressed: 'bounced' },
    { kind: 'skip', because: 'bounced' },
  ],
  ['nobody', '2026-06-01T10:00:00Z', { hasAddress: false }, { kind: 'skip', because: 'no-address' }],
  [
    'too late',
    '2026-06-01T10:00:00Z',
    { uselessAfter: at('2026-06-01T10:00:00Z') },
    { kind: 'skip', because: 'too-late' },
  ],
  [
    'about her order, at night, without consent, the tenth today',
    '2026-06-01T23:00:00Z',
    {
      class: 'transactional',
      consent: 'none',
      lately: Array.from({ length: 10 }, () => at('2026-06-01T22:30:00Z')),
    },
    { kind: 'send' },
  ],
  [
    'about her order, to an address that bounces',
    '2026-06-01T23:00:00Z',
    { class: 'transactional', suppressed: 'complained' },
    { kind: 'skip', because: 'complained' },
  ],
] as [string, string, Partial<MailQuestion>, object][])('%s', (_case, now, change, decision) => {
  expect(decideMail(ask(change), at(now))).toEqual(decision);
});

test('who waits as she is told may be written to then, through a year and in every zone of the clock', () => {
  for (const zone of [
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
  ]) {
    for (let now = at('2026-01-01T00:00:00Z'); now < at('2027-01-01T00:00:00Z'); now += 7 * H) {
      const decision = decideMail(ask({ zone }), now);
      if (decision.kind !== 'wait') continue;
      expect(decision.until - now).toBeLessThanOrEqual(12 * H);
      expect(decideMail(ask({ zone }), decision.until)).toEqual({ kind: 'send' });
    }
  }
});
