/** The control of the intake bench: a bare Remix resource route that checks an HMAC and makes one insert. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequestHandler } from '@remix-run/express';
import type { ActionFunctionArgs, ServerBuild } from '@remix-run/node';
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const secret = process.env.SHOPIFY_API_SECRET ?? '';

async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const body = await request.text();
  const given = Buffer.from(request.headers.get('x-shopify-hmac-sha256') ?? '', 'base64');
  const own = createHmac('sha256', secret).update(body).digest();
  if (given.length !== own.length || !timingSafeEqual(given, own)) return new Response(null, { status: 401 });
  await pool.query({
    name: 'control-insert',
    text: 'INSERT INTO bench_control VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    values: [request.headers.get('x-shopify-shop-domain'), request.headers.get('x-shopify-webhook-id'), body],
  });
  return new Response(null, { status: 200 });
}

const build = {
  entry: { module: { default: () => new Response(null, { status: 404 }) } },
  routes: {
    root: { id: 'root', path: '', module: { default: () => null } },
    webhooks: { id: 'webhooks', parentId: 'root', path: 'webhooks', module: { action } },
  },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: { v3_singleFetch: true },
  isSpaMode: false,
} as unknown as ServerBuild;

const app = express();
app.disable('x-powered-by');
app.get('/health/ready', (_request, response) => void response.send('ready'));
app.all('*', createRequestHandler({ build, mode: 'production' }));
const server = createServer(app).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => void pool.end().then(() => process.exit(0))));
