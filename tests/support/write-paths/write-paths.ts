/**
 * Every way in which the app writes, each as a command that can be given again: what comes before it, the command, and
 * how many states of the books it may show, the one before it counted. Two means all or nothing.
 */
import { INBOX_PATHS } from './inbox-paths.ts';
import { MEMBER_PATHS } from './member-paths.ts';
import { POINT_PATHS } from './point-paths.ts';
import { REWARD_PATHS } from './reward-paths.ts';
import type { Path } from './scene.ts';
import { SHOP_PATHS } from './shop-paths.ts';

export const WRITE_PATHS: Path[] = [
  ...INBOX_PATHS,
  ...POINT_PATHS,
  ...REWARD_PATHS,
  ...MEMBER_PATHS,
  ...SHOP_PATHS,
];
