/**
 * Sends the mails whose time has come. Each is decided anew (core/mail/decide.ts), marked before it is handed over, and settled by the
 * provider's answer: what was not taken is tried again, later and later, for two days; what may have been taken is not.
 */
import { now } from '#app/clock.ts';
import { decideMail, type MailQuestion } from '#app/core/mail/decide.ts';
import type { Program } from '#app/core/program/program.ts';
import type { Settings } from '#app/core/settings.ts';
import { speechOf } from '#app/core/shopper/languages.ts';
import { pointsText } from '#app/core/shopper/points-name.ts';
import { claimMails, type DueMail, markSending, settleLeft, settleMail } from '#app/db/mail.ts';
import { suppress } from '#app/db/mail-suppressions.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { type MailReader, type MailTemplates, sourceOf } from '#app/services/mail-sources.ts';
import { mailKey, openWay, type MailWay, type WayOutcome } from '#app/services/mail-way.ts';

const AT_ONCE = 200;
const LEASE_MS = 10 * 60_000;
const ATTEMPTS_MAX = 14;
const RETRY_MS = 30_000;
const RETRY_MS_MAX = 6 * 3_600_000;
/** In flight together, of one shop. */
const PARALLEL = 8;

/** @returns how many were looked at. */
export async function sendMails(): Promise<number> {
  const at = now();
  await settleLeft(at);
  const mails = await claimMails(at, AT_ONCE, LEASE_MS);
  const shops = Map.groupBy(mails, ({ shop }) => shop);
  await Promise.all([...shops].map(([shop, some]) => sendOf(shop, some, at)));
  return mails.length;
}

type Round = {
  row: ShopRow;
  settings: Settings;
  program: Program | undefined;
  way: MailWay;
  templates: Map<string, MailTemplates>;
  at: Date;
};

async function sendOf(shop: string, mails: DueMail[], at: Date): Promise<void> {
  const round = await prepare(shop, mails, at);
  if (typeof round === 'string') {
    await Promise.all(mails.map(({ id }) => settleMail(shop, id, { state: 'skipped', because: round })));
    return;
  }
  const queue = [...mails];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let mail = queue.shift(); mail; mail = queue.shift()) await attempt(round, mail);
    }),
  );
}

/** @returns why nothing of this shop goes out, or what is needed to send. */
async function prepare(shop: string, mails: DueMail[], at: Date): Promise<Round | 'off'> {
  const [row, { settings }, versions] = await Promise.all([
    findShop(shop),
    findSettings(shop),
    listVersions(shop),
  ]);
  const way = row ? await openWay(shop, settings) : undefined;
  if (!row || !way) return 'off';
  const program = versionAt(versions, at.getTime())?.config;
  const templates = new Map<string, MailTemplates>();
  for (const [name, some] of Map.groupBy(mails, ({ template }) => template.split('/')[0] ?? '')) {
    const source = sourceOf(name);
    if (source) templates.set(name, await source.load({ row, program }, some));
  }
  return { row, settings, program, way, templates, at };
}

/** A mail that fails for a reason of ours holds up no other. */
async function attempt(round: Round, mail: DueMail): Promise<void> {
  try {
    await send(round, mail);
  } catch (error) {
    const problem = messageOf(error);
    log.error({ shop: mail.shop, mail: mail.id, problem }, 'a mail could not be made');
    await settleMail(mail.shop, mail.id, tryAgain(mail, problem, round.at));
  }
}

async function send(round: Round, mail: DueMail): Promise<void> {
  const { shop, id } = mail;
  const decision = round.way.decides
    ? decideMail(questionOf(round, mail), round.at.getTime())
    : decideMail({ ...questionOf(round, mail), class: 'transactional' }, round.at.getTime());
  if (decision.kind === 'skip') return settleMail(shop, id, { state: 'skipped', because: decision.because });
  if (decision.kind === 'wait')
    return settleMail(shop, id, { state: 'waiting', nextAt: new Date(decision.until), error: null });
  const reader = readerOf(round, mail);
  const content = round.templates.get(mail.template.split('/')[0] ?? '')?.(mail, reader) ?? null;
  if (!content || mail.email === null)
    return settleMail(shop, id, { state: 'skipped', because: 'nothing-to-say' });
  const letter = await round.way.prepare({
    mail,
    to: mail.email,
    content,
    reader,
    row: round.row,
    settings: round.settings,
  });
  if (!(await markSending(shop, id, content.subject, mailKey(mail)))) return;
  await settle(mail, await letter(), round.at);
}

async function settle(mail: DueMail, outcome: WayOutcome, at: Date): Promise<void> {
  const { shop, id } = mail;
  switch (outcome.kind) {
    case 'sent':
      return settleMail(shop, id, { state: 'sent', at });
    case 'unknown':
      return settleMail(shop, id, { state: 'unknown', because: outcome.message });
    case 'refused':
      if (outcome.bounced && mail.contactHash !== null) await stopAddress(mail, mail.contactHash, at);
      return settleMail(shop, id, { state: 'refused', because: outcome.message });
    case 'delayed':
      return settleMail(shop, id, tryAgain(mail, outcome.message, at));
  }
}

function stopAddress({ shop, id }: DueMail, contactHash: string, at: Date): Promise<void> {
  return transaction((tx) =>
    suppress(tx, shop, [{ contactHash, because: 'bounced', toldBy: 'smtp', mailId: id }], at),
  );
}

function tryAgain({ attempts }: DueMail, message: string, at: Date) {
  if (attempts >= ATTEMPTS_MAX) return { state: 'refused' as const, because: message };
  const rest = Math.min(RETRY_MS * 2 ** (attempts - 1), RETRY_MS_MAX);
  return { state: 'waiting' as const, nextAt: new Date(at.getTime() + rest), error: message };
}

function questionOf({ row, settings }: Round, mail: DueMail): MailQuestion {
  const { quietFrom, quietUntil, perDay, perWeek } = settings.mail;
  return {
    class: mail.class,
    hasAddress: mail.email !== null,
    suppressed: mail.suppressed,
    consent: mail.consent,
    interested: mail.interest === null || (mail.interests?.includes(mail.interest) ?? true),
    lately: mail.lately.map((at) => at.getTime()),
    zone: row.timezone,
    rules: { quiet: { from: quietFrom, until: quietUntil }, perDay, perWeek },
    uselessAfter: mail.uselessAfter?.getTime() ?? null,
  };
}

function readerOf({ row, program }: Round, mail: DueMail): MailReader {
  const asked = typeof mail.data.locale === 'string' ? mail.data.locale : mail.locale;
  return readerFor(row, program, { locale: asked, displayName: mail.displayName, available: mail.available });
}

/** How a member is spoken to, and the values that every text may name. */
export function readerFor(
  row: ShopRow,
  program: Program | undefined,
  member: { locale: string | null; displayName: string | null; available: number },
): MailReader {
  const speech = speechOf(member.locale ?? row.locale);
  return {
    speech,
    formal: program?.formality === 'formal',
    values: {
      firstName: member.displayName?.trim().split(/\s+/)[0]?.slice(0, 60) ?? '',
      shop: row.name,
      shopUrl: `https://${row.shop}`,
      points: pointsText(program?.pointsName ?? {}, Math.max(0, member.available), speech.tag),
    },
  };
}
