/** Posts to look at, reviews that apps told of, and where these come in. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { now } from '#app/clock.ts';
import { REVIEW_TABS, type ReviewSourceView, type ReviewTab } from '#app/core/reviews/review.ts';
import { allows } from '#app/core/team/roles.ts';
import { presentReviews } from '#app/presenters/present-reviews.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { listReviewAddresses } from '#app/services/review-address.ts';
import { ReviewsPage } from '#app/ui/reviews/reviews-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role } = await openPage(request);
  const query = readQuery(new URL(request.url).searchParams);
  const none: ReviewSourceView[] = [];
  const [view, sources] = await Promise.all([
    presentReviews(shop, query, now()),
    query.tab === 'apps' && allows(role, 'configure') ? listReviewAddresses(shop) : none,
  ]);
  return { view, sources };
}

export default function ReviewsRoute() {
  const { view, sources } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { tab, before } = readQuery(params);
  return (
    <ReviewsPage
      view={view}
      sources={sources}
      tab={tab}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      onTab={(chosen) => setParams({ tab: chosen })}
    />
  );
}

function readQuery(params: URLSearchParams): { tab: ReviewTab; before: string | null } {
  const asked = params.get('tab');
  return { tab: REVIEW_TABS.find((one) => one === asked) ?? 'posts', before: params.get('before') };
}
