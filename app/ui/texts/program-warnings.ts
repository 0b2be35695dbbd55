/** What would go wrong with a program, and what to do about it. Numbers come formatted. */
import type { WarningCode } from '#app/core/program/warnings.ts';
import type { Localized } from '#app/ui/admin/context.tsx';

export type Told = {
  /** What it is about, in quotation marks, or empty. */
  what: string;
  other: string;
  points: string;
  count: string;
  days: string;
  amount: string;
  share: string;
  otherShare: string;
  day: string;
  language: string;
};
type Sentences = Record<WarningCode, (told: Told) => string>;

const enSentences: Sentences = {
  noEarning: () => 'Nothing gives points. Add a rule under Earning.',
  noRewards: () => 'There is no reward, so points buy nothing. Add one under Rewards.',
  rewardNever: ({ what }) =>
    `Nobody can reach ${what}, because nothing gives points. Add an earning rule first.`,
  rewardFar: ({ what, count }) =>
    `The cheapest reward ${what} takes about ${count} typical orders of your shop. Two or three keep members interested: lower its price, or give more points.`,
  signUpBuysReward: ({ what, points }) =>
    `A newcomer gets ${points} without ordering, and that already buys ${what}. Give fewer points for arriving, or raise the price of the reward.`,
  generous: ({ what, share }) =>
    `The reward ${what} gives back ${share} of what members spend. Check its price and its amount.`,
  belowCost: ({ share, otherShare }) =>
    `The best tier, campaign and reward together give away ${share} of an order, but your margin is about ${otherShare}. Lower one of them, or let only the highest factor count.`,
  givesHalf: ({ share }) =>
    `The best tier, campaign and reward together give away ${share} of an order. Make sure that your margin bears it.`,
  minimumBelowAmount: ({ what, amount }) =>
    `The minimum of ${what} lies below its amount, so an order may cost nothing. Set the minimum to at least ${amount}, or leave it empty.`,
  codeOutlivesPoints: ({ days }) =>
    `A code never outlives the points that pay for it. Points live ${days}, so many codes will end earlier than you say here.`,
  valueNeedsAccess: ({ what }) =>
    `${what} is given by Shopify, which must allow it first. Publishing asks, and says what is missing.`,
  booksRedeemable: () =>
    'You keep books out of earning, but points still pay for them. Where book prices are fixed by law, name the collections that points may pay for.',
  tierNamesEqual: ({ what }) =>
    `Two tiers are called ${what}. Members could not tell them apart: rename one.`,
  tierNobody: ({ what, count }) =>
    `None of ${count} members looked at spent enough in the last year for ${what}. Lower the threshold, or keep it as a distant goal.`,
  tierEverybody: ({ what, share }) =>
    `${share} of your members spent enough in the last year for ${what}. A tier that nearly everybody has rewards nobody: raise the threshold.`,
  tierNothing: ({ what }) => `${what} brings nothing yet. Give it points, a discount or free shipping.`,
  tierUnknown: () => 'This is only for a tier that no longer exists, so it never holds. Choose another tier.',
  campaignOver: ({ day }) => `This campaign ended on ${day}. Remove it, or give it new days.`,
  campaignsOverlap: ({ other }) =>
    `This campaign overlaps with ${other || 'another one'}: on those days both factors meet. Move one of them, or decide under Earning how factors meet.`,
  factorOfOne: () => 'A factor of 1 changes nothing.',
  expiryShort: ({ days }) =>
    `Points live ${days}, which is less than 36 months. German and Austrian high courts have voided 20-month expiry and short wind-downs in a frequent-flyer program. Ask your counsel, or choose 36 months.`,
  noticeShort: ({ days }) =>
    `Members would have only ${days} to use the points that they have. Give them at least 60 days.`,
  referralNothing: () =>
    'Members get nothing for recommending the shop. Add the rule “Recommending the shop to a friend who orders” under Earning.',
  referralNoHold: () =>
    'A member gets her points with the friend’s payment, before the order can come back. A hold of 14 days avoids points that are taken back.',
  referralRuleIdle: () =>
    'Nobody can recommend the shop while referrals are off, so this rule gives nothing.',
  noHold: () =>
    'Points can be spent at once, before an order can come back. A hold of 14 days avoids balances below zero.',
  deedUnheard: () =>
    'Nothing in Shopify reports this by itself. Connect your review app by Shopify Flow, or this rule gives nothing.',
  newsletterLaw: () =>
    'Points come only for a confirmed subscription. Say in your consent text that there are points for it, and that she can unsubscribe.',
  reviewLaw: () =>
    'Rewarded reviews must be labelled as rewarded, and good and bad ones must be rewarded alike.',
  marginNeedsCost: () =>
    'This counts only goods whose cost per item stands in Shopify. Goods without a cost give nothing.',
  termsWithoutAddress: () => 'Say at which address the terms can be read.',
  joiningWithoutTerms: () =>
    'Members join without agreeing to terms. Add terms if your counsel asks for them.',
  textMissing: ({ language, count, what }) =>
    `In ${language}, ${count} of your own texts are missing, such as ${what}. Shoppers would see them in another language. Add them, or take the language out under Settings.`,
  testersMissing: () =>
    'The program is being tried, but no customer is named: nobody sees it. Name at least one.',
  offerTierUnknown: () =>
    'This offer is for a tier that no longer exists, so nobody gets it. Choose another one.',
  offerSegmentUnknown: ({ what }) =>
    `Nobody has ever been in the segment ${what}. Check its name, or wait until somebody is in it.`,
  offerOver: ({ day }) => `This offer ended on ${day}. Remove it, or give it new days.`,
  offerCodeTwice: () => 'Another offer has the same code. Give one of them a code of its own.',
  offerOverMargin: ({ what, share, otherShare }) =>
    `${what} gives away ${share} of a typical order, but your margin is about ${otherShare}. Lower it, or ask for a higher order value.`,
  offerStacks: ({ what, share, otherShare }) =>
    `${what} and the member discount together take ${share} off, but your margin is about ${otherShare}. Let the offer stand alone, or lower it.`,
  offerGivesHalf: ({ what, share }) =>
    `${what} gives away ${share} of an order, the member discount beside it included. Make sure that your margin bears it.`,
  offerAmountAboveMinimum: ({ what, amount }) =>
    `The minimum of ${what} lies below its amount, so an order may cost nothing. Set the minimum to at least ${amount}.`,
  paused: () => 'The program is paused: after publishing, nobody earns and nobody redeems.',
};

const deSentences: Sentences = {
  noEarning: () => 'Nichts gibt Punkte. Fügen Sie unter Sammeln eine Regel hinzu.',
  noRewards: () => 'Es gibt keine Prämie, also nichts für die Punkte. Fügen Sie unter Prämien eine hinzu.',
  rewardNever: ({ what }) =>
    `Niemand kann ${what} erreichen, weil nichts Punkte gibt. Fügen Sie zuerst eine Sammelregel hinzu.`,
  rewardFar: ({ what, count }) =>
    `Die günstigste Prämie ${what} braucht etwa ${count} übliche Bestellungen in Ihrem Shop. Zwei oder drei halten Mitglieder bei der Stange: Senken Sie den Preis, oder geben Sie mehr Punkte.`,
  signUpBuysReward: ({ what, points }) =>
    `Wer neu ist, bekommt ${points} ohne Bestellung, und das reicht schon für ${what}. Geben Sie für die Ankunft weniger Punkte, oder erhöhen Sie den Preis der Prämie.`,
  generous: ({ what, share }) =>
    `Die Prämie ${what} gibt ${share} dessen zurück, was Mitglieder ausgeben. Prüfen Sie Preis und Betrag.`,
  belowCost: ({ share, otherShare }) =>
    `Die beste Stufe, Aktion und Prämie zusammen geben ${share} einer Bestellung her, Ihre Marge ist aber etwa ${otherShare}. Senken Sie eine davon, oder lassen Sie nur den höchsten Faktor zählen.`,
  givesHalf: ({ share }) =>
    `Die beste Stufe, Aktion und Prämie zusammen geben ${share} einer Bestellung her. Vergewissern Sie sich, dass Ihre Marge das trägt.`,
  minimumBelowAmount: ({ what, amount }) =>
    `Der Mindestbestellwert von ${what} liegt unter dem Betrag, eine Bestellung könnte also nichts kosten. Setzen Sie ihn auf mindestens ${amount}, oder lassen Sie ihn leer.`,
  codeOutlivesPoints: ({ days }) =>
    `Ein Code lebt nie länger als die Punkte, die ihn bezahlen. Punkte leben ${days}, viele Codes enden also früher, als Sie hier sagen.`,
  valueNeedsAccess: ({ what }) =>
    `${what} gibt Shopify, und Shopify muss das erst erlauben. Das Veröffentlichen fragt danach und sagt, was fehlt.`,
  booksRedeemable: () =>
    'Bücher sammeln bei Ihnen nicht, lassen sich aber mit Punkten bezahlen. Wo Buchpreise gebunden sind, nennen Sie die Kollektionen, für die Punkte gelten.',
  tierNamesEqual: ({ what }) =>
    `Zwei Stufen heißen ${what}. Mitglieder könnten sie nicht unterscheiden: Benennen Sie eine um.`,
  tierNobody: ({ what, count }) =>
    `Von ${count} angesehenen Mitgliedern hat im letzten Jahr keines genug für ${what} ausgegeben. Senken Sie die Schwelle, oder lassen Sie sie als fernes Ziel stehen.`,
  tierEverybody: ({ what, share }) =>
    `${share} Ihrer Mitglieder haben im letzten Jahr genug für ${what} ausgegeben. Eine Stufe, die fast alle haben, belohnt niemanden: Heben Sie die Schwelle an.`,
  tierNothing: ({ what }) =>
    `${what} bringt noch nichts. Geben Sie Punkte, einen Rabatt oder Gratisversand dazu.`,
  tierUnknown: () =>
    'Das gilt nur für eine Stufe, die es nicht mehr gibt, also nie. Wählen Sie eine andere Stufe.',
  campaignOver: ({ day }) =>
    `Diese Aktion ist seit dem ${day} vorbei. Entfernen Sie sie, oder geben Sie ihr neue Tage.`,
  campaignsOverlap: ({ other }) =>
    `Diese Aktion überschneidet sich mit ${other || 'einer anderen'}: An diesen Tagen treffen beide Faktoren zusammen. Verschieben Sie eine, oder legen Sie unter Sammeln fest, wie Faktoren zusammentreffen.`,
  factorOfOne: () => 'Ein Faktor von 1 ändert nichts.',
  expiryShort: ({ days }) =>
    `Punkte leben ${days}, das sind weniger als 36 Monate. Deutsche und österreichische Obergerichte haben bei einem Vielfliegerprogramm einen Verfall nach 20 Monaten und kurze Abwicklungsfristen verworfen. Fragen Sie Ihren Rechtsbeistand, oder wählen Sie 36 Monate.`,
  noticeShort: ({ days }) =>
    `Mitglieder hätten nur ${days}, um ihre vorhandenen Punkte zu nutzen. Geben Sie ihnen mindestens 60 Tage.`,
  referralNothing: () =>
    'Mitglieder bekommen nichts für eine Empfehlung. Legen Sie unter „Sammeln“ die Regel „Den Shop einem Freund empfehlen, der bestellt“ an.',
  referralNoHold: () =>
    'Ein Mitglied bekommt die Punkte schon mit der Zahlung des Freundes, bevor die Bestellung zurückkommen kann. 14 Wartetage vermeiden Punkte, die wieder abgezogen werden.',
  referralRuleIdle: () =>
    'Solange Empfehlungen ausgeschaltet sind, kann niemand den Shop empfehlen: Diese Regel bringt nichts.',
  noHold: () =>
    'Punkte sind sofort einlösbar, noch bevor eine Bestellung zurückkommen kann. Eine Wartezeit von 14 Tagen vermeidet Stände unter null.',
  deedUnheard: () =>
    'Shopify meldet das nicht von selbst. Verbinden Sie Ihre Bewertungs-App über Shopify Flow, sonst gibt diese Regel nichts.',
  newsletterLaw: () =>
    'Punkte gibt es nur für ein bestätigtes Abonnement. Sagen Sie im Einwilligungstext, dass es dafür Punkte gibt und dass man sich abmelden kann.',
  reviewLaw: () =>
    'Belohnte Bewertungen müssen als belohnt gekennzeichnet sein, und gute wie schlechte müssen gleich belohnt werden.',
  marginNeedsCost: () =>
    'Das zählt nur Waren, deren Kosten pro Artikel in Shopify stehen. Waren ohne Kosten geben nichts.',
  termsWithoutAddress: () => 'Sagen Sie, unter welcher Adresse die Bedingungen zu lesen sind.',
  joiningWithoutTerms: () =>
    'Mitglieder treten bei, ohne Bedingungen zuzustimmen. Ergänzen Sie welche, wenn Ihr Rechtsbeistand es verlangt.',
  textMissing: ({ language, count, what }) =>
    `Auf ${language} fehlen ${count} Ihrer eigenen Texte, etwa ${what}. Die Kundschaft sähe sie in einer anderen Sprache. Ergänzen Sie sie, oder nehmen Sie die Sprache unter Einstellungen heraus.`,
  testersMissing: () =>
    'Das Programm wird ausprobiert, aber kein Kunde ist genannt: Niemand sieht es. Nennen Sie mindestens einen.',
  offerTierUnknown: () =>
    'Dieses Angebot gilt für eine Stufe, die es nicht mehr gibt, also für niemanden. Wählen Sie eine andere.',
  offerSegmentUnknown: ({ what }) =>
    `Im Segment ${what} war noch nie jemand. Prüfen Sie den Namen, oder warten Sie, bis jemand darin ist.`,
  offerOver: ({ day }) => `Dieses Angebot endete am ${day}. Entfernen Sie es, oder geben Sie ihm neue Tage.`,
  offerCodeTwice: () => 'Ein anderes Angebot hat denselben Code. Geben Sie einem von beiden einen eigenen.',
  offerOverMargin: ({ what, share, otherShare }) =>
    `${what} gibt ${share} einer üblichen Bestellung her, Ihre Marge ist aber etwa ${otherShare}. Senken Sie es, oder verlangen Sie einen höheren Bestellwert.`,
  offerStacks: ({ what, share, otherShare }) =>
    `${what} und der Mitgliederrabatt nehmen zusammen ${share} weg, Ihre Marge ist aber etwa ${otherShare}. Lassen Sie das Angebot allein gelten, oder senken Sie es.`,
  offerGivesHalf: ({ what, share }) =>
    `${what} gibt ${share} einer Bestellung her, den Mitgliederrabatt daneben eingerechnet. Vergewissern Sie sich, dass Ihre Marge das trägt.`,
  offerAmountAboveMinimum: ({ what, amount }) =>
    `Der Mindestbestellwert von ${what} liegt unter dem Betrag, eine Bestellung könnte also nichts kosten. Setzen Sie ihn auf mindestens ${amount}.`,
  paused: () => 'Das Programm pausiert: Nach dem Veröffentlichen sammelt niemand, und niemand löst ein.',
};

const en = {
  title: 'What to look at',
  sentences: enSentences,
  severity: { stop: 'Must be mended', ask: 'Please check', hint: 'Good to know' },
  toArea: (area: string) => `Open ${area}`,
  more: (count: string) => `And ${count} more.`,
};

const de: typeof en = {
  title: 'Worauf Sie schauen sollten',
  sentences: deSentences,
  severity: { stop: 'Muss behoben werden', ask: 'Bitte prüfen', hint: 'Gut zu wissen' },
  toArea: (area) => `${area} öffnen`,
  more: (count) => `Und ${count} weitere.`,
};

export const warningTexts: Localized<typeof en> = { en, de };
