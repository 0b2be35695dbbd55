/**
 * Loaded into a process whose memory is measured (`node --expose-gc --import`): when its parent asks, it collects garbage
 * and says what is left. With PLANTED_LEAK_KB it also loses so much every tenth of a second.
 */
const planted: string[] = [];
const leakKb = Number(process.env.PLANTED_LEAK_KB ?? 0);
if (leakKb > 0)
  setInterval(() => planted.push(`${planted.length}`.padEnd(leakKb * 1_024, 'x').slice(1)), 100);

process.on('message', (message) => {
  if (message !== 'memory') return;
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  process.send?.({ type: 'memory', rss, kept: heapUsed + external, held: heapTotal + external });
});
