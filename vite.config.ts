import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: false,
      },
      ignoredRouteFiles: ['**/*.test.*', '**/*.css', '**/*.frame.ts'],
    }),
  ],
  build: {
    assetsInlineLimit: 0,
    rollupOptions: {
      // Server modules stay outside the bundle: Node runs them as they are, so that routes, server and worker
      // share one module graph (one pool, one clock).
      external: isSsrBuild ? (id) => /^#app\/(?!ui\/).*\.ts$/.test(id) : undefined,
    },
  },
}));
