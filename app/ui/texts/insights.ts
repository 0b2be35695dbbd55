/** Words of the page about customers: what they are worth and what they do. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  title: 'Insights',
  intro: 'Who matters, what customers are worth, and who comes back.',
  emptyTitle: 'No orders yet',
  emptyBody: 'As soon as members order, what they are worth stands here.',
  asOf: (when: string) =>
    `Thresholds worked out ${when}, every night anew. Figures follow each order within seconds.`,
  notYet: 'Levels and groups are worked out with the next night.',
  tiles: {
    customers: 'Customers who have ordered',
    repeat: (share: string) => `${share} of them more than once`,
    basket: 'Average basket',
    basketHelp: 'Revenue after refunds, by order, in the last twelve months',
    frequency: 'Orders per customer and year',
    lifetime: 'Years a customer stays',
    lifetimeHelp: 'From the first order to the last, one year at least',
    value: 'Lifetime value',
    valueHelp: 'Basket × orders a year × years, of revenue',
    onMargin: 'Lifetime value on margin',
    onMarginHelp: (percent: string) => `What remains of it at a margin of ${percent}`,
  },
  margin: {
    title: 'What remains of it',
    about: 'The lifetime value is revenue. What you may spend on a customer is what remains of it.',
    none: 'State how much of your revenue remains, and it stands here what a customer is worth on margin.',
    says: (value: string, remains: string, percent: string) =>
      `Of the ${value} that a customer brings, ${remains} remain at a margin of ${percent}.`,
    against: (cost: string, ratio: string, pays: boolean) =>
      `Against the ${cost} that a new customer costs that is ${ratio} to 1.${pays ? '' : ' She costs more than what remains.'}`,
    from: {
      given: 'The margin is as you state it.',
      costs: 'The margin is worked out from your products’ costs and your newest orders.',
    },
    label: 'Margin',
    help: 'Of what customers pay, taxes included: per cent that remain after goods and taxes.',
    wrong: 'Write a whole number from 1 to 95.',
    save: 'Save margin',
    saved: 'Margin saved',
    fromCosts: 'Work out from costs',
  },
  levels: {
    title: 'Levels',
    about:
      'Number of orders × average basket, which is what a customer has brought after refunds. Proposed are the best 5, 20 and 50 per cent of your customers.',
    says: (count: number, text: string, share: string, name: string) =>
      count === 1 ? `1 customer (${share}) is ${name}.` : `${text} customers (${share}) are ${name}.`,
    from: (name: string) => `${name} from`,
    orders: 'and at least so many orders',
    would: (count: string) => `${count} would reach it`,
    wrong: 'Write an amount above zero.',
    save: 'Save thresholds',
    proposed: 'Use the proposed ones',
    saved: 'Saved. Everybody is judged anew, which takes a moment.',
    members: (name: string) => `Show members: ${name}`,
  },
  groups: {
    title: 'Groups by last order, number and money (RFM)',
    about:
      'Everybody gets 1 to 5 points for how lately, how often and for how much she ordered, against your other customers. Groups have the names and the sense of Shopify’s own.',
    says: (champions: string, risk: string) =>
      `${champions} are your best; ${risk} were good customers and are on their way out: write to these first.`,
    chart: (group: string, count: string, share: string) =>
      `The largest group: ${group}, ${count} customers (${share}).`,
    group: 'Group',
    customers: 'Customers',
    share: 'Share',
    list: 'Members',
    show: 'Show',
  },
  cohorts: {
    title: 'Cohorts',
    about: 'Customers by the month of their first order, and how many of them ordered in the months after.',
    says: (share: string, months: string) =>
      `Of the customers of the last cohorts, ${share} ordered again within ${months} months.`,
    young: 'The first cohorts are too young to say who comes back.',
    measures: { retention: 'Who ordered', value: 'Revenue per customer so far' },
    ages: {
      retention: (first: string, last: string, months: number) =>
        months === 1
          ? `In the month after the first order, ${first} order again, of all these cohorts.`
          : `In the month after the first order, ${first} order again; in month ${months} after it, ${last}. Of all these cohorts.`,
      value: (first: string, last: string, months: number) =>
        `In the month of the first order a customer brings ${first}, by the end of month ${months} after it ${last} in all. Of all these cohorts.`,
    },
    measure: 'Show',
    cohort: 'First order',
    size: 'Customers',
    age: (months: string) => `+${months}`,
  },
  bridge: {
    title: 'From month to month',
    about:
      'Active is who has ordered within twelve months. Each month some come, some return after long, some are lost.',
    says: (month: string, more: string) => `In ${month} the number of active customers changed by ${more}.`,
    chart: (month: string, parts: string) => `${month}: ${parts}.`,
    month: 'Month',
    before: 'Active before',
    new: 'New',
    returning: 'Ordered again',
    reactivated: 'Won back',
    lost: 'Lost',
    active: 'Active',
    revenue: 'Revenue',
    underWay: (month: string) => `${month} (under way)`,
  },
  member: {
    title: 'Value and habits',
    none: 'No order yet.',
    orders: (count: number, orders: string, revenue: string, average: string) =>
      count === 1
        ? `1 order, ${revenue} after refunds.`
        : `${orders} orders, ${revenue} after refunds, ${average} each.`,
    days: (first: string, last: string) => `First order ${first}, last ${last}.`,
    rfm: (recency: number, frequency: number, money: number) =>
      `Against the others: ${recency} of 5 for how lately, ${frequency} for how often, ${money} for how much.`,
    next: (day: string) => `Probably buys again around ${day}.`,
    news: {
      confirmed: 'Wants news by mail, and has confirmed it.',
      single: 'Wants news by mail, but has not confirmed it: nothing that sells is sent.',
      asked: 'Was asked to confirm that she wants news.',
      none: 'Has not asked for news by mail.',
      withdrawn: 'Wants no news by mail.',
    },
  },
  acquisition: {
    title: 'What a new customer costs',
    about:
      'What you spend on winning customers, by month and channel, beside how many came and what they are worth.',
    none: 'State what you spend, and it stands here whether it pays off.',
    says: (cost: string, value: string, ratio: string, verdict: 'good' | 'thin' | 'loss') =>
      `A new customer costs ${cost} and is worth ${value}: ${ratio} to 1. ${{ good: 'Healthy is 3 to 1 and more.', thin: 'Healthy is 3 to 1: win them cheaper, or bind them longer.', loss: 'Each costs more than she brings.' }[verdict]}`,
    chart: (healthy: string | null) =>
      `What a new customer cost by month, and which channels the money went to.${healthy === null ? '' : ` Healthy is up to ${healthy}.`}`,
    otherChannels: 'Other channels',
    healthy: 'A third of the lifetime value',
    month: 'Month',
    cost: 'Cost',
    channels: 'Channels',
    newCustomers: 'New customers',
    each: 'Each',
    lines: 'State costs',
    linesHelp:
      'One line for each month and channel; pasted from a table, too. What you state again counts instead, 0 takes it away.',
    example: '2027-03; Google Ads; 1200.50',
    save: 'Save costs',
    saved: 'Costs saved',
    rule: 'Value: average basket × orders a year × years. Cost: over the last twelve months with costs.',
  },
  csv: {
    button: 'CSV',
    german: 'CSV for a German Excel',
    failed: 'The file could not be loaded. Try again.',
    cohorts: [
      'First order',
      'Customers',
      'Month',
      'Months since',
      'Ordered',
      'Share',
      'Orders',
      'Revenue',
      'Revenue per customer so far',
    ],
    acquisition: ['Month', 'Channel', 'Cost', 'New customers of the month'],
    bridge: [
      'Month',
      'Active before',
      'New',
      'Ordered again',
      'Won back',
      'Lost',
      'Active',
      'Orders',
      'Revenue',
    ],
  },
};

const de: typeof en = {
  title: 'Einblicke',
  intro: 'Wer zählt, was Kunden wert sind und wer wiederkommt.',
  emptyTitle: 'Noch keine Bestellungen',
  emptyBody: 'Sobald Mitglieder bestellen, steht hier, was sie wert sind.',
  asOf: (when) =>
    `Schwellen berechnet ${when}, jede Nacht neu. Die Zahlen folgen jeder Bestellung innerhalb von Sekunden.`,
  notYet: 'Stufen und Gruppen werden in der nächsten Nacht berechnet.',
  tiles: {
    customers: 'Kunden, die bestellt haben',
    repeat: (share) => `${share} davon mehr als einmal`,
    basket: 'Durchschnittlicher Warenkorb',
    basketHelp: 'Umsatz nach Erstattungen je Bestellung, in den letzten zwölf Monaten',
    frequency: 'Bestellungen je Kunde und Jahr',
    lifetime: 'Jahre, die ein Kunde bleibt',
    lifetimeHelp: 'Von der ersten bis zur letzten Bestellung, mindestens ein Jahr',
    value: 'Kundenwert',
    valueHelp: 'Warenkorb × Bestellungen im Jahr × Jahre, vom Umsatz',
    onMargin: 'Kundenwert auf Marge',
    onMarginHelp: (percent) => `Was bei einer Marge von ${percent} davon bleibt`,
  },
  margin: {
    title: 'Was davon bleibt',
    about: 'Der Kundenwert ist Umsatz. Für einen Kunden ausgeben können Sie, was davon bleibt.',
    none: 'Geben Sie an, wie viel von Ihrem Umsatz bleibt: Dann steht hier, was ein Kunde auf Marge wert ist.',
    says: (value, remains, percent) =>
      `Von den ${value}, die ein Kunde bringt, bleiben bei einer Marge von ${percent} ${remains}.`,
    against: (cost, ratio, pays) =>
      `Gegen die ${cost}, die ein neuer Kunde kostet, sind das ${ratio} zu 1.${pays ? '' : ' Er kostet mehr, als bleibt.'}`,
    from: {
      given: 'Die Marge haben Sie selbst angegeben.',
      costs: 'Die Marge ist aus den Kosten Ihrer Produkte und Ihren neuesten Bestellungen gerechnet.',
    },
    label: 'Marge',
    help: 'Von dem, was Kunden zahlen, mit Steuern: Prozent, die nach Ware und Steuern bleiben.',
    wrong: 'Schreiben Sie eine ganze Zahl von 1 bis 95.',
    save: 'Marge speichern',
    saved: 'Marge gespeichert',
    fromCosts: 'Aus Kosten rechnen',
  },
  levels: {
    title: 'Wertstufen',
    about:
      'Zahl der Bestellungen × durchschnittlicher Warenkorb: was jemand nach Erstattungen gebracht hat. Vorgeschlagen sind die besten 5, 20 und 50 Prozent Ihrer Kundschaft.',
    says: (count, text, share, name) =>
      count === 1 ? `1 Kunde (${share}) ist ${name}.` : `${text} Kunden (${share}) sind ${name}.`,
    from: (name) => `${name} ab`,
    orders: 'und mindestens so viele Bestellungen',
    would: (count) => `${count} würden sie erreichen`,
    wrong: 'Schreiben Sie einen Betrag über null.',
    save: 'Schwellen speichern',
    proposed: 'Vorgeschlagene nehmen',
    saved: 'Gespeichert. Alle werden neu eingestuft, das dauert einen Moment.',
    members: (name) => `Mitglieder zeigen: ${name}`,
  },
  groups: {
    title: 'Gruppen nach letztem Kauf, Zahl und Geld (RFM)',
    about:
      'Alle bekommen 1 bis 5 Punkte dafür, wie kürzlich, wie oft und für wie viel sie bestellt haben, gemessen an Ihren anderen Kunden. Die Gruppen heißen und bedeuten wie die von Shopify.',
    says: (champions, risk) =>
      `${champions} sind Ihre Besten; ${risk} waren gute Kunden und sind im Begriff zu gehen: Schreiben Sie diesen zuerst.`,
    chart: (group, count, share) => `Die größte Gruppe: ${group}, ${count} Kunden (${share}).`,
    group: 'Gruppe',
    customers: 'Kunden',
    share: 'Anteil',
    list: 'Mitglieder',
    show: 'Zeigen',
  },
  cohorts: {
    title: 'Kohorten',
    about:
      'Kunden nach dem Monat ihrer ersten Bestellung, und wie viele von ihnen in den Monaten danach bestellt haben.',
    says: (share, months) =>
      `Von den Kunden der letzten Kohorten haben ${share} innerhalb von ${months} Monaten wieder bestellt.`,
    young: 'Die ersten Kohorten sind zu jung, um zu sagen, wer wiederkommt.',
    measures: { retention: 'Wer bestellt hat', value: 'Umsatz je Kunde bisher' },
    ages: {
      retention: (first, last, months) =>
        months === 1
          ? `Im Monat nach der ersten Bestellung bestellen ${first} wieder, aus allen diesen Kohorten.`
          : `Im Monat nach der ersten Bestellung bestellen ${first} wieder, im ${months}. Monat danach ${last}. Aus allen diesen Kohorten.`,
      value: (first, last, months) =>
        `Im Monat der ersten Bestellung bringt ein Kunde ${first}, bis zum Ende des ${months}. Monats danach insgesamt ${last}. Aus allen diesen Kohorten.`,
    },
    measure: 'Zeigen',
    cohort: 'Erste Bestellung',
    size: 'Kunden',
    age: (months) => `+${months}`,
  },
  bridge: {
    title: 'Von Monat zu Monat',
    about:
      'Aktiv ist, wer innerhalb von zwölf Monaten bestellt hat. Jeden Monat kommen welche, kehren welche nach langer Zeit zurück, gehen welche verloren.',
    says: (month, more) => `Im ${month} hat sich die Zahl der aktiven Kunden um ${more} verändert.`,
    chart: (month, parts) => `${month}: ${parts}.`,
    month: 'Monat',
    before: 'Vorher aktiv',
    new: 'Neu',
    returning: 'Wieder bestellt',
    reactivated: 'Zurückgewonnen',
    lost: 'Verloren',
    active: 'Aktiv',
    revenue: 'Umsatz',
    underWay: (month) => `${month} (läuft)`,
  },
  member: {
    title: 'Wert und Gewohnheiten',
    none: 'Noch keine Bestellung.',
    orders: (count, orders, revenue, average) =>
      count === 1
        ? `1 Bestellung, nach Erstattungen ${revenue}.`
        : `${orders} Bestellungen, nach Erstattungen ${revenue}, im Schnitt ${average}.`,
    days: (first, last) => `Erste Bestellung ${first}, letzte ${last}.`,
    rfm: (recency, frequency, money) =>
      `Gemessen an den anderen: ${recency} von 5 dafür, wie kürzlich, ${frequency} dafür, wie oft, ${money} dafür, wie viel.`,
    next: (day) => `Kauft wahrscheinlich um den ${day} wieder.`,
    news: {
      confirmed: 'Möchte Neuigkeiten per Mail und hat das bestätigt.',
      single:
        'Möchte Neuigkeiten per Mail, hat das aber nicht bestätigt: Es geht nichts hinaus, was verkauft.',
      asked: 'Wurde gefragt, ob Neuigkeiten erwünscht sind.',
      none: 'Hat keine Neuigkeiten per Mail bestellt.',
      withdrawn: 'Möchte keine Neuigkeiten per Mail.',
    },
  },
  acquisition: {
    title: 'Was ein neuer Kunde kostet',
    about:
      'Was Sie für neue Kunden ausgeben, nach Monat und Kanal, neben dem, wie viele kamen und was sie wert sind.',
    none: 'Geben Sie an, was Sie ausgeben: Dann steht hier, ob es sich rechnet.',
    says: (cost, value, ratio, verdict) =>
      `Ein neuer Kunde kostet ${cost} und ist ${value} wert: ${ratio} zu 1. ${{ good: 'Gesund ist ab 3 zu 1.', thin: 'Gesund ist ab 3 zu 1: günstiger gewinnen oder länger binden.', loss: 'Jeder kostet mehr, als er bringt.' }[verdict]}`,
    chart: (healthy) =>
      `Was ein neuer Kunde je Monat gekostet hat, und in welche Kanäle das Geld ging.${healthy === null ? '' : ` Gesund ist bis ${healthy}.`}`,
    otherChannels: 'Andere Kanäle',
    healthy: 'Ein Drittel des Kundenwerts',
    month: 'Monat',
    cost: 'Kosten',
    channels: 'Kanäle',
    newCustomers: 'Neue Kunden',
    each: 'Je Kunde',
    lines: 'Kosten angeben',
    linesHelp:
      'Eine Zeile je Monat und Kanal, auch aus einer Tabelle eingefügt. Was Sie neu angeben, gilt statt des Alten; 0 nimmt es weg.',
    example: '2027-03; Google Ads; 1200,50',
    save: 'Kosten speichern',
    saved: 'Kosten gespeichert',
    rule: 'Wert: Warenkorb × Bestellungen im Jahr × Jahre. Kosten: über die letzten zwölf Monate mit Kosten.',
  },
  csv: {
    button: 'CSV laden',
    german: 'CSV für ein deutsches Excel',
    failed: 'Die Datei ließ sich nicht laden. Versuchen Sie es noch einmal.',
    cohorts: [
      'Erste Bestellung',
      'Kunden',
      'Monat',
      'Monate danach',
      'Haben bestellt',
      'Anteil',
      'Bestellungen',
      'Umsatz',
      'Umsatz je Kunde bisher',
    ],
    acquisition: ['Monat', 'Kanal', 'Kosten', 'Neue Kunden des Monats'],
    bridge: [
      'Monat',
      'Vorher aktiv',
      'Neu',
      'Wieder bestellt',
      'Zurückgewonnen',
      'Verloren',
      'Aktiv',
      'Bestellungen',
      'Umsatz',
    ],
  },
};

export const insightTexts: Localized<typeof en> = { en, de };
