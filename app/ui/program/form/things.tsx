/** A list of rules, rewards, tiers or campaigns: a row each that says in words what it is, edited in place. */
import { Badge, BlockStack, Box, Button, ButtonGroup, InlineStack, Text } from '@shopify/polaris';
import { type ComponentType, memo, type ReactNode, startTransition, useState } from 'react';
import { useTexts } from '#app/ui/admin/context.tsx';
import { useForm } from '#app/ui/program/form/form-context.tsx';
import { areaTexts } from '#app/ui/texts/program-areas.ts';

export type Thing = {
  id: string;
  title: string;
  detail?: string;
  off: boolean;
  badge?: ReactNode;
};

/** Which thing is open. Its many fields may take a moment: the tap is answered first. */
export function useEditing(): [string | null, (id: string | null) => void] {
  const [editing, setEditing] = useState<string | null>(null);
  return [editing, (id) => startTransition(() => setEditing(id))];
}

/** What stands out in a thing: known to the list, so that a closed row need not look for itself. */
export type Marks = {
  wrong: boolean;
  /** Sentences, one per line. */
  noted: string;
};

export function useMarks(): (path: string) => Marks {
  const { problems, notes } = useForm();
  return (path) => {
    const lies = (field: string) => field === path || field.startsWith(`${path}.`);
    const noted = Object.entries(notes).flatMap(([field, list]) => (lies(field) ? list : []));
    return { wrong: Object.keys(problems).some(lies), noted: [...new Set(noted)].join('\n') };
  };
}

type RowProps = { at: { path: string; value: unknown }; open: boolean; marks: Marks };

/** A closed row is drawn again only when it says something else: a long list must not slow down who types in one of them. */
export function calmRow<Props extends RowProps>(Row: ComponentType<Props>): ComponentType<Props> {
  return memo(Row, isSame) as unknown as ComponentType<Props>;
}

/** What the buttons do follows from the place alone, so functions are not compared. */
function isSame<Props extends RowProps>(before: Props, after: Props): boolean {
  if (before.open || after.open) return false;
  if (before.at.path !== after.at.path || before.at.value !== after.at.value) return false;
  if (before.marks.wrong !== after.marks.wrong || before.marks.noted !== after.marks.noted) return false;
  const names = Object.keys(after) as (keyof Props)[];
  return names.every(
    (name) =>
      name === 'at' ||
      name === 'marks' ||
      (typeof before[name] === 'function' && typeof after[name] === 'function') ||
      Object.is(before[name], after[name]),
  );
}

type ThingRowProps = {
  thing: Thing;
  marks: Marks;
  open: boolean;
  onToggle: () => void;
  onRemove: () => void;
  /** Where the order matters, and it is not the first. */
  onUp?: (() => void) | undefined;
  /** Its fields. */
  children: ReactNode;
};

export function ThingRow({ thing, marks, open, onToggle, onRemove, onUp, children }: ThingRowProps) {
  const texts = useTexts(areaTexts);
  const { title, detail } = thing;
  const noted = marks.noted === '' ? [] : marks.noted.split('\n');
  return (
    <Box as="li" padding="300" borderWidth="025" borderColor="border" borderRadius="200">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack>
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" fontWeight="semibold" breakWord>
                {title}
              </Text>
              {thing.off ? <Badge>{texts.off}</Badge> : null}
              {thing.badge}
              {marks.wrong ? <Badge tone="critical">{texts.needsFix}</Badge> : null}
            </InlineStack>
            {detail ? (
              <Text as="span" tone="subdued">
                {detail}
              </Text>
            ) : null}
          </BlockStack>
          <ButtonGroup>
            <Button
              onClick={onToggle}
              ariaExpanded={open}
              accessibilityLabel={open ? texts.doneLabel(title) : texts.editLabel(title)}
            >
              {open ? texts.done : texts.edit}
            </Button>
            {onUp ? (
              <Button onClick={onUp} variant="tertiary" accessibilityLabel={texts.upLabel(title)}>
                {texts.up}
              </Button>
            ) : null}
            <Button
              onClick={onRemove}
              tone="critical"
              variant="tertiary"
              accessibilityLabel={texts.removeLabel(title)}
            >
              {texts.remove}
            </Button>
          </ButtonGroup>
        </InlineStack>
        {open
          ? children
          : noted.map((note) => (
              <Text as="p" key={note} tone="caution">
                {note}
              </Text>
            ))}
      </BlockStack>
    </Box>
  );
}

export function ThingList({ children }: { children: ReactNode }) {
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' }}>{children}</ul>
  );
}

/** The same list without one thing. */
export function without<T extends { id: string }>(list: readonly T[], id: string): T[] {
  return list.filter((one) => one.id !== id);
}

/** The same list with one thing a place further up. */
export function movedUp<T extends { id: string }>(list: readonly T[], id: string): T[] {
  const index = list.findIndex((one) => one.id === id);
  if (index < 0) return [...list];
  const next = [...list];
  const [moved] = next.splice(index, 1);
  if (moved !== undefined) next.splice(Math.max(0, index - 1), 0, moved);
  return next;
}
