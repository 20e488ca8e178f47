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
  l.bloc AS bloc_id, l.unit AS unit_id, l.person AS person_id, q.article AS article_id, l.claim AS claim_id,
  l.id AS ledger_id
FROM ledger l
JOIN blocs b ON b.id = l.bloc
LEFT JOIN units u ON u.id = l.unit
LEFT JOIN units g ON g.id = l.giver
LEFT JOIN people p ON p.id = l.person
JOIN claim_quotes q ON q.claim = l.claim;

-- As who_led, with a row for every claim of every article.
CREATE VIEW who_led_by_source AS
SELECT b.name AS bloc, b.scope, l.year, l.role, u.name AS unit,
  iif(r.person IN (SELECT name FROM suppressed_names n WHERE n.article = q.article), NULL, r.person) AS person, r.basis, l.contradicted, r.since, r.until,
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

-- Two articles that cannot both be right, with both sentences.
CREATE VIEW contradicting AS
SELECT x.kind, x.what, x.year, x.first_says, q1.quote AS first_quote, q1.published AS first_published,
  q1.source AS first_source, x.second_says, q2.quote AS second_quote, q2.published AS second_published,
  q2.source AS second_source, x.bloc AS bloc_id, x.unit AS unit_id, x.person AS person_id, x.document AS document_id,
  q1.article AS article_1_id, q2.article AS article_2_id, x.first_claim AS claim_1_id, x.second_claim AS claim_2_id, x.id AS contradiction_id
FROM contradictions x
JOIN claim_quotes q1 ON q1.claim = x.first_claim
JOIN claim_quotes q2 ON q2.claim = x.second_claim;

CREATE VIEW bloc_members AS
SELECT b.name AS bloc, b.scope, m.unit, cb.basis, q.quote, q.article_title, q.published, q.source,
  bm.bloc AS bloc_id, um.unit AS unit_id, q.article AS article_id, m.claim AS claim_id
FROM claim_bloc_members m
JOIN claim_blocs cb ON cb.claim = m.claim
JOIN bloc_mentions bm ON bm.claim = m.claim AND bm.field = 'name'
JOIN blocs b ON b.id = bm.bloc
LEFT JOIN unit_mentions um ON um.claim = m.claim AND um.field = 'member' AND um.name = m.unit
JOIN claim_quotes q ON q.claim = m.claim;

CREATE VIEW careers AS
SELECT p.name AS person, t.title, u.name AS unit, t.first_cited, t.last_cited, t.started, t.ended, t.former_cited,
  q.quote, q.article_title, q.published, q.source, t.sources,
  t.person AS person_id, t.unit AS unit_id, q.article AS article_id, t.claim AS claim_id
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
  q.quote, q.article_title, q.published, q.source, pm.person AS person_id, q.article AS article_id,
  o.claim AS claim_id
FROM claim_officials o
JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
JOIN people p ON p.id = pm.person
JOIN claim_quotes q ON q.claim = o.claim;

CREATE VIEW awards_given AS
SELECT w.award, w.status, w.recipient, w.recipient_kind, w.count, w.grantor, w.year,
  q.quote, q.article_title, q.published, q.source,
  um.unit AS unit_id, pm.person AS person_id, q.article AS article_id, w.claim AS claim_id
FROM claim_awards w
LEFT JOIN unit_mentions um ON um.claim = w.claim AND um.field = 'recipient'
LEFT JOIN person_mentions pm ON pm.claim = w.claim AND pm.field = 'recipient'
JOIN claim_quotes q ON q.claim = w.claim
WHERE w.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')
  AND NOT EXISTS (SELECT 1 FROM suppressed_names n WHERE n.article = q.article AND n.name = w.recipient);

CREATE VIEW handovers_by_date AS
SELECT coalesce(h.date, q.published) AS by_date, h.date, h.kind, h.post, h.organization, b.scope,
  iif(h.giver IN (SELECT name FROM suppressed_names n WHERE n.article = q.article), NULL, h.giver) AS "from",
  iif(h.taker IN (SELECT name FROM suppressed_names n WHERE n.article = q.article), NULL, h.taker) AS "to", h.year, q.quote, q.article_title, q.published, q.source,
  bm.bloc AS bloc_id, q.article AS article_id, h.claim AS claim_id
FROM claim_handovers h
LEFT JOIN bloc_mentions bm ON bm.claim = h.claim AND bm.field = 'organization'
LEFT JOIN blocs b ON b.id = bm.bloc
JOIN claim_quotes q ON q.claim = h.claim
WHERE h.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong');

CREATE VIEW meetings_held AS
SELECT m.date, m.bloc, b.scope, m.place, m.period,
  (SELECT group_concat(kind, ', ') FROM (
    SELECT k.kind FROM claim_meeting_kinds k WHERE k.claim = m.claim ORDER BY k.position)) AS kinds,
  q.quote, q.article_title, q.published, q.source, bm.bloc AS bloc_id, q.article AS article_id,
  m.claim AS claim_id
FROM claim_meetings m
LEFT JOIN bloc_mentions bm ON bm.claim = m.claim AND bm.field = 'bloc'
LEFT JOIN blocs b ON b.id = bm.bloc
JOIN claim_quotes q ON q.claim = m.claim
WHERE m.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong');

CREATE VIEW superiors AS
SELECT s.name AS unit, s.parent AS superior, q.quote, q.article_title, q.published, q.source,
  um.unit AS unit_id, up.unit AS superior_id, q.article AS article_id, s.claim AS claim_id
FROM claim_units s
LEFT JOIN unit_mentions um ON um.claim = s.claim AND um.field = 'name'
LEFT JOIN unit_mentions up ON up.claim = s.claim AND up.field = 'parent'
JOIN claim_quotes q ON q.claim = s.claim
WHERE s.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong');

-- For each year between the first and the last of a bloc what is known of each role, gaps included.
CREATE VIEW ledger_by_year AS
SELECT b.name AS bloc, b.scope, y.year, y.role, y.state, y.reason, y.articles,
  (SELECT group_concat(held, '; ') FROM (
    SELECT coalesce(w.unit || coalesce(' (' || w.person || ')', ''), w.person, '?') AS held FROM who_led w
    WHERE w.bloc_id = y.bloc AND w.year = y.year AND w.role = y.role ORDER BY held)) AS holders,
  y.bloc AS bloc_id
FROM ledger_years y JOIN blocs b ON b.id = y.bloc;

-- The register of numbered decisions, each once.
CREATE VIEW decisions_register AS
SELECT d.number, d.kind, d.issuer, d.signed, d.announced, q.quote, q.article_title, q.published, q.source, d.sources,
  (SELECT group_concat(name, '; ') FROM (SELECT b.name || coalesce(' (' || b.scope || ')', '') AS name FROM blocs b
    WHERE b.founded_by = d.id ORDER BY 1)) AS founded,
  (SELECT count(*) FROM document_rests r JOIN claims c ON c.id = r.claim
    WHERE r.document = d.id AND c.kind = 'handovers') AS appointments,
  (SELECT count(*) FROM document_rests r JOIN claims c ON c.id = r.claim
    WHERE r.document = d.id AND c.kind = 'awards') AS awards,
  d.id AS document_id, q.article AS article_id
FROM documents d JOIN claim_quotes q ON q.claim = d.claim;

-- Awards as paths: proposed, then given.
CREATE VIEW award_history AS
SELECT w.award, coalesce(u.name, p.name) AS recipient, w.grantor, w.year, w.status, w.proposed, w.awarded,
  qp.quote AS proposed_quote, qp.source AS proposed_source, qa.quote AS awarded_quote, qa.source AS awarded_source,
  w.sources, w.unit AS unit_id, w.person AS person_id, w.id AS award_id
FROM award_paths w
LEFT JOIN units u ON u.id = w.unit LEFT JOIN people p ON p.id = w.person
LEFT JOIN claim_quotes qp ON qp.claim = w.proposed_claim
LEFT JOIN claim_quotes qa ON qa.claim = w.awarded_claim;

CREATE VIEW documents_cited AS
SELECT d.number, d.kind, d.date, d.issuer, q.quote, q.article_title, q.published, q.source, q.article AS article_id,
  d.claim AS claim_id
FROM claim_documents d
JOIN claim_quotes q ON q.claim = d.claim
WHERE d.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong');

CREATE VIEW possibly_the_same AS
SELECT s.kind,
  coalesce(p1.name, b1.name, u1.name) AS name_1, b1.scope AS scope_1,
  coalesce(p2.name, b2.name, u2.name) AS name_2, b2.scope AS scope_2,
  s.score, s.reason, s.first AS id_1, s.second AS id_2
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
