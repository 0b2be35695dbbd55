/** What staff are to do by hand: complaints, late parcels, bad answers, lines to write. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { now } from '#app/clock.ts';
import { TASK_FILTERS, type TaskFilter } from '#app/core/tasks/task.ts';
import { allows } from '#app/core/team/roles.ts';
import { presentTasks } from '#app/presenters/present-tasks.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { TasksPage } from '#app/ui/tasks/tasks-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role, userId } = await openPage(request);
  const filter = readFilter(new URL(request.url).searchParams);
  return {
    view: await presentTasks(shop, { filter, userId }, now()),
    mayDo: allows(role, 'serve'),
  };
}

export default function TasksRoute() {
  const { view, mayDo } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  return (
    <TasksPage
      view={view}
      filter={readFilter(params)}
      loading={navigation.state === 'loading'}
      mayDo={mayDo}
      onFilter={(filter) => setParams({ filter })}
    />
  );
}

function readFilter(params: URLSearchParams): TaskFilter {
  return TASK_FILTERS.find((one) => one === params.get('filter')) ?? 'open';
}
