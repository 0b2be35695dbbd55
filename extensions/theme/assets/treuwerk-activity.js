/**
 * The history in the panel: asked for when the shopper opens it, never before.
 */
import { ask } from './treuwerk-ask.js';
import { dateText, numberText, read, say } from './treuwerk-show.js';

const SHOWN_AT_ONCE = 10;

/** Asks for the newest entries, each time the history is opened. */
export async function open(details) {
  const list = details.querySelector('ul');
  list.replaceChildren();
  details.treuwerk = { waiting: [], older: undefined };
  await showMore(details);
}

/** Shows the next entries; asks for older ones once the known ones are used up. */
export async function showMore(details) {
  const root = details.closest('[data-treuwerk]');
  const data = read(root);
  const { treuwerk: history } = details;
  try {
    if (history.waiting.length === 0 && history.older !== null) {
      const reply = await ask(data, history.older ? `activity?before=${history.older}` : 'activity');
      history.waiting = reply.entries;
      history.older = reply.older;
    }
  } catch (error) {
    say(root, error.sentence ?? data.texts.offline);
    return;
  }
  const list = details.querySelector('ul');
  const rows = history.waiting.splice(0, SHOWN_AT_ONCE).map((entry) => rowOf(data, entry));
  list.append(...rows);
  if (list.children.length === 0) list.append(element('li', data.texts.nothing));
  details.querySelector('[data-treuwerk-act="older"]').hidden =
    history.waiting.length === 0 && !history.older;
}

function rowOf(data, { at, points, what, why }) {
  const row = element('li', '', 'treuwerk-way');
  const text = element('span', what);
  text.append(element('span', [dateText(data, at), ...why].join(' · '), 'treuwerk-small treuwerk-block'));
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  row.append(text, element('strong', points === 0 ? '' : sign + numberText(data, Math.abs(points))));
  return row;
}

function element(name, text, className = '') {
  return Object.assign(document.createElement(name), { textContent: text, className });
}
