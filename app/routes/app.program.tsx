/** Program: edit, publish, versions. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { presentProgram } from '#app/presenters/present-program.ts';
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

export default function ProgramRoute() {
  const view = useLoaderData<typeof loader>();
  const { locale } = useAdmin();
  const publish = useFetcher<{ version: number } | RefusalReply>();
  const reply = publish.data;
  usePublishedToast(reply && 'version' in reply ? reply.version : undefined);
  return (
    <ProgramPage
      view={view}
      publishing={publish.state !== 'idle'}
      refusal={reply && 'error' in reply ? reply.error.message : null}
      onPublish={(config) =>
        void publish.submit(JSON.stringify({ config }), {
          method: 'post',
          action: `/app/api/program?locale=${locale}`,
          encType: 'application/json',
        })
      }
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
