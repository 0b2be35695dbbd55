/** Addresses that take no mail any more, newest first, all of them or those that a search finds. */
import { searchMembers } from '#app/db/member-list.ts';
import { listSuppressions, type SuppressionRow } from '#app/db/mail-suppressions.ts';

const PER_PAGE = 25;
/** Of each index that a search asks. */
const FOUND_MAX = 25;

export type StoppedView = {
  list: (Omit<SuppressionRow, 'at' | 'mailId'> & { at: string })[];
  /** Where the older page begins; null on the last one. */
  older: string | null;
  search: string;
};

/** @param query `hash` of what is searched for, where it may be an address; `before` as `older` said. */
export async function presentStopped(
  shop: string,
  query: { search: string; hash: string | null; before: string | null },
): Promise<StoppedView> {
  const { search, hash } = query;
  const found = search === '' ? null : await searchMembers(shop, search, FOUND_MAX);
  const rows = await listSuppressions(shop, {
    among: found && { hashes: hash === null ? [] : [hash], memberIds: found.map(({ id }) => id) },
    before: readPlace(query.before),
    limit: PER_PAGE + 1,
  });
  const shown = rows.slice(0, PER_PAGE);
  const last = shown.at(-1);
  return {
    list: shown.map(({ at, mailId: _mailId, ...row }) => ({ ...row, at: at.toISOString() })),
    older: rows.length > PER_PAGE && last ? `${last.at.getTime()}_${last.contactHash}` : null,
    search,
  };
}

function readPlace(text: string | null): { at: Date; contactHash: string } | null {
  const [, at, hash] = /^(\d{1,15})_([\w-]{1,100})$/.exec(text ?? '') ?? [];
  return at && hash ? { at: new Date(Number(at)), contactHash: hash } : null;
}
