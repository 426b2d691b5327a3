pragma application_id = 1801941370;
pragma user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'kgquiz','m001_first_light','2026-11-26 01:41:57.170844+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'kgquiz','m002_exams','2026-11-26 01:41:57.171240+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'kgquiz','m003_order_of_learning','2026-11-26 14:08:37.787011+00:00');
CREATE TABLE attempt (
        number integer primary key,
        id text not null unique,
        exam text not null,
        seed text not null,
        practice integer not null,
        started integer not null,
        blueprint text not null,
        terms text not null,
        marked integer,
        points real,
        worth real,
        marks text
    ) strict;
INSERT INTO "attempt" VALUES(1,'019cd8b0eeb82e44158bae97ba94','small','3',0,1773162000055,'{"exam": "small", "title": "A small exam", "minutes": 20, "sections": [{"decks": ["small"], "count": 1, "id": "", "title": "Typed", "types": ["typed"], "tags": [], "chapters": [], "points": 1.0}, {"decks": ["small"], "count": 1, "id": "", "title": "Open", "types": ["outline"], "tags": [], "chapters": [], "points": 2.0}], "format": 1, "pass_mark": 50.0, "clock": "running", "penalty": false, "certainty": false, "shuffle": false}','{"small": [["Ижара"], ["Жогорку Кеңеш"], ["мэр"]]}',1773162000083,2.0,3.0,'[{"position": 0, "verdict": {"score": 1.0, "finding": "keyboard", "expected": "Жогорку Кеңеш", "other": "", "forgiven": [["кенеш", "Кеңеш", "keyboard"]]}, "share": 1.0, "credit": 1.0, "points": 1.0, "worth": 1.0, "answered": true, "answer": ["жогорку кенеш"], "sure": 0, "spent": 7, "seen": true, "at": 1773162000063, "self_marked": false, "proposed": 0, "changed": 0}, {"position": 1, "verdict": {"score": 0.5, "finding": "partial", "expected": "", "other": "", "forgiven": []}, "share": 0.5, "credit": 0.5, "points": 1.0, "worth": 2.0, "answered": true, "answer": ["бирөө"], "sure": 0, "spent": 13, "seen": true, "at": 1773162000070, "self_marked": true, "proposed": 1, "changed": 0}]');
INSERT INTO "attempt" VALUES(2,'019cdcfb90d794e3bf911a61dbe2','small','4',0,1773234000086,'{"exam": "small", "title": "A small exam", "minutes": 20, "sections": [{"decks": ["small"], "count": 1, "id": "", "title": "Typed", "types": ["typed"], "tags": [], "chapters": [], "points": 1.0}, {"decks": ["small"], "count": 1, "id": "", "title": "Open", "types": ["outline"], "tags": [], "chapters": [], "points": 2.0}], "format": 1, "pass_mark": 50.0, "clock": "running", "penalty": false, "certainty": false, "shuffle": false}','{"small": [["Ижара"], ["Жогорку Кеңеш"], ["мэр"]]}',NULL,NULL,NULL,NULL);
CREATE TABLE attempt_item (
        attempt integer not null references attempt (number) on delete cascade,
        position integer not null,
        key text not null,
        item text not null,
        deck text not null,
        chapter integer not null,
        section integer not null,
        points real not null,
        salt integer not null,
        type text not null,
        card blob not null,
        primary key (attempt, position)
    ) strict, without rowid;
INSERT INTO "attempt_item" VALUES(1,0,'small/council.typed','small/council','small',6,0,1.0,6615268748308054,'typed',X'DE000DA26964AD636F756E63696C2E7479706564A46974656DA7636F756E63696CA47061676504A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D92DD09FD0B0D180D0BBD0B0D0BCD0B5D0BDD18220D0BAD0B0D0BDD0B4D0B0D0B920D0B0D182D0B0D0BBD0B0D1823FA6616E73776572B9D096D0BED0B3D0BED180D0BAD18320D09AD0B5D2A3D0B5D188A661636365707490A672656A65637490A56D61746368A76D65616E696E67A27275A0A2656EA0');
INSERT INTO "attempt_item" VALUES(1,1,'small/q1.outline','small/q1','small',6,1,2.0,1516344993311328,'outline',X'88A26964AA71312E6F75746C696E65A46974656DA27131A47061676506A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D925D0ADD0BAD0B820D0B1D0B5D0BBD0B3D0B8D181D0B8D0BD20D0B0D182D0B0D2A3D18BD0B72EA6706F696E747392AAD0B1D0B8D180D3A9D3A9B0D18DD0BAD0B8D0BDD187D0B8D181D0B8');
INSERT INTO "attempt_item" VALUES(2,0,'small/head.typed','small/head','small',6,0,1.0,3705260634503090,'typed',X'DE000DA26964AA686561642E7479706564A46974656DA468656164A47061676505A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D925D0A8D0B0D0B0D180D0B4D18B20D0BAD0B8D0BC20D0B1D0B0D188D0BAD0B0D180D0B0D1823FA6616E73776572A6D0BCD18DD180A661636365707490A672656A65637490A56D61746368A76D65616E696E67A27275A0A2656EA0');
INSERT INTO "attempt_item" VALUES(2,1,'small/q1.outline','small/q1','small',6,1,2.0,376090977205842,'outline',X'88A26964AA71312E6F75746C696E65A46974656DA27131A47061676506A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D925D0ADD0BAD0B820D0B1D0B5D0BBD0B3D0B8D181D0B8D0BD20D0B0D182D0B0D2A3D18BD0B72EA6706F696E747392AAD0B1D0B8D180D3A9D3A9B0D18DD0BAD0B8D0BDD187D0B8D181D0B8');
CREATE TABLE attempt_step (
        attempt integer not null references attempt (number) on delete cascade,
        seq integer not null,
        act text not null,
        at integer not null,
        item integer not null,
        answer text not null,
        sure integer not null,
        primary key (attempt, seq)
    ) strict, without rowid;
INSERT INTO "attempt_step" VALUES(1,1,'start',1773162000055,-1,'[]',0);
INSERT INTO "attempt_step" VALUES(1,2,'show',1773162000058,0,'[]',0);
INSERT INTO "attempt_step" VALUES(1,3,'answer',1773162000063,0,'["жогорку кенеш"]',0);
INSERT INTO "attempt_step" VALUES(1,4,'show',1773162000065,1,'[]',0);
INSERT INTO "attempt_step" VALUES(1,5,'answer',1773162000070,1,'["бирөө"]',0);
INSERT INTO "attempt_step" VALUES(1,6,'hand-in',1773162000078,-1,'[]',0);
INSERT INTO "attempt_step" VALUES(1,7,'tick',1773162000080,1,'["бирөө"]',0);
INSERT INTO "attempt_step" VALUES(2,1,'start',1773234000086,-1,'[]',0);
INSERT INTO "attempt_step" VALUES(2,2,'show',1773234000089,0,'[]',0);
INSERT INTO "attempt_step" VALUES(2,3,'answer',1773234000094,0,'["жогорку кенеш"]',0);
INSERT INTO "attempt_step" VALUES(2,4,'show',1773234000096,1,'[]',0);
INSERT INTO "attempt_step" VALUES(2,5,'pause',1773234000100,-1,'[]',0);
CREATE TABLE card (
        deck integer not null references deck (id) on delete cascade,
        position integer not null,
        key text not null,
        item text not null,
        type text not null,
        rank integer not null,
        page integer not null,
        body blob not null,
        fresh integer not null, lesson integer not null default 0,
        primary key (deck, position)
    ) strict, without rowid;
INSERT INTO "card" VALUES(1,0,'small/lease.recall','small/lease','recall',0,3,X'DE000BA26964AC6C656173652E726563616C6CA46974656DA56C65617365A47061676503A773656374696F6EA0A46E6F7465A0A47461677390A47465726DAAD098D0B6D0B0D180D0B0A76D65616E696E67D938D090D0BAD18B20D2AFD187D2AFD0BD20D183D0B1D0B0D0BAD182D18BD0BBD183D18320D0BFD0B0D0B9D0B4D0B0D0BBD0B0D0BDD183D1832EA6706F696E747392B2D183D0B1D0B0D0BAD182D18BD0BBD183D183AFD0B0D0BAD18B20D2AFD187D2AFD0BDA27275A0A2656EA0',1,0);
INSERT INTO "card" VALUES(1,1,'small/council.typed','small/council','typed',0,4,X'DE000DA26964AD636F756E63696C2E7479706564A46974656DA7636F756E63696CA47061676504A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D92DD09FD0B0D180D0BBD0B0D0BCD0B5D0BDD18220D0BAD0B0D0BDD0B4D0B0D0B920D0B0D182D0B0D0BBD0B0D1823FA6616E73776572B9D096D0BED0B3D0BED180D0BAD18320D09AD0B5D2A3D0B5D188A661636365707490A672656A65637490A56D61746368A76D65616E696E67A27275A0A2656EA0',0,0);
INSERT INTO "card" VALUES(1,2,'small/head.choice','small/head','choice',0,5,X'DE000DA26964AB686561642E63686F696365A46974656DA468656164A47061676505A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074B8D09AD0B8D0BC20D0B1D0B0D188D0BAD0B0D180D0B0D1823FA6616E73776572A6D0BCD18DD180A577726F6E6793A8D0B0D0BAD0B8D0BCB4D0B3D183D0B1D0B5D180D0BDD0B0D182D0BED180ACD181D0BFD0B8D0BAD0B5D180A46C61737490A3776879A0A27275A0A2656EA0',1,0);
INSERT INTO "card" VALUES(1,3,'small/q1.outline','small/q1','outline',0,6,X'88A26964AA71312E6F75746C696E65A46974656DA27131A47061676506A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D925D0ADD0BAD0B820D0B1D0B5D0BBD0B3D0B8D181D0B8D0BD20D0B0D182D0B0D2A3D18BD0B72EA6706F696E747392AAD0B1D0B8D180D3A9D3A9B0D18DD0BAD0B8D0BDD187D0B8D181D0B8',0,0);
INSERT INTO "card" VALUES(1,4,'small/head.typed','small/head','typed',1,5,X'DE000DA26964AA686561642E7479706564A46974656DA468656164A47061676505A773656374696F6EA0A46E6F7465A0A47461677390A670726F6D7074D925D0A8D0B0D0B0D180D0B4D18B20D0BAD0B8D0BC20D0B1D0B0D188D0BAD0B0D180D0B0D1823FA6616E73776572A6D0BCD18DD180A661636365707490A672656A65637490A56D61746368A76D65616E696E67A27275A0A2656EA0',0,0);
INSERT INTO "card" VALUES(2,0,'small/lease.recall','small/lease','recall',0,3,X'DE000EA26964AC6C656173652E726563616C6CA46974656DA56C65617365A47061676503A773656374696F6EA0A46E6F7465A0A47461677390A56E6565647390A377617390A86C616E6775616765A26B79A47465726DAAD098D0B6D0B0D180D0B0A76D65616E696E67D938D090D0BAD18B20D2AFD187D2AFD0BD20D183D0B1D0B0D0BAD182D18BD0BBD183D18320D0BFD0B0D0B9D0B4D0B0D0BBD0B0D0BDD183D1832EA6706F696E747392B2D183D0B1D0B0D0BAD182D18BD0BBD183D183AFD0B0D0BAD18B20D2AFD187D2AFD0BDA27275A0A2656EA0',1,0);
INSERT INTO "card" VALUES(2,1,'small/council.typed','small/council','typed',0,4,X'DE0010A26964AD636F756E63696C2E7479706564A46974656DA7636F756E63696CA47061676504A773656374696F6EA0A46E6F7465A0A47461677390A56E6565647390A377617390A86C616E6775616765A26B79A670726F6D7074D92DD09FD0B0D180D0BBD0B0D0BCD0B5D0BDD18220D0BAD0B0D0BDD0B4D0B0D0B920D0B0D182D0B0D0BBD0B0D1823FA6616E73776572B9D096D0BED0B3D0BED180D0BAD18320D09AD0B5D2A3D0B5D188A661636365707490A672656A65637490A56D61746368A76D65616E696E67A27275A0A2656EA0',0,1);
INSERT INTO "card" VALUES(2,2,'small/head.choice','small/head','choice',0,5,X'DE0010A26964AB686561642E63686F696365A46974656DA468656164A47061676505A773656374696F6EA0A46E6F7465A0A47461677390A56E6565647390A377617390A86C616E6775616765A26B79A670726F6D7074B8D09AD0B8D0BC20D0B1D0B0D188D0BAD0B0D180D0B0D1823FA6616E73776572A6D0BCD18DD180A577726F6E6793A8D0B0D0BAD0B8D0BCB4D0B3D183D0B1D0B5D180D0BDD0B0D182D0BED180ACD181D0BFD0B8D0BAD0B5D180A46C61737490A3776879A0A27275A0A2656EA0',1,2);
INSERT INTO "card" VALUES(2,3,'small/q1.outline','small/q1','outline',0,6,X'DE000BA26964AA71312E6F75746C696E65A46974656DA27131A47061676506A773656374696F6EA0A46E6F7465A0A47461677390A56E6565647390A377617390A86C616E6775616765A26B79A670726F6D7074D925D0ADD0BAD0B820D0B1D0B5D0BBD0B3D0B8D181D0B8D0BD20D0B0D182D0B0D2A3D18BD0B72EA6706F696E747392AAD0B1D0B8D180D3A9D3A9B0D18DD0BAD0B8D0BDD187D0B8D181D0B8',0,3);
INSERT INTO "card" VALUES(2,4,'small/head.typed','small/head','typed',1,5,X'DE0010A26964AA686561642E7479706564A46974656DA468656164A47061676505A773656374696F6EA0A46E6F7465A0A47461677390A56E6565647390A377617390A86C616E6775616765A26B79A670726F6D7074D925D0A8D0B0D0B0D180D0B4D18B20D0BAD0B8D0BC20D0B1D0B0D188D0BAD0B0D180D0B0D1823FA6616E73776572A6D0BCD18DD180A661636365707490A672656A65637490A56D61746368A76D65616E696E67A27275A0A2656EA0',0,4);
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
INSERT INTO "deck" VALUES(1,'/shelf/shipped/small.yaml',862,1795657317029432245,1795657317940025570,'2:e6d40a7c1f8148880e0fd06bcdc373c8','small',5,X'88A46465636BA5736D616C6CA57469746C65AC4120736D616C6C206465636BA6666F726D617401A76368617074657206A47061727400A561735F6F66A0A873656374696F6E739183A26964A27331A57469746C65AD46697273742073656374696F6EA47061676501A56E616D657390');
INSERT INTO "deck" VALUES(2,'/case/shipped/small.yaml',862,1795702117631917289,1795702118426865709,'5:e6d40a7c1f8148880e0fd06bcdc373c8','small',5,X'8BA46465636BA5736D616C6CA57469746C65AC4120736D616C6C206465636BA6666F726D617401A76368617074657206A47061727400A561735F6F66A0A86C616E6775616765A26B79A873656374696F6E739183A26964A27331A57469746C65AD46697273742073656374696F6EA47061676501A56E616D657390AA74616B656E5F66726F6D90A96E6F745F74616B656E90');
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
INSERT INTO "log" VALUES(1,'019cb65bde84f2a74de452e6b438','review','small/council.typed',1772586000005,739678,'study',3,1.0,'keyboard','["жогорку кенеш"]',0,'','',0);
INSERT INTO "log" VALUES(2,'019cb65bde886513270e269e0d37','review','small/head.typed',1772586000009,739678,'study',1,0.0,'wrong','["аким"]',0,'','',0);
INSERT INTO "log" VALUES(3,'019cb65bde8c0c5c7fd0a6a3a450','amend','small/head.typed',1772586000013,739678,'study',3,1.0,'i was right','[]',0,'019cb65bde886513270e269e0d37','',0);
INSERT INTO "log" VALUES(4,'019cbef122946b0d549b6f03675a','review','small/head.choice',1772730000021,739680,'cram',1,0.0,'wrong','["спикер"]',0,'','',0);
INSERT INTO "log" VALUES(5,'019cbef122986cad4a268d116ece','review','small/head.choice',1772730000025,739680,'cram',1,0.0,'wrong','["аким"]',0,'','',0);
INSERT INTO "log" VALUES(6,'019cc33bc49f95e60af593bd04cf','suspend','small/head.choice',1772802000032,739681,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(7,'019cc78666a30cb1e29c658cda14','undo','small/head.choice',1772874000036,739682,'study',NULL,NULL,'','[]',0,'019cc33bc49f95e60af593bd04cf','',0);
INSERT INTO "log" VALUES(8,'019ccbd108a96b4cb2424a23d596','suspend','small/head.choice',1772946000042,739683,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(9,'019cd01baaad8a6a63ec24ede6a4','resume','small/head.choice',1773018000046,739683,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(10,'019cd4664cb3d0eda82f8f6d0558','suspend','small/head.choice',1773090000052,739684,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(11,'019cd8b0eeb82e44158bae97ba94-0000','review','small/council.typed',1773162000063,739685,'exam',3,1.0,'keyboard','["жогорку кенеш"]',7,'','019cd8b0eeb82e44158bae97ba94',0);
INSERT INTO "log" VALUES(12,'019cd8b0eeb82e44158bae97ba94-0001','review','small/q1.outline',1773162000070,739685,'exam',2,0.5,'partial','["бирөө"]',13,'','019cd8b0eeb82e44158bae97ba94',0);
INSERT INTO "log" VALUES(13,'019d38d24e82f2a74de452e6b438','note','small/head.typed',1774774800003,739704,'study',NULL,NULL,'','["мэр — шаарда", "аким — районда"]',0,'','',0);
INSERT INTO "log" VALUES(14,'019d38d24e856513270e269e0d37','star','small/head.typed',1774774800006,739704,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(15,'019d38d24e880c5c7fd0a6a3a450','star','small/council.typed',1774774800009,739704,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(16,'019d38d24e8bd23f0824128b2f33','unstar','small/council.typed',1774774800012,739704,'study',NULL,NULL,'','[]',0,'','',0);
INSERT INTO "log" VALUES(17,'019d0000000000000000000000aa','known','small/q1.outline',1774774800013,739704,'study',NULL,NULL,'','[]',0,'','',0);
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
INSERT INTO "memory" VALUES('small/council.typed',2.14114017486572265629e+01,2.11121416091918945312e+00,739685,739730,2,0,739678,3,0);
INSERT INTO "memory" VALUES('small/head.choice',NULL,NULL,0,0,0,0,0,NULL,1);
INSERT INTO "memory" VALUES('small/head.typed',2.30649995803833,2.11810398101806640625e+00,739678,739681,1,0,739678,3,0);
INSERT INTO "memory" VALUES('small/q1.outline',2.92805843353271484375e+01,3.46411418914794921875e+00,739704,739762,2,0,739685,4,0);
CREATE TABLE setting (name text primary key, value text not null) strict, without rowid;
INSERT INTO "setting" VALUES('new-per-day','7');
INSERT INTO "setting" VALUES('plan','{"exam": 739746, "minutes": 20, "names": ["small"], "off": [6], "rehearsal": false, "reviews_first": 0, "order": "mixed"}');
INSERT INTO "setting" VALUES('plan-predicted','{"exam": 739746, "mark": 99.46276936322283, "low": 99.46276936322283, "high": 100.0, "passing": 0.9906510326064523}');
INSERT INTO "setting" VALUES('plan-results','[{"exam": 739705, "predicted": 98.81276000274066, "low": 98.81276000274066, "high": 100.0, "actual": 78.0}]');
INSERT INTO "setting" VALUES('plan-today','{"key": "[739704, {\"exam\": 739746, \"minutes\": 20, \"names\": [\"small\"], \"off\": [6], \"rehearsal\": false, \"reviews_first\": 0, \"order\": \"mixed\"}, \"\", [2, 1795702118426865709], [0.21199999749660492, 1.2930999994277954, 2.30649995803833, 8.295599937438965, 6.413300037384033, 0.8334000110626221, 3.019399881362915, 0.0010000000474974513, 1.8722000122070312, 0.16660000383853912, 0.7960000038146973, 1.4835000038146973, 0.061400000005960464, 0.2628999948501587, 1.648300051689148, 0.6014000177383423, 1.8729000091552734, 0.5425000190734863, 0.09120000153779984, 0.0658000037074089, 0.1542000025510788], 0.6, true]", "work": []}');
INSERT INTO "setting" VALUES('retention','0.85');
INSERT INTO "setting" VALUES('tuned-at','4');
INSERT INTO "setting" VALUES('weights-history','[{"until": 739700, "weights": [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], "uncertainty": 0.04}]');
INSERT INTO "setting" VALUES('weights-uncertainty','0.03');
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
CREATE INDEX attempt_exam on attempt (exam);
CREATE INDEX log_exam_misses on log (card, seq) where mode = 'exam' and rating = 1;
CREATE INDEX card_lesson on card (deck, lesson) where fresh = 1;
CREATE INDEX card_item on card (deck, item);
COMMIT;
