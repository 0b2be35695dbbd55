/** What happened to her points and why, newest first, older ones when she asks for them. */
import { useEffect, useState } from 'preact/hooks';
import type { ActivityEntry, ActivityReply } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { askActivity } from '../../shared/ask-app.ts';
import { dateText, pointsText, say } from '../../shared/words.ts';

/** @param asOf of the standing: another standing has another history. */
export function History({ program, asOf }: { program: PublicProgram; asOf: string }) {
  const [shown, setShown] = useState<ActivityReply | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let current = true;
    askActivity().then(
      (reply) => {
        if (!current) return;
        setShown(reply);
        setFailed(false);
      },
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [asOf]);
  const showOlder = (before: string) => {
    setBusy(true);
    askActivity(before)
      .then(
        ({ entries, older }) => {
          setShown((now) => ({ entries: [...(now?.entries ?? []), ...entries], older }));
          setFailed(false);
        },
        () => setFailed(true),
      )
      .finally(() => setBusy(false));
  };
  const older = shown?.older;
  return (
    <s-section heading={say(program, 'history.title')}>
      <s-stack gap="base">
        {shown === null && !failed ? <s-skeleton-paragraph content={say(program, 'loading')} /> : null}
        {shown?.entries.length === 0 ? <s-text>{say(program, 'history.none')}</s-text> : null}
        {shown && shown.entries.length > 0 ? (
          <s-unordered-list>
            {shown.entries.map((entry) => (
              <s-list-item key={entry.id}>
                <Entry program={program} entry={entry} />
              </s-list-item>
            ))}
          </s-unordered-list>
        ) : null}
        {failed ? <s-text>{say(program, 'said.offline')}</s-text> : null}
        {older ? (
          <s-button variant="secondary" loading={busy} onClick={() => showOlder(older)}>
            {say(program, 'history.older')}
          </s-button>
        ) : null}
      </s-stack>
    </s-section>
  );
}

function Entry({ program, entry }: { program: PublicProgram; entry: ActivityEntry }) {
  const { at, points, tone, what, why } = entry;
  return (
    <s-grid gridTemplateColumns="1fr auto" gap="base">
      <s-stack gap="small-200">
        <s-text type="strong">{what}</s-text>
        {why.map((reason) => (
          <s-text key={reason}>{reason}</s-text>
        ))}
        <s-text color="subdued">{dateText(at)}</s-text>
      </s-stack>
      {points === 0 ? null : (
        <s-text tone={tone === 'gain' ? 'success' : 'auto'}>
          {`${points > 0 ? '+' : '−'}${pointsText(program, points)}`}
        </s-text>
      )}
    </s-grid>
  );
}
