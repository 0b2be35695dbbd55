/** A tier's name in the language of the admin, or in any that it has. */
import type { Program } from '#app/core/program/program.ts';

export function localizedName({ tiers }: Program, id: string, language: string): string {
  const name = tiers.list.find((tier) => tier.id === id)?.name ?? {};
  return name[language] ?? Object.values(name)[0] ?? id;
}
