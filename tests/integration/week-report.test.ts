/** The weekly report: its figures by hand, on Monday morning of the shop, once, in its language. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { planWeekReports, weekFacts } from '../../app/services/week-report.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { tellOrder } from '../support/services-model/model-shop.ts';

/** Monday 1 March 2027, 08:00 in Berlin. */
const MONDAY = Date.parse('2027-03-01T07:00:00Z');
const MINUTE = 60_000;

let store: InnerStore;
let box: Mailbox;
let shop: string;
beforeAll(async () => {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  store = await startInnerStore();
  box = await startMailbox();
});
afterAll(async () => {
  closeSmtp();
  await store.stop();
  await box.stop();
});

async function bought(id: string, customerId: string, at: string, minor: number, change: object = {}) {
  store.setTime(Math.max(Date.now(), Date.parse(at)));
  await tellOrder(
    { shop, ignoresRefunds: false },
    anOrder({
      orderId: id,
      customerId,
      occurredAt: at,
      updatedAt: at,
      lines: [aLine({ unitPriceMinor: minor })],
      totalMinor: minor,
      ...change,
    }),
  );
}

test('two weeks are told apart by the days of the shop, who returned from who is new', async () => {
  store.setTime(Date.parse('2025-12-01T12:00:00Z'));
  shop = await store.addShop('a week', {
    rewards: [{ id: 'five', kind: 'amountOff', points: 100, amount: '5.00' }],
  });
  await store.db.query(`UPDATE shops SET timezone = 'Europe/Berlin', locale = 'de' WHERE shop = $1`, [shop]);
  await bought('1', '11', '2026-01-10T12:00:00Z', 1_000);
  // Sunday 14 February, 23:59 in Berlin, is the week before the week before.
  await bought('2', '12', '2027-02-14T22:59:00Z', 9_900);
  // The week before, from its first instant: 12 returns, 13 is new.
  await bought('3', '12', '2027-02-14T23:00:00Z', 2_000);
  await bought('4', '13', '2027-02-17T12:00:00Z', 3_000);
  // Last week: 11 after more than a year, 12 twice, 14 new; a cancelled one, a test and a guest count for nothing.
  await bought('5', '11', '2027-02-22T12:00:00Z', 4_000);
  await bought('6', '12', '2027-02-23T12:00:00Z', 500);
  await bought('7', '12', '2027-02-24T12:00:00Z', 600);
  await bought('8', '14', '2027-02-25T12:00:00Z', 7_000);
  await bought('9', '15', '2027-02-26T12:00:00Z', 8_000, { cancelledAt: '2027-02-26T13:00:00Z' });
  await bought('10', '15', '2027-02-26T14:00:00Z', 8_000, { test: true });
  // Monday is the next one.
  await bought('11', '13', '2027-02-28T23:00:00Z', 8_000);
  const facts = await weekFacts(shop, '2027-03-01', new Date(MONDAY));
  const none = { redeemed: 0, mails: 0, goals: 0 };
  expect(facts).toEqual({
    from: '2027-02-22',
    to: '2027-02-28',
    last: {
      ...{ orders: 4, revenueMinor: 12_100, returning: 3, returningRevenueMinor: 5_100 },
      ...{ newcomers: 1, reactivated: 1, ...none },
    },
    before: {
      ...{ orders: 2, revenueMinor: 5_000, returning: 1, returningRevenueMinor: 2_000 },
      ...{ newcomers: 1, reactivated: 0, ...none },
    },
    costMinor: 0,
    tasksOpen: 0,
    tasksLate: 0,
    journeysOn: 0,
  });
});

test('on Monday at eight it goes out once, by however many processes, and not where nobody asked', async () => {
  await setMail(store.db, shop, smtpTo(box.port, { reportTo: 'chefin@example.test' }));
  store.setTime(MONDAY - MINUTE);
  await planWeekReports();
  await sendMails();
  // The week that has not been told yet is that before the last.
  const earlier = await box.has(1);
  expect(earlier[0]?.text).toContain('15.02.2027 bis 21.02.2027');
  store.setTime(MONDAY);
  await Promise.all([planWeekReports(), planWeekReports(), planWeekReports()]);
  expect(await planWeekReports()).toBe(0);
  while ((await sendMails()) > 0);
  const mails = await box.has(2);
  expect(mails).toHaveLength(2);
  const [, mail] = mails;
  expect(mail?.subject).toBe('a week: 3 Bestellungen kamen letzte Woche zurück');
  expect(mail?.text).toContain('Bestellungen von Kunden, die schon bestellt hatten: 3 (Woche davor: 1)');
  expect(mail?.text).toMatch(/Umsatz mit ihnen: 51,00\s€ \(Woche davor: 20,00\s€\)/);
  expect(mail?.text).toContain('Keine Strecke ist an.');
  expect(mail?.text).toContain('seinen Wochenbericht an diese Adresse');
  expect(mail?.headers.has('list-unsubscribe')).toBe(false);
  await setMail(store.db, shop, smtpTo(box.port));
  store.setTime(MONDAY + 7 * 24 * 60 * MINUTE);
  expect(await planWeekReports()).toBe(0);
});
