/** Members: search, filter, order, page; all of it in the address. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { allows } from '#app/core/team/roles.ts';
import { hasFilters, readMembersQuery, writeMembersQuery } from '#app/presenters/members-query.ts';
import { presentMembers } from '#app/presenters/present-members.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { MembersPage } from '#app/ui/members/members-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role } = await openPage(request);
  const view = await presentMembers(shop, readMembersQuery(new URL(request.url).searchParams));
  return { view, mayChange: allows(role, 'configure') };
}

export default function Members() {
  const { view, mayChange } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const query = readMembersQuery(params);
  const { search, sort, filters } = query;
  return (
    <MembersPage
      key={search === '' ? JSON.stringify(filters) : ''}
      view={view}
      mayChange={mayChange}
      search={search}
      sort={sort}
      filters={filters}
      isFiltered={hasFilters(filters)}
      loading={navigation.state === 'loading'}
      onSearch={(text) => setParams(writeMembersQuery({ ...query, search: text }), { replace: true })}
      onSort={(chosen) => setParams(writeMembersQuery({ ...query, search: '', sort: chosen }))}
      onFilter={(chosen) => setParams(writeMembersQuery({ ...query, search: '', filters: chosen }))}
      onPage={(direction, key) => setParams({ ...writeMembersQuery(query), [direction]: key })}
    />
  );
}
