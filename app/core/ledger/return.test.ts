/**
 * What a redemption gives back: unused, used in part, or by the return of its order. A row tells a life in short commands
 * (`life-for-tests.ts`), what the last of them books, and the balances after it.
 */
import { expect, test } from 'vitest';
import { tableOf, tell } from './life-for-tests.ts';

test.for(
  tableOf(`
  unused, all returns                                | 0 a 100; 1 reserve r 60; 2 back r                                  | release 60 available [1:60] | available 100
  unused and told twice                              | 0 a 100; 1 reserve r 60; 2 back r; 3 back r                        | nothing | available 100
  unused after a lapse, it lapses                    | 0 a 60 life 5; 1 reserve r 60; 5 back r                            | release 60 available [1:60], expire 60 available [1:60] | nothing
  unused just before the lapse, it lives             | 0 a 60 life 5; 1 reserve r 60; 4.999 back r                        | release 60 available [1:60] | available 60
  used in part, the rest returns to the longest life | 0 a 60 life 5; 0 b 60 life 9; 1 reserve r 100; 2 use r less 30     | release 30 available [2:30], capture 70 redeemed [1:60 2:10] | available 50
  used in part, the rest spans both lots             | 0 a 60 life 5; 0 b 60 life 9; 1 reserve r 100; 2 use r less 70     | release 70 available [2:40 1:30], capture 30 redeemed [1:30] | available 90
  used for nothing, everything returns               | 0 a 60; 1 reserve r 60; 2 use r less 60                            | release 60 available [1:60] | available 60
  goods back, a part of the points                   | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 30                    | restore 30 available [1:30] | available 50
  goods back, told twice                             | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 30; 4 return r 30     | nothing | available 50
  goods back in steps                                | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 30; 4 return r 50     | restore 20 available [1:20] | available 70
  goods back, all                                    | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 30; 4 return r 80     | restore 50 available [1:50] | available 100
  no more than was captured                          | 0 a 100; 1 reserve r 80; 2 use r less 10; 3 return r 500           | restore 70 available [1:70] | available 100
  the order stands again in part                     | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 50; 4 return r 30     | reserve 20 available [1:20], capture 20 redeemed [1:20] | available 50
  the order stands again whole                       | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 80; 4 return r 0      | reserve 80 available [1:80], capture 80 redeemed [1:80] | available 20
  and comes back for good                            | 0 a 100; 1 reserve r 80; 2 use r; 3 return r 80; 4 return r 0; 5 return r 80 | restore 80 available [1:80] | available 100
  it stands again, what ends soonest pays            | 0 a 80 life 90; 1 reserve r 80; 2 use r; 3 return r 80; 4 b 50 life 9; 5 return r 0 | reserve 80 available [5:50 1:30], capture 80 redeemed [5:50 1:30] | available 50
  it stands again, the points are gone               | 0 a 100; 1 reserve r 100; 2 use r; 3 return r 100; 4 credit -70; 5 return r 0 | reserve 30 available [1:30], owe 70 debt, capture 30 redeemed [1:30] | debt -70
  what was owed comes back first and pays the debt   | 0 a 100; 1 reserve r 100; 2 use r; 3 return r 100; 4 credit -70; 5 return r 0; 6 return r 60 | earn 60 available, settle 60 available [9:60] | debt -10
  what was owed and paid since comes back as points  | 0 a 100; 1 reserve r 100; 2 use r; 3 return r 100; 4 credit -70; 5 return r 0; 6 credit 70; 7 return r 100 | earn 70 available, restore 30 available [1:30] | available 100
  what came back of debt lives by the rule given         | 0 a 100; 1 reserve r 100; 2 use r; 3 return r 100; 4 credit -100; 5 return r 0; 6 credit 100; 7 return r 100 life 5; 11.999 wait | nothing | available 100
  and ends by it                                         | 0 a 100; 1 reserve r 100; 2 use r; 3 return r 100; 4 credit -100; 5 return r 0; 6 credit 100; 7 return r 100 life 5; 12 wait | expire 100 available [9:100] | nothing
  what came back of debt is used again               | 0 a 100; 1 reserve r 100; 2 use r; 3 return r 100; 4 credit -70; 5 return r 0; 6 credit 70; 7 return r 100; 8 return r 0 | reserve 100 available [1:30 11:70], capture 100 redeemed [1:30 11:70] | nothing
  what is used again has had its grace               | 0 a 60 life 5; 1 reserve r 60; 2 use r; 9 return r 60 grace 10; 10 return r 0; 30 return r 60 grace 10 | restore 60 available [1:60], expire 60 available [1:60] | nothing
  latest expiry first                                | 0 a 60 life 50; 0 b 60 life 90; 1 reserve r 120; 2 use r; 3 return r 70 | restore 70 available [2:60 1:10] | available 70
  points without end first of all                    | 0 a 60 life 50; 0 b 60; 1 reserve r 120; 2 use r; 3 return r 70    | restore 70 available [2:60 1:10] | available 70
  the younger lot first when both end together       | 0 a 60; 0 b 60; 1 reserve r 120; 2 use r; 3 return r 70            | restore 70 available [2:60 1:10] | available 70
  lapsed, without grace                              | 0 a 60 life 5; 1 reserve r 60; 2 use r; 9 return r 60              | restore 60 available [1:60], expire 60 available [1:60] | nothing
  lapsed, within the grace                           | 0 a 60 life 5; 1 reserve r 60; 2 use r; 9 return r 60 grace 10; 18.999 wait | nothing | available 60
  lapsed, after the grace                            | 0 a 60 life 5; 1 reserve r 60; 2 use r; 9 return r 60 grace 10; 19 wait | expire 60 available [1:60] | nothing
  lapsed with its very end                           | 0 a 60 life 5; 1 reserve r 60; 2 use r; 5 return r 60 grace 1; 5.999 wait | nothing | available 60
  not lapsed, the grace does not shorten             | 0 a 60 life 50; 1 reserve r 60; 2 use r; 9 return r 60 grace 1; 49.999 wait | nothing | available 60
  the grace is given once                            | 0 a 60 life 5; 1 reserve r 60; 2 use r; 9 return r 20 grace 10; 12 return r 40 grace 10; 19 wait | expire 40 available [1:40] | nothing
  after the grace no second one                      | 0 a 60 life 5; 1 reserve r 60; 2 use r; 9 return r 20 grace 10; 30 return r 60 grace 10 | expire 20 available [1:20], restore 40 available [1:40], expire 40 available [1:40] | nothing
  points that return pay what is owed                | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 return r 100           | restore 100 available [1:100], settle 100 available [1:100] | nothing
  a partial return pays a part                       | 0 a 100; 1 reserve r 100; 2 use r; 3 a 40; 4 return r 30           | restore 30 available [1:30], settle 30 available [1:30] | debt -30
  nothing was captured, nothing returns              | 0 a 100; 4 return r 30                                             | nothing | available 100
`),
)('of a redemption: %s', ([, life, last, balances]) => {
  expect(tell(life, 'debt')).toEqual({ last, balances, violations: [] });
});
