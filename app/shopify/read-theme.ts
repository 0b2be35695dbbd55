/** The live theme's files that say what of the app stands where. */
import type { ThemeFile } from '#app/core/theme-blocks.ts';
import { type AdminAccess, requestAdmin } from '#app/shopify/admin-client.ts';
import { MainThemeDocument } from '#app/shopify/generated/admin-api.ts';

const FILES = ['config/settings_data.json', 'templates/*.json'];

export type MainTheme = { appHandle: string; name: string; files: ThemeFile[] };

/** @returns undefined for a shop without a theme. @throws ShopifyError */
export async function readMainTheme(access: AdminAccess): Promise<MainTheme | undefined> {
  const { currentAppInstallation, themes } = await requestAdmin(
    access,
    MainThemeDocument,
    { files: FILES },
    { repeatable: true },
  );
  const theme = themes?.nodes[0];
  if (!theme) return undefined;
  const files = (theme.files?.nodes ?? []).flatMap(({ filename, body }): ThemeFile[] =>
    'content' in body ? [{ filename, content: body.content }] : [],
  );
  return { appHandle: currentAppInstallation.app.handle ?? '', name: theme.name, files };
}
