-- What people read: names instead of ids, the quoted sentence and its source in each row. Ids stand last.

CREATE VIEW claim_quotes AS
SELECT c.id AS claim,
  (SELECT group_concat(sentence, ' … ') FROM (
    SELECT DISTINCT substr(a.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence
    FROM evidence e WHERE e.claim = c.id ORDER BY e.sentence_start)) AS quote,
  a.title AS article_title, a.published, coalesce(a.url, a.source) AS source, a.publisher, a.id AS article
FROM claims c JOIN articles a ON a.id = c.article;

-- The claims of each row of the ledger. `best`: the one that it rests on; `adds`: names the unit or the person where
-- the best one does not. Of an article and its copies that say it one is here, the others are in `ledger_copies`.
CREATE VIEW ledger_sources AS
SELECT lc.ledger, lc.claim, q.article, lc.claim = l.claim AS best,
  lc.claim <> l.claim AND (
    (l.person IS NOT NULL AND b.person IS NULL AND r.person IS NOT NULL) OR
    (l.unit IS NOT NULL AND b.unit IS NULL AND r.unit IS NOT NULL)) AS adds,
  q.quote, q.article_title, q.published, q.source
FROM ledger_claims lc
JOIN ledger l ON l.id = lc.ledger
JOIN claim_bloc_roles b ON b.claim = l.claim
JOIN claim_bloc_roles r ON r.claim = lc.claim
JOIN claim_quotes q ON q.claim = lc.claim
WHERE lc.listed;

-- The articles that say what a row of the ledger says and are one with one of its sources: mostly copies of it (then
-- `copy_of` is their original), or the original of a copy that says it better.
CREATE VIEW ledger_copies AS
SELECT DISTINCT lc.ledger, a.id AS article, a.title AS article_title, a.published, a.publisher,
  coalesce(a.url, a.source) AS source, k.original AS copy_of
FROM ledger_claims lc
JOIN claims c ON c.id = lc.claim
JOIN articles a ON a.id = c.article
LEFT JOIN copies k ON k.article = a.id
WHERE NOT lc.listed;

-- For each article of a group of copies every other one of it. `is_original`: of the other one.
CREATE VIEW article_copies AS
SELECT g.article, o.id AS other, o.id = g.original AS is_original, coalesce(k.kind, own.kind) AS kind,
  coalesce(k.similarity, own.similarity) AS similarity, coalesce(k.reason, own.reason) AS reason,
  o.title, o.published, o.publisher, coalesce(o.url, o.source) AS source
FROM (SELECT article, original FROM copies UNION ALL SELECT DISTINCT original, original FROM copies) g
JOIN (SELECT article, original FROM copies UNION ALL SELECT DISTINCT original, original FROM copies) m
  ON m.original = g.original AND m.article <> g.article
JOIN articles o ON o.id = m.article
LEFT JOIN copies k ON k.article = o.id
LEFT JOIN copies own ON own.article = g.article;

-- `quote` is the best sentence, and one more of that article where the best does not name the unit or the person that
-- the row names; where another article names them, its sentence stands with it in `other_sources`.
CREATE VIEW who_led AS
SELECT b.name AS bloc, b.scope, l.year, l.role, u.name AS unit, p.name AS person, l.basis, g.name AS handed_over_by,
  l.inferred, l.contradicted,
  q.quote || coalesce(' … ' || (SELECT s.quote FROM ledger_sources s WHERE s.ledger = l.id AND s.adds
    AND s.article = q.article AND instr(q.quote, s.quote) = 0 ORDER BY s.claim LIMIT 1), '') AS quote,
  q.article_title, q.published, q.source, l.sources,
  (SELECT group_concat(said, ' · ') FROM (
    SELECT max(CASE WHEN s.adds THEN '“' || s.quote || '” ' ELSE '' END)
      || coalesce(s.article_title, s.source) || coalesce(', ' || s.published, '') AS said
    FROM ledger_sources s WHERE s.ledger = l.id AND s.article <> q.article
    GROUP BY s.article ORDER BY s.published IS NULL, s.published, min(s.claim))) AS other_sources,
  (SELECT group_concat(said, ' · ') FROM (
    SELECT coalesce(k.publisher || ': ', '') || coalesce(k.article_title, k.source) || coalesce(', ' || k.published, '')
      AS said
    FROM ledger_copies k WHERE k.ledger = l.id
    ORDER BY k.published IS NULL, k.published, k.article)) AS also_in,
  l.bloc AS bloc_id, l.unit AS unit_id, l.person AS person_id, q.article AS article_id, l.id AS ledger_id
FROM ledger l
JOIN blocs b ON b.id = l.bloc
LEFT JOIN units u ON u.id = l.unit
LEFT JOIN units g ON g.id = l.giver
LEFT JOIN people p ON p.id = l.person
JOIN claim_quotes q ON q.claim = l.claim;

-- As who_led, with a row for every claim of every article.
CREATE VIEW who_led_by_source AS
SELECT b.name AS bloc, b.scope, l.year, l.role, u.name AS unit, r.person, r.basis, l.contradicted, r.since, r.until,
  q.quote, q.article_title, q.published, q.source, c.confidence, c.rule,
  (SELECT original FROM copies WHERE copies.article = q.article) AS copy_of,
  l.bloc AS bloc_id, l.unit AS unit_id, l.person AS person_id, q.article AS article_id, lc.claim AS claim_id
FROM ledger_claims lc
JOIN ledger l ON l.id = lc.ledger
JOIN blocs b ON b.id = l.bloc
LEFT JOIN units u ON u.id = l.unit
JOIN claim_bloc_roles r ON r.claim = lc.claim
JOIN claims c ON c.id = lc.claim
JOIN claim_quotes q ON q.claim = lc.claim;

CREATE VIEW contradictions AS
SELECT b.name AS bloc, b.scope, x.year,
  u1.name AS unit_1, q1.quote AS quote_1, q1.published AS published_1, q1.source AS source_1,
  u2.name AS unit_2, q2.quote AS quote_2, q2.published AS published_2, q2.source AS source_2,
  x.bloc AS bloc_id, q1.article AS article_1_id, q2.article AS article_2_id
FROM ledger_contradictions k
JOIN ledger x ON x.id = k.first
JOIN ledger y ON y.id = k.second
JOIN blocs b ON b.id = x.bloc
LEFT JOIN units u1 ON u1.id = x.unit
LEFT JOIN units u2 ON u2.id = y.unit
JOIN claim_quotes q1 ON q1.claim = x.claim
JOIN claim_quotes q2 ON q2.claim = y.claim;

CREATE VIEW bloc_members AS
SELECT b.name AS bloc, b.scope, m.unit, cb.basis, q.quote, q.article_title, q.published, q.source,
  bm.bloc AS bloc_id, um.unit AS unit_id, q.article AS article_id
FROM claim_bloc_members m
JOIN claim_blocs cb ON cb.claim = m.claim
JOIN bloc_mentions bm ON bm.claim = m.claim AND bm.field = 'name'
JOIN blocs b ON b.id = bm.bloc
LEFT JOIN unit_mentions um ON um.claim = m.claim AND um.field = 'member' AND um.name = m.unit
JOIN claim_quotes q ON q.claim = m.claim;

CREATE VIEW careers AS
SELECT p.name AS person, t.title, u.name AS unit, t.first_cited, t.last_cited, t.started, t.ended, t.former_cited,
  q.quote, q.article_title, q.published, q.source, t.sources,
  t.person AS person_id, t.unit AS unit_id, q.article AS article_id
FROM tenures t
JOIN people p ON p.id = t.person
LEFT JOIN units u ON u.id = t.unit
JOIN claim_quotes q ON q.claim = t.claim;

-- Who was there, with rank and part, as each article names them.
CREATE VIEW officials_named AS
SELECT p.name AS person, o.rank, o.academic, o.part,
  (SELECT group_concat(post, '; ') FROM (
    SELECT iif(s.former, 'nguyên ', '') || s.title || coalesce(' ' || s.unit, '') AS post
    FROM claim_posts s WHERE s.claim = o.claim ORDER BY s.position)) AS posts,
  q.quote, q.article_title, q.published, q.source, pm.person AS person_id, q.article AS article_id
FROM claim_officials o
JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
JOIN people p ON p.id = pm.person
JOIN claim_quotes q ON q.claim = o.claim;

CREATE VIEW awards_given AS
SELECT w.award, w.status, w.recipient, w.recipient_kind, w.count, w.grantor, w.year,
  q.quote, q.article_title, q.published, q.source,
  um.unit AS unit_id, pm.person AS person_id, q.article AS article_id
FROM claim_awards w
LEFT JOIN unit_mentions um ON um.claim = w.claim AND um.field = 'recipient'
LEFT JOIN person_mentions pm ON pm.claim = w.claim AND pm.field = 'recipient'
JOIN claim_quotes q ON q.claim = w.claim;

CREATE VIEW handovers_by_date AS
SELECT coalesce(h.date, q.published) AS by_date, h.date, h.kind, h.post, h.organization, b.scope,
  h.giver AS "from", h.taker AS "to", h.year, q.quote, q.article_title, q.published, q.source,
  bm.bloc AS bloc_id, q.article AS article_id
FROM claim_handovers h
LEFT JOIN bloc_mentions bm ON bm.claim = h.claim AND bm.field = 'organization'
LEFT JOIN blocs b ON b.id = bm.bloc
JOIN claim_quotes q ON q.claim = h.claim;

CREATE VIEW meetings_held AS
SELECT m.date, m.bloc, b.scope, m.place, m.period,
  (SELECT group_concat(kind, ', ') FROM (
    SELECT k.kind FROM claim_meeting_kinds k WHERE k.claim = m.claim ORDER BY k.position)) AS kinds,
  q.quote, q.article_title, q.published, q.source, bm.bloc AS bloc_id, q.article AS article_id
FROM claim_meetings m
LEFT JOIN bloc_mentions bm ON bm.claim = m.claim AND bm.field = 'bloc'
LEFT JOIN blocs b ON b.id = bm.bloc
JOIN claim_quotes q ON q.claim = m.claim;

CREATE VIEW superiors AS
SELECT s.name AS unit, s.parent AS superior, q.quote, q.article_title, q.published, q.source,
  um.unit AS unit_id, up.unit AS superior_id, q.article AS article_id
FROM claim_units s
LEFT JOIN unit_mentions um ON um.claim = s.claim AND um.field = 'name'
LEFT JOIN unit_mentions up ON up.claim = s.claim AND up.field = 'parent'
JOIN claim_quotes q ON q.claim = s.claim;

CREATE VIEW documents_cited AS
SELECT d.number, d.kind, d.date, d.issuer, q.quote, q.article_title, q.published, q.source, q.article AS article_id
FROM claim_documents d
JOIN claim_quotes q ON q.claim = d.claim;

CREATE VIEW possibly_the_same AS
SELECT s.kind,
  coalesce(p1.name, b1.name, u1.name) AS name_1, b1.scope AS scope_1,
  coalesce(p2.name, b2.name, u2.name) AS name_2, b2.scope AS scope_2,
  s.reason, s.first AS id_1, s.second AS id_2
FROM possibly_same s
LEFT JOIN people p1 ON p1.id = s.first LEFT JOIN people p2 ON p2.id = s.second
LEFT JOIN blocs b1 ON b1.id = s.first LEFT JOIN blocs b2 ON b2.id = s.second
LEFT JOIN units u1 ON u1.id = s.first LEFT JOIN units u2 ON u2.id = s.second;

CREATE VIEW copied_articles AS
SELECT a.title, a.published, coalesce(a.url, a.source) AS source,
  o.title AS original_title, o.published AS original_published, coalesce(o.url, o.source) AS original_source,
  c.kind, c.similarity, c.reason, c.article AS article_id, c.original AS original_id
FROM copies c JOIN articles a ON a.id = c.article JOIN articles o ON o.id = c.original;

-- The versions of articles that have several, or had.
CREATE VIEW article_versions AS
SELECT a.title, p.published, min(p.fetched) AS fetched_first, max(p.fetched) AS fetched_last, v.text IS NULL AS latest,
  group_concat(DISTINCT p.source) AS sources, coalesce(v.text, a.text) AS text, v.article AS article_id,
  v.id AS version_id
FROM versions v
JOIN version_pages p ON p.article = v.article AND p.version = v.id
JOIN articles a ON a.id = v.article
WHERE (SELECT count(*) FROM versions o WHERE o.article = v.article) > 1
GROUP BY v.article, v.id;

CREATE VIEW articles_without_facts AS
SELECT a.title, a.published, a.publisher, coalesce(a.url, a.source) AS source, a.id AS article_id
FROM articles a WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id);

CREATE VIEW not_read AS
SELECT n.source, n.code, n.reason, s.article AS read_before_as
FROM unread n LEFT JOIN sources s ON s.source = n.source;
