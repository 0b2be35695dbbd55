/** The name that a merchant gave to a rule or tier, in the language of the page; else in another; else its id. */
import { useAdmin } from '#app/ui/admin/context.tsx';

export function useNamed(): (names: Record<string, string>, id: string) => string {
  const { language } = useAdmin();
  return (names, id) => names[language] ?? names.en ?? Object.values(names)[0] ?? id;
}
