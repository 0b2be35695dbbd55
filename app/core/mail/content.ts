/** What a mail says, before it is drawn: blocks of plain text. Whatever stands in it is text, never HTML. */
export type MailBlock =
  | { kind: 'heading' | 'text'; text: string }
  /** `href` is an https address; others are refused when it is drawn. */
  | { kind: 'button'; text: string; href: string }
  | { kind: 'fact'; label: string; value: string }
  /** Small links beside each other; `ends` says what the first and the last mean. */
  | {
      kind: 'choices';
      options: { text: string; href: string }[];
      ends: { low: string; high: string } | null;
    }
  | { kind: 'code'; text: string };

/** Where a member's own offers come to stand in what is written (core/offers/offer-blocks.ts). */
export type OffersPlace = { kind: 'offers' };
export type WrittenBlock = MailBlock | OffersPlace;

export type MailContent<Block = MailBlock> = {
  subject: string;
  /** What lists of mails show beside the subject. */
  preview: string;
  /** Why the reader gets it, where that is not what the class of the mail says. */
  reason?: string;
  blocks: Block[];
};

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** Puts values in the places of `{{name}}`; a name that has none leaves nothing behind. Values stay text, whatever they hold. */
export function fillText(text: string, values: Record<string, string>): string {
  return text
    .replace(PLACEHOLDER, (_all, name: string) => values[name] ?? '')
    .replace(/ +([,.!?])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Places stay places: what comes there is no text with values. */
export function fillContent<Block extends WrittenBlock>(
  { subject, preview, blocks }: MailContent<Block>,
  values: Record<string, string>,
): MailContent<Block> {
  const fill = (text: string) => fillText(text, values);
  return {
    // A subject is one line, whoever's name stands in it.
    subject: fill(subject).replace(/[\r\n\t]+/g, ' '),
    preview: fill(preview),
    blocks: blocks.map((block) => fillBlock(block, fill) as Block),
  };
}

function fillBlock(block: WrittenBlock, fill: (text: string) => string): WrittenBlock {
  switch (block.kind) {
    case 'offers':
      return block;
    case 'button':
      return { ...block, text: fill(block.text), href: fill(block.href) };
    case 'fact':
      return { ...block, label: fill(block.label), value: fill(block.value) };
    case 'choices':
      return {
        ...block,
        options: block.options.map(({ text, href }) => ({ text: fill(text), href: fill(href) })),
      };
    default:
      return { ...block, text: fill(block.text) };
  }
}

/** Names in a text that are none of these: for the editor, before it is saved. */
export function unknownPlaceholders(text: string, known: readonly string[]): string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, name]) => (name && !known.includes(name) ? [name] : []));
}
