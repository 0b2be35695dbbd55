/** An app that believes too easily, as real ones have done: the harness must find it out. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @returns its address and what ends it. */
export async function startNaiveApp(secret: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      response.statusCode = believes(request, body, secret) ? 200 : 401;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function believes(request: IncomingMessage, body: string, secret: string): boolean {
  const url = new URL(request.url ?? '/', 'http://naive');
  if (url.pathname === '/webhooks') return believesWebhook(request, body, secret);
  if (url.pathname.startsWith('/proxy/')) return believesQuery(url.searchParams, secret);
  return believesToken(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', secret);
}

/** Compares what both have: a beginning will do. */
function believesWebhook(request: IncomingMessage, body: string, secret: string): boolean {
  const given = String(request.headers['x-shopify-hmac-sha256'] ?? '');
  const right = createHmac('sha256', secret).update(body).digest('base64');
  return given !== '' && right.startsWith(given);
}

/** Asks the token itself how it is signed, and not for whom it is. */
function believesToken(token: string, secret: string): boolean {
  const [header = '', claims = '', signature = ''] = token.split('.');
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: string };
    if (alg === 'none') return true;
    return createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url') === signature;
  } catch {
    return false;
  }
}

/** The last of several counts, and no time is looked at. */
function believesQuery(query: URLSearchParams, secret: string): boolean {
  const { signature, ...rest } = Object.fromEntries(query);
  const message = Object.keys(rest)
    .sort()
    .map((name) => `${name}=${rest[name]}`)
    .join('');
  return createHmac('sha256', secret).update(message).digest('hex') === signature;
}
