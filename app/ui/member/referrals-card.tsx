/** Whom a member recommended the shop to, and who recommended it to her; nothing where neither is so. */
import { Badge, InlineStack, Link, Text } from '@shopify/polaris';
import type { MemberReferrals } from '#app/presenters/present-referrals.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { referralTexts } from '#app/ui/texts/referrals.ts';

export function ReferralsCard({ referrals }: { referrals: MemberReferrals }) {
  const { format } = useAdmin();
  const texts = useTexts(referralTexts);
  const { code, given, taken } = referrals;
  if (code === null && given.length === 0 && taken === null) return null;
  const rows = given.map((one) => ({
    key: one.id,
    content: (
      <InlineStack align="space-between" gap="200" blockAlign="center">
        {one.friendId === null ? (
          <Text as="span">{format.date(one.createdAt)}</Text>
        ) : (
          <Link url={`/app/members/${one.friendId}`}>{format.date(one.createdAt)}</Link>
        )}
        <Badge>{texts.states[one.state]}</Badge>
      </InlineStack>
    ),
  }));
  return (
    <ListCard
      title={texts.member.title}
      intro={code === null ? texts.member.intro : texts.member.link(code)}
      rows={rows}
      empty={texts.member.none}
      footer={taken ? <Link url={`/app/members/${taken.advocateId}`}>{texts.member.taken}</Link> : undefined}
    />
  );
}
