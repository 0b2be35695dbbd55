/** The web server: static files, health, and Remix for everything else. It logs patterns of routes, never addresses. */
import { randomUUID } from 'node:crypto';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express, { type Express, type RequestHandler, type Request, type Response } from 'express';
import type { ServerBuild } from '@remix-run/node';
import { healthRoutes, isStopping } from '#app/health.ts';
import { log, withTrace } from '#app/log.ts';
import { metricsRoute } from '#app/ops.ts';
import { requestSeconds, webhookSeconds } from '#app/metrics.ts';
import { nameRoutes } from '#app/route-names.ts';

const BUILD = new URL('../build/server/index.js', import.meta.url).href;
const REQUEST_BYTES_MAX = 10 * 1024 * 1024;
const WEBHOOKS = '/webhooks';

export async function createApp(): Promise<Express> {
  const build = (await import(/* @vite-ignore */ BUILD)) as ServerBuild;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', true);
  app.use(healthRoutes());
  app.use(metricsRoute());
  app.use(observe(nameRoutes(build)));
  app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }));
  app.use(express.static('build/client', { maxAge: '1h' }));
  app.use(refuseHuge);
  // Compression would buffer nothing of worth on the machine-to-machine routes.
  app.use('/app', compression());
  app.all('*', createRequestHandler({ build, mode: 'production' }));
  return app;
}

/** Gives the request an id, which all of its lines and its answer bear, and measures it. */
function observe(nameOf: (path: string) => string): RequestHandler {
  return (request, response, next) => {
    const started = process.hrtime.bigint();
    const id = randomUUID();
    response.setHeader('X-Request-Id', id);
    // A connection that stays open would bring its next request to a server that is going.
    if (isStopping()) response.setHeader('Connection', 'close');
    response.on('finish', () =>
      withTrace({ request: id }, () => tell(request, response, nameOf(request.path), started)),
    );
    withTrace({ request: id }, next);
  };
}

function tell(request: Request, response: Response, route: string, started: bigint): void {
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const { method } = request;
  const status = response.statusCode;
  requestSeconds.observe({ method, route, status }, seconds);
  if (route === WEBHOOKS) webhookSeconds.observe({ status }, seconds);
  if (route.startsWith('/assets')) return;
  const line = { method, route, status, ms: Math.round(seconds * 1_000) };
  if (status >= 500) log.error(line, 'request failed');
  else log.info(line, 'request answered');
}

const refuseHuge: RequestHandler = (request, response, next) => {
  if (Number(request.headers['content-length'] ?? 0) <= REQUEST_BYTES_MAX) return next();
  response.status(413).set('Connection', 'close').end();
};
