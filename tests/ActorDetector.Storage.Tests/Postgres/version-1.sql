-- A store of version 1: its tables and some rows, as that version made them.
CREATE TABLE actordetector (version integer NOT NULL, shards integer NOT NULL);

CREATE TABLE shards (shard integer PRIMARY KEY, epoch bigint NOT NULL, position bigint NOT NULL, generation bigint NOT NULL, attempt uuid);
CREATE FUNCTION move_shard(taken integer, owned bigint, moved bigint, tried uuid) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE shards SET position = moved, attempt = tried WHERE shard = taken AND epoch = owned AND attempt IS DISTINCT FROM tried;
    IF FOUND THEN
        RETURN;
    ELSIF EXISTS (SELECT FROM shards WHERE shard = taken AND epoch = owned) THEN
        RAISE 'this was committed before' USING ERRCODE = 'AD002';
    ELSE
        RAISE 'the shard has another owner' USING ERRCODE = 'AD001';
    END IF;
END
$body$;

CREATE TABLE parts (shard integer NOT NULL, name text NOT NULL, checksum bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY (shard, name));
CREATE TABLE deltas (shard integer NOT NULL, number bigint NOT NULL, checksum bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY (shard, number));
CREATE SEQUENCE producer_moves;
CREATE TABLE producers (shard integer NOT NULL, producer bytea NOT NULL, position bigint NOT NULL, moved bigint NOT NULL);
CREATE UNIQUE INDEX producers_key ON producers (shard, sha256(producer));
CREATE TABLE counters (shard integer NOT NULL, source bytea NOT NULL, kind bytea NOT NULL, reason bytea NOT NULL, value bigint NOT NULL);
CREATE UNIQUE INDEX counters_key ON counters (shard, sha256(source), kind, sha256(reason));

CREATE TABLE passive (shard integer NOT NULL, generation bigint NOT NULL, entity bytea NOT NULL, seen bigint NOT NULL, used bigint NOT NULL,
    arrived bigint NOT NULL, checksum bigint NOT NULL, content bytea NOT NULL);
CREATE UNIQUE INDEX passive_key ON passive (shard, generation, sha256(entity));
CREATE INDEX passive_seen ON passive (shard, generation, seen);
CREATE INDEX passive_arrived ON passive (shard, generation, arrived);
CREATE INDEX passive_used ON passive (shard, generation, used);

CREATE TABLE anomaly_numbers (last bigint NOT NULL, total bigint NOT NULL);
INSERT INTO anomaly_numbers VALUES (0, 0);
CREATE TABLE anomalies (number bigint PRIMARY KEY, id bytea NOT NULL, shard integer NOT NULL, log_position bigint NOT NULL, log_line integer NOT NULL,
    arrived bigint NOT NULL, entity bytea NOT NULL, kind integer NOT NULL, score double precision, total bigint NOT NULL, json bytea NOT NULL);
CREATE UNIQUE INDEX anomalies_id ON anomalies (sha256(id));
CREATE INDEX anomalies_entity ON anomalies (sha256(entity), number);
CREATE INDEX anomalies_arrived ON anomalies (arrived);

CREATE TABLE sessions (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stored bigint NOT NULL, session bytea NOT NULL,
    entity bytea NOT NULL, shard integer NOT NULL, events integer NOT NULL, closed bytea NOT NULL, last_time bigint NOT NULL);
CREATE INDEX sessions_entity ON sessions (sha256(entity), number);
CREATE INDEX sessions_stored ON sessions (stored);

CREATE TABLE dead_letters (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, time bigint NOT NULL, actor bytea NOT NULL,
    message bytea NOT NULL, reason bytea NOT NULL);
CREATE INDEX dead_letters_time ON dead_letters (time);
CREATE TABLE models (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version bytea NOT NULL, path bytea NOT NULL, since bigint NOT NULL,
    templates bytea NOT NULL);
CREATE TABLE unseen (text bytea NOT NULL, lines bigint NOT NULL, first_seen bigint NOT NULL, last_seen bigint NOT NULL);
CREATE UNIQUE INDEX unseen_key ON unseen (sha256(text));
CREATE TABLE sinks (sink bytea PRIMARY KEY, number bigint NOT NULL);
CREATE TABLE source_memory (source bytea NOT NULL, key bytea NOT NULL, value bytea NOT NULL);
CREATE UNIQUE INDEX source_memory_key ON source_memory (source, sha256(key));

CREATE TABLE attempts (attempt uuid PRIMARY KEY, made timestamptz NOT NULL DEFAULT now());

INSERT INTO actordetector VALUES (1, 4);
INSERT INTO anomalies VALUES (1, '\x332f3639', 3, 77, 3, 1000, '\x686f73742d31', 0, 9.25, 713, '\x7b226964223a22332f3639222c2274696d65223a22323032342d30352d30365430373a30383a30392e30312b30323a3030222c22656e74697479223a22686f73742d31222c2273657373696f6e223a22686f73742d312332222c22736f75726365223a226170702e6c6f67222c226c696e65223a313233342c22726177223a22476f7420657863657074696f6e205c22785c22203c2a3e20e6bca2222c2274656d706c617465223a22476f7420657863657074696f6e203c2a3e222c226c6f675f6b6579223a372c226465746563746f72223a226e6578742d6b6579222c226465746563746f7273223a5b226e6578742d6b6579222c226c656e677468225d2c226b696e64223a22756e65787065637465642d6b6579222c2273636f7265223a392e32352c2272616e6b223a31342c2270726f626162696c697479223a302e303030312c226578706563746564223a5b7b2274656d706c617465223a22526563656976696e67203c2a3e222c226c6f675f6b6579223a332c2270726f626162696c697479223a302e39337d2c7b2274656d706c617465223a2244656c6574696e67203c2a3e222c226c6f675f6b6579223a342c2270726f626162696c697479223a302e3034317d5d2c226d6f64656c223a226d31222c226578706c616e6174696f6e223a225c22526563656976696e675c2220776173206578706563746564227d');
UPDATE anomaly_numbers SET last = 1, total = 713;
INSERT INTO attempts VALUES ('41ea256c-47d5-4452-91b2-f1b6b3a14539', '2026-11-30 20:16:08.567761+00');
INSERT INTO attempts VALUES ('8085d418-0bf3-46f9-8e22-882bef98bd77', '2026-11-30 20:16:08.570736+00');
INSERT INTO counters VALUES (3, '\x6170702e6c6f67', '\x6c696e6573', '\x', 71);
INSERT INTO dead_letters OVERRIDING SYSTEM VALUE VALUES (1, 1000, '\x73686172642030', '\x6c', '\x466f726d6174457863657074696f6e3a206e6f');
INSERT INTO deltas VALUES (3, 2, 2036731436, '\x0909');
INSERT INTO models OVERRIDING SYSTEM VALUE VALUES (1, '\x6d31', '\x2f6d6f64656c732f6d31', 5, '\x5b22526563656976696e67205c75303033432a5c7530303345225d');
INSERT INTO parts VALUES (3, 'clock', 174936269, '\x01');
INSERT INTO passive VALUES (3, 0, '\x61', 10, 1, 10, 2493900515, '\x73657373696f6e206f662061');
INSERT INTO producers VALUES (3, '\x6170702e6c6f67', 69, 1);
INSERT INTO sessions OVERRIDING SYSTEM VALUE VALUES (1, 639316665684490213, '\x612331', '\x61', 0, 12, '\x69646c65', 4711);
INSERT INTO shards VALUES (3, 2, 70, 0, 'd5d38141-77a2-4306-bad3-228e6576699c');
INSERT INTO sinks VALUES ('\x7374646f7574', 1);
INSERT INTO source_memory VALUES ('\x66696c6573', '\x6170702e6c6f67', '\x04');
INSERT INTO unseen VALUES ('\x75', 1, 1, 1);
SELECT pg_catalog.setval('dead_letters_number_seq', 1, true);
SELECT pg_catalog.setval('models_number_seq', 1, true);
SELECT pg_catalog.setval('producer_moves', 1, true);
SELECT pg_catalog.setval('sessions_number_seq', 1, true);
