/** Why staff block a member: codes, for the history names nobody. */
export const BLOCK_REASONS = ['abuse', 'checking', 'own-wish', 'other'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];
