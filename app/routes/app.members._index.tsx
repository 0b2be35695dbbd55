/** Members: search, sort, page. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { type MembersQuery, presentMembers } from '#app/presenters/present-members.ts';
import { authenticate } from '#app/shopify.server.ts';
import { MembersPage } from '#app/ui/members/members-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const SEARCH_LENGTH_MAX = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return await presentMembers(session.shop, readQuery(new URL(request.url).searchParams));
}

export default function Members() {
  const view = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { search, sort } = readQuery(params);
  const sorting: Record<string, string> = sort === 'newest' ? { sort } : {};
  return (
    <MembersPage
      view={view}
      search={search}
      sort={sort}
      loading={navigation.state === 'loading'}
      onSearch={(text) => setParams(text ? { ...sorting, search: text } : sorting, { replace: true })}
      onSort={(chosen) => setParams(chosen === 'newest' ? { sort: chosen } : {})}
      onPage={(direction, key) => setParams({ ...sorting, [direction]: key })}
    />
  );
}

function readQuery(params: URLSearchParams): MembersQuery {
  const after = params.get('after');
  const before = params.get('before');
  return {
    search: (params.get('search') ?? '').trim().slice(0, SEARCH_LENGTH_MAX),
    sort: params.get('sort') === 'newest' ? 'newest' : 'balance',
    cursor: after ? { direction: 'after', key: after } : before ? { direction: 'before', key: before } : null,
  };
}
