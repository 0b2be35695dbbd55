/** axe-core on a page or a frame: no violation of WCAG 2.2 AA or of good practice. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * A failure does not end the test: the story goes on, and everything found is told at its end.
 *
 * @param name how a failure calls the place.
 * @param except rules that do not fit here; the caller says why.
 */
export async function expectAccessible(
  place: Page | Frame,
  name: string,
  except: string[] = [],
): Promise<void> {
  await place.evaluate(AXE);
  const results = await place.evaluate(async (without) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    // What a frame holds is checked in the frame itself.
    return axe.run({ iframes: false, resultTypes: ['violations'], rules });
  }, except);
  const found = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect.soft(found, `${name} is accessible`).toEqual([]);
}
