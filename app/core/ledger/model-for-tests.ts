/**
 * A second idea of a member's books, for the property tests: piles of points in plain lists, no entries, no accounts, every
 * activity remembered. It shares no rule with the ledger; only the shape of what a program says is common.
 */
import type { LotExpiry } from '#app/core/ledger/expiry.ts';

const DAY = 86_400_000;

export type Pile = {
  id: number;
  source: string;
  open: number;
  matured: boolean;
  maturesAt: number | null;
  end: number;
  rule: LotExpiry;
  grace: boolean;
};
type Away = { pile: Pile; held: number; used: number };
type Given = { net: number; lapsed: number };
export type Person = {
  serial: number;
  piles: Pile[];
  debt: number;
  acts: number[];
  given: Map<string, Given>;
  away: Map<string, Gone>;
};

export function newPerson(): Person {
  return { serial: 0, piles: [], debt: 0, acts: [], given: new Map(), away: new Map() };
}

function givenOf(person: Person, source: string): Given {
  const given = person.given.get(source) ?? { net: 0, lapsed: 0 };
  person.given.set(source, given);
  return given;
}

/** Time zones have tables of their own; here all days are those of UTC. */
function endOf(rule: LotExpiry, start: number): number {
  const date = new Date(start);
  switch (rule.kind) {
    case 'never':
      return Infinity;
    case 'afterDays':
    case 'inactivity':
      return start + rule.days * DAY;
    case 'afterMonths': {
      const month = date.getUTCMonth() + rule.months;
      const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
      const day = Math.min(date.getUTCDate(), last);
      return Date.UTC(date.getUTCFullYear(), month, day) + (start % DAY);
    }
    case 'fixedDate': {
      for (let year = date.getUTCFullYear(); ; year += 1) {
        const last = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
        const end = Date.UTC(year, rule.month - 1, Math.min(rule.day, last) + 1);
        if (end > start && end - start >= rule.atLeastDays * DAY) return end;
      }
    }
  }
}

/** Walks through all that she ever did: what comes before the end moves it. */
function wake(person: Person, pile: Pile): void {
  if (pile.rule.kind !== 'inactivity' || !pile.matured) return;
  for (const at of [...person.acts].sort((one, other) => one - other)) {
    if (at < pile.end) pile.end = Math.max(pile.end, at + pile.rule.days * DAY);
  }
}

function ripen(person: Person, pile: Pile): void {
  pile.matured = true;
  pile.end = endOf(pile.rule, pile.maturesAt ?? 0);
  wake(person, pile);
}

function lapse(person: Person, now: number, sparing: boolean): void {
  for (const pile of person.piles) {
    if (!pile.matured || pile.end > now || (sparing && pile.rule.kind === 'inactivity')) continue;
    const given = givenOf(person, pile.source);
    given.lapsed += Math.max(0, Math.min(pile.open, given.net - given.lapsed));
    pile.open = 0;
  }
}

function settle(person: Person): void {
  const pay = Math.min(person.debt, availableOf(person));
  person.debt -= pay;
  takeSoonest(person, pay);
}

export function availableOf(person: Person): number {
  return person.piles.reduce((sum, pile) => sum + (pile.matured ? pile.open : 0), 0);
}

export function pendingOf(person: Person): number {
  return person.piles.reduce((sum, pile) => sum + (pile.matured ? 0 : pile.open), 0);
}

export function heldOf(person: Person): number {
  return [...person.away.values()].flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.held, 0);
}

function takeSoonest(person: Person, points: number, fits: (pile: Pile) => boolean = () => true) {
  const taken: { pile: Pile; points: number }[] = [];
  for (let left = points; left > 0;) {
    const open = person.piles.filter((pile) => pile.matured && pile.open > 0 && fits(pile));
    const [first] = open.sort((one, other) => one.end - other.end || one.id - other.id);
    if (!first) break;
    const part = Math.min(left, first.open);
    first.open -= part;
    left -= part;
    taken.push({ pile: first, points: part });
  }
  return taken;
}

const sumOf = (taken: { points: number }[]) => taken.reduce((sum, { points }) => sum + points, 0);

export function pass(person: Person, now: number, sparing = false): void {
  for (const pile of person.piles) wake(person, pile);
  for (const pile of person.piles) {
    const ripe = !pile.matured && pile.open > 0 && pile.maturesAt !== null && pile.maturesAt <= now;
    if (ripe) ripen(person, pile);
  }
  lapse(person, now, sparing);
  settle(person);
}

function addPile(person: Person, pile: Omit<Pile, 'id' | 'matured' | 'end' | 'grace'>, ripe: boolean): void {
  person.serial += 1;
  const added: Pile = { ...pile, id: person.serial, matured: false, end: Infinity, grace: false };
  person.piles.push(added);
  if (ripe) ripen(person, added);
}

export type Wish = {
  source: string;
  points: number;
  maturesAt: number | null;
  rule: LotExpiry;
  forgiving: boolean;
  at: number;
};

export function wish(person: Person, one: Wish, now: number): void {
  if (one.points > 0) person.acts.push(one.at);
  for (const pile of person.piles) {
    if (pile.source === one.source && !pile.matured && pile.open > 0) pile.maturesAt = one.maturesAt;
  }
  pass(person, now, true);
  const given = givenOf(person, one.source);
  const more = one.points - given.net;
  const less = given.net - given.lapsed - one.points;
  if (more > 0) {
    given.net += more;
    const { source, maturesAt, rule } = one;
    const ripe = maturesAt !== null && maturesAt <= now;
    addPile(person, { source, open: more, maturesAt, rule }, ripe);
    lapse(person, now, true);
    settle(person);
  } else if (less > 0) {
    given.net -= less;
    takeAway(person, less, one.source, one.forgiving);
  }
}

function takeAway(person: Person, points: number, source: string, forgiving: boolean): void {
  let left = points;
  for (const pile of [...person.piles].reverse()) {
    if (pile.matured || pile.source !== source) continue;
    const part = Math.min(pile.open, left);
    pile.open -= part;
    left -= part;
  }
  left -= sumOf(takeSoonest(person, left, (pile) => pile.source === source));
  left -= sumOf(takeSoonest(person, left));
  if (!forgiving) person.debt += left;
}

export function takeLoose(person: Person, source: string, points: number, forgiving: boolean, now: number) {
  pass(person, now);
  givenOf(person, source).net -= points;
  const left = points - sumOf(takeSoonest(person, points));
  if (!forgiving) person.debt += left;
}

export function setAside(person: Person, id: string, points: number, now: number): boolean {
  pass(person, now);
  if (availableOf(person) < points) return false;
  const parts = takeSoonest(person, points).map((one) => ({ pile: one.pile, held: one.points, used: 0 }));
  person.away.set(id, { parts, owed: 0 });
  return true;
}

const longest = (one: Away, other: Away) =>
  one.pile.end === other.pile.end ? other.pile.id - one.pile.id : other.pile.end - one.pile.end;

function giveBack(person: Person, id: string, points: number, from: 'held' | 'used'): Pile[] {
  const piles: Pile[] = [];
  let left = points;
  for (const part of [...(person.away.get(id)?.parts ?? [])].sort(longest)) {
    const some = Math.min(part[from], left);
    if (some === 0) continue;
    part[from] -= some;
    part.pile.open += some;
    left -= some;
    piles.push(part.pile);
  }
  return piles;
}

export function letGo(person: Person, id: string, points: number, now: number): void {
  pass(person, now);
  giveBack(person, id, points, 'held');
  lapse(person, now, false);
  settle(person);
}

export function useUp(person: Person, id: string, unused: number, now: number): void {
  letGo(person, id, unused, now);
  for (const part of person.away.get(id)?.parts ?? []) {
    part.used += part.held;
    part.held = 0;
  }
}

type Return = { id: string; captured: number; cumulative: number; graceDays: number; expiry: LotExpiry };

/** The order uses what has not come back: more or less of it than a moment ago. */
export function bringBack(person: Person, one: Return, now: number): void {
  pass(person, now);
  const away = person.away.get(one.id);
  if (!away) return;
  const source = `redemption:${one.id}`;
  const used = away.parts.reduce((sum, part) => sum + part.used, 0);
  const change = used + away.owed - Math.max(0, one.captured - one.cumulative);
  if (change < 0) useMore(person, away, source, -change);
  const owedBack = Math.min(away.owed, Math.max(0, change));
  if (owedBack > 0) {
    owe(person, away, source, -owedBack);
    addPile(person, { source, open: owedBack, maturesAt: now, rule: one.expiry }, true);
  }
  for (const pile of giveBack(person, one.id, Math.max(0, change - owedBack), 'used')) {
    if (pile.end > now || pile.grace) continue;
    pile.end = now + one.graceDays * DAY;
    pile.grace = true;
  }
  lapse(person, now, false);
  settle(person);
}

type Gone = { parts: Away[]; owed: number };

function useMore(person: Person, away: Gone, source: string, points: number): void {
  const taken = takeSoonest(person, points);
  for (const { pile, points: used } of taken) {
    const part = away.parts.find((known) => known.pile === pile);
    if (part) part.used += used;
    else away.parts.push({ pile, held: 0, used });
  }
  const short = points - sumOf(taken);
  owe(person, away, source, short);
  person.debt += short;
}

function owe(person: Person, away: Gone, source: string, points: number): void {
  away.owed += points;
  givenOf(person, source).net -= points;
}

export function adjust(
  person: Person,
  source: string,
  points: number,
  rule: LotExpiry,
  now: number,
): boolean {
  pass(person, now);
  if (points > 0) addPile(person, { source, open: points, maturesAt: now, rule }, true);
  else if (availableOf(person) < -points) return false;
  else takeSoonest(person, -points);
  settle(person);
  return true;
}

export function join(from: Person, to: Person, now: number): void {
  pass(from, now);
  pass(to, now);
  to.acts.push(...from.acts);
  for (const [source, { net, lapsed }] of from.given) {
    const given = givenOf(to, source);
    given.net += net;
    given.lapsed += lapsed;
  }
  const away = [...from.away.values()].flatMap(({ parts }) => parts);
  for (const pile of from.piles) {
    const gone = away.some((part) => part.pile === pile && part.held + part.used > 0);
    if (pile.open === 0 && !gone) continue;
    to.serial += 1;
    pile.id = to.serial;
    to.piles.push(pile);
  }
  for (const [id, moved] of from.away) to.away.set(id, moved);
  to.debt += from.debt;
  for (const pile of to.piles) wake(to, pile);
  lapse(to, now, false);
  settle(to);
  Object.assign(from, newPerson());
}

export function hand(from: Person, to: Person, points: number, source: string, now: number): boolean {
  pass(from, now);
  if (availableOf(from) < points) return false;
  pass(to, now);
  for (const { pile, points: open } of takeSoonest(from, points)) {
    to.serial += 1;
    to.piles.push({ ...pile, id: to.serial, source, open });
  }
  settle(to);
  return true;
}

export function shorten(person: Person, rule: LotExpiry, notBefore: number, now: number): void {
  pass(person, now);
  for (const pile of person.piles) {
    if (!pile.matured || pile.open === 0) continue;
    const end = Math.max(notBefore, endOf(rule, pile.maturesAt ?? 0));
    if (end < pile.end) Object.assign(pile, { rule, end });
  }
  lapse(person, now, false);
}
