/** One member: what she has, why she has it, and what staff can do about it. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, InlineGrid, Page, Text } from '@shopify/polaris';
import type { MemberView } from '#app/presenters/present-member.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Tile } from '#app/ui/admin/tile.tsx';
import { ActionsCard, type ActionsProps } from '#app/ui/member/actions-card.tsx';
import { AdjustForm, type AdjustFormProps } from '#app/ui/member/adjust-form.tsx';
import { ChangesCard } from '#app/ui/member/changes-card.tsx';
import { DeedsCard } from '#app/ui/member/deeds-card.tsx';
import { HouseholdCard } from '#app/ui/member/household-card.tsx';
import { LedgerCard } from '#app/ui/member/ledger-card.tsx';
import { LotsCard } from '#app/ui/member/lots-card.tsx';
import { OrdersCard } from '#app/ui/member/orders-card.tsx';
import { RedemptionsCard, type SettleProps } from '#app/ui/member/redemptions-card.tsx';
import { ScoresCard } from '#app/ui/member/scores-card.tsx';
import { ReferralsCard } from '#app/ui/member/referrals-card.tsx';
import { TierCard } from '#app/ui/member/tier-card.tsx';
import { memberActionTexts } from '#app/ui/texts/member-actions.ts';
import { memberBesideTexts } from '#app/ui/texts/member-beside.ts';
import { memberTexts } from '#app/ui/texts/member.ts';
import { memberLabel, membersTexts } from '#app/ui/texts/members.ts';

type MemberPageProps = {
  view: MemberView;
  isFirstPage: boolean;
  adjust: AdjustFormProps;
  settle: SettleProps;
  /** Null for staff who may not. */
  actions: ActionsProps | null;
};

export function MemberPage({ view, isFirstPage, adjust, settle, actions }: MemberPageProps) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts);
  const label = memberLabel(useTexts(membersTexts), view);
  const since = texts.since(format.date(view.createdAt));
  return (
    <Page
      title={label}
      subtitle={view.email && view.email !== label ? `${view.email} · ${since}` : since}
      backAction={{ content: texts.back, url: '/app/members' }}
      secondaryActions={
        view.customerId
          ? [
              {
                content: texts.openCustomer,
                url: `shopify://admin/customers/${view.customerId}`,
                target: '_top',
              },
            ]
          : []
      }
    >
      <TitleBar title={label} />
      <BlockStack gap="400">
        <StateNotice view={view} />
        <StandingNotice view={view} />
        <Balance view={view} />
        <InlineGrid columns={{ xs: 1, lg: ['twoThirds', 'oneThird'] }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <OrdersCard orders={view.orders} more={view.ordersMore} />
            <DeedsCard deeds={view.deeds} more={view.deedsMore} />
            <LedgerCard
              memberId={view.id}
              entries={view.entries}
              older={view.older}
              isFirstPage={isFirstPage}
            />
          </BlockStack>
          <BlockStack gap="400">
            {view.tier ? <TierCard tier={view.tier} /> : null}
            <ScoresCard scores={view.scores} />
            {view.household ? <HouseholdCard others={view.household} /> : null}
            {view.mergedInto ? null : <AdjustForm {...adjust} />}
            {actions && !view.mergedInto && !view.erasedAt ? <ActionsCard {...actions} /> : null}
            <LotsCard lots={view.lots} more={view.lotsMore} />
            <RedemptionsCard redemptions={view.redemptions} more={view.redemptionsMore} settle={settle} />
            <ReferralsCard referrals={view.referrals} />
            <ChangesCard changes={view.changes} more={view.changesMore} />
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

/** A member who is one with another, or of whom nothing is known any more, still has books to be read. */
function StateNotice({ view }: { view: MemberView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberBesideTexts).state;
  const { block } = useTexts(memberActionTexts);
  const label = memberLabel(useTexts(membersTexts), view.mergedInto ?? view);
  return (
    <>
      {view.mergedInto ? (
        <Banner
          tone="info"
          title={texts.mergedTitle}
          action={{ content: texts.openMerged(label), url: `/app/members/${view.mergedInto.id}` }}
        >
          <Text as="p">{texts.mergedBody(label)}</Text>
        </Banner>
      ) : null}
      {view.blockedAt ? (
        <Banner tone="warning" title={block.noticeTitle(format.date(view.blockedAt))}>
          <Text as="p">{block.noticeBody}</Text>
        </Banner>
      ) : null}
      {view.erasedAt ? (
        <Banner tone="info" title={texts.erasedTitle(format.date(view.erasedAt))}>
          <Text as="p">{texts.erasedBody}</Text>
        </Banner>
      ) : null}
    </>
  );
}

/** Only a failure is worth a notice: being behind for a second is normal. */
function StandingNotice({ view }: { view: MemberView }) {
  const texts = useTexts(memberTexts);
  if (!view.standingBehind || !view.standingError) return null;
  return (
    <Banner tone="warning">
      <Text as="p">{texts.behind}</Text>
      <Text as="p" variant="bodySm" breakWord>
        {texts.behindError} {view.standingError}
      </Text>
    </Banner>
  );
}

function Balance({ view }: { view: MemberView }) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).balance;
  const { available, pending, reserved, debt, earned, redeemed, expired } = view.balance;
  return (
    <BlockStack gap="200">
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        <Tile label={texts.available} value={format.number(available)} help={texts.availableHelp} />
        <Tile label={texts.pending} value={format.number(pending)} help={texts.pendingHelp} />
        <Tile label={texts.reserved} value={format.number(reserved)} help={texts.reservedHelp} />
        <Tile label={texts.debt} value={format.number(Math.abs(debt))} help={texts.debtHelp} />
      </InlineGrid>
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" tone="subdued" variant="bodySm">
          {texts.lifetime(format.number(earned), format.number(redeemed), format.number(expired))}
        </Text>
      </Box>
    </BlockStack>
  );
}
