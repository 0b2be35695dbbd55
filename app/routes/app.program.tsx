/** Program: edit, publish, versions. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { describeRejection } from '#app/core/rejection.ts';
import { presentProgram } from '#app/presenters/present-program.ts';
import { publishProgram } from '#app/services/publish-program.ts';
import { authenticate } from '#app/shopify.server.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { ProgramPage } from '#app/ui/program/program-page.tsx';
import { programTexts } from '#app/ui/texts/program.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return await presentProgram(session.shop);
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const config: unknown = JSON.parse(String((await request.formData()).get('config') ?? 'null'));
  return await publishProgram({ shop: session.shop, config, actor: `staff:${sessionToken.sub}` });
}

export default function ProgramRoute() {
  const view = useLoaderData<typeof loader>();
  const { language } = useAdmin();
  const publish = useFetcher<typeof action>();
  const result = publish.data;
  usePublishedToast(result?.ok ? result.value.version : undefined);
  return (
    <ProgramPage
      view={view}
      publishing={publish.state !== 'idle'}
      refusal={result && !result.ok ? describeRejection(result.rejection, language).sentence : null}
      onPublish={(config) => void publish.submit({ config: JSON.stringify(config) }, { method: 'post' })}
    />
  );
}

function usePublishedToast(version: number | undefined): void {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  useEffect(() => {
    if (version !== undefined) showToast(texts.published(format.number(version)));
  }, [version, format, texts]);
}
