/** For whom something of the program is, as a merchant writes it. */
import { z } from 'zod';
import type { Audience } from '#app/core/audience.ts';
import { identifier } from '#app/core/program/parts.ts';

export const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tier'), tierId: identifier }),
  z.strictObject({ kind: z.literal('segment'), segment: identifier }),
]) satisfies z.ZodType<Audience>;
