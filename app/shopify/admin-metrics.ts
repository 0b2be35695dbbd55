/** Figures of the Admin API for Prometheus: what was asked with what outcome, and how long it waited for its turn. */
import { Counter, Histogram } from 'prom-client';

export const adminRequests = new Counter({
  name: 'treuwerk_admin_requests_total',
  help: 'Requests to Shopify’s Admin API',
  labelNames: ['operation', 'outcome'],
});

export const adminWaitSeconds = new Histogram({
  name: 'treuwerk_admin_wait_seconds',
  help: 'Time for which a request waited for its turn',
  labelNames: ['kind'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
});

export const adminThrottled = new Counter({
  name: 'treuwerk_admin_throttled_total',
  help: 'Requests that Shopify sent back for want of points',
  labelNames: ['operation'],
});
