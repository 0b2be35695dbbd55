import { expect, test } from 'vitest';
import { drawMail } from '#app/mail/render-mail.ts';

const FRAME = {
  shopName: 'Tassen & Töpfe',
  language: 'de',
  accent: '#1a5632',
  reason: 'Weil du es wolltest.',
  links: [{ text: 'Abmelden', href: 'https://app.example/m/unsubscribe/x' }],
};

test('what is put into the frame stays text, also when it looks like a place of the frame', async () => {
  const content = {
    subject: '%%text0%% & <b>',
    preview: '',
    blocks: [
      { kind: 'text' as const, text: '<script>alert(1)</script> %%link0%% {{points}}\nzweite Zeile' },
      { kind: 'fact' as const, label: 'A"B', value: "<i>'x'</i>" },
    ],
  };
  const { html, text, subject } = await drawMail(content, FRAME);
  expect(html).not.toMatch(/<script|<i>/);
  expect([...new Set(html.match(/%%\w+%%/g))].sort()).toEqual(['%%link0%%', '%%text0%%']);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; %%link0%% {{points}}<br />zweite Zeile');
  expect(html).toContain('A&quot;B: <strong>&lt;i&gt;&#39;x&#39;&lt;/i&gt;</strong>');
  expect(html).toContain('Tassen &amp; Töpfe');
  expect(subject).toBe('%%text0%% & <b>');
  expect(text).toBe(
    [
      'Tassen & Töpfe',
      '<script>alert(1)</script> %%link0%% {{points}}\nzweite Zeile',
      "A\"B: <i>'x'</i>",
      '--',
      'Weil du es wolltest.',
      'Abmelden: https://app.example/m/unsubscribe/x',
    ].join('\n\n'),
  );
});

test.each(['javascript:alert(1)', 'http://elsewhere.example/', 'data:text/html,x', '//x.example', ''])(
  'a button leads nowhere but to https: %s',
  async (href) => {
    const content = { subject: 'x', preview: '', blocks: [{ kind: 'button' as const, text: 'Los', href }] };
    await expect(drawMail(content, FRAME)).rejects.toThrow('https');
  },
);

test('choices are links beside each other, each as text, in as many as there are', async () => {
  const blocks = (count: number) => [
    {
      kind: 'choices' as const,
      options: Array.from({ length: count }, (_, index) => ({
        text: `<${index}>`,
        href: `https://app.example/m/survey/${index}?a="b"`,
      })),
      ends: { low: '<low>', high: 'high' },
    },
  ];
  for (const count of [2, 11]) {
    const { html, text } = await drawMail({ subject: 'x', preview: '', blocks: blocks(count) }, FRAME);
    expect([...html.matchAll(/class="option"/g)]).toHaveLength(count);
    expect(html).toContain(`href="https://app.example/m/survey/${count - 1}?a=&quot;b&quot;"`);
    expect(html).not.toContain('<low>');
    expect(html).not.toMatch(/%%\w+%%/);
    expect(text).toContain(`<1>: https://app.example/m/survey/1?a="b"`);
    expect(text).toContain(`<0> = <low>, <${count - 1}> = high`);
  }
  const [one] = blocks(2);
  const wrong = {
    ...one,
    kind: 'choices' as const,
    options: [{ text: '1', href: 'javascript:x' }],
    ends: null,
  };
  await expect(drawMail({ subject: 'x', preview: '', blocks: [wrong] }, FRAME)).rejects.toThrow('https');
});
