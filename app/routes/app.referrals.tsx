/** Referrals: who recommends the shop, what came of it, and what staff must decide. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { now } from '#app/clock.ts';
import { REFERRAL_FILTERS, type ReferralFilter } from '#app/core/referrals/follow.ts';
import { allows } from '#app/core/team/roles.ts';
import { presentReferrals } from '#app/presenters/present-referrals.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { ReferralsPage } from '#app/ui/referrals/referrals-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role } = await openPage(request);
  const view = await presentReferrals(shop, readQuery(new URL(request.url).searchParams), now());
  return { view, mayDecide: allows(role, 'serve') };
}

export default function ReferralsRoute() {
  const { view, mayDecide } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { filter, before } = readQuery(params);
  return (
    <ReferralsPage
      view={view}
      filter={filter}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      mayDecide={mayDecide}
      onFilter={(chosen) => setParams({ filter: chosen })}
    />
  );
}

function readQuery(params: URLSearchParams): { filter: ReferralFilter; before: string | null } {
  const asked = params.get('filter');
  return { filter: REFERRAL_FILTERS.find((one) => one === asked) ?? 'review', before: params.get('before') };
}
