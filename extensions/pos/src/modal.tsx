/** The till's screen: the customer in the cart with her points and rewards; without one, the search. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { Person } from '../../../app/core/contracts/till.ts';
import { customerInCart, putCustomer } from './cart.ts';
import { Find } from './find.tsx';
import { Member } from './member.tsx';
import { isOffline } from './use-standing.ts';
import { say } from './words.ts';

export default function extension() {
  render(<Screen />, document.body);
}

function Screen() {
  const [finding, setFinding] = useState(false);
  const [chosen, setChosen] = useState<Person | null>(null);
  const customerId = customerInCart() ?? chosen?.customerId ?? null;
  const choose = async (person: Person) => {
    setChosen(person);
    setFinding(false);
    // A cart that takes no customer now takes her when a reward is redeemed.
    await putCustomer(person.customerId).catch(() => undefined);
  };
  const shown = finding ? null : customerId;
  const name = chosen?.customerId === shown ? (chosen?.name ?? null) : null;
  return (
    <s-page heading={shown === null ? say('find.heading') : (name ?? say('member.heading'))}>
      <s-scroll-box>
        <s-stack gap="base" padding="base">
          {isOffline() ? <s-banner tone="warning" heading={say('said.noConnection')} /> : null}
          {shown === null ? (
            <Find onChoose={choose} />
          ) : (
            <Member key={shown} customerId={shown} onOther={() => setFinding(true)} />
          )}
        </s-stack>
      </s-scroll-box>
    </s-page>
  );
}
