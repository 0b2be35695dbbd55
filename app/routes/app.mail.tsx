/** Mail: what went out to whom, what waits, and what did not go. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { MAIL_FILTERS, type MailFilter } from '#app/core/mail/log.ts';
import { presentMail } from '#app/presenters/present-mail.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { MailPage } from '#app/ui/mail/mail-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentMail(shop, readQuery(new URL(request.url).searchParams));
}

export default function MailRoute() {
  const view = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { filter, before } = readQuery(params);
  return (
    <MailPage
      view={view}
      filter={filter}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      onFilter={(chosen) => setParams({ filter: chosen })}
    />
  );
}

function readQuery(params: URLSearchParams): { filter: MailFilter; before: string | null } {
  const asked = params.get('filter');
  return { filter: MAIL_FILTERS.find((one) => one === asked) ?? 'all', before: params.get('before') };
}
