/**
 * Loaded into the app's process before the app (`node --import`): the app's own code runs unchanged and yet
 * meets the sandbox store instead of Shopify.
 *
 * 1. Requests for Shopify's hosts go to the store on loopback; every other host but loopback is refused.
 * 2. The app may be framed by the sandbox admin, and the hint to load App Bridge from the network is dropped.
 * 3. Business time follows the sandbox's clock, told by messages of the parent process.
 */
import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';

type ClockMessage = { type: 'clock'; offsetMs: number; id: number };

const storeUrl = process.env['SANDBOX_STORE_URL'];
if (!storeUrl)
  throw new Error('SANDBOX_STORE_URL is missing: the preload is for processes that the sandbox starts');
const store = new URL(storeUrl);

const CLOCK = Symbol.for('treuwerk.clock');
type Clock = { offsetMs: number; setOffset: (offsetMs: number) => Promise<void> };

redirectRequests();
openFrames();
startClock(Number(process.env['SANDBOX_CLOCK_OFFSET_MS'] ?? 0));
followClock();

function redirectRequests(): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const target = new URL(request.url);
    if (isLoopback(target.hostname)) return realFetch(request);
    if (!isShopify(target.hostname)) {
      throw new TypeError(`sandbox: a request to ${target.hostname} was refused, the sandbox has no network`);
    }
    const headers = new Headers(request.headers);
    headers.set('x-sandbox-host', target.hostname);
    const body = request.body === null ? null : await request.arrayBuffer();
    return realFetch(new URL(target.pathname + target.search, store), {
      method: request.method,
      headers,
      body,
      redirect: request.redirect,
      signal: request.signal,
    });
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

function isShopify(host: string): boolean {
  return /(^|\.)(myshopify\.com|shopify\.com|shopifycdn\.com|shopifycloud\.com)$/.test(host);
}

function openFrames(): void {
  const realSetHeader = ServerResponse.prototype.setHeader;
  ServerResponse.prototype.setHeader = function setHeader(name, value) {
    const changed = changeHeader(name, value);
    return changed === undefined ? this : realSetHeader.call(this, name, changed);
  };
  const realAppend = ServerResponse.prototype.appendHeader;
  ServerResponse.prototype.appendHeader = function appendHeader(name, value) {
    const changed = changeHeader(name, value);
    return changed === undefined ? this : realAppend.call(this, name, changed as string | readonly string[]);
  };
  const realWriteHead = ServerResponse.prototype.writeHead;
  ServerResponse.prototype.writeHead = function writeHead(this: ServerResponse, ...args: unknown[]) {
    const last = args.at(-1);
    if (args.length > 1 && typeof last === 'object' && last !== null && !Array.isArray(last)) {
      args[args.length - 1] = changeHeaders(last as OutgoingHttpHeaders);
    }
    return realWriteHead.apply(this, args as Parameters<typeof realWriteHead>);
  } as typeof realWriteHead;
}

function changeHeaders(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const changed: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    const next = value === undefined ? undefined : changeHeader(name, value);
    if (next !== undefined) changed[name] = next as OutgoingHttpHeader;
  }
  return changed;
}

/** The header as the sandbox wants it, or undefined to leave it out. */
function changeHeader<Value extends number | string | readonly string[]>(
  name: string,
  value: Value,
): Value | string | undefined {
  const lower = name.toLowerCase();
  if (lower === 'content-security-policy' && typeof value === 'string') {
    return value.replace(/frame-ancestors([^;]*)/, `frame-ancestors$1 ${store.origin}`);
  }
  if (lower === 'link' && typeof value === 'string' && /cdn\.shopify\.com/.test(value)) return undefined;
  return value;
}

/** The app's clock is right from the moment it exists: an app that comes up again never sees an earlier time. */
function startClock(offsetMs: number): void {
  let clock: Clock | undefined;
  Object.defineProperty(globalThis, CLOCK, {
    configurable: true,
    get: () => clock,
    set: (made: Clock) => {
      made.offsetMs = clock?.offsetMs ?? offsetMs;
      clock = made;
    },
  });
}

function followClock(): void {
  process.on('message', (message: unknown) => {
    if (isClockMessage(message)) void moveClock(message);
  });
  // Without its sandbox the app would run on alone.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone is no reason to stay alive.
  process.channel?.unref();
}

async function moveClock({ offsetMs, id }: ClockMessage): Promise<void> {
  const clock = (globalThis as Record<symbol, unknown>)[CLOCK] as Clock | undefined;
  try {
    await clock?.setOffset(offsetMs);
    process.send?.({ type: 'clock-done', id, moved: clock !== undefined });
  } catch (error) {
    process.send?.({ type: 'clock-done', id, error: error instanceof Error ? error.message : String(error) });
  }
}

function isClockMessage(message: unknown): message is ClockMessage {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'clock';
}
