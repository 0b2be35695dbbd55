/** What pages ask of imports and exports, and how they look again while something is at work. */
import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { transferTexts } from '#app/ui/texts/transfers.ts';

const LOOK_MS = 1_500;
const AT_WORK = ['waiting', 'checking', 'running', 'undoing'];

export function isAtWork(state: string): boolean {
  return AT_WORK.includes(state);
}

/** Loads the page's data again while `active`. */
export function useLooking(active: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!active || state !== 'idle') return;
    const timer = setTimeout(revalidate, LOOK_MS);
    return () => clearTimeout(timer);
  }, [active, state, revalidate]);
}

type Reply = { id?: string; error?: { message: string } };

/** Asks one thing at a time. `ask` gives the id of what was made, and undefined after a refusal, which `refusal` tells. */
export function useAsking() {
  const { locale } = useAdmin();
  const texts = useTexts(transferTexts);
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function send(query: Record<string, string>, body: BodyInit): Promise<string | undefined> {
    setBusy(true);
    setRefusal(null);
    try {
      const address = `/app/api/transfers?${new URLSearchParams({ ...query, locale })}`;
      const response = await fetch(address, { method: 'POST', body });
      const reply = (await response.json()) as Reply;
      if (!response.ok) setRefusal(reply.error?.message ?? texts.refusals.unexpected ?? '');
      return response.ok ? (reply.id ?? '') : undefined;
    } catch {
      setRefusal(texts.refusals.unexpected ?? '');
      return undefined;
    } finally {
      setBusy(false);
      revalidate();
    }
  }
  return {
    busy,
    refusal,
    ask: (body: Record<string, unknown>) => send({}, JSON.stringify(body)),
    upload: (kind: string, file: File) => send({ kind, name: file.name }, file),
  };
}
