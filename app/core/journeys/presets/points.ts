/** News about her own points and tier: they belong to her account, so they need no consent, and they sell nothing. */
import { mail, message, type Preset } from '#app/core/journeys/presets/preset.ts';

function expiring(daysBefore: 30 | 7): Preset {
  return {
    id: `points-expiring-${daysBefore}`,
    name: {
      en: `Points end in ${daysBefore} days`,
      de: `Punkte enden in ${daysBefore} Tagen`,
    },
    about: {
      en: 'Says how many and until when, nothing else.',
      de: 'Sagt, wie viele und bis wann, sonst nichts.',
    },
    trigger: { kind: 'expiring', daysBefore },
    again: 'each',
    steps: [
      {
        id: 'until-when',
        wait: { kind: 'days', days: 0, at: '09:00' },
        tone: 'service',
        action: mail(
          {
            subject: '{{expiring}} of yours end on {{lastDay}}',
            preview: 'Until then they are as good as ever',
            heading: 'Before they end',
            text: [
              'Of your {{points}}, {{expiring}} end on {{lastDay}}. Until then you can use them as always; in the cart you see for what.',
            ],
          },
          {
            subject: '{{expiring}} enden am {{lastDay}}',
            preview: 'Bis dahin sind sie so gut wie immer',
            heading: 'Bevor sie enden',
            text: [
              'Von [deinem|Ihrem] Stand ({{points}}) enden am {{lastDay}}: {{expiring}}. Bis dahin gelten sie wie immer; wofür, steht im Warenkorb.',
            ],
          },
        ),
      },
      {
        id: 'in-the-panel',
        tone: 'service',
        action: message('{{expiring}} end on {{lastDay}}.', '{{expiring}} enden am {{lastDay}}.', daysBefore),
      },
    ],
  };
}

const tierReached: Preset = {
  id: 'tier-reached',
  name: { en: 'Tier reached', de: 'Stufe erreicht' },
  about: { en: 'Congratulations, and what is hers now.', de: 'Glückwunsch, und was nun gilt.' },
  trigger: { kind: 'event', event: 'tier-changed' },
  conditions: [{ kind: 'move', way: 'up' }],
  again: 'each',
  steps: [
    {
      id: 'congratulations',
      tone: 'service',
      action: mail(
        {
          subject: 'You have reached {{tier}}',
          preview: 'What is yours from now on',
          heading: 'Congratulations, {{firstName}}',
          text: [
            'You are {{tier}} from today. What comes with it stands on your loyalty page, and it applies at once, without your doing anything.',
          ],
        },
        {
          subject: '[Du hast|Sie haben] {{tier}} erreicht',
          preview: 'Was ab jetzt gilt',
          heading: 'Glückwunsch, {{firstName}}',
          text: [
            'Ab heute gilt für [dich|Sie] die Stufe {{tier}}. Was dazugehört, steht auf der Treueseite, und es gilt sofort, ganz von selbst.',
          ],
        },
      ),
    },
    {
      id: 'in-the-panel',
      tone: 'service',
      action: message('You have reached {{tier}}.', '[Du hast|Sie haben] {{tier}} erreicht.'),
    },
  ],
};

const tierAtRisk: Preset = {
  id: 'tier-at-risk',
  name: { en: 'Tier at risk', de: 'Stufe in Gefahr' },
  about: {
    en: 'Thirty days before a tier would be lost: until when, so that nobody is surprised.',
    de: 'Dreißig Tage bevor eine Stufe endet: bis wann, damit niemand überrascht wird.',
  },
  trigger: { kind: 'tier-ends', daysBefore: 30 },
  again: 'each',
  steps: [
    {
      id: 'until-when',
      wait: { kind: 'days', days: 0, at: '10:00' },
      tone: 'service',
      action: mail(
        {
          subject: 'You are {{tier}} until {{lastDay}}',
          preview: 'So that it does not come as a surprise',
          heading: 'Hello {{firstName}},',
          text: [
            'as things stand now, {{tier}} is yours until {{lastDay}}. What is still missing to keep it stands on your loyalty page.',
          ],
        },
        {
          subject: '{{tier}} gilt noch bis {{lastDay}}',
          preview: 'Damit es keine Überraschung wird',
          heading: '[Hallo {{firstName}}|Guten Tag {{firstName}}],',
          text: [
            'nach heutigem Stand gilt {{tier}} für [dich|Sie] bis {{lastDay}}. Was noch fehlt, um die Stufe zu behalten, steht auf der Treueseite.',
          ],
        },
      ),
    },
  ],
};

const matured: Preset = {
  id: 'points-matured',
  name: { en: 'Points are free to use', de: 'Punkte sind frei' },
  about: {
    en: 'When the waiting time of an order is over. A line in the panel, no mail.',
    de: 'Wenn die Wartezeit einer Bestellung vorbei ist. Eine Zeile im Panel, keine Mail.',
  },
  trigger: { kind: 'event', event: 'points-matured' },
  again: 'each',
  steps: [
    {
      id: 'in-the-panel',
      tone: 'service',
      action: message(
        '{{moved}} can be used now. You have {{points}}.',
        '{{moved}} sind jetzt frei. [Du hast|Sie haben] {{points}}.',
      ),
    },
  ],
};

const takenBack: Preset = {
  id: 'points-taken-back',
  name: { en: 'Points taken back', de: 'Punkte zurückgenommen' },
  about: {
    en: 'Says how many and why, before anybody wonders.',
    de: 'Sagt, wie viele und warum, bevor sich jemand wundert.',
  },
  trigger: { kind: 'event', event: 'points-taken-back' },
  again: 'each',
  steps: [
    {
      id: 'why',
      wait: { kind: 'hours', hours: 1 },
      tone: 'service',
      action: mail(
        {
          subject: 'Your points have changed: {{moved}} less',
          preview: 'The reason, so that you need not wonder',
          heading: 'Hello {{firstName}},',
          text: [
            'we have taken {{moved}} back. The reason: {{reason}}.',
            'You now have {{points}}. If you think that this is not right, answer this mail: we will look into it.',
          ],
        },
        {
          subject: '[Dein|Ihr] Punktestand hat sich geändert: {{moved}} weniger',
          preview: 'Der Grund, damit sich niemand wundert',
          heading: '[Hallo {{firstName}}|Guten Tag {{firstName}}],',
          text: [
            'wir haben {{moved}} zurückgenommen. Der Grund: {{reason}}.',
            '[Du hast|Sie haben] jetzt {{points}}. Stimmt etwas nicht, genügt eine Antwort auf diese Mail: Wir sehen es uns an.',
          ],
        },
      ),
    },
  ],
};

export const POINTS_PRESETS: readonly Preset[] = [
  expiring(30),
  expiring(7),
  tierReached,
  tierAtRisk,
  matured,
  takenBack,
];
