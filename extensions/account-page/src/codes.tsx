/** Codes in her hands, to copy or to undo, and gift cards that she has just bought. */
import { useState } from 'preact/hooks';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { CodeRow } from '../../shared/code-row.tsx';
import { say } from '../../shared/words.ts';
import type { Parts } from './account-page.tsx';

export function Codes({ account, program, standing }: Parts) {
  const { redemptions } = standing;
  if (redemptions.length === 0 && account.given.length === 0) return null;
  return (
    <s-section heading={say(program, 'codes.title')}>
      <s-stack gap="base">
        {account.given.map(({ title, code }) => (
          <s-grid key={code} gridTemplateColumns="1fr auto" alignItems="center" gap="base">
            <s-stack gap="small-200">
              <s-text type="strong">{title}</s-text>
              <s-text color="subdued">{code}</s-text>
            </s-stack>
            <Copy program={program} code={code} />
          </s-grid>
        ))}
        {redemptions.map((redemption) => (
          <CodeRow
            key={redemption.id}
            program={program}
            redemption={redemption}
            state={redemption.state}
            busy={account.busy === redemption.id}
            disabled={account.busy !== null && account.busy !== redemption.id}
            onUndo={() => account.undo(redemption)}
          >
            {redemption.state === 'ready' ? <Copy program={program} code={redemption.code} /> : null}
          </CodeRow>
        ))}
      </s-stack>
    </s-section>
  );
}

function Copy({ program, code }: { program: PublicProgram; code: string }) {
  const [copied, setCopied] = useState(false);
  const id = `copy-${code}`;
  return (
    <>
      <s-button
        variant="secondary"
        accessibilityLabel={say(program, 'codes.copyLabel', { code })}
        command="--copy"
        commandFor={id}
      >
        {say(program, 'codes.copy')}
      </s-button>
      <s-clipboard-item id={id} text={code} onCopy={() => setCopied(true)} />
      <s-stack accessibilityRole="status">
        {copied ? <s-text>{say(program, 'codes.copied')}</s-text> : null}
      </s-stack>
    </>
  );
}
