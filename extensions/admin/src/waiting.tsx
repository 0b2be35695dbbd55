/** What stands in for an answer that is not there. */
import type { Loaded } from './use-reply.ts';
import { say } from './words.ts';

export function Waiting({
  loaded,
  again,
}: {
  loaded: Exclude<Loaded<never>, { state: 'ready' }>;
  again: () => Promise<void>;
}) {
  if (loaded.state === 'loading') return <s-spinner accessibilityLabel={say('loading')} />;
  return (
    <s-stack gap="base">
      <s-banner tone="warning">{loaded.sentence}</s-banner>
      <s-button onClick={() => void again()}>{say('again')}</s-button>
    </s-stack>
  );
}
