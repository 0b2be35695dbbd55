/** Who works in the store: the owner, and two people whom she has given access to the app. */
export type StaffPerson = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  owner: boolean;
  locale: string;
};

const [OWNER, ...OTHERS]: [StaffPerson, ...StaffPerson[]] = [
  {
    id: '42',
    firstName: 'Mara',
    lastName: 'Winter',
    email: 'mara.winter@example.com',
    owner: true,
    locale: 'de',
  },
  {
    id: '43',
    firstName: 'Jonas',
    lastName: 'Berg',
    email: 'jonas.berg@example.com',
    owner: false,
    locale: 'de',
  },
  {
    id: '44',
    firstName: 'Aylin',
    lastName: 'Kaya',
    email: 'aylin.kaya@example.com',
    owner: false,
    locale: 'en',
  },
];

export const STAFF = [OWNER, ...OTHERS];

/** Somebody unknown is a person without a name of her own. */
export function personOf(id: string): StaffPerson {
  const unknown = {
    firstName: 'Staff',
    lastName: id,
    email: `staff-${id}@example.com`,
    owner: false,
    locale: 'en',
  };
  return STAFF.find((one) => one.id === id) ?? { id, ...unknown };
}

export function knownStaff(id: string | undefined): StaffPerson {
  return STAFF.find((one) => one.id === id) ?? OWNER;
}
