/** Posts about the shop that she made elsewhere: hand one in, with her word that it is labelled, and see what became of the others. */
import { useEffect, useState } from 'preact/hooks';
import type { PostsReply } from '../../../app/core/contracts/posts.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { askPosts, handInPost, Refusal } from '../../shared/ask-app.ts';
import { dateText, pointsText, say } from '../../shared/words.ts';

type Post = PostsReply['posts'][number];

export function Posts({ program }: { program: PublicProgram }) {
  const [reply, setReply] = useState<PostsReply | null>(null);
  useEffect(() => {
    let current = true;
    // Without an answer nothing is shown: the page stands on its own.
    askPosts().then(
      (told) => current && setReply(told),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  if (!reply || (reply.points === null && reply.posts.length === 0)) return null;
  return (
    <s-section heading={say(program, 'posts.title')}>
      <s-stack gap="base">
        {reply.points === null ? null : (
          <s-text>{say(program, 'posts.lead', { points: pointsText(program, reply.points) })}</s-text>
        )}
        {reply.points !== null && reply.open ? <HandIn program={program} onDone={setReply} /> : null}
        {reply.points !== null && !reply.open ? (
          <s-text color="subdued">{say(program, 'posts.full')}</s-text>
        ) : null}
        {reply.posts.map((post) => (
          <Handed key={post.id} program={program} post={post} />
        ))}
      </s-stack>
    </s-section>
  );
}

function HandIn({ program, onDone }: { program: PublicProgram; onDone: (reply: PostsReply) => void }) {
  const [address, setAddress] = useState('');
  const [labelled, setLabelled] = useState(false);
  const [reminded, setReminded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<{ tone: 'success' | 'warning'; text: string } | null>(null);
  const send = async () => {
    if (!labelled) return setReminded(true);
    if (address.trim() === '' || busy) return;
    setBusy(true);
    try {
      onDone(await handInPost({ address: address.trim(), labelled: true }));
      setAddress('');
      setLabelled(false);
      setReminded(false);
      setMessage({ tone: 'success', text: say(program, 'posts.thanks') });
    } catch (error) {
      const sentence = error instanceof Refusal ? error.sentence : null;
      setMessage({ tone: 'warning', text: sentence ?? say(program, 'said.offline') });
    } finally {
      setBusy(false);
    }
  };
  return (
    <s-stack gap="base">
      {message ? <s-banner tone={message.tone}>{message.text}</s-banner> : null}
      <s-url-field
        label={say(program, 'posts.address')}
        value={address}
        onInput={(event: Event) => setAddress((event.currentTarget as HTMLInputElement).value)}
      />
      <s-checkbox
        label={say(program, 'posts.labelled')}
        checked={labelled}
        onChange={() => setLabelled(!labelled)}
        {...(reminded && !labelled ? { error: say(program, 'posts.first') } : {})}
      />
      <s-button loading={busy} onClick={() => void send()}>
        {say(program, 'posts.send')}
      </s-button>
    </s-stack>
  );
}

const REASONS: Record<NonNullable<Post['reason']>, string> = {
  unlabelled: 'posts.unlabelled',
  unrelated: 'posts.unrelated',
  unreachable: 'posts.unreachable',
  other: 'posts.other',
};

function Handed({ program, post }: { program: PublicProgram; post: Post }) {
  return (
    <s-stack gap="small-200">
      <s-link href={post.address} target="_blank">
        {`${post.place}, ${dateText(post.at)}`}
      </s-link>
      <s-text color="subdued">{stateText(program, post)}</s-text>
    </s-stack>
  );
}

function stateText(program: PublicProgram, { state, points, reason }: Post): string {
  if (state === 'waiting') return say(program, 'posts.waiting');
  if (state === 'refused') return say(program, REASONS[reason ?? 'other']);
  return points
    ? say(program, 'posts.given', { points: pointsText(program, points) })
    : say(program, 'posts.approved');
}
