/** The live program as guests may see it, or null when there is none. */
import type { PublicProgram } from '#app/core/contracts/public-program.ts';
import { publicProgram } from '#app/core/program/public-program.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';

export async function loadPublicProgram(shop: string, at: Date): Promise<PublicProgram | null> {
  const [row, versions] = await Promise.all([findShop(shop), listVersions(shop)]);
  const live = versionAt(versions, at.getTime());
  return row && live ? publicProgram(live.config, row.currency) : null;
}
