/** One customer at the till: what she has, codes in hand, rewards that fit the cart, and what comes next. */
import { useState } from 'preact/hooks';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { StandingRedemption } from '../../../app/core/contracts/standing.ts';
import type { TillReply } from '../../../app/core/contracts/till.ts';
import { cartTold, isInCart, variantsInCart } from './cart.ts';
import { offersOf, spendableOf } from './offers.ts';
import { Summary } from './summary.tsx';
import { type TillState, useTill, type Wish } from './use-till.ts';
import { dateText, moneyText, pointsText, say, sayRefusal, titleText, unitsText } from './words.ts';

export function Member({ customerId, onOther }: { customerId: string; onOther: () => void }) {
  const till = useTill(customerId);
  const { loaded, message } = till;
  return (
    <>
      {message ? <s-banner tone={message.tone} heading={message.text} /> : null}
      {loaded.state === 'loading' ? <s-spinner accessibilityLabel={say('tile.loading')} /> : null}
      {loaded.state === 'failed' ? (
        <>
          <s-banner tone="critical" heading={sayRefusal(loaded.code)} />
          <s-button onClick={() => void till.reload()}>{say('member.again')}</s-button>
        </>
      ) : null}
      {loaded.state === 'ready' ? <Ready reply={loaded.reply} till={till} /> : null}
      <s-button variant="secondary" onClick={onOther}>
        {say('member.other')}
      </s-button>
    </>
  );
}

function Ready({ reply, till }: { reply: TillReply; till: TillState }) {
  const { program, standing } = reply;
  if (!program) return <s-text>{say('tile.noProgram')}</s-text>;
  return (
    <>
      <Summary reply={reply} program={program} />
      {till.question ? <Asked program={program} till={till} /> : null}
      {standing.redemptions.length > 0 ? (
        <s-section heading={say('code.heading')}>
          {standing.redemptions.map((redemption) => (
            <Code key={redemption.id} redemption={redemption} program={program} till={till} />
          ))}
        </s-section>
      ) : null}
      {program.active && standing.membership === 'member' ? (
        <Rewards reply={reply} program={program} till={till} />
      ) : null}
    </>
  );
}

/** A code in the cart would go: what both save, and one more tap. */
function Asked({ program, till }: { program: PublicProgram; till: TillState }) {
  const { question } = till;
  if (!question) return null;
  const { codes, wish } = question;
  return (
    <s-section heading={say('replace.heading')}>
      <s-text>
        {say('replace.both', {
          code: codes.code,
          saves: moneyText(program, codes.savesMinor),
          reward: titleText(wish.reward),
          rewardSaves: moneyText(program, codes.rewardSavesMinor),
        })}
      </s-text>
      <s-stack direction="inline" gap="base">
        <s-button variant="primary" onClick={() => void till.redeem(program, wish, true)}>
          {say('replace.yes')}
        </s-button>
        <s-button variant="secondary" onClick={till.leaveQuestion}>
          {say('replace.no')}
        </s-button>
      </s-stack>
    </s-section>
  );
}

function Rewards({ reply, program, till }: { reply: TillReply; program: PublicProgram; till: TillState }) {
  const { standing } = reply;
  const offers = offersOf(program, standing, cartTold(program), variantsInCart());
  const { next } = offers;
  return (
    <s-section heading={say('reward.heading')}>
      {offers.fitting.map(({ reward, units, variantId }) => (
        <Offer
          key={reward.id}
          wish={{ reward, units: 1, variantId }}
          unitsMax={units}
          program={program}
          till={till}
        />
      ))}
      {offers.missing.map((reward) => (
        <s-text key={reward.id} color="subdued">
          {say('reward.missing', { reward: titleText(reward) })}
        </s-text>
      ))}
      {offers.belowMinimum.map((reward) => (
        <s-text key={reward.id} color="subdued">
          {say('reward.minimum', {
            reward: titleText(reward),
            amount: moneyText(program, reward.minimumSubtotalMinor ?? 0),
          })}
        </s-text>
      ))}
      {next ? (
        <s-text color="subdued">
          {say('reward.next', {
            points: pointsText(program, next.points - spendableOf(standing)),
            reward: titleText(next),
          })}
        </s-text>
      ) : null}
      {offers.moreOnline ? <s-text color="subdued">{say('reward.online')}</s-text> : null}
    </s-section>
  );
}

type OfferParts = { wish: Wish; unitsMax: number; program: PublicProgram; till: TillState };

function Offer({ wish, unitsMax, program, till }: OfferParts) {
  // The first tap gives the most that points and cart allow.
  const [wanted, setUnits] = useState(Infinity);
  const units = Math.min(wanted, unitsMax);
  const { reward } = wish;
  const worth = reward.amountMinor === null ? null : moneyText(program, reward.amountMinor * units);
  const idle = till.busy === null;
  return (
    <s-stack gap="small">
      <s-text type="strong">{titleText(reward)}</s-text>
      <s-text color="subdued">
        {units > 1 && worth
          ? say('reward.units', { points: pointsText(program, reward.points * units), amount: worth })
          : pointsText(program, reward.points)}
      </s-text>
      <s-stack direction="inline" gap="small">
        {unitsMax > 1 ? (
          <>
            <s-button disabled={units <= 1 || !idle} onClick={() => setUnits(units - 1)}>
              {say('reward.less', { amount: moneyText(program, reward.amountMinor ?? 0) })}
            </s-button>
            <s-button disabled={units >= unitsMax || !idle} onClick={() => setUnits(units + 1)}>
              {say('reward.more', { amount: moneyText(program, reward.amountMinor ?? 0) })}
            </s-button>
          </>
        ) : null}
        <s-button
          variant="primary"
          loading={till.busy === reward.id}
          disabled={!idle && till.busy !== reward.id}
          onClick={() => void till.redeem(program, { ...wish, units })}
        >
          {say('reward.redeem')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

type CodeParts = { redemption: StandingRedemption; program: PublicProgram; till: TillState };

function Code({ redemption, program, till }: CodeParts) {
  const reward = program.rewards.find(({ id }) => id === redemption.rewardId);
  const units = reward && reward.unitsMax > 1 ? redemption.points / reward.points : 1;
  const title = reward ? unitsText(reward, Number.isInteger(units) ? units : 1) : redemption.code;
  const inCart = isInCart(redemption.code);
  const state = redemption.state === 'ready' && inCart ? 'inCart' : redemption.state;
  const disabled = till.busy !== null && till.busy !== redemption.id;
  return (
    <s-stack gap="small">
      <s-text type="strong">{title}</s-text>
      <s-text>{say(`code.${state}`, { code: redemption.code })}</s-text>
      {state === 'returning' ? null : (
        <>
          <s-text color="subdued">{say('code.ends', { date: dateText(redemption.endsAt) })}</s-text>
          <s-stack direction="inline" gap="small">
            {state === 'ready' ? (
              <s-button
                variant="primary"
                disabled={disabled}
                loading={till.busy === redemption.id}
                onClick={() => void till.use(redemption, title)}
              >
                {say('code.use')}
              </s-button>
            ) : null}
            <s-button
              variant="secondary"
              disabled={disabled}
              loading={till.busy === redemption.id}
              onClick={() => void till.undo(redemption)}
            >
              {say('code.undo')}
            </s-button>
          </s-stack>
        </>
      )}
    </s-stack>
  );
}
