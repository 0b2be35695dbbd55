/**
 * What the merchant's staff may do. Each role includes those before it: `view` reads, `serve` helps members (goodwill points
 * within the budget, redeeming for them), `configure` changes the program, the books and the settings.
 */
export const ROLES = ['view', 'serve', 'configure'] as const;
export type Role = (typeof ROLES)[number];

export function allows(role: Role, need: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(need);
}

/** As the ledger and the log name who did something. */
export function staffActor(userId: string): string {
  return `staff:${userId}`;
}

/** @returns undefined for whoever is not staff: the system, a workflow, a member. */
export function staffIdOf(actor: string): string | undefined {
  return /^staff:(\d{1,20})$/.exec(actor)?.[1];
}

/** The owner may do everything, whatever was set; who has no role of her own gets the shop's. */
export function roleOf(person: { isOwner: boolean; role: Role | null }, standard: Role): Role {
  return person.isOwner ? 'configure' : (person.role ?? standard);
}
