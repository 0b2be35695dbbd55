/** Who takes part in the program, and how. */
import { z } from 'zod';
import { languageTag, phrase } from '#app/core/program/parts.ts';

export const people = z.strictObject({
  /** Customers with one of these tags do not earn: staff, wholesale. Upper and lower case do not matter. */
  excludeTags: z.array(phrase(255)).max(50).default([]),
  /** Orders of companies do not earn. */
  excludeB2B: z.boolean().default(false),
  /** `automatic`: every customer is a member. `optIn`: points begin when she joins. Who leaves keeps what she has. */
  joining: z.enum(['automatic', 'optIn']).default('automatic'),
  /** Terms that a member agrees to when she joins; what she agreed to is kept with her joining. */
  terms: z
    .strictObject({
      version: phrase(40),
      url: z.record(languageTag, z.url({ protocol: /^https$/ }).max(500)),
    })
    .optional(),
  /** Whether orders without an account earn silently, to be claimed when one is created with the same mail address. */
  guests: z.enum(['claim', 'ignore']).default('claim'),
  /** How many members may pool their points in one household; 0 switches households off. */
  householdMembersMax: z.int().min(0).max(10).default(0),
});
export type People = z.infer<typeof people>;
