/** Posts that wait, with the two decisions, and those that were decided, which can be taken back. */
import { Badge, BlockStack, Button, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { POST_REASONS, type PostReason } from '#app/core/contracts/posts.ts';
import type { PostView, ReviewsView } from '#app/presenters/present-reviews.ts';
import { useActorName, useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { reviewTexts } from '#app/ui/texts/reviews.ts';

export function PostsTab({ view }: { view: ReviewsView }) {
  const texts = useTexts(reviewTexts);
  return (
    <BlockStack gap="400">
      <ListCard
        title={texts.waiting.title}
        intro={texts.waiting.intro}
        rows={view.waiting.map((post) => ({ key: post.id, content: <Waiting post={post} /> }))}
        empty={texts.waiting.empty}
        {...(view.moreWaiting ? { footer: <Text as="p">{texts.waiting.more}</Text> } : {})}
      />
      <ListCard
        title={texts.decided.title}
        rows={view.decided.map((post) => ({ key: post.id, content: <Decided post={post} /> }))}
        empty={texts.decided.empty}
      />
    </BlockStack>
  );
}

function What({ post }: { post: PostView }) {
  const { format } = useAdmin();
  const texts = useTexts(reviewTexts);
  return (
    <>
      <InlineStack gap="200" blockAlign="center" wrap>
        <Link url={post.address} target="_blank" accessibilityLabel={texts.open(post.place)}>
          {texts.open(post.place)}
        </Link>
        <Link url={`/app/members/${post.memberId}`}>{texts.by(post.memberName ?? texts.unnamed)}</Link>
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm" breakWord>
        {post.address}
      </Text>
      {post.words === null ? null : (
        <Text as="p" breakWord>
          {post.words}
        </Text>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.handedIn(format.date(post.submittedAt))}
      </Text>
    </>
  );
}

function Waiting({ post }: { post: PostView }) {
  const texts = useTexts(reviewTexts);
  const may = useMay('serve');
  const [reason, setReason] = useState<PostReason>('unlabelled');
  const { send, busy, refusal, done } = useJson<object>('post');
  useToast(done, texts.saved);
  const name = post.memberName ?? texts.unnamed;
  return (
    <BlockStack gap="200">
      <What post={post} />
      {may ? (
        <InlineStack gap="300" blockAlign="end" wrap>
          <Button
            variant="primary"
            loading={busy}
            accessibilityLabel={texts.approveLabel(name)}
            onClick={() => send({ id: post.id, do: 'approve' })}
          >
            {texts.approve}
          </Button>
          <Select
            label={texts.why}
            options={POST_REASONS.map((value) => ({ value, label: texts.reasons[value] }))}
            value={reason}
            disabled={busy}
            onChange={(value) => setReason(POST_REASONS.find((one) => one === value) ?? 'other')}
          />
          <Button
            disabled={busy}
            accessibilityLabel={texts.refuseLabel(name)}
            onClick={() => send({ id: post.id, do: 'refuse', reason })}
          >
            {texts.refuse}
          </Button>
        </InlineStack>
      ) : null}
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function Decided({ post }: { post: PostView }) {
  const { format } = useAdmin();
  const texts = useTexts(reviewTexts);
  const common = useTexts(commonTexts);
  const may = useMay('serve');
  const actorName = useActorName();
  const { send, busy, refusal, done } = useJson<object>('post');
  useToast(done, texts.saved);
  const approved = post.state === 'approved';
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" wrap>
        <Badge {...(approved ? { tone: 'success' as const } : {})}>
          {approved ? texts.approved : texts.refused}
        </Badge>
        {approved && post.points !== null ? (
          <Text as="span">{common.points(post.points, format.number(post.points))}</Text>
        ) : null}
        {post.reason === null ? null : <Text as="span">{texts.reasons[post.reason]}</Text>}
      </InlineStack>
      <What post={post} />
      <InlineStack gap="300" blockAlign="center" wrap>
        {post.decidedAt === null ? null : (
          <Text as="p" tone="subdued" variant="bodySm">
            {texts.decidedAt(format.date(post.decidedAt), actorName(post.decidedBy ?? 'treuwerk'))}
          </Text>
        )}
        {may ? (
          <Button
            variant="plain"
            loading={busy}
            accessibilityLabel={texts.undoLabel(post.memberName ?? texts.unnamed)}
            onClick={() => send({ id: post.id, do: 'undo' })}
          >
            {texts.undo}
          </Button>
        ) : null}
      </InlineStack>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}
