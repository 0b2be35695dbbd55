/** Hooks of pages that talk to the app's JSON routes: send a body, learn what came back, and say so once. */
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';

export function useJson<Reply extends object>(route: string) {
  const { locale } = useAdmin();
  const fetcher = useFetcher();
  const reply = fetcher.data as Reply | RefusalReply | undefined;
  const refused = reply && 'error' in reply ? reply.error : null;
  return {
    busy: fetcher.state !== 'idle',
    refusal: refused?.message ?? null,
    code: refused?.code ?? null,
    done: reply && !('error' in reply) ? reply : undefined,
    send: (body: unknown, method: 'POST' | 'DELETE' = 'POST') =>
      void fetcher.submit(JSON.stringify(body), {
        method,
        action: `/app/api/${route}?locale=${locale}`,
        encType: 'application/json',
      }),
  };
}

export function useToast(done: object | undefined, text: string): void {
  const [told, setTold] = useState(done);
  useEffect(() => {
    if (done === undefined || done === told) return;
    setTold(done);
    showToast(text);
  }, [done, told, text]);
}
