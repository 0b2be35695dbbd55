/** Who may do what. */
import { expect, test } from 'vitest';
import { allows, type Role, roleOf, staffIdOf } from '#app/core/team/roles.ts';

test.each<[Role, Role, boolean]>([
  ['view', 'view', true],
  ['view', 'serve', false],
  ['view', 'configure', false],
  ['serve', 'view', true],
  ['serve', 'serve', true],
  ['serve', 'configure', false],
  ['configure', 'configure', true],
  ['configure', 'view', true],
])('who may %s and needs %s: %s', (role, need, may) => {
  expect(allows(role, need)).toBe(may);
});

test('the owner may everything, others what is theirs, or else what the shop’s standard is', () => {
  expect(roleOf({ isOwner: true, role: 'view' }, 'view')).toBe('configure');
  expect(roleOf({ isOwner: false, role: 'serve' }, 'configure')).toBe('serve');
  expect(roleOf({ isOwner: false, role: null }, 'view')).toBe('view');
});

test('staff are told from everybody else who does something', () => {
  expect(staffIdOf('staff:42')).toBe('42');
  for (const other of ['treuwerk', 'member', 'flow', 'staff:', 'staff:x', 'staff:42 ']) {
    expect(staffIdOf(other)).toBeUndefined();
  }
});
