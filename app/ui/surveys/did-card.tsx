/** “You said, we did”: themes with who waits to hear of them, and what was told so far. */
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { ReplyView, SurveyView } from '#app/presenters/present-survey.ts';
import { useActorName, useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import type { ReplyTo } from '#app/ui/surveys/reply-modal.tsx';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

export function DidCard({
  view: { themes, replies },
  onReply,
  onShow,
}: {
  view: Pick<SurveyView, 'themes' | 'replies'>;
  onReply: (to: ReplyTo) => void;
  onShow: (theme: string) => void;
}) {
  const { format } = useAdmin();
  const texts = useTexts(surveyTexts).did;
  const may = useMay('serve');
  return (
    <ListCard
      title={texts.title}
      intro={texts.about}
      empty={texts.noThemes}
      rows={themes.map(({ theme, answers, untold }) => ({
        key: theme,
        content: (
          <BlockStack gap="100">
            <Text as="h3" variant="bodyMd" fontWeight="semibold" breakWord>
              {theme}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {texts.counts(answers, format.number(answers), format.number(untold))}
            </Text>
            <InlineStack gap="200" wrap>
              <Button onClick={() => onShow(theme)} accessibilityLabel={texts.showLabel(theme)}>
                {texts.show}
              </Button>
              {may && untold > 0 ? (
                <Button
                  variant="primary"
                  onClick={() => onReply({ theme })}
                  accessibilityLabel={texts.writeLabel(theme)}
                >
                  {texts.write}
                </Button>
              ) : null}
            </InlineStack>
          </BlockStack>
        ),
      }))}
      footer={replies.length > 0 ? <Told replies={replies} /> : null}
    />
  );
}

function Told({ replies }: { replies: ReplyView[] }) {
  const { format, language } = useAdmin();
  const texts = useTexts(surveyTexts).did;
  const actorName = useActorName();
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {texts.past}
      </Text>
      {replies.map((one) => (
        <BlockStack key={one.id} gap="050">
          <Text as="p" fontWeight="semibold" breakWord>
            {one.theme ?? texts.one}
          </Text>
          <Text as="p" breakWord>
            {one.texts[language] ?? Object.values(one.texts)[0]}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {texts.told(format.date(one.createdAt), format.number(one.members), actorName(one.createdBy))}
          </Text>
        </BlockStack>
      ))}
    </BlockStack>
  );
}
