/** What every admin page knows without asking: the merchant's language and how her shop writes numbers. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Language } from '#app/core/rejection.ts';
import { allows, type Role, staffIdOf } from '#app/core/team/roles.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { createFormat, type Format } from '#app/ui/admin/format.ts';

export type AdminSettings = {
  shop: string;
  language: Language;
  /** BCP 47 tag for numbers and dates; its language is `language`. */
  locale: string;
  currency: string;
  exponent: number;
  timeZone: string;
  /** Who is here, and what she may do. */
  userId: string;
  role: Role;
  /** Names of staff by their ids. */
  colleagues: Record<string, string>;
};

export type Admin = AdminSettings & { format: Format };

/** One text per language. A text that is missing in one of them does not compile. */
export type Localized<Texts> = Record<Language, Texts>;

const AdminContext = createContext<Admin | undefined>(undefined);

export function AdminProvider({ settings, children }: { settings: AdminSettings; children: ReactNode }) {
  const admin = useMemo(() => ({ ...settings, format: createFormat(settings) }), [settings]);
  return <AdminContext.Provider value={admin}>{children}</AdminContext.Provider>;
}

export function useAdmin(): Admin {
  const admin = useContext(AdminContext);
  if (!admin) throw new Error('useAdmin needs an AdminProvider above it');
  return admin;
}

/** Whether she may do what needs this role; what she may not is shown without its buttons. */
export function useMay(need: Role): boolean {
  return allows(useAdmin().role, need);
}

/** Who did something, by name where it is known. */
export function useActorName(): (actor: string) => string {
  const { colleagues } = useAdmin();
  const texts = useTexts(commonTexts);
  return (actor) => {
    const staff = staffIdOf(actor);
    return (staff === undefined ? undefined : colleagues[staff]) ?? texts.actor(actor);
  };
}

export function useTexts<Texts>(texts: Localized<Texts>): Texts {
  return texts[useAdmin().language];
}
