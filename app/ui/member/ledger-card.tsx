/** The member's entries in words: what happened, why, through whom, and which order it was about. */
import { BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import type { EntryView } from '#app/presenters/present-member.ts';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { ledgerTexts, reasonSentence } from '#app/ui/texts/ledger.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

type LedgerCardProps = {
  memberId: string;
  entries: EntryView[];
  older: number | null;
  isFirstPage: boolean;
};

export function LedgerCard({ memberId, entries, older, isFirstPage }: LedgerCardProps) {
  const texts = useTexts(memberTexts).ledger;
  return (
    <ListCard
      title={texts.title}
      intro={texts.intro}
      empty={texts.empty}
      rows={entries.map((entry) => ({ key: String(entry.seq), content: <EntryRow entry={entry} /> }))}
      footer={
        isFirstPage && older === null ? null : (
          <InlineStack gap="300">
            {isFirstPage ? null : <Button url={`/app/members/${memberId}`}>{texts.newest}</Button>}
            {older === null ? null : (
              <Button url={`/app/members/${memberId}?entriesBefore=${older}`}>{texts.older}</Button>
            )}
          </InlineStack>
        )
      }
    />
  );
}

function EntryRow({ entry }: { entry: EntryView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).ledger;
  const words = useTexts(ledgerTexts);
  const common = useTexts(commonTexts);
  const actorName = useActorName();
  const change = signedChange(entry);
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <Text as="span" fontWeight="semibold">
          {words.kinds[entry.kind] ?? entry.kind}
        </Text>
        <Text as="span" variant="bodySm">
          {reasonSentence(words, entry.kind, entry.reasons)}
          {entry.source.orderName ? (
            <>
              {entry.reasons.length > 0 ? ' · ' : ''}
              <Link url={`shopify://admin/orders/${entry.source.id}`} target="_top">
                {common.orderNamed(entry.source.orderName)}
              </Link>
            </>
          ) : null}
        </Text>
        {entry.note ? (
          <Text as="span" variant="bodySm" breakWord>
            {common.quote(entry.note)}
          </Text>
        ) : null}
        <Text as="span" tone="subdued" variant="bodySm">
          {format.dateTime(entry.occurredAt)} · {texts.by(actorName(entry.actor))}
        </Text>
      </BlockStack>
      <Text
        as="span"
        numeric
        fontWeight="semibold"
        {...(change > 0 ? { tone: 'success' as const } : change < 0 ? { tone: 'critical' as const } : {})}
      >
        {change > 0 ? '+' : change < 0 ? '−' : ''}
        {format.number(entry.points)}
      </Text>
    </InlineStack>
  );
}

/** How an entry changes what the member has in all; moves between her own accounts change nothing. */
function signedChange({ from, to }: EntryView): number {
  const own = ['pending', 'available', 'reserved', 'debt'];
  return Number(own.includes(to)) - Number(own.includes(from));
}
