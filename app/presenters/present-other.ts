/** A member in a line: who she is and what she has. */
import { prisma } from '#app/db/prisma.ts';

export type OtherView = {
  id: string;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
  erasedAt: null;
  available: number;
};

/** @returns null for nobody, and for whoever has become another or was erased. */
export async function presentOther(shop: string, id: bigint): Promise<OtherView | null> {
  const [member, balance] = await Promise.all([
    prisma.member.findUnique({ where: { shop_id: { shop, id } } }),
    prisma.memberBalance.findUnique({ where: { shop_memberId: { shop, memberId: id } } }),
  ]);
  if (!member || member.heirId !== null || member.erasedAt !== null) return null;
  const { displayName, email, customerId } = member;
  return {
    id: String(id),
    displayName,
    email,
    customerId,
    erasedAt: null,
    available: Number(balance?.available ?? 0n),
  };
}
