/** Recommending the shop: her link to copy, to send by herself, and to be scanned. The shop sends nothing. */
import { useState } from 'preact/hooks';
import { ownLanguage, pointsText, say } from '../../shared/words.ts';
import type { Parts } from './account-page.tsx';

export function Refer({ program, standing }: Omit<Parts, 'account'>) {
  const [copied, setCopied] = useState(false);
  const { referral } = program;
  const link = standing.referral?.link;
  if (!referral || !link) return null;
  const what = ownLanguage(referral.title) ?? '';
  const message = `${say(program, 'refer.message', { what })} ${link}`;
  return (
    <s-section heading={say(program, 'refer.title')}>
      <s-stack gap="small">
        <s-text>{say(program, 'refer.friend', { what })}</s-text>
        {referral.points > 0 ? (
          <s-text>{say(program, 'refer.you', { points: pointsText(program, referral.points) })}</s-text>
        ) : null}
        <s-text type="strong">{link}</s-text>
        <s-stack direction="inline" gap="small">
          <s-button variant="secondary" command="--copy" commandFor="copy-link">
            {say(program, 'refer.copy')}
          </s-button>
          <s-button
            variant="secondary"
            href={`https://wa.me/?text=${encodeURIComponent(message)}`}
            target="_blank"
          >
            {say(program, 'refer.whatsapp')}
          </s-button>
          <s-button variant="secondary" href={`mailto:?body=${encodeURIComponent(message)}`}>
            {say(program, 'refer.mail')}
          </s-button>
        </s-stack>
        <s-clipboard-item id="copy-link" text={link} onCopy={() => setCopied(true)} />
        <s-stack accessibilityRole="status">
          {copied ? <s-text>{say(program, 'refer.copied')}</s-text> : null}
        </s-stack>
        <s-stack alignItems="center">
          <s-qr-code content={link} accessibilityLabel={say(program, 'refer.label')} />
        </s-stack>
      </s-stack>
    </s-section>
  );
}
