/**
 * Redeeming, using and undoing codes on the spot. Loaded at the shopper's first tap, never before.
 *
 * Rule: points are never gone without a usable code. A key kept until the answer is known makes a retry the same
 * redemption; a code that the cart refuses is undone at once.
 */
import { addGift, ask, codesOf, getCart, same, savingsOf, setCodes, takeGifts } from './treuwerk-ask.js';
import { alive, fill, pointsText, read, say, show, showUnits, watch } from './treuwerk-show.js';
import { refreshTheme } from './treuwerk-theme.js';

let busy = false;
/** What she wanted when she was asked which of two codes. */
let wanted = null;

/** Carries out the action of one button: redeem a reward, use a code, undo a redemption. */
export async function act(button) {
  if (busy) return;
  watch();
  const root = button.closest('[data-treuwerk]');
  const data = read(root);
  const name = button.dataset.treuwerkAct;
  if (name === 'less' || name === 'more') return step(button, data);
  if (name === 'older') {
    const history = await import('./treuwerk-activity.js');
    return history.showMore(button.closest('details'));
  }
  setBusy(true);
  close(root);
  say(root, data.texts.working);
  const told = await perform(button, data).catch((error) => explain(error, data, root));
  setBusy(false);
  say(root, told ?? '');
  const question = alive(root).querySelector('[data-treuwerk-ask]');
  if (question && !question.hidden) question.focus();
  else if (!button.isConnected || !button.offsetParent)
    alive(root).querySelector('[data-treuwerk-status]').focus();
}

/** Brings the standing up to date, for the panel just opened. Without an answer the last known one stays. */
export async function refresh(panel) {
  const root = panel.closest('[data-treuwerk]');
  const data = read(root);
  if (busy) return;
  watch();
  try {
    const [standing, cart] = await Promise.all([ask(data, 'standing'), getCart(data)]);
    if (busy) return;
    const changed = standing.available !== data.standing.available;
    show(standing, cart);
    if (changed) say(root, fill(data.texts.balance, { points: pointsText(data, standing.available) }));
  } catch (error) {
    say(root, error.sentence ?? data.texts.offline);
  }
}

function step(button, data) {
  const item = button.closest('[data-treuwerk-reward]');
  const reward = data.rewards.find(({ id }) => id === item.dataset.treuwerkReward);
  const by = button.dataset.treuwerkAct === 'more' ? 1 : -1;
  showUnits(item, reward, data, Number(item.dataset.units ?? 1) + by);
}

function close(root) {
  const question = root.querySelector('[data-treuwerk-ask]');
  if (question) question.hidden = true;
}

/** What went wrong, in words. Points may be set aside all the same, so the standing is asked for once more. */
async function explain(error, data, root) {
  if (error.code === 'code-replaced') {
    const question = alive(root).querySelector('[data-treuwerk-ask]');
    question.querySelector('p').textContent = error.sentence;
    question.hidden = false;
    return '';
  }
  await ask(data, 'standing').then(
    (standing) => show(standing),
    () => undefined,
  );
  return error.sentence ?? data.texts.offline;
}

async function perform(button, data) {
  const code = button.closest('[data-treuwerk-code]')?.dataset;
  switch (button.dataset.treuwerkAct) {
    case 'redeem': {
      const { treuwerkReward: rewardId, units = '1' } = button.closest('[data-treuwerk-reward]').dataset;
      wanted = { rewardId, units: Number(units) };
      return redeem(data, wanted);
    }
    case 'replace':
      return redeem(data, { ...wanted, replace: true });
    case 'keep':
      return data.texts.left_alone;
    case 'join':
      return join(data);
    case 'apply':
      return use(data, code.treuwerkCode, button.closest('li').querySelector('strong').textContent);
    case 'undo':
      return undo(data, code.treuwerkCode, code.redemption);
  }
}

async function join(data) {
  show(await ask(data, 'membership', { join: true, ...(data.terms && { terms: data.terms }) }));
  for (const box of document.querySelectorAll('[data-treuwerk-join]')) box.hidden = true;
  return data.texts.joined;
}

async function redeem(data, { rewardId, units, replace }) {
  const before = await getCart(data);
  const key = keyName(rewardId, units);
  const asked = {
    rewardId,
    idempotencyKey: keptKey(key),
    ...(units > 1 && { units }),
    ...(replace && { replace }),
    ...cartTold(data, before),
  };
  const reply = await ask(data, 'redeem', asked).catch((error) => {
    if (error.final && error.code !== 'code-replaced') sessionStorage.removeItem(key);
    throw error;
  });
  sessionStorage.removeItem(key);
  show(reply.standing, before);
  const reward = data.rewards.find((one) => one.id === rewardId)?.title ?? reply.code;
  // Store credit and gift cards are hers already: nothing goes into the cart.
  if (reply.kind in data.texts) return fill(data.texts[reply.kind], { reward, code: reply.code });
  const { cart, outcome } = await tryCode(data, before, reply.code, reply.variantId);
  if (outcome === 'kept') return fill(data.texts.kept, { code: reply.code });
  if (outcome !== 'applied') {
    show(await ask(data, 'undo', { redemptionId: reply.redemptionId }), cart);
    return data.texts[outcome];
  }
  show(reply.standing, cart);
  await refreshTheme(cart);
  return fill(data.texts.applied, { reward });
}

/** What the cart holds, so that a reward it cannot use is refused before points are set aside. */
function cartTold({ exponent }, cart) {
  if (cart.item_count === 0) return {};
  const minor = (hundredths) => Math.round((hundredths * 10 ** exponent) / 100);
  const codes = savingsOf(cart).map(({ code, saves }) => ({ code, savesMinor: minor(saves) }));
  const told = { subtotalMinor: minor(cart.items_subtotal_price), currency: cart.currency };
  return { cart: codes.length > 0 ? { ...told, codes } : told };
}

async function use(data, code, reward) {
  const { variantId } = data.standing.redemptions.find((one) => one.code === code) ?? {};
  const { cart, outcome } = await tryCode(data, await getCart(data), code, variantId);
  if (outcome === 'kept') return fill(data.texts.kept, { code });
  show(null, cart);
  if (outcome !== 'applied') return data.texts[`${outcome}_kept`];
  await refreshTheme(cart);
  return fill(data.texts.applied, { reward });
}

async function undo(data, code, redemptionId) {
  const held = data.standing.available;
  const before = await getCart(data);
  const others = codesOf(before).filter((other) => !same(other, code));
  const without = others.length < codesOf(before).length ? await setCodes(data, others, code) : before;
  const cart = await takeGifts(data, without, code);
  const standing = await ask(data, 'undo', { redemptionId });
  show(standing, cart);
  await refreshTheme(cart);
  const back = standing.available - held;
  return back > 0 ? fill(data.texts.undone, { points: pointsText(data, back) }) : data.texts.undone_later;
}

/**
 * Puts the code into the cart beside those already there. It stays only if the cart accepts it and the shopper does
 * not pay more than before; else the cart is left as it was. An empty cart keeps the code for later; a free product that
 * the cart does not hold yet is put into it.
 */
async function tryCode(data, before, code, variantId) {
  const gift = variantId && !before.items.some((item) => String(item.variant_id) === variantId);
  if (gift) await addGift(data, variantId, code);
  else if (before.item_count === 0) {
    await fetch(`/discount/${encodeURIComponent(code)}`, { redirect: 'manual' });
    return { cart: before, outcome: 'kept' };
  }
  const others = codesOf(before).filter((other) => !same(other, code));
  const cart = await setCodes(data, [...others, code], code);
  const accepted = isApplied(cart, code);
  const displaced = others.some((other) => isApplied(before, other) && !isApplied(cart, other));
  if (accepted && !(displaced && cart.total_price >= before.total_price)) return { cart, outcome: 'applied' };
  const restored = await takeGifts(data, await setCodes(data, others, code), code);
  return {
    cart: restored,
    outcome: others.some((other) => isApplied(restored, other)) ? 'other_better' : 'refused',
  };
}

function isApplied(cart, code) {
  return (cart.discount_codes ?? []).some((entry) => same(entry.code, code) && entry.applicable);
}

/** The same key until the answer is known: a retry after a lost answer is the same redemption. */
function keptKey(name) {
  const kept = sessionStorage.getItem(name) ?? crypto.randomUUID();
  sessionStorage.setItem(name, kept);
  return kept;
}

function keyName(rewardId, units) {
  return `treuwerk:redeem:${rewardId}:${units}`;
}

function setBusy(value) {
  busy = value;
  for (const root of document.querySelectorAll('[data-treuwerk]'))
    root.setAttribute('aria-busy', String(value));
  for (const button of document.querySelectorAll('[data-treuwerk-act]'))
    button.setAttribute('aria-disabled', String(value));
}
