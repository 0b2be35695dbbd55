/** A mail to try the way: goes out at once, to one address, and says in words what is wrong when it does not. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import type { MailContent } from '#app/core/mail/content.ts';
import type { Language } from '#app/core/rejection.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { openWay } from '#app/services/mail-way.ts';
import { readerFor } from '#app/services/send-mails.ts';

const bodySchema = z.strictObject({ to: z.email().max(254) });

const CONTENT: Record<Language, MailContent> = {
  en: {
    subject: 'A test from Treuwerk',
    preview: 'Your mail server takes our mails.',
    blocks: [
      { kind: 'heading', text: 'It works' },
      {
        kind: 'text',
        text: 'This mail came on the way that your members’ mails will take, with your colour and your sender.',
      },
      { kind: 'fact', label: 'Shop', value: '{{shop}}' },
    ],
  },
  de: {
    subject: 'Ein Test von Treuwerk',
    preview: 'Ihr Mailserver nimmt unsere Mails an.',
    blocks: [
      { kind: 'heading', text: 'Es funktioniert' },
      {
        kind: 'text',
        text: 'Diese Mail kam auf dem Weg, den auch die Mails an Ihre Mitglieder nehmen, mit Ihrer Farbe und Ihrem Absender.',
      },
      { kind: 'fact', label: 'Shop', value: '{{shop}}' },
    ],
  },
};

/** Rejections: `request-invalid`, `mail-off`, `mail-not-sent`. */
export async function sendTestMail(command: {
  shop: string;
  actor: string;
  language: Language;
  body: unknown;
}): Promise<Result<{ sent: true }>> {
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('mail-address-invalid');
  const { shop, actor, language } = command;
  const [row, { settings }] = await Promise.all([findShop(shop), findSettings(shop)]);
  const way = row ? await openWay(shop, settings) : undefined;
  if (!row || !way) return rejected('mail-off');
  const reader = readerFor(row, undefined, { locale: language, displayName: null, available: 0 });
  const content = CONTENT[language];
  const mail = {
    shop,
    id: `test/${randomUUID()}`,
    class: 'transactional' as const,
    template: 'test',
    memberId: null,
  };
  const letter = await way.prepare({
    mail: { ...mail, displayName: null, data: {} },
    to: body.data.to,
    content: {
      ...content,
      blocks: content.blocks.map((block) => (block.kind === 'fact' ? { ...block, value: row.name } : block)),
    },
    reader,
    row,
    settings,
  });
  const outcome = await letter();
  await transaction((tx) =>
    noteDeed(tx, { shop, actor, deed: 'mail-tested', data: { outcome: outcome.kind } }, now()),
  );
  return outcome.kind === 'sent'
    ? ok({ sent: true })
    : rejected('mail-not-sent', { problem: outcome.message });
}
