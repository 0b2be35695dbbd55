/** The block in the checkout: balance with its worth, codes in hand, rewards that fit this order. */
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { Standing, StandingRedemption } from '../../../app/core/contracts/standing.ts';
import { Balance, NextReward } from '../../shared/balance.tsx';
import { CodeRow, redemptionTitle } from '../../shared/code-row.tsx';
import { RewardRow } from '../../shared/reward-row.tsx';
import { offersForOrder, spendableOf, unitsFitting } from '../../shared/rewards.ts';
import { moneyText, say, titleText, unitsTitle } from '../../shared/words.ts';
import { subtotalIn, variantsHeld } from './cart-told.ts';
import { isInUse } from './discount-code.ts';
import { type PointsState, type Question, usePoints } from './use-points.ts';

export function Points() {
  const customer = shopify.buyerIdentity?.customer.value;
  const points = usePoints(customer?.id);
  if (!customer) return <s-text>{say(null, 'signIn')}</s-text>;
  if (!points.loaded) return <s-skeleton-paragraph content={say(null, 'loading')} />;
  const { program, standing, message, question } = points;
  return (
    <s-stack gap="base">
      {program && standing ? <Balance program={program} standing={standing} /> : null}
      {message ? <s-banner tone={message.tone}>{message.text}</s-banner> : null}
      {program && question ? <Asked program={program} question={question} points={points} /> : null}
      {program && standing ? <Ready program={program} standing={standing} points={points} /> : null}
    </s-stack>
  );
}

type Parts = { program: PublicProgram; standing: Standing; points: PointsState };

function Ready({ program, standing, points }: Parts) {
  const codes = standing.redemptions.filter(({ state }) => state !== 'returning');
  return (
    <>
      {codes.map((redemption) => (
        <Code key={redemption.id} redemption={redemption} program={program} points={points} />
      ))}
      {program.active ? (
        <Offers program={program} standing={standing} points={points} />
      ) : (
        <s-text>{say(program, 'paused')}</s-text>
      )}
    </>
  );
}

function Offers({ program, standing, points }: Parts) {
  const subtotalMinor = subtotalIn(program);
  const available = spendableOf(standing);
  const offers = offersForOrder(program, available, { subtotalMinor, variantsHeld: variantsHeld() });
  const open = shopify.instructions.value.discounts.canUpdateDiscountCodes;
  return (
    <>
      {offers.fitting.map((reward) => (
        <RewardRow
          key={reward.id}
          program={program}
          reward={reward}
          unitsMax={unitsFitting(reward, available, subtotalMinor)}
          busy={points.busy === reward.id}
          disabled={!open || (points.busy !== null && points.busy !== reward.id)}
          onRedeem={(units) => points.redeem(reward, units)}
        />
      ))}
      {offers.belowMinimum.map((reward) => (
        <s-text key={reward.id} color="subdued">
          {say(program, 'minimum', {
            reward: titleText(reward),
            amount: moneyText(program, reward.minimumSubtotalMinor ?? 0),
          })}
        </s-text>
      ))}
      <NextReward program={program} standing={standing} next={offers.next} />
      {standing.membership === 'member' ? null : <s-text>{say(program, 'invite')}</s-text>}
    </>
  );
}

function Asked({
  program,
  question,
  points,
}: {
  program: PublicProgram;
  question: Question;
  points: PointsState;
}) {
  const { code, savesMinor, rewardSavesMinor } = question.rival;
  return (
    <s-stack gap="base" accessibilityRole="alert">
      <s-text type="strong">
        {say(program, 'question.text', {
          code,
          saves: moneyText(program, savesMinor),
          reward: unitsTitle(question.reward, question.units),
          rewardSaves: moneyText(program, rewardSavesMinor),
        })}
      </s-text>
      <s-stack direction="inline" gap="small">
        <s-button onClick={() => points.decide(true)}>{say(program, 'question.replace')}</s-button>
        <s-button variant="secondary" onClick={() => points.decide(false)}>
          {say(program, 'question.keep', { code })}
        </s-button>
      </s-stack>
    </s-stack>
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
  const title = redemptionTitle(program, redemption);
  const inUse = isInUse(redemption.code);
  const usable = redemption.state === 'ready' && !inUse;
  const busy = points.busy === redemption.id;
  const disabled = points.busy !== null && !busy;
  return (
    <CodeRow
      program={program}
      redemption={redemption}
      state={redemption.state !== 'preparing' && inUse ? 'inUse' : redemption.state}
      busy={busy}
      disabled={disabled}
      onUndo={() => points.undo(redemption)}
    >
      {usable ? (
        <s-button
          accessibilityLabel={say(program, 'useLabel', { code: redemption.code })}
          loading={busy}
          disabled={disabled}
          onClick={() => points.use(redemption, title)}
        >
          {say(program, 'use')}
        </s-button>
      ) : null}
    </CodeRow>
  );
}
