/** Each webhook subscription says in the configuration itself which file handles it. */

export function checkWebhookHandlers(toml: string, exists: (file: string) => boolean): string[] {
  const lines = toml.split('\n').map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (line !== '[[webhooks.subscriptions]]') return [];
    const place = `shopify.app.toml:${index + 1}`;
    const handler = /^# Handled by: (\S+)/.exec(lines[index - 1] ?? '')?.[1];
    if (handler === undefined)
      return [`${place}: say \`# Handled by: FILE\` in the line above the subscription.`];
    return exists(handler)
      ? []
      : [`${place}: ${handler} does not exist. Name the file that handles these topics.`];
  });
}
