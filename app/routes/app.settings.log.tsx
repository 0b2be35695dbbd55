/** The log of what staff did, newest first. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { staffActor } from '#app/core/team/roles.ts';
import { presentDeeds } from '#app/presenters/present-team.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { LogPage } from '#app/ui/settings/log-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const { person, before } = readQuery(new URL(request.url).searchParams);
  return presentDeeds(shop, { before, actor: person === null ? null : staffActor(person) });
}

export default function LogRoute() {
  const view = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { person, before } = readQuery(params);
  return (
    <LogPage
      view={view}
      person={person}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      onPerson={(userId) => setParams(userId === null ? {} : { person: userId })}
      onPage={(older) =>
        setParams({ ...(person === null ? {} : { person }), ...(older === null ? {} : { before: older }) })
      }
    />
  );
}

function readQuery(params: URLSearchParams): { person: string | null; before: string | null } {
  const read = (name: string) => /^\d{1,18}$/.exec(params.get(name) ?? '')?.[0] ?? null;
  return { person: read('person'), before: read('before') };
}
