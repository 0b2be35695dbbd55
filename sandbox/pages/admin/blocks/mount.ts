/** Serves what the blocks of the store's admin need: scripts are bundled at the first request and kept. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Hono } from 'hono';
import type { SandboxContext } from '../../../store/context.ts';
import { bundleScript, bundleTarget, targetModules } from './bundle.ts';

const STYLES = join(dirname(fileURLToPath(import.meta.url)), 'blocks.css');

export function mountBlocks(app: Hono, context: SandboxContext): void {
  const made = new Map<string, Promise<string>>();
  const script = async (c: Context, name: string, make: () => Promise<string>) => {
    const code = made.get(name) ?? make();
    made.set(name, code);
    code.catch(() => made.delete(name));
    return c.body(await code, 200, { 'content-type': 'text/javascript; charset=utf-8' });
  };
  app.get('/admin/blocks/page.js', (c) => script(c, 'page', () => bundleScript('page')));
  app.get('/admin/blocks/worker.js', (c) => script(c, 'worker', () => bundleScript('worker')));
  app.get('/admin/blocks/blocks.css', (c) =>
    c.body(readFileSync(STYLES, 'utf8'), 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/admin/blocks/extension/:file', (c) => {
    const target = c.req.param('file').replace(/\.js$/, '');
    if (!targetModules().has(target)) return c.notFound();
    return script(c, target, () => bundleTarget(target, context.config.appUrl));
  });
}
