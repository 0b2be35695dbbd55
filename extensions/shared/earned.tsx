/**
 * What an order brings, on the pages that follow it: about so many points by the public rate until the app knows the order,
 * exactly after that; for guests what they would keep by an account. A paused program promises nothing.
 */
import type { OrderReply } from '../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../app/core/contracts/public-program.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';
import { aboutPoints, type Cost } from './about-points.ts';
import { NextReward } from './balance.tsx';
import { Question } from './question.tsx';
import { offersOf, spendableOf, worthOf } from './rewards.ts';
import { useMember } from './use-member.ts';
import { useOrder } from './use-order.ts';
import { dateText, daysText, moneyText, ownText, pointsText, say, titleText } from './words.ts';

type Props = {
  /** Undefined until the page knows it. */
  orderId: string | undefined;
  cost: Cost;
  /** Where a guest makes an account or signs in: an address, or a verb of the page. */
  signIn: { href: string } | { onClick: () => void };
  /** Her page in the account, where this surface can lead to it. */
  pageHref?: string;
};

export function Earned({ orderId, cost, signIn, pageHref }: Props) {
  const member = useMember('page');
  const { program, standing } = member;
  const order = useOrder(standing ? orderId : undefined, member.reload);
  if (!member.loaded) return <s-skeleton-paragraph content={say(null, 'loading')} />;
  if (!program) return null;
  if (!standing) return program.active ? <Guest program={program} cost={cost} signIn={signIn} /> : null;
  const outside = standing.membership !== 'member';
  return (
    <s-stack gap="base">
      <s-heading>{ownText(program, 'thanksTitle') ?? say(program, 'earned.title')}</s-heading>
      <Brought program={program} standing={standing} order={order} cost={cost} outside={outside} />
      <Now program={program} standing={standing} />
      {outside && program.active ? <s-text>{say(program, 'earned.join')}</s-text> : null}
      {outside ? null : <Question program={program} />}
      {pageHref ? (
        <s-link href={pageHref}>{say(program, outside && program.active ? 'toJoin' : 'toPage')}</s-link>
      ) : null}
    </s-stack>
  );
}

function Guest({ program, cost, signIn }: { program: PublicProgram } & Pick<Props, 'cost' | 'signIn'>) {
  if ('onClick' in signIn) {
    return (
      <s-stack gap="base">
        <s-text>{say(program, 'earned.signInLead')}</s-text>
        <s-button variant="secondary" onClick={signIn.onClick}>
          {say(program, 'earned.signIn')}
        </s-button>
      </s-stack>
    );
  }
  const about = aboutPoints(program, null, cost);
  const kept = program.joining === 'automatic' && program.guests === 'claim';
  const key = kept ? 'earned.keep' : 'earned.collect';
  return (
    <s-stack gap="base">
      <s-heading>{ownText(program, 'guestTitle') ?? say(program, 'earned.guestTitle')}</s-heading>
      <s-text>
        {about
          ? say(program, key, { points: pointsText(program, about) })
          : (ownText(program, 'guestLead') ?? say(program, 'earned.guestLead'))}
      </s-text>
      <s-link href={signIn.href}>{say(program, 'earned.signUp')}</s-link>
    </s-stack>
  );
}

type Facts = {
  program: PublicProgram;
  standing: Standing;
  order: OrderReply | null;
  cost: Cost;
  outside: boolean;
};

function Brought({ program, standing, order, cost, outside }: Facts) {
  if (!order?.known) {
    const about = program.active && !outside ? aboutPoints(program, standing, cost) : null;
    if (!about) return null;
    return (
      <s-stack accessibilityRole="status" gap="small-200">
        <s-text type="strong">{say(program, 'earned.about', { points: pointsText(program, about) })}</s-text>
        <s-text color="subdued">{whenHeld(program)}</s-text>
      </s-stack>
    );
  }
  if (order.points === 0) return <Lines texts={order.why} />;
  const points = pointsText(program, order.points);
  return (
    <s-stack accessibilityRole="status" gap="small-200">
      <s-text type="strong">{say(program, 'earned.exact', { points })}</s-text>
      {order.takenBack > 0 ? (
        <s-text>{say(program, 'earned.takenBack', { points: pointsText(program, order.takenBack) })}</s-text>
      ) : null}
      {order.takenBack > 0 ? <Lines texts={order.why} /> : null}
      {order.takenBack < order.points ? <s-text color="subdued">{whenUsable(program, order)}</s-text> : null}
    </s-stack>
  );
}

function Lines({ texts }: { texts: string[] }) {
  return texts.map((text) => (
    <s-text key={text} color="subdued">
      {text}
    </s-text>
  ));
}

function whenUsable(program: PublicProgram, order: OrderReply): string {
  if (order.state === 'usable') return say(program, 'earned.usable');
  if (order.usableAt !== null) return say(program, 'earned.from', { date: dateText(order.usableAt) });
  return whenHeld(program);
}

const MOMENTS = { paid: 'Paid', fulfilled: 'Fulfilled', delivered: 'Delivered' } as const;

function whenHeld(program: PublicProgram): string {
  const { days, after } = program.hold;
  if (days === 0) return say(program, `earned.on${MOMENTS[after]}`);
  return say(program, `earned.after${MOMENTS[after]}`, { days: daysText(days) });
}

function Now({ program, standing }: { program: PublicProgram; standing: Standing }) {
  const spendable = spendableOf(standing);
  const { fitting, next } = offersOf(program.rewards, spendable);
  const best = fitting.at(-1);
  const worth = worthOf(program, spendable);
  return (
    <s-stack gap="small-200">
      <s-text>{say(program, 'balance', { points: pointsText(program, standing.available) })}</s-text>
      {program.active ? null : <s-text color="subdued">{say(program, 'paused')}</s-text>}
      {program.active && worth !== null ? (
        <s-text>{say(program, 'worth', { amount: moneyText(program, worth) })}</s-text>
      ) : null}
      {program.active && worth === null && best ? (
        <s-text>{say(program, 'earned.reaches', { reward: titleText(best) })}</s-text>
      ) : null}
      {program.active ? <NextReward program={program} standing={standing} next={next} /> : null}
    </s-stack>
  );
}
