/**
 * What happens to the points of an order when goods come back: what is taken from where, what is owed or waived. A row tells
 * a life in short commands (`life-for-tests.ts`), what the last of them books, and the balances after it.
 */
import { expect, test } from 'vitest';
import { tableOf, tell } from './life-for-tests.ts';

test.for(
  tableOf(`
  a part comes back                                            | 0 a 100; 1 a 60                                                    | revoke 40 available [1:40] | available 60
  one point comes back                                         | 0 a 100; 1 a 99                                                    | revoke 1 available [1:1] | available 99
  all comes back                                               | 0 a 100; 1 a 0                                                     | revoke 100 available [1:100] | nothing
  nothing came back after all                                  | 0 a 100; 1 a 100                                                   | nothing | available 100
  a second part                                                | 0 a 100; 1 a 60; 2 a 25                                            | revoke 35 available [1:35] | available 25
  a third part, the rest                                       | 0 a 100; 1 a 60; 2 a 25; 3 a 0                                     | revoke 25 available [1:25] | nothing
  the same refund told twice                                   | 0 a 100; 1 a 60; 2 a 60                                            | nothing | available 60
  a refund undone                                              | 0 a 100; 1 a 60; 2 a 100                                           | earn 40 available | available 100
  goods added to the order                                     | 0 a 100; 1 a 130                                                   | earn 30 available | available 130
  goods added, then a part back, newest lot left alone         | 0 a 100; 1 a 130; 2 a 90                                           | revoke 40 available [1:40] | available 90
  a cancellation never heard of as paid                        | 0 a 0                                                              | nothing | nothing
  paid again after a cancellation                              | 0 a 100; 1 a 0; 2 a 100                                            | earn 100 available | available 100
  on hold: the own pending points                              | 0 a 100 hold 14; 1 a 60                                            | revoke 40 pending [1:40] | pending 60
  on hold: the newest lot first                                | 0 a 30 hold 14; 1 a 80; 2 a 55                                     | revoke 25 pending [2:25] | pending 55
  on hold: the newest lot, then the older                      | 0 a 30 hold 14; 1 a 80; 2 a 20                                     | revoke 60 pending [2:50 1:10] | pending 20
  on hold: everything                                          | 0 a 30 hold 14; 1 a 80; 2 a 0                                      | revoke 80 pending [2:50 1:30] | nothing
  on hold: a lot of which nothing is left is passed over      | 0 a 30 hold 14; 1 a 80; 2 a 30; 3 a 10                              | revoke 20 pending [1:20] | pending 10
  a refund with the end of the hold                            | 0 a 100 hold 14; 14 a 60                                           | mature 100 pending [1:100], revoke 40 available [1:40] | available 60
  a refund just before the end of the hold                     | 0 a 100 hold 14; 13.999 a 60                                       | revoke 40 pending [1:40] | pending 60
  own pending points before own available ones                 | 0 a 50; 1 a 80 hold 14; 2 a 40                                     | revoke 30 pending [2:30], revoke 10 available [1:10] | available 40
  another order’s pending points stay                          | 0 a 50; 0 b 70 hold 14; 1 a 0                                      | revoke 50 available [1:50] | pending 70
  another order’s pending points stay though something is owed | 0 a 50; 0 b 70 hold 14; 1 reserve r 50; 2 a 0                      | owe 50 debt | pending 70, reserved 50, debt -50
  another order’s available points pay                         | 0 a 50; 0 b 70; 1 reserve r 50; 2 use r; 3 a 0                     | revoke 50 available [2:50] | available 20
  own available points before those that end sooner            | 0 a 50; 0 b 70 life 9; 3 a 10                                      | revoke 40 available [1:40] | available 80
  others’ available points, soonest expiry first               | 0 a 60 life 5; 0 b 40 life 30; 0 c 40 life 20; 1 reserve r 60; 2 a 0 | revoke 60 available [3:40 2:20] | available 20, reserved 60
  others’ points that never end come last                      | 0 a 60 life 5; 0 b 40; 0 c 40 life 20; 1 reserve r 60; 2 a 10      | revoke 50 available [3:40 2:10] | available 30, reserved 60
  what was set aside stays                                     | 0 a 100; 1 reserve r 60; 2 a 0                                     | revoke 40 available [1:40], owe 60 debt | reserved 60, debt -60
  what was set aside stays, a part                             | 0 a 100; 1 reserve r 60; 2 a 50                                    | revoke 40 available [1:40], owe 10 debt | reserved 60, debt -10
  what was used is owed                                        | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0                           | owe 100 debt | debt -100
  what was used is owed, by parts                              | 0 a 100; 1 reserve r 100; 2 use r; 3 a 60; 4 a 0                   | owe 60 debt | debt -100
  a refund undone pays what is owed                            | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 a 100                  | earn 100 available, settle 100 available [5:100] | nothing
  the next order pays what is owed                             | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 b 130                  | earn 130 available, settle 100 available [5:100] | available 30
  the next order pays a part of it                             | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 b 70                   | earn 70 available, settle 70 available [5:70] | debt -30
  an order on hold does not pay yet                            | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 b 70 hold 9            | earn 70 pending | pending 70, debt -100
  at the end of the hold it pays                               | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 b 70 hold 9; 13 wait   | mature 70 pending [5:70], settle 70 available [5:70] | debt -30
  a credit pays what is owed                                   | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 credit 40              | credit 40 available, settle 40 available [5:40] | debt -60
  a returned reservation pays what is owed                     | 0 a 100; 1 reserve r 60; 2 a 0; 3 back r                           | release 60 available [1:60], settle 60 available [1:60] | nothing
  what lapsed is not taken back                                | 0 a 100 life 5; 5 wait; 6 a 0                                      | nothing | nothing
  what lapsed is not taken back, a part                        | 0 a 100 life 5; 5 wait; 6 a 40                                     | nothing | nothing
  what lapsed does not come again                              | 0 a 100 life 5; 5 wait; 6 a 100                                    | nothing | nothing
  goods added after a lapse earn, and lapse                    | 0 a 100 life 5; 5 wait; 6 a 130                                    | earn 30 available, expire 30 available [3:30] | nothing
  a refund lapses first what is due                            | 0 a 100 life 5; 6 a 0                                              | expire 100 available [1:100] | nothing
  a part used, the rest lapsed, all back                       | 0 a 100 life 5; 1 reserve r 60; 2 use r; 5 wait; 6 a 0             | owe 60 debt | debt -60
  a part used, the rest lapsed, a part back                    | 0 a 100 life 5; 1 reserve r 60; 2 use r; 5 wait; 6 a 50            | owe 10 debt | debt -10
`),
)('under the debt policy, %s', ([, life, last, balances]) => {
  expect(tell(life, 'debt')).toEqual({ last, balances, violations: [] });
});

test.for(
  tableOf(`
  a part comes back                                      | 0 a 100; 1 a 60                                         | revoke 40 available [1:40] | available 60
  on hold: the own pending points                        | 0 a 100 hold 14; 1 a 0                                  | revoke 100 pending [1:100] | nothing
  what was used is waived                                | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0                | waive 100 revoked | nothing
  what was used is waived, by parts                      | 0 a 100; 1 reserve r 100; 2 use r; 3 a 60; 4 a 0        | waive 60 revoked | nothing
  what is waived does not bite later                     | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 b 50; 5 a 0 | nothing | available 50
  what was set aside stays, the rest is waived           | 0 a 100; 1 reserve r 60; 2 a 0                          | revoke 40 available [1:40], waive 60 revoked | reserved 60
  a returned reservation stays with the member           | 0 a 100; 1 reserve r 60; 2 a 0; 3 back r                | release 60 available [1:60] | available 60
  others’ available points pay before anything is waived | 0 a 50; 0 b 70; 1 reserve r 50; 2 use r; 3 a 0          | revoke 50 available [2:50] | available 20
  others’ pending points stay                            | 0 a 50; 0 b 70 hold 9; 1 reserve r 50; 2 use r; 3 a 0   | waive 50 revoked | pending 70
  a refund undone earns again                            | 0 a 100; 1 reserve r 100; 2 use r; 3 a 0; 4 a 100       | earn 100 available | available 100
  a part is waived once                                  | 0 a 100; 1 reserve r 100; 2 use r; 3 a 60; 4 a 60       | nothing | nothing
`),
)('under the clamp policy, %s', ([, life, last, balances]) => {
  expect(tell(life, 'clamp')).toEqual({ last, balances, violations: [] });
});
