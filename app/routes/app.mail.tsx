/** Mail: what went out to whom, what waits, what did not go, which addresses take none, and where the provider tells. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { MAIL_TABS, type MailTab } from '#app/core/mail/log.ts';
import { allows } from '#app/core/team/roles.ts';
import { presentMail } from '#app/presenters/present-mail.ts';
import { presentStopped } from '#app/presenters/present-stopped.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { viewMailReports } from '#app/services/mail-report-address.ts';
import { MailPage } from '#app/ui/mail/mail-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role } = await openPage(request);
  const query = readQuery(new URL(request.url).searchParams);
  const { search, before } = query;
  const [view, stopped, reports] = await Promise.all([
    presentMail(shop, query),
    query.tab === 'stopped'
      ? presentStopped(shop, { search, hash: contactHash(shop, search), before })
      : null,
    query.tab === 'reports' && allows(role, 'configure') ? viewMailReports(shop) : null,
  ]);
  return { view, stopped, reports };
}

export default function MailRoute() {
  const { view, stopped, reports } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { tab, before } = readQuery(params);
  return (
    <MailPage
      view={view}
      stopped={stopped}
      reports={reports}
      tab={tab}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      onTab={(chosen) => setParams({ filter: chosen })}
      onSearch={(text) => setParams({ filter: 'stopped', ...(text && { search: text }) })}
    />
  );
}

function readQuery(params: URLSearchParams): { tab: MailTab; before: string | null; search: string } {
  const asked = params.get('filter');
  return {
    tab: MAIL_TABS.find((one) => one === asked) ?? 'all',
    before: params.get('before'),
    search: (params.get('search') ?? '').trim().slice(0, 254),
  };
}
