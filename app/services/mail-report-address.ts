/** Where a shop's mail provider tells of bounces and complaints: an address that nobody guesses, until staff make a new one. */
import { type MailReportsView, providerAt } from '#app/core/mail/reports.ts';
import { findSecret } from '#app/db/mail-consents.ts';
import { findReportSource } from '#app/db/mail-reports.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { env } from '#app/env.server.ts';
import { openLink, signLink } from '#app/services/signed-link.ts';

/** @returns undefined for whatever was not made here. Whether it is still good, its generation says. */
export function readReportAddress(token: string): { shop: string; generation: number } | undefined {
  const opened = openLink(token, 'mail-reports');
  const generation = opened?.payload.g;
  return opened && typeof generation === 'number' ? { shop: opened.shop, generation } : undefined;
}

/** For staff who may change it: whoever knows the address can tell of bounces. */
export async function viewMailReports(shop: string): Promise<MailReportsView> {
  const [source, secret, { settings }] = await Promise.all([
    findReportSource(shop),
    findSecret(shop, 'bounces'),
    findSettings(shop),
  ]);
  const { mode, server } = settings.mail;
  const token = signLink(shop, 'mail-reports', { g: source?.generation ?? 1 });
  return {
    address: `${env().SHOPIFY_APP_URL}/hooks/mail/${token}`,
    guess: (mode === 'smtp' && server && providerAt(server.host)) || null,
    signedBy: (secret !== undefined && source?.provider) || null,
    askedTopic: source?.askedTopic ?? null,
    topic: source?.topic ?? null,
    heardAt: source?.heardAt?.toISOString() ?? null,
    heardFrom: source?.heardFrom ?? null,
    trouble: source?.trouble ?? null,
    troubleAt: source?.troubleAt?.toISOString() ?? null,
  };
}
