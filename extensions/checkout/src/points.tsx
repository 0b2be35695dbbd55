/** The block in the checkout: balance, codes in hand, rewards that fit this order. */
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import type { Standing, StandingRedemption } from '../../../app/core/contracts/standing.ts';
import { isInUse } from './discount-code.ts';
import { offersOf } from './rewards.ts';
import { variantsHeld } from './cart-told.ts';
import { type PointsState, usePoints } from './use-points.ts';
import { dateText, moneyText, pointsText, titleText } from './words.ts';

export function Points() {
  const customer = shopify.buyerIdentity?.customer.value;
  const points = usePoints(customer?.id);
  const t = shopify.i18n.translate;
  if (!customer) return <s-text>{t('signIn')}</s-text>;
  if (!points.loaded) return <s-skeleton-paragraph content={t('loading')} />;
  const { program, standing } = points;
  return (
    <s-stack gap="base">
      {program && standing ? (
        <s-heading>{t('balance', { points: pointsText(program, standing.available) })}</s-heading>
      ) : null}
      {points.message ? <s-banner tone={points.message.tone}>{points.message.text}</s-banner> : null}
      {program && standing ? <Ready program={program} standing={standing} points={points} /> : null}
    </s-stack>
  );
}

type Parts = { program: PublicProgram; standing: Standing; points: PointsState };

function Ready({ program, standing, points }: Parts) {
  const t = shopify.i18n.translate;
  const offers = offersOf(program, standing, shopify.cost.subtotalAmount.value, variantsHeld());
  return (
    <>
      {standing.debt < 0 ? (
        <s-text>{t('debt', { points: pointsText(program, standing.debt) })}</s-text>
      ) : null}
      {standing.redemptions
        .filter((redemption) => redemption.state !== 'returning')
        .map((redemption) => (
          <Code key={redemption.id} redemption={redemption} program={program} points={points} />
        ))}
      {program.active
        ? offers.fitting.map((reward) => (
            <Offer key={reward.id} reward={reward} program={program} points={points} />
          ))
        : null}
      {program.active ? (
        offers.belowMinimum.map((reward) => (
          <s-text key={reward.id} color="subdued">
            {t('minimum', {
              reward: titleText(reward),
              amount: moneyText(program, reward.minimumSubtotalMinor ?? 0),
            })}
          </s-text>
        ))
      ) : (
        <s-text>{t('paused')}</s-text>
      )}
      {program.active && offers.next ? (
        <s-text color="subdued">
          {t('next', {
            points: pointsText(program, offers.next.points - standing.available),
            reward: titleText(offers.next),
          })}
        </s-text>
      ) : null}
    </>
  );
}

function Offer({
  reward,
  program,
  points,
}: {
  reward: PublicReward;
  program: PublicProgram;
  points: PointsState;
}) {
  const t = shopify.i18n.translate;
  const cost = pointsText(program, reward.points);
  const open = shopify.instructions.value.discounts.canUpdateDiscountCodes;
  return (
    <s-grid gridTemplateColumns="1fr auto" alignItems="center" gap="base">
      <s-stack>
        <s-text type="strong">{titleText(reward)}</s-text>
        <s-text color="subdued">{cost}</s-text>
      </s-stack>
      <s-button
        accessibilityLabel={t('redeemLabel', { points: cost, reward: titleText(reward) })}
        loading={points.busy === reward.id}
        disabled={!open || (points.busy !== null && points.busy !== reward.id)}
        onClick={() => points.redeem(reward)}
      >
        {t('redeem')}
      </s-button>
    </s-grid>
  );
}

function Code({
  redemption,
  program,
  points,
}: {
  redemption: StandingRedemption;
  program: PublicProgram;
  points: PointsState;
}) {
  const t = shopify.i18n.translate;
  const reward = program.rewards.find((candidate) => candidate.id === redemption.rewardId);
  const title = reward ? titleText(reward) : redemption.code;
  const inUse = isInUse(redemption.code);
  const usable = redemption.state === 'ready' && !inUse;
  const state = redemption.state === 'preparing' ? 'preparing' : inUse ? 'inUse' : 'ready';
  const busy = points.busy === redemption.id;
  const disabled = points.busy !== null && !busy;
  return (
    <s-grid gridTemplateColumns="1fr auto" alignItems="center" gap="base">
      <s-stack>
        <s-text type="strong">{title}</s-text>
        <s-text color="subdued">{t(state, { code: redemption.code })}</s-text>
        <s-text color="subdued">{t('ends', { date: dateText(redemption.endsAt) })}</s-text>
      </s-stack>
      <s-stack direction="inline" gap="small">
        {usable ? (
          <s-button
            accessibilityLabel={t('useLabel', { code: redemption.code })}
            loading={busy}
            disabled={disabled}
            onClick={() => points.use(redemption, title)}
          >
            {t('use')}
          </s-button>
        ) : null}
        <s-button
          variant="secondary"
          accessibilityLabel={t('undoLabel', { reward: title })}
          loading={busy}
          disabled={disabled}
          onClick={() => points.undo(redemption)}
        >
          {t('undo')}
        </s-button>
      </s-stack>
    </s-grid>
  );
}
