/**
 * Advocates and friends as they come: strangers, households that are honest, and people who recommend themselves in the ways
 * that shops tell of. Made from a seed; which kind a pair is, the checks never see.
 */
import type { FraudFacts } from '#app/core/referrals/checks.ts';
import { type Contact, contactKeys } from '#app/core/referrals/contact.ts';

export const HONEST_KINDS = [
  'stranger',
  'namesake',
  'couple',
  'family',
  'flatmates',
  'colleague',
  'popular',
] as const;
export const FRAUD_KINDS = [
  'tagged-mail',
  'dotted-mail',
  'second-mailbox',
  'other-name-same-phone',
  'same-account',
  'regular-customer',
  'throwaway',
  'returning-friend',
  'ring',
  /** Another name, mailbox and door, no telephone: nothing but the line to the internet tells. */
  'careful',
] as const;
export type PairKind = (typeof HONEST_KINDS)[number] | (typeof FRAUD_KINDS)[number];
export type Pair = { kind: PairKind; fraud: boolean; facts: FraudFacts };

const FIRST = [
  'Anna',
  'Jonas',
  'Mara',
  'Ömer',
  'Lea',
  'Paul',
  'Zoë',
  'Aylin',
  'Finn',
  'Ida',
  'Max',
  'Nora',
  'Tim',
  'Greta',
  'Leo',
  'Eva',
];
const LAST = [
  'Müller',
  'Schmidt',
  'Özdemir',
  'Weber',
  'Nowak',
  'Rossi',
  'Dubois',
  'Fischer',
  'Jansen',
  'Krüger',
  'Vogel',
  'Lang',
  'Huber',
  'Maier',
];
const STREETS = [
  'Hauptstraße',
  'Gartenweg',
  'Lindenallee',
  'Schillerstr.',
  'Am Markt',
  'Bergstraße',
  'Ringweg',
  'Mühlgasse',
];
const HOSTS = ['gmail.com', 'gmx.de', 'web.de', 'outlook.com', 'posteo.de', 'icloud.com', 't-online.de'];

/** Numbers from 0 up to 1, the same for the same seed: mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function somePairs(seed: number, count: number): Pair[] {
  const number = numbersFrom(seed);
  const below = (limit: number) => Math.floor(number() * limit);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const digits = (length: number) => Array.from({ length }, () => below(10)).join('');
  let ids = 1_000;

  function person(): Contact {
    const firstName = oneOf(FIRST);
    const lastName = oneOf(LAST);
    ids += 1;
    return {
      customerId: String(ids),
      email: `${asMail(firstName)}.${asMail(lastName)}${digits(3)}@${oneOf(HOSTS)}`,
      phone: number() < 0.7 ? `+49 17${below(10)} ${digits(7)}` : null,
      firstName,
      lastName,
      address: {
        line1: `${oneOf(STREETS)} ${1 + below(120)}`,
        line2: null,
        zip: digits(5),
        city: 'Berlin',
        country: 'DE',
      },
      ip: `84.${below(256)}.${below(256)}.${below(256)}`,
    };
  }

  function facts(advocate: Contact, friend: Contact, more: Partial<FraudFacts> = {}): FraudFacts {
    return {
      advocate: contactKeys(advocate),
      friend: contactKeys(friend),
      friendOrdersBefore: 0,
      friendKnown: false,
      friendsToday: 1,
      friendsThisMonth: 1 + below(4),
      ...more,
    };
  }

  /** Somebody else at the same door, with a mailbox and a mobile of their own. */
  function atHome(advocate: Contact, lastName: string | null): Contact {
    const other = person();
    let firstName = other.firstName;
    while (firstName === advocate.firstName) firstName = oneOf(FIRST);
    const named = lastName ?? other.lastName;
    const email = `${asMail(firstName ?? '')}.${asMail(named ?? '')}${digits(2)}@${oneOf(HOSTS)}`;
    const ip = number() < 0.8 ? advocate.ip : other.ip;
    return { ...other, firstName, lastName: named, email, address: respelled(advocate.address), ip };
  }

  function respelled(address: Contact['address']): Contact['address'] {
    if (!address || number() < 0.5) return address;
    return {
      ...address,
      line1: address.line1?.replace('straße', 'str.').toUpperCase() ?? null,
      city: 'BERLIN',
    };
  }

  /** The same person, who writes a new name for herself now and then. */
  function herself(advocate: Contact, email: string): Contact {
    ids += 1;
    return { ...advocate, customerId: String(ids), email, address: respelled(advocate.address) };
  }

  const make: Record<PairKind, () => FraudFacts> = {
    stranger: () => facts(person(), person()),
    namesake: () => {
      const advocate = person();
      const { firstName, lastName } = advocate;
      return facts(advocate, { ...person(), firstName, lastName });
    },
    couple: () => {
      const advocate = person();
      return facts(advocate, atHome(advocate, number() < 0.5 ? advocate.lastName : null));
    },
    family: () => {
      // One telephone for all who live there.
      const advocate = { ...person(), phone: `030 ${digits(7)}` };
      return facts(advocate, { ...atHome(advocate, advocate.lastName), phone: advocate.phone });
    },
    flatmates: () => {
      const advocate = person();
      return facts(advocate, atHome(advocate, null));
    },
    colleague: () => {
      const advocate = person();
      return facts(advocate, { ...person(), ip: advocate.ip });
    },
    popular: () => facts(person(), person(), { friendsToday: 3, friendsThisMonth: 12 }),
    'tagged-mail': () => {
      const advocate = person();
      return facts(advocate, herself(advocate, (advocate.email ?? '').replace('@', `+${digits(2)}@`)));
    },
    'dotted-mail': () => {
      const advocate = { ...person(), email: `anna.maria.${digits(4)}@gmail.com` };
      const email = (advocate.email ?? '')
        .replace('.', '')
        .replace('gmail', number() < 0.5 ? 'googlemail' : 'gmail');
      return facts(advocate, herself(advocate, email));
    },
    'second-mailbox': () => {
      const advocate = person();
      return facts(advocate, herself(advocate, `${digits(6)}x@${oneOf(HOSTS)}`));
    },
    'other-name-same-phone': () => {
      const advocate = { ...person(), phone: `+49 171 ${digits(7)}` };
      const friend = herself(advocate, `${asMail(oneOf(FIRST))}${digits(4)}@${oneOf(HOSTS)}`);
      let firstName = oneOf(FIRST);
      while (firstName === advocate.firstName) firstName = oneOf(FIRST);
      return facts(advocate, { ...friend, firstName, lastName: oneOf(LAST) });
    },
    'same-account': () => {
      const advocate = person();
      return facts(advocate, { ...herself(advocate, advocate.email ?? ''), customerId: advocate.customerId });
    },
    'regular-customer': () => facts(person(), person(), { friendOrdersBefore: 1 + below(5) }),
    throwaway: () => {
      const advocate = person();
      const friend = {
        ...atHome(advocate, null),
        email: `${digits(8)}@${oneOf(['trashmail.com', 'yopmail.com'])}`,
      };
      return facts(advocate, { ...friend, ip: advocate.ip });
    },
    'returning-friend': () => facts(person(), person(), { friendKnown: true }),
    careful: () => {
      const advocate = person();
      return facts(advocate, { ...person(), phone: null, ip: advocate.ip });
    },
    ring: () => {
      const advocate = person();
      const friend = atHome(advocate, null);
      return facts(
        advocate,
        { ...friend, ip: advocate.ip },
        { friendsToday: 5 + below(20), friendsThisMonth: 20 + below(50) },
      );
    },
  };

  const honest: readonly PairKind[] = HONEST_KINDS;
  return Array.from({ length: count }, (_, index) => {
    const list = index % 2 === 0 ? HONEST_KINDS : FRAUD_KINDS;
    const kind = list[Math.floor(index / 2) % list.length] as PairKind;
    return { kind, fraud: !honest.includes(kind), facts: make[kind]() };
  });
}

function asMail(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
