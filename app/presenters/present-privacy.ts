/** Requests of people about their data, and the file that answers one. */
import type { PersonFile } from '#app/core/contracts/person-file.ts';
import { findPersonFile, listPrivacyRequests } from '#app/db/privacy-requests.ts';

const REQUESTS_SHOWN = 20;

export type PrivacyView = {
  id: string;
  state: string;
  customerId: string | null;
  requestedAt: string;
  dueAt: string;
  overdue: boolean;
};

export async function presentPrivacy(shop: string, now: Date): Promise<PrivacyView[]> {
  const requests = await listPrivacyRequests(shop, REQUESTS_SHOWN);
  return requests.map(({ id, state, customerId, requestedAt, dueAt }) => ({
    id,
    state,
    customerId,
    requestedAt: requestedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    overdue: (state === 'waiting' || state === 'ready') && dueAt < now,
  }));
}

export async function presentPersonFile(
  shop: string,
  id: string,
): Promise<{ file: PersonFile; language: 'de' | 'en' } | undefined> {
  const found = await findPersonFile(shop, id);
  // The text was written by this app from the same type.
  return (
    found && { file: JSON.parse(found.file) as PersonFile, language: found.language === 'de' ? 'de' : 'en' }
  );
}
