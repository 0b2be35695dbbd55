/** A process of its own that asks for a shop's token many times at once when told to: `SHOP TIMES`, then a line to go. */
import { createInterface } from 'node:readline';
import { accessTo } from '../../app/services/admin-access.ts';

const [shop = '', times = '1'] = process.argv.slice(2);

process.stdout.write('ready\n');
createInterface({ input: process.stdin }).once('line', () => {
  const asked = Array.from({ length: Number(times) }, () =>
    accessTo(shop).then(({ accessToken }) => accessToken),
  );
  void Promise.allSettled(asked).then((answers) => {
    const heard = answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value : `failed: ${(answer.reason as Error).message}`,
    );
    process.stdout.write(`${JSON.stringify([...new Set(heard)])}\n`, () => process.exit(0));
  });
});
