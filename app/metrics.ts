/** Figures for Prometheus. */
import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import { countOpenDeliveries } from '#app/db/inbox.ts';

collectDefaultMetrics();

export const requestSeconds = new Histogram({
  name: 'treuwerk_request_seconds',
  help: 'Time to answer a request',
  labelNames: ['method', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

const openDeliveries = new Gauge({ name: 'treuwerk_inbox_open', help: 'Deliveries that wait to be handled' });

export async function metricsText(): Promise<string> {
  openDeliveries.set(await countOpenDeliveries());
  return register.metrics();
}
