/** The list of surveys, each with what it brought lately. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Text,
} from '@shopify/polaris';
import type { SurveyItem, SurveysView } from '#app/presenters/present-surveys.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { useScoreText } from '#app/ui/surveys/use-score-text.ts';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

const NEW_URL = '/app/surveys/new';

export function SurveysPage({ view }: { view: SurveysView }) {
  const texts = useTexts(surveyTexts);
  const may = useMay('configure');
  const isEmpty = view.list.length === 0;
  return (
    <Page
      title={texts.title}
      subtitle={texts.intro}
      {...(may && !isEmpty ? { primaryAction: { content: texts.create, url: NEW_URL } } : {})}
    >
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        {isEmpty ? (
          <Card>
            <Box padding="600">
              <Centered title={texts.emptyTitle} body={texts.emptyBody}>
                {may ? (
                  <Button variant="primary" url={NEW_URL}>
                    {texts.create}
                  </Button>
                ) : null}
              </Centered>
            </Box>
          </Card>
        ) : (
          <>
            <SurveyFrame {...view} />
            <ListCard
              rows={view.list.map((one) => ({ key: one.id, content: <Item one={one} days={view.days} /> }))}
              empty={texts.emptyBody}
            />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

/** What a survey needs from elsewhere: a way to the members, and a rule for points. */
export function SurveyFrame({ mailMode, rulePoints }: Pick<SurveysView, 'mailMode' | 'rulePoints'>) {
  const { format } = useAdmin();
  const texts = useTexts(surveyTexts);
  return (
    <>
      {mailMode === 'off' ? (
        <Banner tone="warning" action={{ content: texts.toMail, url: '/app/settings/mail' }}>
          {texts.mailOff}
        </Banner>
      ) : null}
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" tone="subdued">
          {rulePoints > 0 ? texts.points(rulePoints, format.number(rulePoints)) : texts.noPoints}{' '}
          {rulePoints > 0 ? null : <Link url="/app/program/earning">{texts.toEarning}</Link>}
        </Text>
      </Box>
    </>
  );
}

function Item({ one, days }: { one: SurveyItem; days: number }) {
  const { format } = useAdmin();
  const texts = useTexts(surveyTexts);
  const score = useScoreText()(one.kind, one.value);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center" wrap>
        <Text as="h2" variant="bodyMd" fontWeight="semibold" breakWord>
          <Link url={`/app/surveys/${one.id}`} accessibilityLabel={texts.open(one.name)}>
            {one.name}
          </Link>
        </Text>
        <Badge {...(one.active ? { tone: 'success' } : {})}>{one.active ? texts.on : texts.off}</Badge>
      </InlineStack>
      <Text as="p">{`${texts.kinds[one.kind]} · ${texts.ask[one.ask]}`}</Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.lately(format.number(days), format.number(one.asked), format.number(one.answers))}
      </Text>
      {score === null ? null : (
        <Text as="p" fontWeight="semibold">
          {score}
        </Text>
      )}
    </BlockStack>
  );
}
