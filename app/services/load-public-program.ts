/** The live program as she may see it; null when there is none, or none for her. */
import type { PublicProgram } from '#app/core/contracts/public-program.ts';
import { publicBeside, publicProgram } from '#app/core/program/public-program.ts';
import { isThereFor } from '#app/core/program/stage.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';

export async function loadPublicProgram(
  shop: string,
  customerId: string | null,
  at: Date,
): Promise<PublicProgram | null> {
  const [row, versions, { settings }] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    findSettings(shop),
  ]);
  const live = versionAt(versions, at.getTime());
  return row && live && isThereFor(live.config, customerId)
    ? publicProgram(live.config, row.currency, publicBeside(settings))
    : null;
}
