/**
 * Brings new standings and carts into the page: panel and cart alike, from the patterns that came with the page.
 */
import { codesOf, same } from './treuwerk-ask.js';

/** The standing shown last, on whichever block, and what each block said last: a block that the theme draws anew gets them. */
let latest = null;
const said = new Map();

/** The data that Liquid left for the script; parsed once per root, and carrying the standing shown last. */
export function read(root) {
  root.treuwerk ??= JSON.parse(root.querySelector('[data-treuwerk-data]').textContent);
  return root.treuwerk;
}

/** Shows a standing (null: the one shown last) and, when given, what the cart carries. */
export function show(standing, cart) {
  latest = standing ?? latest;
  for (const root of document.querySelectorAll('[data-treuwerk]')) showIn(root, standing, cart);
}

function showIn(root, standing, cart) {
  const data = read(root);
  data.standing = standing ?? data.standing;
  showLines(root, data);
  showRewards(root, data);
  showCodes(root, data, cart);
}

/** From now on a block that the theme draws anew shows what is known since, and says what it said. */
export function watch() {
  if (watch.on) return;
  watch.on = new MutationObserver(() => {
    for (const root of document.querySelectorAll('[data-treuwerk]')) {
      if (root.treuwerk) continue;
      showIn(root, latest);
      if (said.has(root.id)) say(root, said.get(root.id));
    }
  });
  watch.on.observe(document.body, { childList: true, subtree: true });
}

/** The block in the page: the theme may have drawn another in the place of the one that was touched. */
export function alive(root) {
  return document.getElementById(root.id) ?? root;
}

export function say(root, sentence) {
  said.set(root.id, sentence);
  const status = alive(root).querySelector('[data-treuwerk-status]');
  if (status) status.textContent = sentence;
}

export function fill(text, values) {
  return Object.entries(values).reduce(
    (result, [name, value]) => result.replaceAll(`%${name}%`, value),
    text,
  );
}

export function pointsText(data, points) {
  const count = Math.abs(points);
  const word = data.names[new Intl.PluralRules(data.locale).select(count)] ?? data.names.other;
  return `${numberText(data, count)}\u00a0${word}`;
}

function moneyText({ locale, country, currency, exponent }, minor) {
  const [language] = locale.split('-');
  const style = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' };
  return new Intl.NumberFormat(country ? `${language}-${country}` : locale, style).format(
    minor / 10 ** exponent,
  );
}

/** As Liquid writes it on the same page. */
export function numberText({ thousands, groupFrom }, count) {
  const digits = String(count);
  return digits.length < groupFrom ? digits : digits.replace(/\B(?=(\d{3})+$)/g, thousands);
}

const GIVES_MONEY = ['amountOff', 'storeCredit', 'giftCard'];

function showLines(root, data) {
  const { standing, texts } = data;
  const { available } = standing;
  const points = (value) => ({ points: pointsText(data, value) });
  for (const count of root.querySelectorAll('[data-treuwerk-count]'))
    count.textContent = pointsText(data, available);
  const ladder = [...data.rewards].sort((one, other) => one.points - other.points);
  const affordable = ladder.filter((reward) => reward.points <= available);
  const worth = affordable
    .filter(({ kind, points: cost }) => GIVES_MONEY.includes(kind) && cost > 0)
    .reduce((best, one) => Math.max(best, Math.floor(available / one.points) * one.amount), 0);
  const best = affordable.at(-1);
  const next = ladder.find((reward) => reward.points > available);
  const lot = standing.lots.find((candidate) => candidate.expiresAt);
  line(root, 'worth', worth > 0 && fill(texts.worth, { amount: moneyText(data, worth) }));
  // What money it is worth says the same.
  const told = best && GIVES_MONEY.includes(best.kind);
  line(root, 'enough', best && !told && fill(texts.enough, { reward: best.title }));
  line(root, 'next', next && fill(texts.next, { ...points(next.points - available), reward: next.title }));
  if (next) bar(root, available, next.points);
  line(root, 'pending', standing.pending > 0 && fill(texts.pending, points(standing.pending)));
  line(root, 'reserved', standing.reserved > 0 && fill(texts.reserved, points(standing.reserved)));
  line(root, 'debt', standing.debt < 0 && fill(texts.debt, points(standing.debt)));
  line(
    root,
    'expiry',
    lot && fill(texts.expiry, { ...points(lot.points), date: dateText(data, lot.expiresAt) }),
  );
}

function line(root, name, sentence) {
  const element = root.querySelector(`[data-treuwerk-line="${name}"]`);
  if (!element) return;
  element.hidden = !sentence;
  if (sentence) (element.querySelector('p') ?? element).textContent = sentence;
}

function bar(root, now, max) {
  const track = root.querySelector('[data-treuwerk-bar="next"] [role="progressbar"]');
  if (!track) return;
  track.setAttribute('aria-valuenow', String(Math.max(0, now)));
  track.setAttribute('aria-valuemax', String(max));
  track.firstElementChild.style.inlineSize = `${Math.floor((Math.max(0, now) * 100) / max)}%`;
}

function showRewards(root, data) {
  for (const reward of data.rewards) {
    const item = root.querySelector(`[data-treuwerk-reward="${CSS.escape(reward.id)}"]`);
    const button = item?.querySelector('[data-treuwerk-act="redeem"]');
    if (!button) continue;
    const gap = reward.points - data.standing.available;
    const missing = item.querySelector('[data-treuwerk-missing]');
    missing.hidden = gap <= 0;
    if (gap > 0) missing.textContent = fill(data.texts.missing, { points: pointsText(data, gap) });
    const short = item.querySelector('[data-treuwerk-short]');
    if (short) short.hidden = gap > 0;
    button.hidden = gap > 0 || Boolean(short);
    showUnits(item, reward, data, Number(item.dataset.units ?? 1));
  }
}

/** How many units she wants, within what she has; cost and worth follow. */
export function showUnits(item, reward, data, wanted) {
  const stepper = item.querySelector('[data-treuwerk-stepper]');
  if (!stepper) return;
  const affordable = Math.min(Number(item.dataset.most), Math.floor(data.standing.available / reward.points));
  const units = Math.max(1, Math.min(wanted, affordable));
  item.dataset.units = String(units);
  stepper.hidden = affordable < 2 || Boolean(item.querySelector('[data-treuwerk-short]'));
  const cost = pointsText(data, units * reward.points);
  const amount = moneyText(data, units * reward.amount);
  stepper.querySelector('span').textContent = fill(data.texts.units, { amount, points: cost });
  const title = units > 1 ? amount : reward.title;
  item
    .querySelector('[data-treuwerk-act="redeem"]')
    .setAttribute('aria-label', fill(data.texts.redeem, { points: cost, reward: title }));
}

function showCodes(root, data, cart) {
  const box = root.querySelector('[data-treuwerk-codes]');
  if (!box) return;
  const pattern = box.querySelector('template').innerHTML;
  const list = box.querySelector('ul');
  const wasApplied = (code) =>
    list.querySelector(`[data-treuwerk-code="${CSS.escape(code)}"]`)?.dataset.applied === 'true';
  const isApplied = (code) => (cart ? codesOf(cart).some((used) => same(used, code)) : wasApplied(code));
  const rows = data.standing.redemptions.map((redemption) =>
    rowOf(pattern, {
      id: redemption.id,
      code: redemption.code,
      state: redemption.state,
      applied: String(isApplied(redemption.code)),
      date: dateText(data, redemption.endsAt),
      reward: data.rewards.find((reward) => reward.id === redemption.rewardId)?.title ?? redemption.code,
    }),
  );
  list.innerHTML = rows.join('');
  box.hidden = rows.length === 0;
}

function rowOf(pattern, values) {
  const safe = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeHtml(value)]));
  return fill(pattern.replaceAll('%25code%25', encodeURIComponent(values.code)), safe);
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function dateText(data, instant) {
  const date = new Date(instant);
  const parts = {
    '%d': String(date.getDate()).padStart(2, '0'),
    '%-d': String(date.getDate()),
    '%m': String(date.getMonth() + 1).padStart(2, '0'),
    '%b': date.toLocaleString('en', { month: 'short' }),
    '%Y': String(date.getFullYear()),
  };
  return data.date.replace(/%-?\w/g, (part) => parts[part] ?? '');
}
