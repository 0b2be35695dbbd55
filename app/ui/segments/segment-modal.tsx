/** A segment by rules: its name, its rules, and how many they mean right now. */
import { BlockStack, Box, Button, InlineStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { isReserved } from '#app/core/segments/built-in.ts';
import { RULE_KINDS, RULES_MAX } from '#app/core/segments/rule-kinds.ts';
import type { OwnSegment, SegmentRule } from '#app/core/segments/rules.ts';
import type { SegmentsView, SegmentView } from '#app/presenters/present-segments.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { freshRule, RuleFields } from '#app/ui/segments/rule-fields.tsx';
import { ruleWords } from '#app/ui/segments/rule-words.ts';
import { useRuleWords } from '#app/ui/segments/use-rule-words.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

const REST_MS = 400;

export function SegmentModal({
  one,
  view,
  onClose,
}: {
  one: SegmentView | null;
  view: SegmentsView;
  onClose: () => void;
}) {
  const { language } = useAdmin();
  const common = commonTexts[language];
  const words = useRuleWords(view);
  const { texts } = words;
  const [segment, setSegment] = useState<OwnSegment>(
    () => one?.segment ?? { id: '', name: { [language]: '' }, match: 'all', rules: [] },
  );
  const { send, busy, refusal, done } = useJson<{ revision: number }>('segment');
  useToast(done, texts.saved);
  useEffect(() => {
    if (done) onClose();
  }, [done, onClose]);
  const tongue = language in segment.name ? language : (Object.keys(segment.name)[0] ?? language);
  const taken = [...view.segments, ...view.list.map((other) => other.segment.id)];
  const named = () => (one ? segment : { ...segment, id: idFrom(segment.name[tongue] ?? '', taken) });
  const setRules = (rules: SegmentRule[]) => setSegment((before) => ({ ...before, rules }));
  return (
    <Modal
      open
      size="large"
      title={one ? texts.edit : texts.add}
      onClose={onClose}
      primaryAction={{
        content: common.save,
        loading: busy,
        disabled: segment.rules.length === 0 || segment.name[tongue]?.trim() === '',
        onAction: () => send({ segment: named(), seen: one?.revision ?? 0 }),
      }}
      secondaryActions={[{ content: common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <TextField
            label={texts.name}
            value={segment.name[tongue] ?? ''}
            maxLength={60}
            onChange={(text) =>
              setSegment((before) => ({ ...before, name: { ...before.name, [tongue]: text } }))
            }
            autoComplete="off"
          />
          <Select
            label={texts.match}
            options={[
              { value: 'all', label: texts.matches.all },
              { value: 'any', label: texts.matches.any },
            ]}
            value={segment.match}
            onChange={(match) =>
              setSegment((before) => ({ ...before, match: match === 'any' ? 'any' : 'all' }))
            }
          />
          {segment.rules.map((rule, index) => (
            <Box key={index} padding="300" borderWidth="025" borderColor="border" borderRadius="200">
              <BlockStack gap="300">
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <Text as="h3" variant="headingSm">
                    {texts.kinds[rule.kind]}
                  </Text>
                  <Button
                    variant="plain"
                    onClick={() => setRules(segment.rules.filter((_, place) => place !== index))}
                    accessibilityLabel={texts.removeRuleLabel(ruleWords(rule, words))}
                  >
                    {texts.removeRule}
                  </Button>
                </InlineStack>
                <RuleFields
                  rule={rule}
                  view={view}
                  words={words}
                  onChange={(changed) =>
                    setRules(segment.rules.map((before, place) => (place === index ? changed : before)))
                  }
                />
              </BlockStack>
            </Box>
          ))}
          {segment.rules.length < RULES_MAX ? (
            <Select
              label={texts.addRule}
              options={[
                { value: '', label: texts.choose },
                ...RULE_KINDS.filter((kind) => kind !== 'tier' || view.tiers.length > 0).map((value) => ({
                  value,
                  label: texts.kinds[value],
                })),
              ]}
              value=""
              onChange={(chosen) => {
                const kind = RULE_KINDS.find((known) => known === chosen);
                if (kind) setRules([...segment.rules, freshRule(kind, view)]);
              }}
            />
          ) : null}
          <LiveCount segment={segment} />
          {refusal ? (
            <Text as="p" tone="critical">
              {refusal}
            </Text>
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

/** Asked anew a moment after the last change. */
function LiveCount({ segment }: { segment: OwnSegment }) {
  const { format } = useAdmin();
  const { texts } = useRuleWords({ tiers: [] });
  const { send, busy, done, refusal } = useJson<{ count: number | null }>('segment-count');
  const asked = JSON.stringify({ match: segment.match, rules: segment.rules });
  const latest = useRef(send);
  latest.current = send;
  const empty = segment.rules.length === 0;
  useEffect(() => {
    if (empty) return;
    const timer = setTimeout(() => latest.current(JSON.parse(asked)), REST_MS);
    return () => clearTimeout(timer);
  }, [asked, empty]);
  const text =
    empty || (refusal && !busy)
      ? texts.incomplete
      : busy || !done
        ? texts.counting
        : done.count === null
          ? texts.tooLong
          : texts.count(done.count === 1 ? texts.one : texts.members(format.number(done.count)));
  return (
    <div role="status">
      <Text as="p" fontWeight="semibold">
        {text}
      </Text>
    </div>
  );
}

/** What offers, journeys, lists and Shopify call it: from the first name, and never again another. */
function idFrom(name: string, taken: readonly string[]): string {
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  const base = plain === '' || isReserved(plain) ? `own-${plain || 'segment'}` : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(id)) return id;
  }
}
