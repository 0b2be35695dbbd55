/**
 * Brings new standings and carts into the page: panel and cart alike, from the patterns that came with the page.
 */
import { codesOf, same } from './treuwerk-ask.js';

/** The data that Liquid left for the script; parsed once per root, and carrying the standing shown last. */
export function read(root) {
  root.treuwerk ??= JSON.parse(root.querySelector('[data-treuwerk-data]').textContent);
  return root.treuwerk;
}

/** Shows a standing (null: the one shown last) and, when given, what the cart carries. */
export function show(standing, cart) {
  for (const root of document.querySelectorAll('[data-treuwerk]')) {
    const data = read(root);
    data.standing = standing ?? data.standing;
    showLines(root, data);
    showRewards(root, data);
    showCodes(root, data, cart);
  }
}

export function say(root, sentence) {
  root.querySelector('[data-treuwerk-status]').textContent = sentence;
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

/** As Liquid writes it on the same page. */
export function numberText({ thousands, groupFrom }, count) {
  const digits = String(count);
  return digits.length < groupFrom ? digits : digits.replace(/\B(?=(\d{3})+$)/g, thousands);
}

/**
 * Lets the theme draw its cart anew. A theme that listens to `treuwerk:cart-changed` prevents the default; for all
 * others the sections that show the cart are fetched again, our own blocks staying in place with focus and announcements.
 */
export async function refreshTheme(cart) {
  const changed = new CustomEvent('treuwerk:cart-changed', { cancelable: true, detail: { cart } });
  const drawn = !document.dispatchEvent(changed);
  const response = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  adoptParts(fresh);
  if (drawn) return;
  const sections = [...document.querySelectorAll('.shopify-section')].filter(
    (section) => section.id.includes('cart') || section.querySelector('[data-treuwerk="cart"]'),
  );
  const focused = document.activeElement;
  for (const section of sections) replaceSection(section, fresh.getElementById(section.id));
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

/** What our own blocks say of the cart comes from the fresh page; all else in them stays. */
function adoptParts(fresh) {
  for (const part of document.querySelectorAll('[data-treuwerk] [data-treuwerk-part]')) {
    const root = part.closest('[data-treuwerk]');
    const twin = fresh
      .getElementById(root.id)
      ?.querySelector(`[data-treuwerk-part="${part.dataset.treuwerkPart}"]`);
    if (twin) part.replaceChildren(...twin.cloneNode(true).childNodes);
  }
}

function replaceSection(section, twin) {
  if (!twin) return;
  for (const ours of section.querySelectorAll('[data-treuwerk]'))
    twin.querySelector(`#${CSS.escape(ours.id)}`)?.replaceWith(ours);
  section.replaceChildren(...twin.childNodes);
}

function showLines(root, data) {
  const { standing, texts } = data;
  const points = (value) => ({ points: pointsText(data, value) });
  for (const count of root.querySelectorAll('[data-treuwerk-count]'))
    count.textContent = pointsText(data, standing.available);
  const ladder = [...data.rewards].sort((one, other) => one.points - other.points);
  const best = ladder.findLast((reward) => reward.points <= standing.available);
  const next = ladder.find((reward) => reward.points > standing.available);
  const lot = standing.lots.find((candidate) => candidate.expiresAt);
  line(root, 'enough', best && fill(texts.enough, { reward: best.title }));
  line(
    root,
    'next',
    next && fill(texts.next, { ...points(next.points - standing.available), reward: next.title }),
  );
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
  if (sentence) element.textContent = sentence;
}

function showRewards(root, data) {
  for (const reward of data.rewards) {
    const item = root.querySelector(`[data-treuwerk-reward="${CSS.escape(reward.id)}"]`);
    const button = item?.querySelector('[data-treuwerk-act]');
    if (!button) continue;
    const gap = reward.points - data.standing.available;
    const missing = item.querySelector('[data-treuwerk-missing]');
    missing.hidden = gap <= 0;
    if (gap > 0) missing.textContent = fill(data.texts.missing, { points: pointsText(data, gap) });
    const short = item.querySelector('[data-treuwerk-short]');
    if (short) short.hidden = gap > 0;
    button.hidden = gap > 0 || Boolean(short);
  }
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

function dateText(data, instant) {
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
