/**
 * The list of members: by balance or by age, or found by the beginning of name or mail.
 *
 * Every variant reads one page through one index, whatever the number of members: pages are cut by key,
 * and a search shows its first page only, in the order of the index that found it.
 */
import { prisma } from '#app/db/prisma.ts';

export const MEMBERS_PER_PAGE = 50;
export const SEARCH_LENGTH_MIN = 2;

export type MembersQuery = {
  search: string;
  sort: MembersSort;
  /** The page after, or before, the member that this cursor names. */
  cursor: MembersCursor | null;
};
export type MembersSort = 'balance' | 'newest';
export type MembersCursor = { direction: 'after' | 'before'; key: string };

export type MemberRow = {
  id: string;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
  createdAt: string;
  available: number;
  pending: number;
  reserved: number;
  debt: number;
};

export type MembersView = {
  rows: MemberRow[];
  /** Keys of the neighbouring pages; null where there is none. */
  previous: string | null;
  next: string | null;
  /** True when a search found more than it shows. */
  cut: boolean;
};

export async function presentMembers(shop: string, query: MembersQuery): Promise<MembersView> {
  if (query.search.length >= SEARCH_LENGTH_MIN) return searchMembers(shop, query.search);
  const rows = query.sort === 'balance' ? await pageByBalance(shop, query) : await pageByAge(shop, query);
  return cutPage(rows, query);
}

type Row = {
  id: bigint;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
  createdAt: Date;
  available: bigint | null;
  pending: bigint | null;
  reserved: bigint | null;
  debt: bigint | null;
};

const LIMIT = MEMBERS_PER_PAGE + 1;

async function pageByBalance(shop: string, { cursor }: MembersQuery): Promise<Row[]> {
  const key = parseKey(cursor?.key);
  if (!cursor || !key) {
    return prisma.$queryRaw<Row[]>`
      select m.id, m.display_name as "displayName", m.email, m.customer_id as "customerId",
             m.created_at as "createdAt", b.available, b.pending, b.reserved, b.debt
      from (select * from member_balances where shop = ${shop}
            order by available desc, member_id desc limit ${LIMIT}) b
      join members m on m.shop = b.shop and m.id = b.member_id
      order by b.available desc, b.member_id desc`;
  }
  if (cursor.direction === 'after') {
    return prisma.$queryRaw<Row[]>`
      select m.id, m.display_name as "displayName", m.email, m.customer_id as "customerId",
             m.created_at as "createdAt", b.available, b.pending, b.reserved, b.debt
      from (select * from member_balances where shop = ${shop}
              and (available, member_id) < (${key.available}, ${key.id})
            order by available desc, member_id desc limit ${LIMIT}) b
      join members m on m.shop = b.shop and m.id = b.member_id
      order by b.available desc, b.member_id desc`;
  }
  return prisma.$queryRaw<Row[]>`
    select m.id, m.display_name as "displayName", m.email, m.customer_id as "customerId",
           m.created_at as "createdAt", b.available, b.pending, b.reserved, b.debt
    from (select * from member_balances where shop = ${shop}
            and (available, member_id) > (${key.available}, ${key.id})
          order by available, member_id limit ${LIMIT}) b
    join members m on m.shop = b.shop and m.id = b.member_id
    order by b.available, b.member_id`;
}

async function pageByAge(shop: string, { cursor }: MembersQuery): Promise<Row[]> {
  const key = parseKey(cursor?.key);
  const back = cursor?.direction === 'before';
  const members = await prisma.member.findMany({
    where: { shop, ...(key ? { id: back ? { gt: key.id } : { lt: key.id } } : {}) },
    orderBy: { id: back ? 'asc' : 'desc' },
    take: LIMIT,
    select: { id: true, displayName: true, email: true, customerId: true, createdAt: true },
  });
  const balances = await prisma.memberBalance.findMany({
    where: { shop, memberId: { in: members.map((member) => member.id) } },
    select: { memberId: true, available: true, pending: true, reserved: true, debt: true },
  });
  const byMember = new Map(balances.map((balance) => [balance.memberId, balance]));
  return members.map((member) => {
    const { available = null, pending = null, reserved = null, debt = null } = byMember.get(member.id) ?? {};
    return { ...member, available, pending, reserved, debt };
  });
}

/** Both indexes are asked for a page each: bounded work, even when half of all names begin alike. */
async function searchMembers(shop: string, search: string): Promise<MembersView> {
  const from = search.toLowerCase();
  const to = `${from}\u{10ffff}`;
  const [byName, byEmail] = await Promise.all([
    prisma.$queryRaw<Row[]>`
      select m.id, m.display_name as "displayName", m.email, m.customer_id as "customerId",
             m.created_at as "createdAt", b.available, b.pending, b.reserved, b.debt
      from (select * from members where shop = ${shop}
              and lower(display_name) ~>=~ ${from} and lower(display_name) ~<~ ${to}
            order by lower(display_name) using ~<~ limit ${LIMIT}) m
      left join member_balances b on b.shop = m.shop and b.member_id = m.id`,
    prisma.$queryRaw<Row[]>`
      select m.id, m.display_name as "displayName", m.email, m.customer_id as "customerId",
             m.created_at as "createdAt", b.available, b.pending, b.reserved, b.debt
      from (select * from members where shop = ${shop}
              and lower(email) ~>=~ ${from} and lower(email) ~<~ ${to}
            order by lower(email) using ~<~ limit ${LIMIT}) m
      left join member_balances b on b.shop = m.shop and b.member_id = m.id`,
  ]);
  const found = [...new Map([...byName, ...byEmail].map((row) => [row.id, row])).values()];
  const shown = found.sort((a, b) => labelOf(a).localeCompare(labelOf(b))).slice(0, MEMBERS_PER_PAGE);
  return { rows: shown.map(viewRow), previous: null, next: null, cut: found.length > shown.length };
}

function labelOf(row: Row): string {
  return (row.displayName ?? row.email ?? '').toLowerCase();
}

/** A page read backwards is turned round; the surplus row only tells that there is more. */
function cutPage(read: Row[], query: MembersQuery): MembersView {
  const back = query.cursor?.direction === 'before';
  const more = read.length > MEMBERS_PER_PAGE;
  const page = read.slice(0, MEMBERS_PER_PAGE);
  if (back) page.reverse();
  const first = page[0];
  const last = page.at(-1);
  const hasPrevious = back ? more : query.cursor !== null;
  const hasNext = back ? true : more;
  return {
    rows: page.map(viewRow),
    previous: hasPrevious && first ? keyOf(first) : null,
    next: hasNext && last ? keyOf(last) : null,
    cut: false,
  };
}

function viewRow(row: Row): MemberRow {
  return {
    id: row.id.toString(),
    displayName: row.displayName,
    email: row.email,
    customerId: row.customerId,
    createdAt: row.createdAt.toISOString(),
    available: Number(row.available ?? 0n),
    pending: Number(row.pending ?? 0n),
    reserved: Number(row.reserved ?? 0n),
    debt: Number(row.debt ?? 0n),
  };
}

function keyOf(row: Row): string {
  return `${row.available ?? 0n}.${row.id}`;
}

function parseKey(key: string | undefined): { available: bigint; id: bigint } | undefined {
  const match = /^(\d{1,18})\.(\d{1,18})$/.exec(key ?? '');
  if (!match?.[1] || !match[2]) return undefined;
  return { available: BigInt(match[1]), id: BigInt(match[2]) };
}
