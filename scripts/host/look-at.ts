/** Looks at the app from outside, as Shopify will: does its address lead to it, and is it ready? */

export type Seen =
  | { kind: 'ready' }
  | { kind: 'not-ready'; says: string }
  | { kind: 'unknown-name' | 'no-answer' | 'no-certificate' | 'nothing-behind' }
  | { kind: 'something-else'; status: number };

const WAIT_MS = 10_000;

export async function lookAt(address: string): Promise<Seen> {
  let response: Response;
  try {
    response = await fetch(`${address}/readyz`, { redirect: 'manual', signal: AbortSignal.timeout(WAIT_MS) });
  } catch (error) {
    return { kind: reasonOf(error) };
  }
  const says = (await response.text()).trim().slice(0, 200);
  if (response.status === 200 && says === 'ready') return { kind: 'ready' };
  if (response.status === 503) return { kind: 'not-ready', says };
  if (response.status === 502 || response.status === 504) return { kind: 'nothing-behind' };
  return { kind: 'something-else', status: response.status };
}

function reasonOf(error: unknown): 'unknown-name' | 'no-answer' | 'no-certificate' {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = String((cause as { code?: unknown } | undefined)?.code ?? '');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown-name';
  if (/CERT|SSL|TLS|SIGNATURE/.test(code)) return 'no-certificate';
  return 'no-answer';
}
