/** The list of recommendations with its filter and pages, and the decision about each that staff are asked for. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Badge, BlockStack, Box, Button, Card, InlineStack, Link, Page, Tabs, Text } from '@shopify/polaris';
import { REFERRAL_FILTERS, type ReferralFilter, type ReferralState } from '#app/core/referrals/follow.ts';
import type { ReferralsView, ReferralView } from '#app/presenters/present-referrals.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { fieldTexts } from '#app/ui/texts/program-fields.ts';
import { referralTexts } from '#app/ui/texts/referrals.ts';

type ReferralsPageProps = {
  view: ReferralsView;
  filter: ReferralFilter;
  isFirstPage: boolean;
  loading: boolean;
  mayDecide: boolean;
  onFilter: (filter: ReferralFilter) => void;
};

export function ReferralsPage({
  view,
  filter,
  isFirstPage,
  loading,
  mayDecide,
  onFilter,
}: ReferralsPageProps) {
  const { format } = useAdmin();
  const texts = useTexts(referralTexts);
  const settings = { content: texts.settings, url: '/app/program/referrals' };
  const isNew = !view.active && view.counts.all === 0;
  return (
    <Page title={texts.title} subtitle={texts.intro} {...(isNew ? {} : { secondaryActions: [settings] })}>
      <TitleBar title={texts.title} />
      <Card padding="0">
        {isNew ? (
          <Box padding="800">
            <Centered title={texts.offTitle} body={texts.offBody}>
              <Button variant="primary" url={settings.url}>
                {settings.content}
              </Button>
            </Centered>
          </Box>
        ) : (
          <>
            <Tabs
              tabs={REFERRAL_FILTERS.map((id) => ({
                id,
                content: texts.filterCount(texts.filters[id], format.number(view.counts[id])),
                panelID: 'referrals',
              }))}
              selected={REFERRAL_FILTERS.indexOf(filter)}
              onSelect={(index) => onFilter(REFERRAL_FILTERS[index] ?? 'review')}
            />
            <Box
              id="referrals"
              paddingInline="400"
              paddingBlockEnd="400"
              {...(loading ? { opacity: '0.6' } : {})}
            >
              {view.list.length === 0 ? (
                <Box paddingBlock="800">
                  <Centered title={texts.filters[filter]} body={texts.empty[filter]} />
                </Box>
              ) : (
                <BlockStack as="ul">
                  {view.list.map((one, index) => (
                    <li key={one.id} style={{ listStyle: 'none' }}>
                      <Box
                        paddingBlock="300"
                        borderColor="border-secondary"
                        {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
                      >
                        <ReferralRow one={one} mayDecide={mayDecide} />
                      </Box>
                    </li>
                  ))}
                </BlockStack>
              )}
              <Paging filter={filter} older={view.older} isFirstPage={isFirstPage} />
            </Box>
          </>
        )}
      </Card>
    </Page>
  );
}

function ReferralRow({ one, mayDecide }: { one: ReferralView; mayDecide: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(referralTexts);
  const advocate = one.advocate ?? texts.someone;
  const friend = one.friend ?? (one.orderId === null ? texts.nobodyYet : texts.friendUnknown);
  const times = [
    texts.taken(format.date(one.createdAt)),
    ...(one.orderedAt ? [texts.ordered(format.date(one.orderedAt))] : []),
    ...(one.state === 'rewarded' && one.rewardedAt ? [texts.thanked(format.date(one.rewardedAt))] : []),
  ];
  return (
    <BlockStack gap="200">
      <InlineStack align="start" gap="200" blockAlign="center" wrap>
        <Text as="h2" variant="bodyMd" fontWeight="semibold">
          {texts.recommended(advocate, friend)}
        </Text>
        <Badge tone={TONES[one.state]}>{texts.states[one.state]}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {times.join(' · ')}
      </Text>
      {one.score === null ? null : <Signs one={one} />}
      <InlineStack align="start" gap="300" blockAlign="center" wrap>
        <Link url={`/app/members/${one.advocateId}`}>{advocate}</Link>
        {one.friendId === null ? null : <Link url={`/app/members/${one.friendId}`}>{friend}</Link>}
        {one.orderId === null ? null : (
          <Link url={`shopify://admin/orders/${one.orderId}`} target="_top">
            {texts.order(one.order ?? one.orderId)}
          </Link>
        )}
      </InlineStack>
      {mayDecide && one.orderId !== null ? <Decision one={one} who={`${advocate}, ${friend}`} /> : null}
    </BlockStack>
  );
}

function Signs({ one }: { one: ReferralView }) {
  const { format } = useAdmin();
  const texts = useTexts(referralTexts);
  const fields = useTexts(fieldTexts);
  const signs = one.findings.map(({ check, weight }) =>
    texts.finding(fields[`referrals.checks.weights.${check}`] ?? check, format.number(weight)),
  );
  return (
    <BlockStack gap="050">
      <Text as="p" variant="bodySm">
        {signs.length === 0
          ? texts.noFindings
          : `${texts.score(format.number(one.score ?? 0))}: ${signs.join(', ')}`}
      </Text>
      {one.decision === null ? null : (
        <Text as="p" variant="bodySm">
          {texts.decided[one.decision]}
        </Text>
      )}
    </BlockStack>
  );
}

function Decision({ one, who }: { one: ReferralView; who: string }) {
  const texts = useTexts(referralTexts);
  const { send, busy, refusal, done } = useJson<object>('referral');
  useToast(done, texts.done);
  const decide = (decision: ReferralView['decision']) => send({ id: one.id, decision });
  const refusedBefore = one.state === 'refused';
  return (
    <BlockStack gap="100">
      <InlineStack align="start" gap="200">
        {one.decision === null ? (
          <>
            {one.state === 'review' || refusedBefore ? (
              <Button
                variant={one.state === 'review' ? 'primary' : 'secondary'}
                loading={busy}
                onClick={() => decide('approved')}
                accessibilityLabel={texts.approveLabel(who)}
              >
                {texts.approve}
              </Button>
            ) : null}
            {refusedBefore || one.state === 'lost' ? null : (
              <Button
                tone="critical"
                loading={busy}
                onClick={() => decide('refused')}
                accessibilityLabel={texts.refuseLabel(who)}
              >
                {texts.refuse}
              </Button>
            )}
          </>
        ) : (
          <Button loading={busy} onClick={() => decide(null)} accessibilityLabel={texts.undoLabel(who)}>
            {texts.undo}
          </Button>
        )}
      </InlineStack>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function Paging({
  filter,
  older,
  isFirstPage,
}: {
  filter: ReferralFilter;
  older: string | null;
  isFirstPage: boolean;
}) {
  const texts = useTexts(referralTexts);
  if (isFirstPage && older === null) return null;
  const to = (more: string) => `/app/referrals?filter=${filter}${more}`;
  return (
    <InlineStack align="center" gap="300">
      {isFirstPage ? null : <Button url={to('')}>{texts.newest}</Button>}
      {older === null ? null : <Button url={to(`&before=${older}`)}>{texts.older}</Button>}
    </InlineStack>
  );
}

const TONES: Record<ReferralState, 'success' | 'attention' | 'critical' | 'info' | undefined> = {
  claimed: 'info',
  ordered: 'info',
  review: 'attention',
  refused: 'critical',
  rewarded: 'success',
  lost: undefined,
  expired: undefined,
};
