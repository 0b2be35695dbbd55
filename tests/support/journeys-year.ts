/** What the year of the journeys' test brings, worked out by hand from the tables of the ready-made journeys. Times are Berlin's. */

/**
 * Anna: one order; her birthday on 29 February is the 28th in 2027, and as only one mail a day may sell or chat, what goes with
 * her order waits for the next morning. Points of January mature after 14 days and end six months later.
 * Ben has not asked for mail: he hears of his order and his points alone; two hours after 23:30 it is 01:30 in the short night.
 * Clara complains from 8 to 12 May: the question of 9 May waits, and is asked on the 13th. Her second order ends what the first
 * would still have sold; its parcel is late, then comes.
 * Dora confirms at 22:30, when it is quiet, and takes her word back before the mail that sells. Emil has left the program.
 * Fritz orders five times; of two carts that he leaves within 30 days one is spoken of. Greta opens an account and never orders.
 * Hanna buys twice, is reminded five days before her next purchase is due, and asked two weeks after she has not made it. A tier
 * stands for twelve months after the order that gave it.
 */
export const EXPECTED = [
  '2027-01-11T12:00 Anna tier-reached/congratulations',
  '2027-01-11T14:00 Anna order-placed/all-is-well',
  '2027-01-14T18:00 Anna reception/it-is-there',
  '2027-01-17T10:00 Anna adoption/how-to',
  '2027-01-20T10:00 Anna adoption/does-it-fit',
  '2027-02-04T10:00 Anna use/care',
  '2027-02-11T10:00 Anna use/review',
  '2027-02-28T09:00 Anna birthday/wishes',
  '2027-03-01T08:00 Anna use/goes-with-it',
  '2027-06-25T09:00 Anna points-expiring-30/until-when',
  '2027-07-18T09:00 Anna points-expiring-7/until-when',
  '2027-12-12T10:00 Anna tier-at-risk/until-when',
  '2028-01-11T10:00 Anna anniversary/thank-you',
  '2028-02-29T09:00 Anna birthday/wishes',

  '2027-03-27T23:30 Ben tier-reached/congratulations',
  '2027-03-28T01:30 Ben order-placed/all-is-well',
  '2027-03-30T13:00 Ben reception/it-is-there',
  '2027-04-02T10:00 Ben adoption/how-to',
  '2027-04-10T13:00 Ben points-taken-back/why',
  '2027-08-02T11:00 Ben order-placed/all-is-well',
  '2027-08-05T15:00 Ben reception/it-is-there',
  '2027-08-08T10:00 Ben adoption/how-to',
  '2028-01-17T09:00 Ben points-expiring-30/until-when',
  '2028-02-09T09:00 Ben points-expiring-7/until-when',

  '2027-05-01T09:00 Clara tier-reached/congratulations',
  '2027-05-01T11:00 Clara order-placed/all-is-well',
  '2027-05-03T15:00 Clara reception/it-is-there',
  '2027-05-06T10:00 Clara adoption/how-to',
  '2027-05-13T10:00 Clara adoption/does-it-fit',
  '2027-05-24T10:00 Clara use/care',
  '2027-05-31T10:00 Clara use/review',
  '2027-06-10T22:00 Clara order-placed/all-is-well',
  '2027-06-18T00:00 Clara late-parcel/we-know',
  '2027-06-25T12:00 Clara reception/it-is-there',
  '2027-06-28T10:00 Clara adoption/how-to',
  '2027-07-01T10:00 Clara adoption/does-it-fit',
  '2027-07-16T10:00 Clara use/care',
  '2027-07-23T10:00 Clara use/review',
  '2027-08-09T10:00 Clara use/goes-with-it',
  '2027-10-16T09:00 Clara points-expiring-30/until-when',
  '2027-11-08T09:00 Clara points-expiring-7/until-when',
  '2027-11-24T09:00 Clara points-expiring-30/until-when',
  '2027-12-17T09:00 Clara points-expiring-7/until-when',

  '2027-07-02T08:00 Dora welcome/hello',
  '2027-07-04T10:00 Dora welcome/who-we-are',
  '2027-07-08T10:00 Dora welcome/what-others-ask',

  '2027-09-01T18:00 Fritz tier-reached/congratulations',
  '2027-09-01T20:00 Fritz order-placed/all-is-well',
  '2027-09-11T20:00 Fritz order-placed/all-is-well',
  '2027-09-21T20:00 Fritz order-placed/all-is-well',
  '2027-10-01T20:00 Fritz order-placed/all-is-well',
  '2027-10-30T20:00 Fritz order-placed/all-is-well',
  '2027-10-31T10:00 Fritz round-order/so-many-times',
  '2027-11-05T14:00 Fritz cart-left/at-stake',
  '2028-02-14T09:00 Fritz points-expiring-30/until-when',
  '2028-02-24T09:00 Fritz points-expiring-30/until-when',

  '2027-02-15T10:00 Greta no-order-yet/can-we-help',
  '2027-02-20T09:00 Greta welcome/hello',
  '2027-02-23T10:00 Greta welcome/who-we-are',
  '2027-02-27T10:00 Greta welcome/what-others-ask',
  '2027-03-04T10:00 Greta welcome/first-order',

  '2027-01-20T18:00 Hanna tier-reached/congratulations',
  '2027-01-20T20:00 Hanna order-placed/all-is-well',
  '2027-02-10T20:00 Hanna order-placed/all-is-well',
  '2027-03-15T10:00 Hanna replenishment/used-up',
  '2027-04-03T10:00 Hanna rhythm-exceeded/how-are-you',
  '2027-04-24T10:00 Hanna rhythm-exceeded/come-back',
  '2027-07-04T09:00 Hanna points-expiring-30/until-when',
  '2027-07-25T09:00 Hanna points-expiring-30/until-when',
  '2027-07-27T09:00 Hanna points-expiring-7/until-when',
  '2027-08-17T09:00 Hanna points-expiring-7/until-when',
  '2028-01-11T10:00 Hanna tier-at-risk/until-when',
  '2028-01-20T10:00 Hanna anniversary/thank-you',
];

/** Ben has sent something back before: the second time somebody asks before the parcel comes back. */
export const OTHER_STEPS = [
  '2027-01-11T12:00 Anna tier-reached/in-the-panel',
  '2027-01-14T18:00 Anna reception/points-come',
  '2027-01-25T12:00 Anna points-matured/in-the-panel',
  '2027-02-28T00:00 Anna birthday/in-the-panel',
  '2027-06-25T09:00 Anna points-expiring-30/in-the-panel',
  '2027-07-18T09:00 Anna points-expiring-7/in-the-panel',
  '2028-02-29T00:00 Anna birthday/in-the-panel',

  '2027-03-27T23:30 Ben tier-reached/in-the-panel',
  '2027-03-30T13:00 Ben reception/points-come',
  '2027-08-05T15:00 Ben reception/points-come',
  '2027-08-07T09:00 Ben adoption/before-it-comes-back',
  '2027-08-16T09:00 Ben points-matured/in-the-panel',
  '2028-01-17T09:00 Ben points-expiring-30/in-the-panel',
  '2028-02-09T09:00 Ben points-expiring-7/in-the-panel',

  '2027-05-01T09:00 Clara tier-reached/in-the-panel',
  '2027-05-03T15:00 Clara reception/points-come',
  '2027-05-15T09:00 Clara points-matured/in-the-panel',
  '2027-06-18T00:00 Clara late-parcel/ask-the-carrier',
  '2027-06-24T20:00 Clara points-matured/in-the-panel',
  '2027-06-25T12:00 Clara reception/points-come',
  '2027-10-16T09:00 Clara points-expiring-30/in-the-panel',
  '2027-11-08T09:00 Clara points-expiring-7/in-the-panel',
  '2027-11-24T09:00 Clara points-expiring-30/in-the-panel',
  '2027-12-17T09:00 Clara points-expiring-7/in-the-panel',

  '2027-09-01T18:00 Fritz tier-reached/in-the-panel',
  '2027-09-15T18:00 Fritz points-matured/in-the-panel',
  '2027-09-25T18:00 Fritz points-matured/in-the-panel',
  '2027-10-05T18:00 Fritz points-matured/in-the-panel',
  '2027-10-15T18:00 Fritz points-matured/in-the-panel',
  '2027-10-30T18:00 Fritz round-order/a-line-by-hand',
  // Fourteen days of 24 hours after an order in summer time.
  '2027-11-13T17:00 Fritz points-matured/in-the-panel',
  '2028-02-14T09:00 Fritz points-expiring-30/in-the-panel',
  '2028-02-24T09:00 Fritz points-expiring-30/in-the-panel',

  '2027-02-01T09:00 Greta no-order-yet/points-wait',

  '2027-01-20T18:00 Hanna tier-reached/in-the-panel',
  '2027-02-03T18:00 Hanna points-matured/in-the-panel',
  '2027-02-24T18:00 Hanna points-matured/in-the-panel',
  '2027-07-04T09:00 Hanna points-expiring-30/in-the-panel',
  '2027-07-25T09:00 Hanna points-expiring-30/in-the-panel',
  '2027-07-27T09:00 Hanna points-expiring-7/in-the-panel',
  '2027-08-17T09:00 Hanna points-expiring-7/in-the-panel',
];
