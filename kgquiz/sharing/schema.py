"""What an administrator runs once on a PostgreSQL server: tables, rights, and the rule that each row has one owner."""

from __future__ import annotations

SCHEMA = """\
-- kgquiz on PostgreSQL 15 or newer. Run it once as the owner of the database; running it again changes nothing.
-- Logins:  create role aigul login password '…' in role kgquiz_student;
--          create role instructor login password '…' in role kgquiz_instructor;
begin;
do $$ begin create role kgquiz_student nologin; exception when duplicate_object then null; end $$;
do $$ begin create role kgquiz_instructor nologin; exception when duplicate_object then null; end $$;
create schema if not exists kgquiz;

-- What devices of one person tell each other (kgquiz sync).
create table if not exists kgquiz.event (
  owner name not null default session_user,
  seq bigint generated always as identity,
  entry text not null check (length(entry) <= 16777216),
  primary key (owner, seq)
);
-- Classes as instructors announced them.
create table if not exists kgquiz.class (
  code text primary key check (code ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  title text not null check (length(title) <= 1000),
  decks text[] not null,
  made text not null,
  hardness jsonb check (pg_column_size(hardness) <= 16777216),
  owner name not null default session_user
);
-- Who is in a class: a pseudonym, and a name where it was given. Who she is on the server no instructor sees.
create table if not exists kgquiz.member (
  class text not null references kgquiz.class on delete cascade,
  student text not null check (student ~ '^S-[0-9A-Z]{6}$'),
  name text not null default '' check (length(name) <= 100),
  owner name not null default session_user,
  primary key (class, student),
  unique (class, owner),
  unique (class, student, owner)
);
-- What was handed in, hundreds of answers a row; it is never changed, and goes with its member.
create table if not exists kgquiz.handed_in (
  class text not null,
  student text not null,
  seq bigint generated always as identity,
  device text not null check (length(device) <= 100),
  entry jsonb not null check (pg_column_size(entry) <= 16777216),
  owner name not null default session_user,
  primary key (class, student, seq),
  foreign key (class, student, owner) references kgquiz.member (class, student, owner) on delete cascade
);
-- The answers one by one, for your own SQL; it shows what the rules below let you see.
create or replace view kgquiz.answer with (security_invoker = true) as
  select class, student, a ->> 0 as id, a ->> 1 as kind, a ->> 2 as card, (a ->> 3)::bigint as at,
         (a ->> 4)::int as day, a ->> 5 as mode, (a ->> 6)::int as rating, (a ->> 7)::float as score,
         a ->> 8 as finding, a ->> 9 as answer,
         (a ->> 10)::bigint as spent, a ->> 11 as target, a ->> 12 as attempt, (a ->> 13)::int as sure
  from kgquiz.handed_in, jsonb_array_elements(entry -> 'answers') as a;

revoke all on schema kgquiz from public;
revoke all on all tables in schema kgquiz from public;
grant usage on schema kgquiz to kgquiz_student, kgquiz_instructor;
grant select, insert (entry) on kgquiz.event to kgquiz_student, kgquiz_instructor;
grant select (code, title, decks, made, hardness) on kgquiz.class to kgquiz_student, kgquiz_instructor;
grant insert (code, title, decks, made), update (hardness), delete on kgquiz.class to kgquiz_instructor;
grant select, insert (class, student, name), update (name), delete on kgquiz.member to kgquiz_student;
grant select, insert (class, student, device, entry) on kgquiz.handed_in to kgquiz_student;
grant select (class, student, name) on kgquiz.member to kgquiz_instructor;
grant select (class, student, seq, device, entry) on kgquiz.handed_in to kgquiz_instructor;
grant select on kgquiz.answer to kgquiz_student, kgquiz_instructor;

-- Each row belongs to who wrote it (session_user cannot be put on like a role); an instructor reads her own classes.
create or replace function kgquiz.own_classes() returns setof text stable security definer language sql
  set search_path = '' as $$ select code from kgquiz.class where owner = session_user $$;
alter table kgquiz.event enable row level security;
alter table kgquiz.class enable row level security;
alter table kgquiz.member enable row level security;
alter table kgquiz.handed_in enable row level security;
drop policy if exists own on kgquiz.event;
create policy own on kgquiz.event using (owner = session_user) with check (owner = session_user);
drop policy if exists seen on kgquiz.class;
create policy seen on kgquiz.class for select using (true);
drop policy if exists announced on kgquiz.class;
create policy announced on kgquiz.class for insert with check (owner = session_user);
drop policy if exists shared on kgquiz.class;
create policy shared on kgquiz.class for update using (owner = session_user) with check (owner = session_user);
drop policy if exists withdrawn on kgquiz.class;
create policy withdrawn on kgquiz.class for delete using (owner = session_user);
drop policy if exists own on kgquiz.member;
create policy own on kgquiz.member using (owner = session_user) with check (owner = session_user);
drop policy if exists taught on kgquiz.member;
create policy taught on kgquiz.member for select to kgquiz_instructor using (class in (select kgquiz.own_classes()));
drop policy if exists own on kgquiz.handed_in;
create policy own on kgquiz.handed_in using (owner = session_user) with check (owner = session_user);
drop policy if exists taught on kgquiz.handed_in;
create policy taught on kgquiz.handed_in for select to kgquiz_instructor using (class in (select kgquiz.own_classes()));
commit;
"""
