-- The archive. Two layers: CLAIMS, what each article says; and WHAT FOLLOWS, derived from the claims and rebuilt
-- whenever they change. A claim's fields are what was read, but for those that a person altered: `alterations` keeps
-- what they were read as, and whatever is derived anew begins with that. Articles' texts are never altered. Every id
-- comes from content and every table is WITHOUT ROWID, so that the same inputs give the same rows in the same order,
-- whatever order they came in.

-- ---------------------------------------------------------------------------------------------------------------
-- What made this file.
CREATE TABLE archive (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------------------
-- CLAIMS

CREATE TABLE articles (
  id TEXT PRIMARY KEY CHECK (id GLOB 'a-?*'),
  title TEXT,
  published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  publisher TEXT,
  byline TEXT NOT NULL CHECK (json_valid(byline)),  -- a JSON list of names
  url TEXT,
  source TEXT NOT NULL,       -- the input that it was read from; all of them are in `sources`
  facts INTEGER NOT NULL CHECK (facts >= 0),
  digest TEXT NOT NULL,       -- of the page's bytes
  fingerprint TEXT NOT NULL,  -- of the reader's code, data and libraries
  site TEXT,                  -- the site file or family by which its page was read; null: the general path
  missed TEXT NOT NULL CHECK (json_valid(missed)),  -- a JSON list: what that site's selectors did not find
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_publisher ON articles (publisher);
CREATE INDEX articles_site ON articles (site);

-- Every input that an article was read from: the same article may lie under several paths.
CREATE TABLE sources (
  source TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  fetched TEXT,
  file TEXT NOT NULL  -- the file that holds it: the source itself, or the collection that it is a record of
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_article ON sources (article);

-- The texts that an article had. The one that counts stands in `articles`: its text is null here. References wait until
-- the end of a build, as an article's row is replaced by another page's.
CREATE TABLE versions (
  article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL CHECK (id GLOB 'v-?*'),
  text TEXT,
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

-- Every page that gave an article, also those whose files were overwritten since. digest: of its bytes; turn: which of
-- the pages of that source it was.
CREATE TABLE version_pages (
  article TEXT NOT NULL,
  source TEXT NOT NULL,
  digest TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT,
  published TEXT,
  fetched TEXT,
  turn INTEGER NOT NULL CHECK (turn > 0),
  PRIMARY KEY (article, source, digest),
  FOREIGN KEY (article, version) REFERENCES versions (article, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX version_pages_source ON version_pages (source);

-- Inputs that could not be read, with the reason. One that was read before keeps its article.
CREATE TABLE unread (
  source TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unread_code ON unread (code);

-- The passages of an article's text, in page order; offsets in code points, end exclusive.
CREATE TABLE blocks (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('title', 'lead', 'body', 'caption')),
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" >= "start"),
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- One row per fact; its fields are in the table of its kind, as a person altered them where they were misread (see
-- `alterations`). Its id, its evidence and how sure it is are always those of what was read. `position` is its place in the article's list of that kind.
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN
    ('meetings', 'blocs', 'bloc_roles', 'officials', 'units', 'awards', 'handovers', 'documents')),
  position INTEGER NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  rule TEXT NOT NULL,
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_article ON claims (article, kind, position);
CREATE INDEX claims_kind ON claims (kind);
CREATE INDEX claims_rule ON claims (rule);

-- The passages that a fact was read from. `sentence_start` and `sentence_end` are the whole sentences around them.
CREATE TABLE evidence (
  claim TEXT NOT NULL,
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  quote TEXT NOT NULL CHECK (length(quote) = "end" - "start"),
  sentence_start INTEGER NOT NULL CHECK (sentence_start BETWEEN 0 AND "start"),
  sentence_end INTEGER NOT NULL CHECK (sentence_end >= "end"),
  PRIMARY KEY (claim, position),
  FOREIGN KEY (claim, article) REFERENCES claims (id, article) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_article ON evidence (article);

CREATE TABLE claim_meetings (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  bloc TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]*'),
  place TEXT,
  period TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_meetings_date ON claim_meetings (date);

CREATE TABLE claim_meeting_kinds (
  claim TEXT NOT NULL REFERENCES claim_meetings (claim) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('summary', 'review', 'launch', 'signing', 'establishment', 'handover',
    'appointment', 'award', 'congress', 'session', 'plan', 'other')),
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_meeting_kinds_kind ON claim_meeting_kinds (kind);

CREATE TABLE claim_blocs (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  scope TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'elected', 'assigned', 'handover', 'chaired', 'expanded'))
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_bloc_members (
  claim TEXT NOT NULL REFERENCES claim_blocs (claim) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_bloc_roles (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  bloc TEXT NOT NULL,
  year INTEGER,
  role TEXT NOT NULL CHECK (role IN ('head', 'standing_deputy', 'deputy')),
  unit TEXT,
  person TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'elected', 'assigned', 'handover', 'chaired', 'expanded')),
  since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]*'),
  until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_bloc_roles_year ON claim_bloc_roles (year);

CREATE TABLE claim_officials (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  rank TEXT,
  academic TEXT,
  part TEXT CHECK (part IN ('chair', 'direct', 'speak', 'hand_over', 'take_over', 'receive', 'attend'))
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_officials_rank ON claim_officials (rank);
CREATE INDEX claim_officials_part ON claim_officials (part);

CREATE TABLE claim_posts (
  claim TEXT NOT NULL REFERENCES claim_officials (claim) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  unit TEXT,
  former INTEGER NOT NULL CHECK (former IN (0, 1)),
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_units (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  parent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_awards (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  award TEXT NOT NULL,
  grantor TEXT,
  recipient TEXT,
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('unit', 'person', 'group')),
  count INTEGER CHECK (count >= 0),
  status TEXT NOT NULL CHECK (status IN ('awarded', 'proposed')),
  year INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_awards_award ON claim_awards (award);
CREATE INDEX claim_awards_status ON claim_awards (status);
CREATE INDEX claim_awards_year ON claim_awards (year);

CREATE TABLE claim_handovers (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('bloc_head', 'post')),
  post TEXT NOT NULL,
  organization TEXT,
  giver TEXT,
  taker TEXT,
  year INTEGER,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_handovers_kind ON claim_handovers (kind);

CREATE TABLE claim_documents (
  claim TEXT PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  number TEXT NOT NULL,
  kind TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]*'),
  issuer TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_documents_number ON claim_documents (number);

-- ---------------------------------------------------------------------------------------------------------------
-- WHAT FOLLOWS

-- Articles that are another one with the same or nearly the same words: they are no second source. kind: `edition`, the
-- same paper's with changes; `reprint`, another's with changes. similarity: of all their words the share that both have.
CREATE TABLE copies (
  article TEXT PRIMARY KEY REFERENCES articles (id),
  original TEXT NOT NULL REFERENCES articles (id),
  kind TEXT NOT NULL CHECK (kind IN ('same_text', 'edition', 'reprint')),
  similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  CHECK (article <> original)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_kind ON copies (kind);
CREATE INDEX copies_original ON copies (original);

-- An emulation bloc: a name and the body whose bloc it is (scope null: no source says whose). `key` and `plain` are
-- what names are compared by: folded, without `số` and leading zeros; `plain` without diacritics too.
-- level: that of the scope. founded_by: the document that an article on its founding rests on, where sources name one.
CREATE TABLE blocs (
  id TEXT PRIMARY KEY CHECK (id GLOB 'bloc-?*'),
  name TEXT NOT NULL,
  scope TEXT,
  level TEXT CHECK (level IN ('central', 'region', 'province', 'district', 'commune', 'body')),
  founded_by TEXT REFERENCES documents (id),
  mentions INTEGER NOT NULL,
  key TEXT NOT NULL,
  plain TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blocs_scope ON blocs (scope);
CREATE INDEX blocs_level ON blocs (level);

-- kind: the id of its row in the gazetteer of kinds; null: of a kind that is in no list.
CREATE TABLE units (
  id TEXT PRIMARY KEY CHECK (id GLOB 'unit-?*'),
  name TEXT NOT NULL,
  kind TEXT,
  mentions INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX units_kind ON units (kind);

-- sort_key: what people are sorted by, the given name first, in the Vietnamese order of letters and tones.
CREATE TABLE people (
  id TEXT PRIMARY KEY CHECK (id GLOB 'person-?*'),
  name TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  key TEXT NOT NULL,
  sort_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_key ON people (key);
CREATE INDEX people_sort_key ON people (sort_key);

-- Where an entity is named: the claim, the field of the claim, and the name as it is spelt there.
CREATE TABLE bloc_mentions (
  claim TEXT NOT NULL REFERENCES claims (id),
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  bloc TEXT NOT NULL REFERENCES blocs (id),
  PRIMARY KEY (claim, field, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX bloc_mentions_bloc ON bloc_mentions (bloc);

CREATE TABLE unit_mentions (
  claim TEXT NOT NULL REFERENCES claims (id),
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL REFERENCES units (id),
  PRIMARY KEY (claim, field, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_mentions_unit ON unit_mentions (unit);

CREATE TABLE person_mentions (
  claim TEXT NOT NULL REFERENCES claims (id),
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (claim, field, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_mentions_person ON person_mentions (person);

-- Entities that may be one: kept apart until a person decides. score: how likely it is.
CREATE TABLE possibly_same (
  kind TEXT NOT NULL CHECK (kind IN ('bloc', 'unit', 'person')),
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reason TEXT NOT NULL,
  PRIMARY KEY (kind, first, second),
  CHECK (first < second)
) STRICT, WITHOUT ROWID;
CREATE INDEX possibly_same_second ON possibly_same (kind, second);

-- What else an entity is called: the spellings of its mentions, and the aliases that a person gave (mentions 0).
CREATE TABLE entity_names (
  entity TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('bloc', 'unit', 'person')),
  name TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, name)
) STRICT, WITHOUT ROWID;

-- What entities are looked up by when a name is typed or stands in somebody's table: every name of theirs without
-- diacritics, abbreviations written out; see name_keys.py. name: as it is spelt; of a bloc also with its scope behind it.
CREATE TABLE name_keys (
  kind TEXT NOT NULL CHECK (kind IN ('bloc', 'unit', 'person')),
  key TEXT NOT NULL,
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (kind, key, entity, name)
) STRICT, WITHOUT ROWID;

-- Ids that an entity had, or might have had with fewer articles: where they lead now.
CREATE TABLE redirects (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bloc', 'unit', 'person')),
  entity TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose part a unit is, as articles say, and on which days they say so.
CREATE TABLE unit_parents (
  unit TEXT NOT NULL REFERENCES units (id),
  parent TEXT NOT NULL REFERENCES units (id),
  first_cited TEXT,
  last_cited TEXT,
  claim TEXT NOT NULL REFERENCES claims (id),
  sources INTEGER NOT NULL CHECK (sources > 0),
  PRIMARY KEY (unit, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_parents_parent ON unit_parents (parent);

-- What became of units, from the list of renamings, mergers and dissolutions (no article's word). into_name: the name
-- of what it became, if anything; into_unit: that unit, where the archive knows it. document: the law or decision.
CREATE TABLE unit_events (
  unit TEXT NOT NULL REFERENCES units (id),
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('renamed', 'merged', 'dissolved', 'enlarged')),
  into_name TEXT NOT NULL,  -- '' where nothing took its place
  into_unit TEXT REFERENCES units (id),
  document TEXT,
  PRIMARY KEY (unit, day, kind, into_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_events_into_unit ON unit_events (into_unit);

-- Which ranks someone is cited with.
CREATE TABLE person_ranks (
  person TEXT NOT NULL REFERENCES people (id),
  rank TEXT NOT NULL,
  grade INTEGER NOT NULL,
  first_cited TEXT,
  last_cited TEXT,
  claim TEXT NOT NULL REFERENCES claims (id),
  sources INTEGER NOT NULL CHECK (sources > 0),
  PRIMARY KEY (person, rank)
) STRICT, WITHOUT ROWID;

-- Numbered decisions, each once. number_key: what numbers are compared by. announced: the first day on which a meeting
-- announced it. `document_claims` says where it is cited, `document_rests` which facts rest on it: they stand in the
-- same sentence, or are what the meeting that announced it founded.
CREATE TABLE documents (
  id TEXT PRIMARY KEY CHECK (id GLOB 'document-?*'),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  kind TEXT,
  signed TEXT,
  announced TEXT,
  issuer TEXT,
  claim TEXT NOT NULL REFERENCES claims (id),
  sources INTEGER NOT NULL CHECK (sources > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_number_key ON documents (number_key);

CREATE TABLE document_claims (
  document TEXT NOT NULL REFERENCES documents (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (document, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_claims_claim ON document_claims (claim);

CREATE TABLE document_rests (
  document TEXT NOT NULL REFERENCES documents (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (document, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_rests_claim ON document_rests (claim);

-- The path of an award to a unit or a person: proposed, then given. Days are those of articles or their meetings.
CREATE TABLE award_paths (
  id TEXT PRIMARY KEY CHECK (id GLOB 'award-?*'),
  award TEXT NOT NULL,
  unit TEXT REFERENCES units (id),
  person TEXT REFERENCES people (id),
  grantor TEXT,
  year INTEGER,
  status TEXT NOT NULL CHECK (status IN ('awarded', 'proposed')),
  proposed TEXT,
  awarded TEXT,
  proposed_claim TEXT REFERENCES claims (id),
  awarded_claim TEXT REFERENCES claims (id),
  sources INTEGER NOT NULL CHECK (sources > 0),
  CHECK ((unit IS NULL) <> (person IS NULL)),
  CHECK ((status = 'awarded') = (awarded_claim IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX award_paths_unit ON award_paths (unit);
CREATE INDEX award_paths_person ON award_paths (person);
CREATE INDEX award_paths_status ON award_paths (status);
CREATE INDEX award_paths_year ON award_paths (year);

CREATE TABLE award_path_claims (
  award TEXT NOT NULL REFERENCES award_paths (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (award, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX award_path_claims_claim ON award_path_claims (claim);

-- What a person decided, a line each of the file beside the archive, in its order; see decisions.py. status: `unmatched`
-- where it names a claim that is no longer here, `overruled` where another line says the contrary.
CREATE TABLE decisions (
  line INTEGER PRIMARY KEY,
  decision TEXT NOT NULL CHECK (decision IN ('same', 'different', 'alias', 'right', 'wrong', 'altered', 'suppressed')),
  mentions TEXT NOT NULL CHECK (json_valid(mentions)),  -- a JSON list of mentions, `CLAIM#FIELD=NAME`, or claims
  name TEXT,
  fields TEXT CHECK (fields IS NULL OR json_valid(fields)),  -- of an altered claim: a JSON object of fields and what they are
  who TEXT,
  decided TEXT,
  why TEXT,
  status TEXT NOT NULL CHECK (status IN ('applied', 'unmatched', 'overruled')),
  note TEXT
) STRICT;

-- Claims that a person called right or wrong. What follows knows nothing of a wrong one.
CREATE TABLE judged_claims (
  claim TEXT PRIMARY KEY REFERENCES claims (id),
  judgement TEXT NOT NULL CHECK (judgement IN ('right', 'wrong'))
) STRICT, WITHOUT ROWID;

-- The fields of claims that a person altered, as they were misread: was, what was read; now, what the claim says
-- instead; null: nothing. Numbers stand as texts. field: a column of the claim's table, or a place in its list, as
-- `post.0.unit` of an official and `member.2` of a bloc.
CREATE TABLE alterations (
  claim TEXT NOT NULL REFERENCES claims (id),
  field TEXT NOT NULL,
  was TEXT,
  now TEXT,
  PRIMARY KEY (claim, field)
) STRICT, WITHOUT ROWID;

-- The names of people who are suppressed, as they are spelt in each article: blacked out in what leaves the archive.
CREATE TABLE suppressed_names (
  article TEXT NOT NULL REFERENCES articles (id),
  name TEXT NOT NULL,
  PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;

-- Who held which role in which bloc in which year: one row per unit, from all the claims that say so. `claim` is the
-- best of them; `giver`: the unit from which a head took over, if sources name one; `inferred`: only from who chaired;
-- `contradicted`: another source names another head for that year.
CREATE TABLE ledger (
  id TEXT PRIMARY KEY CHECK (id GLOB 'ledger-?*'),
  bloc TEXT NOT NULL REFERENCES blocs (id),
  year INTEGER,
  role TEXT NOT NULL CHECK (role IN ('head', 'standing_deputy', 'deputy')),
  unit TEXT REFERENCES units (id),
  person TEXT REFERENCES people (id),
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'elected', 'assigned', 'handover', 'chaired', 'expanded')),
  inferred INTEGER NOT NULL CHECK (inferred = (basis IN ('chaired', 'expanded'))),
  giver TEXT REFERENCES units (id),
  contradicted INTEGER NOT NULL CHECK (contradicted IN (0, 1)),
  claim TEXT NOT NULL REFERENCES claims (id),
  sources INTEGER NOT NULL CHECK (sources > 0)  -- articles that say so, copies not counted
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_bloc ON ledger (bloc, year);
CREATE INDEX ledger_year ON ledger (year);
CREATE INDEX ledger_role ON ledger (role);
CREATE INDEX ledger_basis ON ledger (basis);
CREATE INDEX ledger_unit ON ledger (unit);
CREATE INDEX ledger_person ON ledger (person);
CREATE INDEX ledger_contradicted ON ledger (contradicted);

-- listed: 0 where another article of the same group of copies says it too and stands for all of them.
CREATE TABLE ledger_claims (
  ledger TEXT NOT NULL REFERENCES ledger (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  PRIMARY KEY (ledger, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_claims_claim ON ledger_claims (claim);

-- What is known of each role of a bloc in each year between the first and the last that any article speaks of. reason of
-- `unknown`: `no_source`, no article here speaks of the bloc in that year; `silent`, some do, and do not say.
CREATE TABLE ledger_years (
  bloc TEXT NOT NULL REFERENCES blocs (id),
  year INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('head', 'standing_deputy', 'deputy')),
  state TEXT NOT NULL CHECK (state IN ('known', 'inferred', 'contradicted', 'unknown')),
  reason TEXT CHECK (reason IN ('no_source', 'silent')),
  articles INTEGER NOT NULL,  -- those that speak of the bloc in that year, copies not counted
  PRIMARY KEY (bloc, year, role),
  CHECK ((state = 'unknown') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_years_state ON ledger_years (state);

-- Two articles that cannot both be right, with a claim of each; about: the bloc, unit, person or document; see
-- contradictions.py for the kinds. first_says, second_says: what differs (a unit, a day, a rank …).
CREATE TABLE contradictions (
  id TEXT PRIMARY KEY CHECK (id GLOB 'contradiction-?*'),
  kind TEXT NOT NULL,
  bloc TEXT REFERENCES blocs (id),
  unit TEXT REFERENCES units (id),
  person TEXT REFERENCES people (id),
  document TEXT REFERENCES documents (id),
  year INTEGER,
  what TEXT NOT NULL,
  first_says TEXT NOT NULL,
  first_claim TEXT NOT NULL REFERENCES claims (id),
  second_says TEXT NOT NULL,
  second_claim TEXT NOT NULL REFERENCES claims (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradictions_kind ON contradictions (kind);
CREATE INDEX contradictions_bloc ON contradictions (bloc);
CREATE INDEX contradictions_unit ON contradictions (unit);
CREATE INDEX contradictions_person ON contradictions (person);

-- Who held which post of which unit. First and last cited are days of articles, not the start and the end: those come
-- from handovers only. `former_cited`: the first day on which an article calls the post a former one.
CREATE TABLE tenures (
  id TEXT PRIMARY KEY CHECK (id GLOB 'tenure-?*'),
  person TEXT NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  single INTEGER NOT NULL CHECK (single IN (0, 1)),  -- whether one person holds it at a time
  unit TEXT REFERENCES units (id),
  first_cited TEXT,
  last_cited TEXT,
  started TEXT,
  ended TEXT,
  former_cited TEXT,
  claim TEXT NOT NULL REFERENCES claims (id),
  sources INTEGER NOT NULL CHECK (sources > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX tenures_person ON tenures (person);
CREATE INDEX tenures_unit ON tenures (unit);
CREATE INDEX tenures_title ON tenures (title);

CREATE TABLE tenure_claims (
  tenure TEXT NOT NULL REFERENCES tenures (id),
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (tenure, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX tenure_claims_claim ON tenure_claims (claim);

-- What the full-text index is about; see search_index.py. `number`: of each kind the best known first, of articles the
-- latest. text: what else it is called, and the posts of people; of an article nothing, its text stands in `articles`.
-- key: the name's words as they are compared, without diacritics.
CREATE TABLE search_entries (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'unit', 'bloc', 'article')),
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  key TEXT NOT NULL
) STRICT;
CREATE INDEX search_entries_key ON search_entries (key);

-- The words of the index, with and without diacritics, and how many entries have each.
CREATE TABLE search_words (
  word TEXT PRIMARY KEY,
  entries INTEGER NOT NULL CHECK (entries > 0)
) STRICT, WITHOUT ROWID;
