pragma application_id = 1801941370;
pragma user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'kgquiz','m001_first_light','2026-11-22 12:40:00.193361+00:00');
CREATE TABLE card (
        deck integer not null references deck (id) on delete cascade,
        position integer not null,
        key text not null,
        item text not null,
        type text not null,
        rank integer not null,
        page integer not null,
        body blob not null,
        fresh integer not null,
        primary key (deck, position)
    ) strict, without rowid;
CREATE TABLE deck (
        id integer primary key,
        path text not null unique,
        size integer not null,
        mtime integer not null,
        read_at integer not null,
        hash text not null,
        slug text not null,
        cards integer not null,
        head blob not null
    ) strict;
CREATE TABLE log (
        seq integer primary key,
        id text not null unique,
        kind text not null,
        card text not null,
        at integer not null,
        day integer not null,
        mode text not null,
        rating integer,
        score real,
        finding text not null,
        answer text not null,
        spent integer not null,
        target text not null,
        attempt text not null,
        sure integer not null
    ) strict;
INSERT INTO "log" VALUES(1,'019cadc1f6b0aaaa0000000000000001','review','ch1/akim.typed',1772442000000,739677,'study',3,1.0,'keyboard','["Аким"]',4200,'','',0);
INSERT INTO "log" VALUES(2,'019cadc1f6b0aaaa0000000000000002','review','ch1/akim.recall',1772442010000,739677,'study',1,0.33,'partial','["бир"]',9000,'','',0);
CREATE TABLE memory (
        card text primary key,
        stability real,
        difficulty real,
        last_day integer not null,
        due integer not null,
        reps integer not null,
        lapses integer not null,
        first_day integer not null,
        last_rating integer,
        suspended integer not null
    ) strict, without rowid;
INSERT INTO "memory" VALUES('ch1/akim.recall',2.11999997496604919433e-01,6.41330003738403320312e+00,739677,739678,1,0,739677,1,0);
INSERT INTO "memory" VALUES('ch1/akim.typed',2.30649995803833,2.11810398101806640625e+00,739677,739679,1,0,739677,3,0);
CREATE TABLE setting (name text primary key, value text not null) strict, without rowid;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX log_card on log (card, at, id, kind, mode, rating, day);
CREATE INDEX log_day on log (day);
CREATE INDEX log_changes on log (card) where kind <> 'review';
CREATE INDEX memory_due on memory (due) where stability is not null and suspended = 0;
CREATE INDEX memory_last_day on memory (last_day);
CREATE INDEX memory_first_day on memory (first_day);
CREATE INDEX card_key on card (key, deck, item, type);
CREATE INDEX card_fresh on card (deck, rank, position) where fresh = 1;
COMMIT;
