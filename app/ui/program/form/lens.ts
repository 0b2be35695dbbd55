/**
 * The program while it is being edited: of the same shape, but a number that cannot be read yet stays the text that was
 * typed. A lens is one place in it: its path, what stands there, and how to change it.
 */
import type { Program } from '#app/core/program/program.ts';

export type Typed<T> = T extends number
  ? number | string
  : T extends string | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? Typed<Item>[]
      : { [Key in keyof T]: Typed<T[Key]> };

export type Form = Typed<Program>;

export type Change<T> = (change: (before: T) => T) => void;

export type Lens<T> = {
  /** `earning.rules.0.points`: names of fields, places in lists. */
  path: string;
  value: T;
  set: (value: T) => void;
  change: Change<T>;
  /** A field; set to undefined, it is taken out. */
  key: <Key extends keyof NonNullable<T> & string>(name: Key) => Lens<NonNullable<T>[Key]>;
};

export function lensOf<T>(path: string, value: T, change: Change<T>): Lens<T> {
  return {
    path,
    value,
    change,
    set: (next) => change(() => next),
    key: (name) => {
      const held = value as NonNullable<T> | null | undefined;
      type Field = NonNullable<T>[typeof name];
      // Of what is missing every field is missing, too.
      return lensOf<Field>(path === '' ? name : `${path}.${name}`, held?.[name] as Field, (inner) =>
        change((before) => withField(before ?? ({} as NonNullable<T>), name, inner) as T),
      );
    },
  };
}

function withField<T extends object, Key extends keyof T>(
  before: T,
  name: Key,
  change: (value: T[Key]) => T[Key],
): T {
  const next = change(before[name]);
  if (next !== undefined) return { ...before, [name]: next };
  const { [name]: _gone, ...rest } = before;
  return rest as T;
}

/** A lens for each item of a list. */
export function itemsOf<T>(list: Lens<T[]>): Lens<T>[] {
  return list.value.map((item, index) =>
    lensOf<T>(`${list.path}.${index}`, item, (change) =>
      list.change((before) => before.map((one, place) => (place === index ? change(one) : one))),
    ),
  );
}

/** The lens of a thing that is of one kind; undefined when it is of another. */
export function ofKind<T extends { kind: string }, Kind extends T['kind']>(
  lens: Lens<T>,
  kind: Kind,
): Lens<Extract<T, { kind: Kind }>> | undefined {
  return lens.value.kind === kind ? seenAs<Extract<T, { kind: Kind }>>(lens) : undefined;
}

/** The same place, of which only some fields matter: for parts that several kinds of things share. */
export function seenAs<Part>(lens: { path: string }): Lens<Part> {
  return lens as unknown as Lens<Part>;
}

/** An id for something new: the stem with the first number that no other has. */
export function freeId(stem: string, taken: readonly { id: string }[]): string {
  let number = 1;
  while (taken.some(({ id }) => id === `${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
