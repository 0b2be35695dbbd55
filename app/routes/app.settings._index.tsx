/** Settings: brand, languages, sender, privacy. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { env } from '#app/env.server.ts';
import { presentSettings } from '#app/presenters/present-settings.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { keepsWhenRefused, useSettingsSaving } from '#app/ui/settings/use-settings-saving.ts';
import { SettingsPage } from '#app/ui/settings/settings-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export const shouldRevalidate = keepsWhenRefused;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentSettings(shop, { inboxDays: env().TREUWERK_INBOX_DAYS });
}

export default function SettingsRoute() {
  const view = useLoaderData<typeof loader>();
  const saving = useSettingsSaving(view.revision);
  return <SettingsPage key={view.revision} view={view} saving={saving} />;
}
