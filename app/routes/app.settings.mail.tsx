/** Settings of mail: the way it goes, when it may be loud, how often, and what members may choose. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { presentMailSettings } from '#app/presenters/present-mail-settings.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { MailSettingsPage } from '#app/ui/mail/mail-settings-page.tsx';
import { keepsWhenRefused, useSettingsSaving } from '#app/ui/settings/use-settings-saving.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export const shouldRevalidate = keepsWhenRefused;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentMailSettings(shop);
}

export default function MailSettingsRoute() {
  const view = useLoaderData<typeof loader>();
  const saving = useSettingsSaving(view.revision);
  return <MailSettingsPage key={view.revision} view={view} saving={saving} />;
}
