/** Team: who works here, what each may do, and the budget for goodwill. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { now } from '#app/clock.ts';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { presentTeam } from '#app/presenters/present-team.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { TeamPage } from '#app/ui/settings/team-page.tsx';
import { keepsWhenRefused, useSettingsSaving } from '#app/ui/settings/use-settings-saving.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export const shouldRevalidate = keepsWhenRefused;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentTeam(shop, now());
}

export default function TeamRoute() {
  const view = useLoaderData<typeof loader>();
  const { locale } = useAdmin();
  const saving = useSettingsSaving(view.revision);
  const role = useFetcher<RefusalReply | { userId: string }>();
  return (
    <TeamPage
      key={view.revision}
      view={view}
      saving={saving}
      roles={{
        busy: role.state !== 'idle',
        refusal: role.data && 'error' in role.data ? role.data.error.message : null,
        onChange: (userId, chosen) =>
          void role.submit(JSON.stringify({ userId, role: chosen }), {
            method: 'post',
            action: `/app/api/role?locale=${locale}`,
            encType: 'application/json',
          }),
      }}
    />
  );
}
