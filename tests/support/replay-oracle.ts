/**
 * What a replay must give, computed by Postgres alone and on another way than the core: a queue per customer, debt as
 * a positive number, instants as Postgres reads them. Knows no orders by name: every order counts for itself.
 */
import type { Client } from 'pg';

export type OracleRow = {
  id: string;
  earned: number;
  revoked: number;
  expired: number;
  available: number;
  pending: number;
  debt: number;
};

export type OracleQuestion = {
  days: number | null;
  holdDays?: number;
  policy: 'debt' | 'clamp';
  /** Null: the last event. */
  until?: string | null;
  /** A wrong computation, which a comparison must notice. */
  fault?: 'refunds-round-up' | 'expires-a-day-late' | 'expires-after-the-event';
};

/** Reads lines of events as they stand in the retailer's file. */
export async function loadEventLines(db: Client, lines: string[]): Promise<void> {
  await load(
    db,
    lines,
    `SELECT n, body::jsonb->>'cust', body::jsonb->>'type', (body::jsonb->>'at')::timestamp AT TIME ZONE 'UTC',
            (body::jsonb->>'pence')::bigint
     FROM raw`,
  );
}

/** Reads lines as they stand in CDNOW's file: customer, day, number of discs, dollars. */
export async function loadCdnowLines(db: Client, lines: string[]): Promise<void> {
  await load(
    db,
    lines,
    `SELECT n, part[1], 'order', to_date(part[2], 'YYYYMMDD')::timestamp AT TIME ZONE 'UTC',
            (part[3]::numeric * 100)::bigint
     FROM (SELECT n, regexp_match(body, '^\\s*(\\d+)\\s+(\\d{8})\\s+\\d+\\s+(\\d+\\.\\d+)') AS part FROM raw) AS read`,
  );
}

async function load(db: Client, lines: string[], select: string): Promise<void> {
  await db.query(SCHEMA);
  await db.query(
    `WITH raw AS (SELECT n, body FROM unnest($1::text[]) WITH ORDINALITY AS lines(body, n))
     INSERT INTO past (line, cust, kind, at, pence) ${select}`,
    [lines],
  );
  await db.query('ANALYZE past');
}

export async function askOracle(db: Client, question: OracleQuestion): Promise<OracleRow[]> {
  const { days, holdDays = 0, policy, until = null, fault = '' } = question;
  const { rows } = await db.query<{ [name in keyof OracleRow]: string }>(
    'SELECT * FROM oracle($1, $2, $3, $4, $5)',
    [days, holdDays, policy, until, fault],
  );
  return rows.map((row) => ({
    id: row.id,
    earned: Number(row.earned),
    revoked: Number(row.revoked),
    expired: Number(row.expired),
    available: Number(row.available),
    pending: Number(row.pending),
    debt: Number(row.debt),
  }));
}

/**
 * `ripe` points at the first lot that is still held, `head` at the first that is not used up: with one hold and one
 * life for all, lots ripen and lapse in the order in which they came.
 */
const SCHEMA = `
DROP TABLE IF EXISTS past;
CREATE TABLE past (line bigint PRIMARY KEY, cust text NOT NULL, kind text NOT NULL, at timestamptz NOT NULL, pence bigint NOT NULL);

CREATE OR REPLACE FUNCTION oracle(p_days int, p_hold int, p_policy text, p_until timestamptz, p_fault text)
RETURNS TABLE (id text, earned bigint, revoked bigint, expired bigint, available bigint, pending bigint, debt bigint)
LANGUAGE plpgsql AS $$
DECLARE
  hold interval := make_interval(hours => p_hold * 24);
  life interval := make_interval(hours => (p_days + CASE p_fault WHEN 'expires-a-day-late' THEN 1 ELSE 0 END) * 24);
  final timestamptz := coalesce(p_until, (SELECT max(past.at) FROM past));
  event record;
  ripens timestamptz[];
  points bigint[];
  head int;
  ripe int;
  owed bigint;
  want bigint;
  part bigint;
  ripens_next timestamptz;
  lapses_next timestamptz;
BEGIN
  FOR id IN SELECT DISTINCT past.cust FROM past WHERE past.at <= final LOOP
    ripens := '{}'; points := '{}'; head := 1; ripe := 1; owed := 0;
    earned := 0; revoked := 0; expired := 0; available := 0; pending := 0;
    FOR event IN
      SELECT past.kind, past.at, past.pence, 0 AS last, past.line FROM past WHERE past.cust = id AND past.at <= final
      UNION ALL SELECT 'end', final, 0, 1, 0
      ORDER BY 2, 4, 5
    LOOP
      LOOP
        ripens_next := ripens[ripe];
        lapses_next := CASE WHEN head < ripe THEN ripens[head] + life END;
        IF ripens_next <= event.at AND (lapses_next IS NULL OR ripens_next <= lapses_next) THEN
          part := least(owed, points[ripe]);
          owed := owed - part;
          pending := pending - points[ripe];
          points[ripe] := points[ripe] - part;
          available := available + points[ripe];
          ripe := ripe + 1;
        ELSIF lapses_next < event.at
           OR (lapses_next = event.at AND NOT (p_fault = 'expires-after-the-event' AND event.kind <> 'end')) THEN
          expired := expired + points[head];
          available := available - points[head];
          head := head + 1;
        ELSE
          EXIT;
        END IF;
      END LOOP;
      IF event.kind = 'order' THEN
        want := greatest(event.pence, 0) / 100;
        earned := earned + want;
        IF p_hold = 0 THEN
          part := least(owed, want);
          owed := owed - part;
          available := available + want - part;
          ripe := ripe + 1;
        ELSE
          part := 0;
          pending := pending + want;
        END IF;
        ripens := ripens || (event.at + hold);
        points := points || (want - part);
      ELSIF event.kind = 'refund' THEN
        want := (abs(event.pence) + CASE p_fault WHEN 'refunds-round-up' THEN 99 ELSE 0 END) / 100;
        WHILE want > 0 AND head < ripe LOOP
          part := least(want, points[head]);
          points[head] := points[head] - part;
          available := available - part;
          revoked := revoked + part;
          want := want - part;
          EXIT WHEN points[head] > 0;
          head := head + 1;
        END LOOP;
        IF p_policy = 'debt' THEN
          owed := owed + want;
          revoked := revoked + want;
        END IF;
      END IF;
    END LOOP;
    debt := -owed;
    RETURN NEXT;
  END LOOP;
END $$;
CREATE INDEX ON past (cust);
`;
