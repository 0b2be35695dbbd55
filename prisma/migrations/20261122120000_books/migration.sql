-- One transaction, with Prisma's own note of it: killed in between, nothing of it stands.
BEGIN;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "sessions" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "emailVerified" BOOLEAN,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "shops" (
    "shop" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "plan_name" TEXT NOT NULL,
    "is_plus" BOOLEAN NOT NULL DEFAULT false,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "public_version" INTEGER NOT NULL DEFAULT 0,
    "public_synced" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "program_versions" (
    "shop" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "config" JSONB NOT NULL,
    "applies_from" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "restores" INTEGER,
    "life_from" TIMESTAMPTZ(3),

    CONSTRAINT "program_versions_pkey" PRIMARY KEY ("shop","version")
);

-- CreateTable
CREATE TABLE "members" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "customer_id" TEXT,
    "display_name" TEXT,
    "email" TEXT,
    "locale" TEXT,
    "profile_known" BOOLEAN NOT NULL DEFAULT false,
    "profile_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "standing_version" INTEGER NOT NULL DEFAULT 0,
    "standing_synced" INTEGER NOT NULL DEFAULT 0,
    "standing_error" TEXT,
    "merged_into" BIGINT,
    "merged_at_seq" INTEGER,
    "heir_id" BIGINT,
    "contact_hash" TEXT,
    "birthday" TEXT,
    "birthday_since" TIMESTAMPTZ(3),
    "tier_id" TEXT,
    "tier" JSONB,
    "revisit_at" TIMESTAMPTZ(3),
    "household_id" BIGINT,
    "erased_at" TIMESTAMPTZ(3),
    "blocked_at" TIMESTAMPTZ(3),
    "scalars" JSONB NOT NULL DEFAULT '{}',
    "segments" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "members_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "member_balances" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "pending" BIGINT NOT NULL DEFAULT 0,
    "available" BIGINT NOT NULL DEFAULT 0,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "debt" BIGINT NOT NULL DEFAULT 0,
    "earned" BIGINT NOT NULL DEFAULT 0,
    "redeemed" BIGINT NOT NULL DEFAULT 0,
    "revoked" BIGINT NOT NULL DEFAULT 0,
    "expired" BIGINT NOT NULL DEFAULT 0,
    "next_due_at" TIMESTAMPTZ(3),
    "active_at" TIMESTAMPTZ(3),
    "active_spans" JSONB,

    CONSTRAINT "member_balances_pkey" PRIMARY KEY ("shop","member_id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "reasons" TEXT[],
    "program_version" INTEGER,
    "actor" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("shop","member_id","seq")
);

-- CreateTable
CREATE TABLE "lots" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "remaining" BIGINT NOT NULL,
    "matured" BOOLEAN NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "matures_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "expiry" JSONB,
    "grace_given" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "lots_pkey" PRIMARY KEY ("shop","member_id","seq")
);

-- CreateTable
CREATE TABLE "lot_allocations" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "lot_seq" INTEGER NOT NULL,
    "points" BIGINT NOT NULL,

    CONSTRAINT "lot_allocations_pkey" PRIMARY KEY ("shop","member_id","seq","lot_seq")
);

-- CreateTable
CREATE TABLE "entry_notes" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "entry_notes_pkey" PRIMARY KEY ("shop","member_id","seq")
);

-- CreateTable
CREATE TABLE "bookings" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "earned" BIGINT NOT NULL DEFAULT 0,
    "revoked" BIGINT NOT NULL DEFAULT 0,
    "owed" BIGINT NOT NULL DEFAULT 0,
    "waived" BIGINT NOT NULL DEFAULT 0,
    "expired" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "bookings_pkey" PRIMARY KEY ("shop","member_id","source")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "member_id" BIGINT,
    "customer_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "triggered_at" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB NOT NULL,
    "facts_hash" TEXT NOT NULL,
    "financial_status" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "total_minor" BIGINT NOT NULL,
    "program_version" INTEGER,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "target" BIGINT NOT NULL DEFAULT 0,
    "award" JSONB NOT NULL,
    "parked_reason" TEXT,
    "traits" JSONB,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop","order_id")
);

-- CreateTable
CREATE TABLE "inbox_events" (
    "shop" TEXT NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "event_id" TEXT,
    "topic" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "resource_id" TEXT,
    "triggered_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "outcome" JSONB,
    "error" TEXT,

    CONSTRAINT "inbox_events_pkey" PRIMARY KEY ("shop","delivery_id")
);

-- CreateTable
CREATE TABLE "redemptions" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "reward_id" TEXT NOT NULL,
    "reward" JSONB NOT NULL,
    "program_version" INTEGER NOT NULL,
    "points" BIGINT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "discount_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "order_id" TEXT,
    "captured" BIGINT NOT NULL DEFAULT 0,
    "released" BIGINT NOT NULL DEFAULT 0,
    "restored" BIGINT NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "release_reason" TEXT,
    "effect_at" TIMESTAMPTZ(3),
    "effect_target" TEXT,
    "discount_deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "redemptions_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "history_imports" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "phase" TEXT NOT NULL DEFAULT 'products',
    "phase_at" TIMESTAMPTZ(3),
    "operation_id" TEXT,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "finished" JSONB NOT NULL DEFAULT '{}',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "touched_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "history_imports_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "program_drafts" (
    "shop" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "based_on" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "program_drafts_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "simulations" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "result" JSONB,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "simulations_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "deeds" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "program_version" INTEGER,
    "input_hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deeds_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "member_changes" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "input_hash" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_changes_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "awards" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "points" BIGINT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "program_version" INTEGER,
    "award" JSONB NOT NULL,

    CONSTRAINT "awards_pkey" PRIMARY KEY ("shop","member_id","source")
);

-- CreateTable
CREATE TABLE "erased_contacts" (
    "shop" TEXT NOT NULL,
    "contact_hash" TEXT NOT NULL,
    "given" TEXT[],
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_contacts_pkey" PRIMARY KEY ("shop","contact_hash")
);

-- CreateTable
CREATE TABLE "products" (
    "shop" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "traits" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("shop","product_id")
);

-- CreateTable
CREATE TABLE "drift_reports" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checked" INTEGER NOT NULL DEFAULT 0,
    "drifted" INTEGER NOT NULL DEFAULT 0,
    "customers_checked" INTEGER NOT NULL DEFAULT 0,
    "customers_drifted" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "drift_reports_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "flow_runs" (
    "shop" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_runs_pkey" PRIMARY KEY ("shop","run_id")
);

-- CreateTable
CREATE TABLE "flow_uses" (
    "shop" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_uses_pkey" PRIMARY KEY ("shop","definition")
);

-- CreateTable
CREATE TABLE "flow_outbox" (
    "shop" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "data" JSONB NOT NULL,
    "redemption_id" TEXT,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,

    CONSTRAINT "flow_outbox_pkey" PRIMARY KEY ("shop","trigger","id")
);

-- CreateTable
CREATE TABLE "program_perks" (
    "shop" TEXT NOT NULL,
    "synced_version" INTEGER NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "way" TEXT,
    "perks" JSONB NOT NULL DEFAULT '[]',
    "message" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "program_perks_pkey" PRIMARY KEY ("shop")
);

-- CreateIndex
CREATE INDEX "deeds_shop_member_id_occurred_at_idx" ON "deeds"("shop", "member_id", "occurred_at");

-- CreateIndex
CREATE INDEX "flow_outbox_shop_member_id_idx" ON "flow_outbox"("shop", "member_id");

-- CreateIndex
CREATE INDEX "member_changes_shop_member_id_at_idx" ON "member_changes"("shop", "member_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "members_shop_customer_id_key" ON "members"("shop", "customer_id");

-- CreateIndex
CREATE INDEX "member_balances_shop_available_member_id_idx" ON "member_balances"("shop", "available", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_shop_key_key" ON "ledger_entries"("shop", "key");

-- CreateIndex
CREATE INDEX "orders_shop_member_id_occurred_at_idx" ON "orders"("shop", "member_id", "occurred_at");

-- CreateIndex
CREATE INDEX "inbox_events_shop_seq_idx" ON "inbox_events"("shop", "seq");

-- CreateIndex
CREATE INDEX "redemptions_shop_member_id_created_at_idx" ON "redemptions"("shop", "member_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "redemptions_shop_code_key" ON "redemptions"("shop", "code");

-- CreateIndex
CREATE UNIQUE INDEX "redemptions_shop_member_id_idempotency_key_key" ON "redemptions"("shop", "member_id", "idempotency_key");


-- What Prisma cannot express. The engine that applies this file splits it at every semicolon, quoted
-- or not, so function bodies write theirs as \x3B.

-- Every entry moves a positive number of points along its kind's one legal pair of accounts.
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_points" CHECK (points > 0);
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pair" CHECK (
  (kind, from_account, to_account) IN (
    ('earn', 'issued', 'pending'), ('earn', 'issued', 'available'),
    ('mature', 'pending', 'available'),
    ('reserve', 'available', 'reserved'), ('capture', 'reserved', 'redeemed'),
    ('release', 'reserved', 'available'), ('restore', 'redeemed', 'available'),
    ('revoke', 'pending', 'revoked'), ('revoke', 'available', 'revoked'),
    ('owe', 'debt', 'revoked'), ('waive', 'issued', 'revoked'), ('settle', 'available', 'debt'),
    ('expire', 'available', 'expired'),
    ('credit', 'issued', 'available'), ('debit', 'available', 'revoked'),
    ('transfer', 'pending', 'transferred'), ('transfer', 'available', 'transferred'),
    ('transfer', 'reserved', 'transferred'), ('transfer', 'redeemed', 'transferred'),
    ('transfer', 'transferred', 'debt'), ('transfer', 'transferred', 'pending'),
    ('transfer', 'transferred', 'available'), ('transfer', 'debt', 'transferred')
  )
);
ALTER TABLE "member_balances" ADD CONSTRAINT "member_balances_signs"
  CHECK (pending >= 0 AND available >= 0 AND reserved >= 0 AND debt <= 0);
ALTER TABLE "lots" ADD CONSTRAINT "lots_remaining" CHECK (remaining >= 0 AND remaining <= points);
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_resolved"
  CHECK (state NOT IN ('captured', 'released') OR captured + released = points);

-- The ledger is append-only. Only the erasure of a whole shop may take rows away.
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''DELETE'' AND current_setting(''treuwerk.erasing_shop'', true) = OLD.shop THEN
    RETURN OLD\x3B
  END IF\x3B
  RAISE EXCEPTION ''ledger rows are never updated or deleted'' USING ERRCODE = ''restrict_violation''\x3B
END ';
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON "ledger_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER lot_allocations_append_only BEFORE UPDATE OR DELETE ON "lot_allocations"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE FUNCTION refuse_ledger_truncate() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  RAISE EXCEPTION ''ledger rows are never updated or deleted'' USING ERRCODE = ''restrict_violation''\x3B
END ';
CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON "ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_truncate();
CREATE TRIGGER lot_allocations_no_truncate BEFORE TRUNCATE ON "lot_allocations"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_truncate();

-- Work lists: only open rows are in these indexes, so they stay small however long the history.
CREATE INDEX "inbox_events_open" ON "inbox_events" (next_attempt_at, seq) WHERE state IN ('received', 'retry');
CREATE INDEX "inbox_events_attention" ON "inbox_events" (shop, seq) WHERE state IN ('parked', 'failed');
CREATE INDEX "member_balances_due" ON "member_balances" (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX "members_refused" ON "members" (shop, id) WHERE standing_error IS NOT NULL;
CREATE INDEX "members_unsynced" ON "members" (shop, id) WHERE standing_version > standing_synced;
CREATE INDEX "flow_outbox_due" ON "flow_outbox" (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX "redemptions_open" ON "redemptions" (next_attempt_at) WHERE state IN ('reserved', 'issued', 'releasing');
CREATE INDEX "redemptions_discounts_left" ON "redemptions" (shop, resolved_at)
  WHERE discount_deleted_at IS NULL AND resolved_at IS NOT NULL AND reward->>'kind' NOT IN ('storeCredit', 'giftCard');
CREATE INDEX "members_merged" ON "members" (shop, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX "lots_expiring" ON "lots" (shop, expires_at) WHERE remaining > 0 AND matured AND expires_at IS NOT NULL;
CREATE INDEX "members_birthday" ON "members" (shop, birthday) WHERE birthday IS NOT NULL;
CREATE INDEX "lots_open" ON "lots" (shop, member_id, expires_at, seq) WHERE remaining > 0;

-- Members are found by the beginning of name or mail.
CREATE INDEX "members_name" ON "members" (shop, lower(display_name) text_pattern_ops);
CREATE INDEX "members_email" ON "members" (shop, lower(email) text_pattern_ops);

-- A guest is known by her mail address alone. There is one of her until she has an account.
CREATE UNIQUE INDEX "members_guest" ON "members" (shop, contact_hash) WHERE customer_id IS NULL AND erased_at IS NULL;
CREATE INDEX "members_revisit" ON "members" (revisit_at) WHERE revisit_at IS NOT NULL;
CREATE INDEX "members_household" ON "members" (shop, household_id) WHERE household_id IS NOT NULL;
CREATE INDEX "members_tier" ON "members" (shop, tier_id, id) WHERE tier_id IS NOT NULL;

-- What a shop lets the app do: scopes, plan, and whether its tokens are still good.
CREATE TABLE "shop_access" (
    "shop" TEXT NOT NULL,
    "scopes" TEXT,
    "lost_at" TIMESTAMPTZ(3),
    "restored_at" TIMESTAMPTZ(3),
    "registered_at" TIMESTAMPTZ(3),
    "renewing_until" TIMESTAMPTZ(3),
    "renewing_by" TEXT,
    "subscriptions" JSONB,
    "lapsed_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_access_pkey" PRIMARY KEY ("shop")
);

-- Requests of people and of shops that leave.
CREATE TABLE "erased_customers" (
    "shop" TEXT NOT NULL,
    "customer_hash" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_customers_pkey" PRIMARY KEY ("shop","customer_hash")
);
CREATE TABLE "privacy_requests" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "customer_id" TEXT,
    "email" TEXT,
    "order_ids" TEXT[],
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "language" TEXT,
    "file" TEXT,
    "ready_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "sent_by" TEXT,
    "error" TEXT,

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "privacy_requests_shop_requested_at_idx" ON "privacy_requests"("shop", "requested_at");
CREATE INDEX "inbox_events_shop_resource_id_idx" ON "inbox_events"("shop", "resource_id");
CREATE INDEX "inbox_events_bodies" ON "inbox_events" (received_at) WHERE body <> '{}';
CREATE INDEX "inbox_events_strangers" ON "inbox_events" (received_at) WHERE state = 'ignored' AND outcome->>'reason' = 'shop-unknown';

CREATE TABLE "book_audits" (
    "shop" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "members" INTEGER NOT NULL,
    "entries" BIGINT NOT NULL,
    "violations" INTEGER NOT NULL,
    "listed" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "book_audits_pkey" PRIMARY KEY ("shop","at")
);
CREATE INDEX "redemptions_shop_order_id_idx" ON "redemptions"("shop", "order_id");

-- Staff: who they are, what they may do, what they did.
CREATE TABLE "staff_members" (
    "shop" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "is_owner" BOOLEAN NOT NULL DEFAULT false,
    "role" TEXT,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_members_pkey" PRIMARY KEY ("shop","user_id")
);
CREATE TABLE "staff_deeds" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "subject" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "staff_deeds_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "staff_deeds_shop_actor_id_idx" ON "staff_deeds"("shop", "actor", "id");
CREATE TABLE "shop_settings" (
    "shop" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("shop")
);
CREATE TABLE "goodwill_uses" (
    "shop" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "points" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "goodwill_uses_pkey" PRIMARY KEY ("shop","month")
);

-- Set-up: orders from before the first version that are given one, with their progress, and where surfaces were seen.
CREATE TABLE "past_bookings" (
    "shop" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "points" BIGINT NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "past_bookings_pkey" PRIMARY KEY ("shop","version")
);
CREATE INDEX "orders_shop_unversioned_idx" ON "orders"("shop", "member_id", "occurred_at")
  WHERE "program_version" IS NULL AND "parked_reason" IS NULL;
CREATE TABLE "surface_sightings" (
    "shop" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "surface_sightings_pkey" PRIMARY KEY ("shop","surface")
);

-- Takes away what is there of a shop, some rows at a time, from whatever tables there are. The shop itself and the request
-- go last, together, so that a process that dies half-way is followed by another. Returns how many rows went: 0 when
-- nothing is left. Nothing else may delete rows of the ledger.
CREATE FUNCTION erase_shop_rows(the_shop text, rows_max integer) RETURNS bigint LANGUAGE plpgsql AS E'
DECLARE
  place record\x3B
  step bigint\x3B
  erased bigint := 0\x3B
BEGIN
  PERFORM set_config(''treuwerk.erasing_shop'', the_shop, true)\x3B
  FOR place IN
    SELECT c.table_schema AS folder, c.table_name AS name FROM information_schema.columns c
    JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE t.table_type = ''BASE TABLE'' AND (
      (c.table_schema = ''public'' AND c.column_name = ''shop'' AND c.table_name NOT IN (''shops'', ''inbox_events''))
      OR (c.table_schema = ''pgboss'' AND c.column_name = ''data'' AND c.data_type = ''jsonb''))
    ORDER BY c.table_name
  LOOP
    EXIT WHEN erased >= rows_max\x3B
    IF place.folder = ''public'' THEN
      EXECUTE format(''DELETE FROM %I.%I WHERE ctid = ANY(ARRAY(SELECT ctid FROM %I.%I WHERE shop = $1 LIMIT $2))'',
        place.folder, place.name, place.folder, place.name) USING the_shop, rows_max - erased\x3B
    ELSE
      EXECUTE format(''DELETE FROM %I.%I WHERE data->>''''shop'''' = $1'', place.folder, place.name) USING the_shop\x3B
    END IF\x3B
    GET DIAGNOSTICS step = ROW_COUNT\x3B
    erased := erased + step\x3B
  END LOOP\x3B
  IF erased < rows_max THEN
    DELETE FROM inbox_events WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM inbox_events WHERE shop = the_shop AND topic <> ''shop/redact'' LIMIT rows_max - erased))\x3B
    GET DIAGNOSTICS step = ROW_COUNT\x3B
    erased := erased + step\x3B
  END IF\x3B
  IF erased = 0 THEN
    DELETE FROM shops WHERE shop = the_shop\x3B
    DELETE FROM inbox_events WHERE shop = the_shop\x3B
  END IF\x3B
  PERFORM set_config(''treuwerk.erasing_shop'', '''', true)\x3B
  RETURN erased\x3B
END ';

-- Transfers: exports, imports and bulk bookings, with their files in parts and what became of each row.
CREATE TABLE "transfers" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "file_name" TEXT NOT NULL DEFAULT '',
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "parts" INTEGER NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "setup" JSONB NOT NULL DEFAULT '{}',
    "total" BIGINT NOT NULL DEFAULT 0,
    "done" BIGINT NOT NULL DEFAULT 0,
    "summary" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "transfers_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "transfer_parts" (
    "shop" TEXT NOT NULL,
    "transfer_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "transfer_parts_pkey" PRIMARY KEY ("shop","transfer_id","part")
);
CREATE TABLE "transfer_rows" (
    "shop" TEXT NOT NULL,
    "transfer_id" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "field" TEXT,
    "person" TEXT,
    "member_id" BIGINT,
    "points" BIGINT NOT NULL DEFAULT 0,
    "undone" BIGINT,
    "before" JSONB,

    CONSTRAINT "transfer_rows_pkey" PRIMARY KEY ("shop","transfer_id","row")
);
CREATE INDEX "transfers_shop_kind_created_at_idx" ON "transfers"("shop", "kind", "created_at");
CREATE INDEX "transfer_rows_shop_transfer_id_person_idx" ON "transfer_rows"("shop", "transfer_id", "person");
CREATE INDEX "transfer_rows_before" ON "transfer_rows" (shop, member_id) WHERE before IS NOT NULL;
CREATE INDEX "transfer_rows_problems" ON "transfer_rows" (shop, transfer_id, row) WHERE code IS NOT NULL;
-- One run at a time writes to a shop's books.
CREATE UNIQUE INDEX "transfers_writing" ON "transfers" (shop) WHERE kind <> 'export' AND state IN ('running', 'undoing');
CREATE INDEX "transfers_kept" ON "transfers" (expires_at) WHERE expires_at IS NOT NULL;

-- The list of members: by last activity, by state, by the name of an order.
CREATE INDEX "member_balances_active" ON "member_balances" (shop, active_at, member_id) WHERE active_at IS NOT NULL;
CREATE INDEX "members_blocked" ON "members" (shop, id) WHERE blocked_at IS NOT NULL;
CREATE INDEX "members_erased" ON "members" (shop, id) WHERE erased_at IS NOT NULL;
CREATE INDEX "members_guests" ON "members" (shop, id) WHERE customer_id IS NULL AND erased_at IS NULL AND heir_id IS NULL;
CREATE INDEX "member_changes_left" ON "member_changes" (shop, member_id) WHERE kind = 'left';
CREATE INDEX "orders_shop_name_idx" ON "orders"("shop", "name");

-- Referrals: codes of members, vouchers of their friends.
CREATE TABLE "referral_codes" (
    "shop" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_codes_pkey" PRIMARY KEY ("shop","code")
);
CREATE TABLE "referrals" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "advocate_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "program_version" INTEGER NOT NULL,
    "voucher_code" TEXT NOT NULL,
    "discount_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "order_id" TEXT,
    "friend_id" BIGINT,
    "ordered_at" TIMESTAMPTZ(3),
    "score" INTEGER,
    "verdict" TEXT,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "traces" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "decision" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "deed_id" TEXT,
    "rewards" INTEGER NOT NULL DEFAULT 0,
    "rewarded_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "referral_codes_shop_member_id_created_at_idx" ON "referral_codes"("shop", "member_id", "created_at");
CREATE UNIQUE INDEX "referrals_shop_voucher_code_key" ON "referrals"("shop", "voucher_code");
CREATE INDEX "referrals_shop_advocate_id_created_at_idx" ON "referrals"("shop", "advocate_id", "created_at");
CREATE INDEX "referrals_shop_state_created_at_idx" ON "referrals"("shop", "state", "created_at");
CREATE INDEX "referrals_shop_friend_id_idx" ON "referrals"("shop", "friend_id");
CREATE INDEX "referrals_order" ON "referrals" (shop, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX "referrals_due" ON "referrals" (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX "referrals_traces" ON "referrals" USING gin (traces);
-- Offers for one tier or one segment, and the orders that hold a code: shoppers type codes as they like.
CREATE TABLE "program_offers" (
    "shop" TEXT NOT NULL,
    "synced_version" INTEGER NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,
    "offers" JSONB NOT NULL DEFAULT '[]',
    "message" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "program_offers_pkey" PRIMARY KEY ("shop")
);
-- In which segments members are now: whatever adds, moves or takes away a change, they follow.
CREATE INDEX "members_segments" ON "members" USING gin (segments);
CREATE FUNCTION keep_member_segments() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF length(current_setting(''treuwerk.erasing_shop'', true)) > 0 THEN
    RETURN NULL\x3B
  END IF\x3B
  UPDATE members m SET segments = n.segments
  FROM (SELECT h.shop, h.id, ARRAY(SELECT l.segment FROM (
        SELECT DISTINCT ON (c.data->>''segment'') c.data->>''segment'' AS segment, c.kind FROM member_changes c
        WHERE c.shop = h.shop AND c.member_id = h.id AND c.kind IN (''segment-entered'', ''segment-left'')
        ORDER BY c.data->>''segment'', c.at DESC, c.id DESC) l WHERE l.kind = ''segment-entered'') AS segments
      FROM members h WHERE (h.shop, h.id) IN (SELECT t.shop, t.member_id FROM touched t WHERE t.kind IN (''segment-entered'', ''segment-left''))
      ORDER BY h.id FOR UPDATE) n
  WHERE m.shop = n.shop AND m.id = n.id AND m.segments IS DISTINCT FROM n.segments\x3B
  RETURN NULL\x3B
END ';
CREATE TRIGGER member_changes_added AFTER INSERT ON "member_changes" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION keep_member_segments();
CREATE TRIGGER member_changes_moved_to AFTER UPDATE ON "member_changes" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION keep_member_segments();
CREATE TRIGGER member_changes_moved_from AFTER UPDATE ON "member_changes" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION keep_member_segments();
CREATE TRIGGER member_changes_taken AFTER DELETE ON "member_changes" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION keep_member_segments();
CREATE INDEX "member_changes_entered" ON "member_changes" (shop, (data->>'segment'), member_id) WHERE kind = 'segment-entered';
CREATE INDEX "orders_codes" ON "orders" USING gin ((lower(facts->>'codes')::jsonb) jsonb_path_ops)
  WHERE facts->>'codes' <> '[]';

-- Mail: what is to go out, who wants it, who takes none, and how it is sent.
CREATE TABLE "mail_messages" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" BIGINT,
    "address" TEXT,
    "contact_hash" TEXT,
    "kind" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "because" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "useless_after" TIMESTAMPTZ(3),
    "interest" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "subject" TEXT,
    "error" TEXT,
    "message_key" TEXT,
    "reported" TEXT,
    "reported_at" TIMESTAMPTZ(3),
    "again_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_messages_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "mail_consents" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "interests" TEXT[],
    "untold_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "mail_consents_pkey" PRIMARY KEY ("shop","member_id")
);
CREATE TABLE "mail_suppressions" (
    "shop" TEXT NOT NULL,
    "contact_hash" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "told_by" TEXT NOT NULL,
    "mail_id" TEXT,

    CONSTRAINT "mail_suppressions_pkey" PRIMARY KEY ("shop","contact_hash")
);
CREATE TABLE "mail_secrets" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "mail_secrets_pkey" PRIMARY KEY ("shop","kind")
);
CREATE TABLE "mail_reports" (
    "shop" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "provider" TEXT,
    "topic" TEXT,
    "asked_topic" TEXT,
    "asked_url" TEXT,
    "heard_at" TIMESTAMPTZ(3),
    "heard_from" TEXT,
    "trouble" TEXT,
    "trouble_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_reports_pkey" PRIMARY KEY ("shop")
);
CREATE TABLE "mail_signups" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "contact_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "voucher" JSONB,

    CONSTRAINT "mail_signups_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "mail_messages_address" ON "mail_messages" (shop, contact_hash) WHERE contact_hash IS NOT NULL;
CREATE INDEX "mail_messages_key" ON "mail_messages" (shop, message_key) WHERE message_key IS NOT NULL;
CREATE INDEX "mail_suppressions_shop_at_contact_hash_idx" ON "mail_suppressions"("shop", "at", "contact_hash");
CREATE INDEX "mail_messages_shop_created_at_id_idx" ON "mail_messages"("shop", "created_at", "id");
CREATE INDEX "mail_messages_shop_member_id_created_at_idx" ON "mail_messages"("shop", "member_id", "created_at");
CREATE INDEX "mail_messages_due" ON "mail_messages" (next_attempt_at, id) WHERE state = 'waiting';
CREATE INDEX "mail_messages_busy" ON "mail_messages" (shop, member_id) WHERE state IN ('taken', 'sending');
CREATE INDEX "mail_messages_left" ON "mail_messages" (next_attempt_at) WHERE state IN ('taken', 'sending');
CREATE INDEX "mail_messages_lately" ON "mail_messages" (shop, member_id, sent_at) WHERE state = 'sent' AND kind = 'marketing';
CREATE INDEX "mail_signups_shop_contact_hash_idx" ON "mail_signups"("shop", "contact_hash");
CREATE INDEX "mail_signups_shop_asked_at_idx" ON "mail_signups"("shop", "asked_at");
CREATE INDEX "mail_signups_due" ON "mail_signups" (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX "mail_consents_untold" ON "mail_consents" (untold_at) WHERE untold_at IS NOT NULL;

-- Takes a whole import back that nobody has built upon, which the caller has seen to. The shop, the people who asked to be
-- forgotten and the shop's transfers stay.
CREATE FUNCTION undo_import_rows(the_shop text) RETURNS bigint LANGUAGE plpgsql AS E'
DECLARE
  place text\x3B
  step bigint\x3B
  taken bigint := 0\x3B
BEGIN
  PERFORM set_config(''treuwerk.erasing_shop'', the_shop, true)\x3B
  FOREACH place IN ARRAY ARRAY[''lot_allocations'', ''ledger_entries'', ''entry_notes'', ''lots'', ''bookings'', ''awards'',
    ''deeds'', ''member_changes'', ''mail_messages'', ''mail_consents'', ''mail_suppressions'', ''mail_signups'', ''member_events'', ''tasks'', ''journey_steps'', ''journey_runs'', ''journeys'', ''reviews'', ''posts'', ''open_checkouts'', ''survey_answers'', ''survey_replies'', ''surveys'', ''segments'', ''acquisition_costs'', ''member_messages'', ''referrals'', ''referral_codes'', ''flow_outbox'', ''redemptions'', ''orders'', ''member_balances'', ''members'',
    ''program_drafts'', ''program_versions'', ''shop_settings'', ''goodwill_uses'', ''score_dues'', ''member_scores'',
    ''member_months'', ''member_products'', ''shop_scores'']
  LOOP
    EXECUTE format(''DELETE FROM %I WHERE shop = $1'', place) USING the_shop\x3B
    GET DIAGNOSTICS step = ROW_COUNT\x3B
    taken := taken + step\x3B
  END LOOP\x3B
  PERFORM set_config(''treuwerk.erasing_shop'', '''', true)\x3B
  RETURN taken\x3B
END ';

-- Scores: what members' orders amount to, how they stand among the others, and who is due to be looked at again.
CREATE TABLE "score_dues" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "member_id" BIGINT NOT NULL,

    CONSTRAINT "score_dues_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "member_scores" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "orders" INTEGER NOT NULL,
    "purchase_days" INTEGER NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "revenue_minor" BIGINT NOT NULL,
    "first_day" INTEGER NOT NULL,
    "last_day" INTEGER NOT NULL,
    "squares" DOUBLE PRECISION NOT NULL,
    "recency" SMALLINT,
    "frequency" SMALLINT,
    "monetary" SMALLINT,
    "rfm_group" TEXT,
    "level" TEXT,
    "next_purchase_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_scores_pkey" PRIMARY KEY ("shop","member_id")
);
CREATE TABLE "member_months" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "month" INTEGER NOT NULL,
    "cohort" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "revenue_minor" BIGINT NOT NULL,
    "previous_month" INTEGER,
    "next_month" INTEGER,

    CONSTRAINT "member_months_pkey" PRIMARY KEY ("shop","member_id","month")
);
CREATE TABLE "member_products" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "product_id" TEXT NOT NULL,

    CONSTRAINT "member_products_pkey" PRIMARY KEY ("shop","member_id","product_id")
);
CREATE TABLE "shop_scores" (
    "shop" TEXT NOT NULL,
    "cuts" JSONB,
    "levels" JSONB,
    "own_levels" JSONB,
    "model" JSONB,
    "customers" INTEGER NOT NULL DEFAULT 0,
    "computed_at" TIMESTAMPTZ(3),
    "compass" JSONB,

    CONSTRAINT "shop_scores_pkey" PRIMARY KEY ("shop")
);
CREATE INDEX "member_scores_shop_level_idx" ON "member_scores"("shop", "level");
CREATE INDEX "member_scores_shop_rfm_group_idx" ON "member_scores"("shop", "rfm_group");
CREATE INDEX "member_scores_first_day" ON "member_scores" (shop, first_day);
CREATE INDEX "member_scores_next_purchase" ON "member_scores" (shop, next_purchase_at) WHERE next_purchase_at IS NOT NULL;
CREATE INDEX "member_products_shop_product_id_idx" ON "member_products"("shop", "product_id");

-- What has happened to members, for whoever answers it, and what staff are asked to do.
CREATE TABLE "member_events" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,
    "planned_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_events_pkey" PRIMARY KEY ("shop","member_id","kind","key")
);
CREATE TABLE "tasks" (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "member_id" BIGINT,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "owner_id" TEXT,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("shop","key")
);
CREATE INDEX "member_events_shop_kind_at_idx" ON "member_events"("shop", "kind", "at");
CREATE INDEX "member_events_unplanned" ON "member_events" (shop, noted_at) WHERE planned_at IS NULL;
CREATE INDEX "member_events_old" ON "member_events" (noted_at);
CREATE INDEX "tasks_shop_state_due_at_idx" ON "tasks"("shop", "state", "due_at");
CREATE INDEX "tasks_shop_member_id_idx" ON "tasks"("shop", "member_id");

-- CreateTable
CREATE TABLE "journeys" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "on_since" TIMESTAMPTZ(3),
    "looked_at" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "journeys_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "journey_runs" (
    "shop" TEXT NOT NULL,
    "journey_id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "base" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT,
    "step_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "because" TEXT,

    CONSTRAINT "journey_runs_pkey" PRIMARY KEY ("shop","journey_id","member_id","key")
);

-- CreateTable
CREATE TABLE "journey_steps" (
    "shop" TEXT NOT NULL,
    "journey_id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "because" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journey_steps_pkey" PRIMARY KEY ("shop","journey_id","member_id","key","step")
);

-- CreateTable
CREATE TABLE "member_messages" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "id" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_messages_pkey" PRIMARY KEY ("shop","member_id","id")
);
CREATE INDEX "journey_runs_shop_member_id_idx" ON "journey_runs"("shop", "member_id");
CREATE INDEX "journey_runs_shop_journey_id_triggered_at_idx" ON "journey_runs"("shop", "journey_id", "triggered_at");
CREATE INDEX "journey_runs_due" ON "journey_runs" (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX "journey_steps_shop_journey_id_at_idx" ON "journey_steps"("shop", "journey_id", "at");
CREATE INDEX "journey_steps_shop_member_id_idx" ON "journey_steps"("shop", "member_id");
CREATE INDEX "member_messages_until_at_idx" ON "member_messages"("until_at");

-- CreateTable
CREATE TABLE "segments" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "segments_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "acquisition_costs" (
    "shop" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "cost_minor" BIGINT NOT NULL,

    CONSTRAINT "acquisition_costs_pkey" PRIMARY KEY ("shop","month","channel")
);

-- Surveys: what is asked, who was asked and what she answered, and what the shop did about it.
CREATE TABLE "surveys" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL,
    "ask_since" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "surveys_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "survey_answers" (
    "shop" TEXT NOT NULL,
    "survey_id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "occasion" TEXT NOT NULL,
    "order_id" TEXT,
    "order_name" TEXT,
    "product_id" TEXT,
    "product_title" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" INTEGER,
    "comment" TEXT,
    "way" TEXT,
    "segments" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "deed_id" TEXT,
    "theme" TEXT,
    "reply_id" TEXT,

    CONSTRAINT "survey_answers_pkey" PRIMARY KEY ("shop","survey_id","member_id","occasion")
);
CREATE TABLE "survey_replies" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "survey_id" TEXT NOT NULL,
    "theme" TEXT,
    "texts" JSONB NOT NULL,
    "members" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "survey_replies_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "survey_answers_shop_survey_id_answered_at_idx" ON "survey_answers"("shop", "survey_id", "answered_at");
CREATE INDEX "survey_answers_shop_member_id_idx" ON "survey_answers"("shop", "member_id");
CREATE INDEX "survey_answers_themes" ON "survey_answers" (shop, survey_id, theme) WHERE theme IS NOT NULL;
CREATE INDEX "survey_replies_shop_survey_id_created_at_idx" ON "survey_replies"("shop", "survey_id", "created_at");

-- Reviews that apps tell of, and posts that members hand in.
CREATE TABLE "review_sources" (
    "shop" TEXT NOT NULL,
    "app" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "secret" TEXT,
    "heard_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "trouble_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_sources_pkey" PRIMARY KEY ("shop","app")
);
CREATE TABLE "reviews" (
    "shop" TEXT NOT NULL,
    "app" TEXT NOT NULL,
    "review_id" TEXT NOT NULL,
    "member_id" BIGINT,
    "product_id" TEXT,
    "rating" REAL,
    "with_media" BOOLEAN NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "deed_id" TEXT,
    "nothing" TEXT,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("shop","app","review_id")
);
CREATE TABLE "posts" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "url" TEXT NOT NULL,
    "words" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "deed_id" TEXT,

    CONSTRAINT "posts_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "reviews_shop_heard_at_idx" ON "reviews"("shop", "heard_at");
CREATE INDEX "reviews_shop_member_id_idx" ON "reviews"("shop", "member_id");
CREATE INDEX "posts_shop_state_submitted_at_idx" ON "posts"("shop", "state", "submitted_at");
CREATE INDEX "posts_shop_member_id_idx" ON "posts"("shop", "member_id");
-- An address is handed in once per shop, as long as it was not refused.
CREATE UNIQUE INDEX "posts_address" ON "posts" (shop, url) WHERE state <> 'refused';

-- Carts in the checkout that may be left.
CREATE TABLE "open_checkouts" (
    "shop" TEXT NOT NULL,
    "member_id" BIGINT NOT NULL,
    "checkout_id" TEXT NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "open_checkouts_pkey" PRIMARY KEY ("shop","member_id")
);
CREATE INDEX "open_checkouts_shop_checkout_id_idx" ON "open_checkouts"("shop", "checkout_id");
CREATE INDEX "open_checkouts_touched" ON "open_checkouts" (touched_at);

-- The end part: new tables go before it.
UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE migration_name = '20261122120000_books' AND finished_at IS NULL;
COMMIT;
