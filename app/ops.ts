/**
 * What is for operators alone. A server of its own on `TREUWERK_OPS_PORT` answers health, readiness and metrics in every role
 * until the process ends. At the public address metrics exist only for whoever knows `TREUWERK_METRICS_TOKEN`.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express, { type Response, type Router } from 'express';
import { env } from '#app/env.server.ts';
import { healthRoutes } from '#app/health.ts';
import { metricsText } from '#app/metrics.ts';

/** @returns undefined when no port was given for it. */
export async function startOpsServer(): Promise<Server | undefined> {
  const port = env().TREUWERK_OPS_PORT;
  if (port === undefined) return undefined;
  const app = express();
  app.disable('x-powered-by');
  app.use(healthRoutes());
  app.get('/metrics', (_request, response) => void answerMetrics(response));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, env().TREUWERK_OPS_HOST, resolve);
  });
  return server;
}

/** `/metrics` at the public address: not found without a token, so that nobody publishes figures by accident. */
export function metricsRoute(): Router {
  const router = express.Router();
  router.get('/metrics', (request, response) => {
    const wanted = env().TREUWERK_METRICS_TOKEN;
    if (wanted === undefined) return void response.status(404).end();
    if (!isSame(request.get('authorization') ?? '', `Bearer ${wanted}`))
      return void response.status(401).end();
    void answerMetrics(response);
  });
  return router;
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

async function answerMetrics(response: Response): Promise<void> {
  response.type('text/plain; version=0.0.4').send(await metricsText());
}
