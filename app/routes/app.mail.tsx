/** Mail: what went out to whom, what waits, what did not go, and what the provider tells of it later. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { MAIL_TABS, type MailTab } from '#app/core/mail/log.ts';
import { allows } from '#app/core/team/roles.ts';
import { presentMail } from '#app/presenters/present-mail.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { viewMailReports } from '#app/services/mail-report-address.ts';
import { MailPage } from '#app/ui/mail/mail-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role } = await openPage(request);
  const query = readQuery(new URL(request.url).searchParams);
  const [view, reports] = await Promise.all([
    presentMail(shop, query),
    query.tab === 'reports' && allows(role, 'configure') ? viewMailReports(shop) : null,
  ]);
  return { view, reports };
}

export default function MailRoute() {
  const { view, reports } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { tab, before } = readQuery(params);
  return (
    <MailPage
      view={view}
      reports={reports}
      tab={tab}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      onTab={(chosen) => setParams({ filter: chosen })}
    />
  );
}

function readQuery(params: URLSearchParams): { tab: MailTab; before: string | null } {
  const asked = params.get('filter');
  return { tab: MAIL_TABS.find((one) => one === asked) ?? 'all', before: params.get('before') };
}
