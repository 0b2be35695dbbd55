/** Who would get something of this journey today, by name, and why others would not. */
import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { JourneyView } from '#app/presenters/present-journeys.ts';
import { actionWords, type Words } from '#app/ui/journeys/journey-words.ts';

export function TodayCard({ view, words }: { view: JourneyView; words: Words }) {
  const { texts, format } = words;
  const { list, total } = view.today;
  const announces = view.journey.trigger.kind === 'announce';
  const wordOf = (id: string) => {
    const step = view.journey.steps.find((one) => one.id === id);
    return step ? actionWords(step, words) : id;
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {announces ? texts.audience : texts.today}
        </Text>
        <Text as="p" tone="subdued">
          {texts.todayHelp}
        </Text>
        {list.length === 0 ? <Text as="p">{announces ? texts.audienceNone : texts.todayNone}</Text> : null}
        <BlockStack as="ul" gap="200">
          {list.map((one, index) => (
            <li key={`${one.memberId} ${index}`} style={{ listStyle: 'none' }}>
              <InlineStack gap="200" wrap>
                <Link url={`/app/members/${one.memberId}`}>{one.name ?? texts.unnamed}</Link>
                <Text as="span" breakWord {...(one.steps.length === 0 ? { tone: 'subdued' as const } : {})}>
                  {one.steps.length > 0
                    ? texts.todayGets(one.steps.map(wordOf).join(', '))
                    : (texts.because[one.because ?? 'later'] ?? '')}
                </Text>
              </InlineStack>
            </li>
          ))}
        </BlockStack>
        {total > list.length ? (
          <Text as="p" tone="subdued">
            {texts.todayMore(format.number(list.length), format.number(total))}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
