/** The tile on the till's home screen: the points of the customer in the cart, or the way to find her. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { cartTold, customerInCart, discountsInCart, variantsInCart } from './cart.ts';
import { offersOf } from './offers.ts';
import { isOffline, type Loaded, useStanding } from './use-standing.ts';
import { pointsText, say } from './words.ts';

export default function extension() {
  render(<Tile />, document.body);
}

function Tile() {
  // The tile stays while a reward is redeemed or given back elsewhere: the cart tells of it.
  const { loaded } = useStanding(customerInCart(), discountsInCart().join());
  const fitting = fittingCount(loaded);
  return (
    <s-tile
      heading={say('tile.heading')}
      subheading={lineOf(loaded)}
      tone={fitting > 0 ? 'accent' : 'neutral'}
      {...(fitting > 0 ? { itemCount: fitting } : {})}
      onClick={() => shopify.action.presentModal()}
    />
  );
}

function lineOf(loaded: Loaded): string {
  if (isOffline()) return say('tile.offline');
  switch (loaded.state) {
    case 'none':
      return say('tile.find');
    case 'loading':
      return say('tile.loading');
    case 'failed':
      return say('tile.unreachable');
    case 'ready': {
      const { program, standing } = loaded.reply;
      return program ? pointsText(program, standing.available) : say('tile.noProgram');
    }
  }
}

/** Rewards that she can have at once. */
function fittingCount(loaded: Loaded): number {
  if (loaded.state !== 'ready' || !loaded.reply.program?.active) return 0;
  const { program, standing } = loaded.reply;
  return offersOf(program, standing, cartTold(program), variantsInCart()).fitting.length;
}
