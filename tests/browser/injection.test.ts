/**
 * Whatever people write stays text: names, tiers, offers, surveys, journeys and the shop's own words hold HTML, scripts and Liquid here, and
 * every page that shows them is looked at in a real browser: the theme (whose Liquid is really rendered), the account, the pages
 * behind mails, mails, and the admin.
 */
import '../support/environment.ts';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN_TEXTS } from '../../app/core/contracts/public-program.ts';
import { NEW_SURVEY } from '../../app/core/surveys/survey.ts';
import { AREAS } from '../../app/ui/program/areas/area.ts';
import { smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { askAsStaff } from '../support/staff.ts';
import { until } from '../support/until.ts';
import { newVisitor, openBrowser } from './browser.ts';
import { appFrame } from './merchant.ts';

/** What Liquid would make of it; it stands nowhere as long as nobody does. */
const COUNTED = String(7_919 * 31);
const MARK = 'Evil';
/** Within the 120 letters of a name. @param what says where it was written. */
function evil(what: string): string {
  return `${MARK} ${what}"onload="pwned=1" '><tw-evil>{{7919|times:31}}{%assign a=1%}</script><img src=x onerror=pwned=1>`;
}
const both = (what: string) => ({ en: evil(what), de: evil(what) });
const SHORT = '"><tw-evil>{{7919|times:31}}';
const VIP = { kind: 'segment', segment: 'evil-vip' };

const PROGRAM = {
  earning: {
    rules: [
      { id: 'orders', kind: 'orderAmount', points: 5, perAmount: '1.00', title: both('rule') },
      { id: 'asked', kind: 'deed', deed: 'survey', points: 20, title: both('deed') },
    ],
  },
  pointsName: { en: { one: SHORT, other: SHORT }, de: { one: SHORT, other: SHORT } },
  tiers: {
    list: [
      { id: 'gold', name: both('tier'), enter: '0.01' },
      { id: 'top', name: both('next'), enter: '9000.00' },
    ],
  },
  rewards: [{ id: 'five', kind: 'amountOff', points: 10, amount: '5.00', title: both('reward') }],
  offers: [
    {
      ...{ id: 'autumn', kind: 'percentOff', percent: 20, audience: { kind: 'tier', tierId: 'gold' } },
      ...{ code: 'VIP-AUTUMN', title: both('offer'), text: both('sentence') },
    },
    { id: 'vip', kind: 'freeShipping', audience: VIP, code: 'VIP-SHIP', title: both('vip') },
  ],
  referrals: { active: true },
  people: { terms: { version: evil('terms').slice(0, 40), url: { en: 'https://shop.example/terms' } } },
  texts: {
    en: Object.fromEntries(OWN_TEXTS.map((key) => [key, `${evil(key)} {{ shop.secret }}`])),
    de: Object.fromEntries(OWN_TEXTS.map((key) => [key, `${evil(key)} {{ shop.secret }}`])),
  },
};

let sandbox: TestSandbox;
let browser: Browser;
let box: Mailbox;
let customerId: string;
let memberId: string;
beforeAll(async () => {
  box = await startMailbox();
  [sandbox, browser] = await Promise.all([
    startSandbox({ program: PROGRAM, args: ['--fresh'] }),
    openBrowser(),
  ]);
  await sandbox.db.query(
    `INSERT INTO shop_settings (shop, config, updated_at, updated_by) VALUES ($1, $2, now(), 'test')
      ON CONFLICT (shop) DO UPDATE SET config = $2`,
    [
      sandbox.shop,
      {
        mail: smtpTo(box.port, { interests: [{ id: 'evil', name: both('interest') }] }),
        sender: { name: evil('sender').slice(0, 100) },
      },
    ],
  );
  await fill();
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
  await box.stop();
});

async function tell(route: string, body: object): Promise<void> {
  const { status, json } = await askAsStaff(sandbox, route, body);
  expect(status, JSON.stringify(json)).toBe(200);
}

/** A member with such a name, and everything that is written for or by her. */
async function fill(): Promise<void> {
  const survey = {
    ...NEW_SURVEY,
    name: evil('survey').slice(0, 80),
    ask: 'after-order',
    waitDays: 0,
    kind: 'own',
  };
  const choices = [both('choice'), both('other')].map((one) => ({
    en: one.en.slice(0, 60),
    de: one.de.slice(0, 60),
  }));
  await tell('survey', { id: null, seen: 0, survey: { ...survey, questions: both('question'), choices } });
  const contents = {
    subject: `${evil('subject')} {{firstName}}`.slice(0, 150),
    preview: evil('preview'),
    blocks: [
      { kind: 'text', text: `${evil('journey')} {{firstName}} {{tier}} {{points}}` },
      { kind: 'offers' },
    ],
  };
  const journey = {
    id: 'evil',
    name: both('journey'),
    trigger: { kind: 'event', event: 'order-paid' },
    steps: [{ id: 'a', tone: 'sells', action: { kind: 'mail', contents: { en: contents, de: contents } } }],
  };
  await tell('journey', { journey, seen: 0 });
  await tell('journey', { id: 'evil', on: true, seen: 1 });
  const segment = {
    id: 'evil-vip',
    name: both('segment'),
    match: 'all',
    rules: [{ kind: 'orders', min: 1 }],
  };
  await tell('segment', { segment, seen: 0 });
  const { id } = await sandbox.act<{ id: string }>('customers', {
    ...{ firstName: evil('first'), lastName: evil('last'), email: 'eve@example.com' },
  });
  customerId = id;
  await sandbox.settled();
  await sandbox.db.query(
    `INSERT INTO mail_consents (shop, member_id, state, source, at)
      SELECT shop, id, 'confirmed', 'shopify', now() FROM members WHERE customer_id = $1
      ON CONFLICT (shop, member_id) DO UPDATE SET state = 'confirmed'`,
    [id],
  );
  await sandbox.act('orders', { customerId: id, taxesIncluded: true, lines: [{ unitPrice: 50_000 }] });
  await sandbox.settled();
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT id FROM members WHERE customer_id = $1', [
    id,
  ]);
  memberId = String(rows[0]?.id);
  const values = [sandbox.shop, memberId];
  await sandbox.db.query(
    `INSERT INTO member_messages (shop, member_id, id, texts, from_at, until_at)
      VALUES ($1, $2, 'evil', $3, now() - interval '1 hour', now() + interval '10 days')`,
    [...values, both('message')],
  );
  await sandbox.db.query(
    `INSERT INTO tasks (shop, key, kind, member_id, subject, data, state, created_at)
      VALUES ($1, 'evil', 'personal-line', $2, $3, '{}', 'open', now() + interval '1 day')`,
    [...values, evil('task')],
  );
  await sandbox.db.query(
    `INSERT INTO posts (shop, id, member_id, url, words, state, submitted_at)
      VALUES ($1, 'evil', $2, 'https://x.com/evil/1?a="><tw-evil>', $3, 'waiting', now())`,
    [...values, evil('post')],
  );
  await sandbox.db.query(
    'UPDATE members SET standing_version = standing_version + 1 WHERE customer_id = $1',
    [id],
  );
  await sandbox.act('clock', { advanceMs: 60_000 });
  await sandbox.settled();
}

type Marks = { pwned: boolean; made: string[]; counted: boolean; shown: boolean };

/** Nothing that was written became an element, an attribute, a script or Liquid. @param shows whether such a text must be there. */
async function expectText(place: Page | Frame, name: string, shows = true): Promise<void> {
  const seen = await place.evaluate(
    ({ counted, mark }): Marks => {
      // What is drawn in shadow trees is looked into, too.
      const roots: (Document | ShadowRoot)[] = [document];
      for (const root of roots)
        for (const element of root.querySelectorAll('*'))
          if (element.shadowRoot) roots.push(element.shadowRoot);
      const all = roots.flatMap((root) => [...root.querySelectorAll('*')]);
      const made = all.filter(
        (one) =>
          one.localName === 'tw-evil' ||
          one.getAttribute('src') === 'x' ||
          [...one.attributes].some(
            (attribute) => attribute.name.startsWith('on') && attribute.value.includes('pwned'),
          ),
      );
      const texts = roots.map((root) =>
        root instanceof Document ? root.documentElement.outerHTML : root.innerHTML,
      );
      return {
        pwned: 'pwned' in window,
        made: made.map((one) => (one.parentElement ?? one).outerHTML.slice(0, 300)),
        counted: texts.some((text) => text.includes(counted)),
        shown: texts.some((text) => text.includes(mark)),
      };
    },
    { counted: COUNTED, mark: MARK },
  );
  expect.soft(seen, name).toEqual({ pwned: false, made: [], counted: false, shown: shows || seen.shown });
}

test('the storefront, whose Liquid is rendered for her', async () => {
  const shopper = await newVisitor(browser, 'phone');
  await shopper.request.post(`${sandbox.storeUrl}/customer_authentication/login`, {
    form: { customer: customerId },
  });
  await shopper.goto(`${sandbox.storeUrl}/shop`);
  await expectText(shopper, 'the shop');
  await shopper.locator('.treuwerk-launcher').click();
  await shopper
    .locator('#treuwerk-panel')
    .getByText('VIP-AUTUMN')
    .or(shopper.getByText(`${MARK} offer`))
    .first()
    .waitFor();
  const panel = await shopper.locator('#treuwerk-panel').textContent();
  for (const what of [
    'tier',
    'next',
    'reward',
    'deed',
    'offer',
    'sentence',
    'message',
    'panelTitle',
    'earnTitle',
  ])
    expect.soft(panel, `the panel says what was written: ${what}`).toContain(`${MARK} ${what}"onload=`);
  await expectText(shopper, 'the panel');
  const products = await sandbox.read<{ handle: string; variants: { id: string }[] }[]>('products');
  await shopper.goto(`${sandbox.storeUrl}/products/${products[0]?.handle}`);
  await expectText(shopper, 'a product', false);
  await shopper.request.post(`${sandbox.storeUrl}/cart/add.js`, {
    data: { id: products[0]?.variants[0]?.id, quantity: 1 },
  });
  for (const address of ['/cart', '/pages/rewards', '/collections/all']) {
    await shopper.goto(`${sandbox.storeUrl}${address}`);
    await expectText(shopper, address, address !== '/collections/all');
  }
});

test('the account and the pages of the app within the shop', async () => {
  const shopper = await newVisitor(browser, 'desk');
  await shopper.request.post(`${sandbox.storeUrl}/customer_authentication/login`, {
    form: { customer: customerId },
  });
  await shopper.goto(`${sandbox.storeUrl}/account/points`);
  await shopper.getByText(`${MARK} offer`).first().waitFor();
  await expectText(shopper, 'the page of points');
  await shopper.goto(`${sandbox.storeUrl}/account`);
  await expectText(shopper, 'the account', false);
  for (const address of ['refer', 'newsletter']) {
    await shopper.goto(`${sandbox.storeUrl}/apps/treuwerk/${address}`);
    await shopper.getByRole('heading').first().waitFor();
    await expectText(shopper, address, false);
  }
});

test('mails, and the pages behind their links', async () => {
  await until(
    async () => box.mails.length,
    (count) => count >= 2,
  );
  const { mails } = box;
  const reader = await newVisitor(browser, 'phone');
  for (const mail of mails) {
    await reader.setContent(typeof mail.html === 'string' ? mail.html : '');
    await expectText(reader, `the mail ${mail.subject}`);
    expect(mail.headers.has('onload')).toBe(false);
  }
  const journey = mails.find(({ subject }) => subject?.startsWith(`${MARK} subject`));
  expect(journey?.text).toContain(`${MARK} offer"onload=`);
  expect(journey?.text).toContain(`${MARK} sentence"onload=`);
  const links = mails.flatMap(({ text }) => text?.match(/https?:\/\/\S+\/m\/\S+/g) ?? []);
  const pages = ['survey', 'preferences', 'unsubscribe'].map((name) =>
    links.find((one) => one.includes(`/m/${name}/`)),
  );
  for (const address of pages) {
    expect(address).toBeDefined();
    await reader.goto(address ?? '');
    await reader.getByRole('heading').first().waitFor();
    await expectText(reader, address ?? '', !address?.includes('unsubscribe'));
  }
  await reader.goto(pages[0] ?? '');
  await reader.getByRole('textbox').fill(`${evil('comment')} {{ shop.secret }}`);
  await reader.getByRole('radio').first().check();
  await reader.getByRole('button').first().click();
  await reader
    .getByText(/^Danke|^Thank/)
    .first()
    .waitFor();
  await expectText(reader, 'the page that thanks', false);
});

test('every page of the admin that shows them', async () => {
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT id FROM surveys');
  const addresses: [address: string, shows: boolean][] = [
    ['/app', false],
    ['/app/program', false],
    ...AREAS.map((area): [string, boolean] => [`/app/program/${area}`, false]),
    ['/app/members', true],
    [`/app/members/${memberId}`, true],
    ['/app/tasks', true],
    ['/app/segments', true],
    ['/app/journeys', true],
    ['/app/journeys/evil', true],
    ['/app/surveys', true],
    [`/app/surveys/${rows[0]?.id}`, true],
    ['/app/reviews', true],
    ['/app/insights', false],
    ['/app/referrals', false],
    ['/app/mail', true],
    ['/app/mail?filter=stopped', false],
    ['/app/activity', false],
    ['/app/settings/mail', true],
    ['/app/settings', true],
    ['/app/settings/log', false],
  ];
  const merchant = await newVisitor(browser, 'desk');
  for (const [address, shows] of addresses) {
    await merchant.goto(`${sandbox.storeUrl}/admin/apps/treuwerk${address}`);
    await merchant.frameLocator('#app-frame').getByRole('heading', { level: 1 }).first().waitFor();
    // Some values stand in fields, which no markup shows.
    await expectText(await appFrame(merchant), address, shows && !address.startsWith('/app/settings'));
    await expectText(merchant, `around ${address}`, false);
  }
});
