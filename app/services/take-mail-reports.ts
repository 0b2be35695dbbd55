/**
 * Takes in what a mail provider tells of mails that it took: an address that does not exist, or whose reader called a mail unwanted, gets
 * no mail any more; a complaint also withdraws her consent. Told again, it changes nothing, so that what staff released stays released.
 */
import { now } from '#app/clock.ts';
import { asObject, asText } from '#app/core/loose-json.ts';
import {
  type MailProvider,
  type MailReport,
  type MailReportKind,
  type MailReportTrouble,
  providerOf,
  readMailReports,
} from '#app/core/mail/reports.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findSecret, saveConsents } from '#app/db/mail-consents.ts';
import {
  askForTopic,
  findReportSource,
  type MailReportSource,
  markReported,
  noteReportsHeard,
} from '#app/db/mail-reports.ts';
import { suppress } from '#app/db/mail-suppressions.ts';
import { findShop } from '#app/db/shops.ts';
import { unseal } from '#app/db/token-cipher.ts';
import { transaction } from '#app/db/transaction.ts';
import {
  isAmazonSns,
  isSignedByAmazon,
  isSignedByMailgun,
  isSignedBySendgrid,
} from '#app/mail/report-signatures.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { readReportAddress } from '#app/services/mail-report-address.ts';
import { secretPlace } from '#app/services/mail-way.ts';
import { readLimited } from '#app/services/receive-webhook.ts';

/** SendGrid sends up to 768 KB at once. */
const BODY_BYTES_MAX = 1024 * 1024;

export async function takeMailReports(request: Request, token: string): Promise<Result<{ changed: number }>> {
  const raw = await readLimited(request, BODY_BYTES_MAX);
  if (raw === undefined) return rejected('request-too-large');
  const address = readReportAddress(token);
  if (!address) return rejected('request-unsigned');
  const { shop } = address;
  const [row, source] = await Promise.all([findShop(shop), findReportSource(shop)]);
  if (!row || row.uninstalledAt || address.generation !== (source?.generation ?? 1))
    return rejected('request-unsigned');
  const at = now();
  const body = parse(raw);
  const provider = providerOf(body);
  const refuse = async (trouble: MailReportTrouble) => {
    await noteReportsHeard(shop, { from: provider ?? null, trouble }, at);
    return rejected(trouble === 'unreadable' ? 'request-invalid' : 'request-unsigned');
  };
  if (!provider) return refuse('unreadable');
  if (!(await isSigned(shop, source, provider, { body, raw, headers: request.headers })))
    return refuse('unsigned');
  const told = provider === 'ses' ? await openEnvelope(shop, source, body) : body;
  if (told === 'other topic') return refuse('topic');
  const reports = readMailReports(provider, told);
  const changed = await settle(shop, provider, reports, at);
  const unknown = reports.some(({ kind, key }) => kind !== 'delayed' && key === null);
  await noteReportsHeard(shop, { from: provider, trouble: unknown ? 'unknown' : null }, at);
  return ok({ changed });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where a signature is asked for, no other provider is believed. Amazon always signs; who signs nothing is known by the address alone. */
async function isSigned(
  shop: string,
  source: MailReportSource | undefined,
  provider: MailProvider,
  { body, raw, headers }: { body: unknown; raw: string; headers: Headers },
): Promise<boolean> {
  const sealed = await findSecret(shop, 'bounces');
  if (sealed !== undefined && source?.provider) {
    const secret = unseal(sealed, secretPlace(shop, 'bounces'));
    if (source.provider !== provider || secret === undefined) return false;
    return provider === 'mailgun'
      ? isSignedByMailgun(body, secret)
      : isSignedBySendgrid(raw, headers, secret);
  }
  return provider === 'ses' ? isSignedByAmazon(body) : true;
}

/** Of Amazon's envelope what lies in it. A subscription is confirmed by nobody but staff; what a topic says that they did not confirm is not read. */
async function openEnvelope(
  shop: string,
  source: MailReportSource | undefined,
  body: unknown,
): Promise<unknown> {
  const told = asObject(body) ?? {};
  const topic = (asText(told.TopicArn) ?? '').slice(0, 300);
  if (told.Type === 'SubscriptionConfirmation') {
    const url = asText(told.SubscribeURL) ?? '';
    if (isAmazonSns(url) && url.length <= 2_000) await askForTopic(shop, topic, url);
    return undefined;
  }
  if (told.Type !== 'Notification') return undefined;
  return topic === source?.topic ? parse(asText(told.Message) ?? '') : 'other topic';
}

const RANKS: Record<MailReportKind, number> = { delayed: 0, bounced: 1, complained: 2 };

/** @returns of how many mails something new is known. */
async function settle(
  shop: string,
  provider: MailProvider,
  reports: MailReport[],
  at: Date,
): Promise<number> {
  const worst = new Map<string, MailReport & { key: string }>();
  for (const { key, ...rest } of reports) {
    const before = key === null ? undefined : worst.get(key);
    if (key !== null && (!before || RANKS[before.kind] < RANKS[rest.kind])) worst.set(key, { key, ...rest });
  }
  return transaction(async (tx) => {
    const marked = await markReported(tx, shop, [...worst.values()], at);
    const final = marked.filter(({ kind }) => kind !== 'delayed');
    const suppressions = final.flatMap(({ id, key, kind, ...mail }) => {
      // The provider names the address that it wrote to, which may not be the member's any more.
      const hash = contactHash(shop, worst.get(key)?.email) ?? mail.contactHash;
      const because = kind === 'complained' ? ('complained' as const) : ('bounced' as const);
      return hash === null ? [] : [{ contactHash: hash, because, toldBy: provider, mailId: id }];
    });
    await suppress(tx, shop, suppressions, at);
    const withdrawn = final.flatMap(({ kind, memberId }) =>
      kind === 'complained' && memberId !== null
        ? [{ memberId, state: 'withdrawn' as const, source: 'complaint', at, untoldAt: at }]
        : [],
    );
    await saveConsents(tx, shop, withdrawn);
    return marked.length;
  });
}
