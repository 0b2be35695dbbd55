/** The app's own modules that tell the shop's year. Loaded late: they read the database's address when they are imported. */
export type Modules = Awaited<ReturnType<typeof loadModules>>;

export async function loadModules() {
  const [{ pool }, { transaction }, books, redemptions, ledger, shops, audit, transfer] = await Promise.all([
    import('#app/db/pool.ts'),
    import('#app/db/transaction.ts'),
    import('#app/db/books.ts'),
    import('#app/db/redemptions.ts'),
    import('#app/core/ledger/redeem-points.ts'),
    import('#app/db/shops.ts'),
    import('#app/db/audit.ts'),
    import('#app/core/ledger/transfer.ts'),
  ]);
  const [{ reconcileOrders }, { adjustPoints }, { passTimeForDue }, { replay }, { programSchema }] =
    await Promise.all([
      import('#app/services/reconcile-orders.ts'),
      import('#app/services/adjust-points.ts'),
      import('#app/services/pass-time.ts'),
      import('#app/core/ledger/replay.ts'),
      import('#app/core/program/program.ts'),
    ]);
  return {
    ...{ pool, transaction, reconcileOrders, adjustPoints, passTimeForDue, replay, programSchema },
    openBooks: books.openBooks,
    appendBooks: books.appendBooks,
    record: books.record,
    insertRedemption: redemptions.insertRedemption,
    updateRedemption: redemptions.updateRedemption,
    reservePoints: ledger.reservePoints,
    releasePoints: ledger.releasePoints,
    transferPoints: transfer.transferPoints,
    findShop: shops.findShop,
    loadWholeBooks: audit.loadWholeBooks,
  };
}
