/**
 * Where the program can be met: the live theme's files tell of blocks and embeds; of checkout, accounts and till Shopify tells
 * nothing, so that these count as placed once they have asked for something.
 */
import { now } from '#app/clock.ts';
import { missingScopes } from '#app/core/contracts/scopes.ts';
import {
  type Place,
  type Placement,
  type PlacementView,
  PLACES_OF_PROGRAM,
  THEME_SCOPE,
} from '#app/core/placement.ts';
import { findThemeBlocks, themeColours, type ThemeBlocks } from '#app/core/theme-blocks.ts';
import { findShopAccess } from '#app/db/shop-access.ts';
import { listSightings, type Sighting } from '#app/db/sightings.ts';
import { env } from '#app/env.server.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { readMainTheme } from '#app/shopify/read-theme.ts';

export async function lookAtPlacement(shop: string): Promise<PlacementView> {
  const [theme, sightings] = await Promise.all([readTheme(shop), listSightings(shop)]);
  return {
    places: PLACES_OF_PROGRAM.map((place) => placementOf(shop, place, theme.blocks, sightings)),
    theme: theme.state,
    themeName: theme.name,
    colours: theme.colours,
    lookedAt: now().toISOString(),
  };
}

type ThemeLook = Pick<PlacementView, 'colours'> & {
  state: PlacementView['theme'];
  name: string | null;
  blocks: ThemeBlocks | null;
};

async function readTheme(shop: string): Promise<ThemeLook> {
  const access = await findShopAccess(shop);
  if (missingScopes(access?.scopes ?? '', [THEME_SCOPE]).length > 0)
    return { state: 'forbidden', name: null, blocks: null, colours: [] };
  try {
    const theme = await withAccess(shop, readMainTheme);
    if (!theme) return { state: 'read', name: null, blocks: { embeds: [], blocks: [] }, colours: [] };
    return {
      state: 'read',
      name: theme.name,
      blocks: findThemeBlocks(theme.files, theme.appHandle),
      colours: themeColours(theme.files),
    };
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop, problem: messageOf(error) }, 'the theme could not be read');
    return { state: 'silent', name: null, blocks: null, colours: [] };
  }
}

function placementOf(
  shop: string,
  place: Place,
  blocks: ThemeBlocks | null,
  sightings: readonly Sighting[],
): Placement {
  const link = linkTo(shop, place);
  const seen = sightings.find(({ surface }) => surface === place.surface);
  const seenAt = seen?.lastSeenAt.toISOString() ?? null;
  if (place.block === null) return { id: place.id, state: seen ? 'seen' : 'unseen', seenAt, link };
  if (blocks === null) return { id: place.id, state: 'unknown', seenAt: null, link };
  const placed = place.embed
    ? blocks.embeds.includes(place.block)
    : blocks.blocks.some(({ name }) => place.block === name);
  return { id: place.id, state: placed ? 'placed' : 'missing', seenAt: null, link };
}

/** Shopify's editors, opened where the piece goes. */
function linkTo(shop: string, { block, embed, template, target, editor }: Place): string | null {
  const admin = `https://${shop}/admin`;
  if (editor !== null) return `${admin}/settings/checkout/editor?page=${editor}`;
  if (block === null) return null;
  const id = `${env().SHOPIFY_API_KEY}/${block}`;
  const query = embed
    ? new URLSearchParams({ context: 'apps', activateAppId: id })
    : new URLSearchParams({
        template: template ?? 'index',
        addAppBlockId: id,
        target: target ?? 'newAppsSection',
      });
  return `${admin}/themes/current/editor?${query}`;
}
