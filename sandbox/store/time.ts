/** Moving the store's clock, and the app's with it. Time only goes forward. */
import type { SandboxContext } from './context.ts';
import type { AppControl } from './server.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export async function moveClock(
  context: SandboxContext,
  appControl: AppControl,
  to: { advanceMs: number } | { to: string },
): Promise<string> {
  const target = 'to' in to ? Date.parse(to.to) - Date.now() : context.state.clockOffsetMs + to.advanceMs;
  if (!Number.isFinite(target)) throw new Error('the clock needs advanceMs or an instant in "to"');
  if (target < context.state.clockOffsetMs) throw new Error('the clock does not go back');
  context.state.clockOffsetMs = target;
  context.changed();
  context.log(`the clock stands at ${context.clock.iso()}`);
  await appControl.setClock(target);
  return context.clock.iso();
}
