/** What stands below a field of the program where its name is not enough. Keys as `fieldKey` makes them. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  testers: 'The number at the end of the customer’s address in the Shopify admin. Press Enter after each.',
  active: 'Switched off, nobody earns or redeems. Members keep their points and still see them.',
  'rule.title.*': 'Empty: the app says it in its own words, in every language.',
  'rule.segments': 'Names of segments as they are reported to the app, one after the other.',
  'rule.factor': '2 doubles, 0.5 halves, 0 excludes these goods.',
  'campaign.factor': '2 doubles what an order earns, 1.5 gives half as much again.',
  'campaign.from': 'Counted in your shop’s time zone, from the first minute of the day.',
  'rule.name': 'As it is reported to the app. Empty: every event of your own.',
  'rule.knownForDays': 'So that nobody enters today’s date to get the points.',
  'rule.holdDays': '0 makes the points available at once.',
  'goods.tags': 'Write each tag as it stands at the product, and press Enter.',
  'earning.exclude': 'For example gift wrapping, or books with a fixed price.',
  'hold.days':
    'Give orders time to come back before their points can be spent. 0 makes them available at once.',
  'hold.deliveryAssumedAfterDays':
    'Not every carrier reports that a parcel has arrived. Empty: the app waits for ever.',
  'expiry.atLeastDays': 'Points that are younger on that day live until the next one.',
  'tier.enter': 'Empty: only your staff can give this tier.',
  'tier.keep': 'What she needs to stay at the end of a period. Empty: as much as to enter.',
  'tier.earningFactor': '1 is what everybody earns, 1.5 is half as much again.',
  'tier.perks.discountPercent': 'Taken off by Shopify at checkout, on all goods but gift cards. 0 for none.',
  'tier.perks.freeShipping.from': '0 for every order.',
  'tiers.graceDays': '0 means that a member falls as soon as the period ends.',
  'people.excludeTags': 'For example staff or wholesale. Capital letters make no difference.',
  'people.terms.version': 'For example a date. What a member agreed to is kept with her joining.',
  'people.terms.url.*': 'Begins with https://',
  'people.householdMembersMax': '0 switches households off.',
  'reward.title.*': 'Empty: the app makes the title from the reward, in every language.',
  'reward.unitsMax': '1: once per code. 5 lets a member turn up to five times the points into one code.',
  'reward.expiresInDays': 'At most 3,650. German law gives vouchers three years to the end of the year.',
  'reward.variantIds':
    'A member gets one unit of one of them. Shopify takes off its price on the day of redeeming.',
  'reward.minimumSubtotal': 'The cart must hold at least this much.',
  'offer.code':
    'Capital letters, digits and hyphens. Empty: the app makes one. No other discount may have it.',
  'offer.title.*': 'Empty: the app says it in its own words, in every language.',
  'offer.from': 'Empty: at once. Counted in your shop’s time zone, from the first minute of the day.',
  'offer.until': 'Empty: no end. It holds to the last minute of the day.',
  'offer.usesMax': 'Empty: no limit. Shopify counts, and refuses it from then on.',
  'offer.collections': 'Empty: all goods but gift cards.',
  'redemption.validDays': 'Its points return to the member on that day.',
  'redemption.restoreGraceDays': 'For points that would have expired in the meantime.',
  'redemption.onlyCollections': 'Empty: all goods. Use this to keep fixed-price goods such as books out.',
  'pointsName.*.one': 'For example: point',
  'pointsName.*.other': 'For example: points',
};

const de: typeof en = {
  testers:
    'Die Nummer am Ende der Adresse des Kunden im Shopify-Admin. Drücken Sie nach jeder die Eingabetaste.',
  active:
    'Ausgeschaltet sammelt und löst niemand ein. Mitglieder behalten ihre Punkte und sehen sie weiterhin.',
  'rule.title.*': 'Leer: Die App sagt es mit ihren eigenen Worten, in jeder Sprache.',
  'rule.segments': 'Namen von Segmenten, wie sie der App gemeldet werden, einer nach dem anderen.',
  'rule.factor': '2 verdoppelt, 0,5 halbiert, 0 schließt diese Waren aus.',
  'campaign.factor': '2 verdoppelt, was eine Bestellung bringt, 1,5 gibt die Hälfte dazu.',
  'campaign.from': 'Nach der Zeitzone Ihres Shops, ab der ersten Minute des Tages.',
  'rule.name': 'So, wie es der App gemeldet wird. Leer: jedes eigene Ereignis.',
  'rule.knownForDays': 'Damit niemand das heutige Datum einträgt, um die Punkte zu bekommen.',
  'rule.holdDays': 'Bei 0 sind die Punkte sofort einlösbar.',
  'goods.tags': 'Schreiben Sie jeden Tag so, wie er am Produkt steht, und drücken Sie die Eingabetaste.',
  'earning.exclude': 'Zum Beispiel Geschenkpapier oder Bücher mit gebundenem Preis.',
  'hold.days':
    'So haben Bestellungen Zeit für die Rückgabe, bevor ihre Punkte ausgegeben werden. Bei 0 sind sie sofort einlösbar.',
  'hold.deliveryAssumedAfterDays':
    'Nicht jeder Paketdienst meldet die Ankunft. Leer: Die App wartet unbegrenzt.',
  'expiry.atLeastDays': 'Punkte, die an diesem Tag jünger sind, leben bis zum nächsten.',
  'tier.enter': 'Leer: Nur Ihr Team kann diese Stufe vergeben.',
  'tier.keep': 'Was sie am Ende eines Zeitraums zum Bleiben braucht. Leer: so viel wie zum Aufstieg.',
  'tier.earningFactor': '1 ist, was alle sammeln; 1,5 ist die Hälfte mehr.',
  'tier.perks.discountPercent':
    'Zieht Shopify an der Kasse ab, auf alle Waren außer Gutscheinkarten. 0 für keinen.',
  'tier.perks.freeShipping.from': '0 für jede Bestellung.',
  'tiers.graceDays': 'Bei 0 steigt ein Mitglied ab, sobald der Zeitraum endet.',
  'people.excludeTags': 'Zum Beispiel Personal oder Großhandel. Groß und klein macht keinen Unterschied.',
  'people.terms.version':
    'Zum Beispiel ein Datum. Wozu ein Mitglied zugestimmt hat, bleibt bei seinem Beitritt gespeichert.',
  'people.terms.url.*': 'Beginnt mit https://',
  'people.householdMembersMax': '0 schaltet Haushalte aus.',
  'reward.title.*': 'Leer: Die App macht den Titel aus der Prämie, in jeder Sprache.',
  'reward.unitsMax':
    '1: einmal je Code. Mit 5 kann ein Mitglied bis zum Fünffachen der Punkte in einen Code verwandeln.',
  'reward.expiresInDays':
    'Höchstens 3.650. Das deutsche Recht gibt Gutscheinen drei Jahre, zum Ende des Jahres.',
  'reward.variantIds':
    'Ein Mitglied bekommt ein Stück von einer davon. Shopify zieht den Preis am Tag des Einlösens ab.',
  'reward.minimumSubtotal': 'So viel muss mindestens im Warenkorb liegen.',
  'offer.code':
    'Großbuchstaben, Ziffern und Bindestriche. Leer: Die App macht einen. Kein anderer Rabatt darf so heißen.',
  'offer.title.*': 'Leer: Die App sagt es mit eigenen Worten, in jeder Sprache.',
  'offer.from': 'Leer: sofort. Gerechnet in der Zeitzone Ihres Shops, ab der ersten Minute des Tages.',
  'offer.until': 'Leer: ohne Ende. Es gilt bis zur letzten Minute des Tages.',
  'offer.usesMax': 'Leer: keine Grenze. Shopify zählt und lehnt es danach ab.',
  'offer.collections': 'Leer: alle Waren außer Gutscheinkarten.',
  'redemption.validDays': 'An diesem Tag kehren seine Punkte zum Mitglied zurück.',
  'redemption.restoreGraceDays': 'Für Punkte, die in der Zwischenzeit verfallen wären.',
  'redemption.onlyCollections':
    'Leer: alle Waren. So halten Sie Waren mit gebundenem Preis, etwa Bücher, heraus.',
  'pointsName.*.one': 'Zum Beispiel: Punkt',
  'pointsName.*.other': 'Zum Beispiel: Punkte',
};

export const helpTexts: Localized<Record<string, string>> = { en, de };
