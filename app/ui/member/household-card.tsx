/** With whom the member pools her points. */
import { Link, Text } from '@shopify/polaris';
import type { PersonView } from '#app/presenters/member-beside.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { memberBesideTexts } from '#app/ui/texts/member-beside.ts';
import { memberLabel, membersTexts } from '#app/ui/texts/members.ts';

export function HouseholdCard({ others }: { others: PersonView[] }) {
  const texts = useTexts(memberBesideTexts).household;
  return (
    <ListCard
      title={texts.title}
      intro={texts.intro}
      empty={texts.alone}
      rows={others.map((person) => ({ key: person.id, content: <PersonLink person={person} /> }))}
    />
  );
}

export function PersonLink({ person }: { person: PersonView }) {
  const texts = useTexts(membersTexts);
  return (
    <Text as="span">
      <Link url={`/app/members/${person.id}`}>{memberLabel(texts, person)}</Link>
    </Text>
  );
}
