/** The web server: static files, health, and Remix for everything else. It logs paths, never query strings. */
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { ServerBuild } from '@remix-run/node';
import { pool } from '#app/db/pool.ts';
import { log } from '#app/log.ts';
import { requestSeconds, metricsText } from '#app/metrics.ts';

const BUILD = new URL('../build/server/index.js', import.meta.url).href;
const REQUEST_BYTES_MAX = 10 * 1024 * 1024;

export async function createApp(): Promise<Express> {
  const build = (await import(/* @vite-ignore */ BUILD)) as ServerBuild;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', true);
  app.use(measure);
  app.get('/health/live', (_request, response) => void response.type('text').send('ok'));
  app.get('/health/ready', (_request, response) => void answerReady(response));
  app.get('/metrics', (_request, response) => void answerMetrics(response));
  app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }));
  app.use(express.static('build/client', { maxAge: '1h' }));
  app.use(refuseHuge);
  // Compression would buffer nothing of worth on the machine-to-machine routes.
  app.use('/app', compression());
  app.all('*', createRequestHandler({ build, mode: 'production' }));
  return app;
}

function measure(request: Request, response: Response, next: NextFunction): void {
  const started = process.hrtime.bigint();
  response.on('finish', () => {
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const route = request.path.startsWith('/assets')
      ? '/assets'
      : request.path.split('/').slice(0, 3).join('/');
    requestSeconds.observe({ method: request.method, status: response.statusCode }, seconds);
    if (response.statusCode >= 500) log.error({ route, status: response.statusCode }, 'request failed');
  });
  next();
}

async function answerReady(response: Response): Promise<void> {
  try {
    await pool().query('SELECT 1');
    response.type('text').send('ready');
  } catch {
    response.status(503).type('text').send('database away');
  }
}

async function answerMetrics(response: Response): Promise<void> {
  response.type('text/plain; version=0.0.4').send(await metricsText());
}

function refuseHuge(request: Request, response: Response, next: NextFunction): void {
  if (Number(request.headers['content-length'] ?? 0) <= REQUEST_BYTES_MAX) return next();
  response.status(413).set('Connection', 'close').end();
}
