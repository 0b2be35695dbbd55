/** The extension's tests need Preact's JSX and a mock DOM, which the app's own tests do not. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    name: 'admin-extension',
    environment: 'jsdom',
    include: ['tests/**/*.test.tsx'],
    server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
  },
});
