"""The kinds of pages that the website has, and how to find one of each kind in any archive of the samples."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from browser.hostile import SCRIPT
from browser.serving import Site

_QUERY = "khoi thi dua so 4"
_NOTHING = "zzzz"


@dataclass(frozen=True)
class Kind:
    """A kind of page. path: `{}` stands for what `query` finds in the archive; status: of the answer."""

    name: str
    path: str
    query: str | None = None
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def path_on(self, site: Site) -> str:
        """The path of such a page. Fails where the archive has none."""
        if self.query is None:
            return self.path
        found = site.first(self.query)
        assert found is not None, f"the archive has no page of the kind {self.name}"
        return self.path.format(quote(found, safe=""))


_EVIL = "instr({}, '<script>') > 0"
_IN_CLAIM = "(SELECT 1 FROM claim_quotes q WHERE q.claim = {} AND " + _EVIL.format("q.quote") + ")"

KINDS = (
    Kind("home", "/"),
    Kind("ledger", "/ledger"),
    Kind("search", f"/search?q={quote(_QUERY)}"),
    Kind("search-nothing-asked", "/search"),
    Kind("search-nothing-found", f"/search?q={_NOTHING}"),
    Kind("search-markup", f"/search?q={quote(SCRIPT)}"),
    Kind("bloc", "/archive/blocs/{}", "SELECT bloc FROM ledger GROUP BY bloc ORDER BY count(*) DESC, bloc LIMIT 1"),
    Kind(
        "bloc-contradicted",
        "/archive/blocs/{}",
        "SELECT bloc FROM contradictions WHERE kind = 'bloc_head' ORDER BY bloc LIMIT 1",
    ),
    Kind(
        "bloc-markup",
        "/archive/blocs/{}",
        f"SELECT bloc FROM ledger WHERE EXISTS {_IN_CLAIM.format('ledger.claim')} ORDER BY id LIMIT 1",
    ),
    Kind(
        "person",
        "/archive/people/{}",
        "SELECT person FROM tenures GROUP BY person ORDER BY count(*) DESC, person LIMIT 1",
    ),
    Kind("unit", "/archive/units/{}", "SELECT id FROM units ORDER BY mentions DESC, id LIMIT 1"),
    Kind("article", "/archive/articles/{}", "SELECT id FROM articles ORDER BY facts DESC, id LIMIT 1"),
    Kind("article-copied", "/archive/articles/{}", "SELECT article FROM copies ORDER BY article LIMIT 1"),
    Kind(
        "article-without-facts", "/archive/articles/{}", "SELECT id FROM articles WHERE facts = 0 ORDER BY id LIMIT 1"
    ),
    Kind(
        "article-markup",
        "/archive/articles/{}",
        f"SELECT id FROM articles WHERE {_EVIL.format('title')} ORDER BY facts DESC LIMIT 1",
    ),
    Kind("claim", "/archive/claims/{}", "SELECT claim FROM claim_bloc_roles ORDER BY claim LIMIT 1"),
    Kind(
        "claim-markup",
        "/archive/claims/{}",
        f"SELECT id FROM claims WHERE EXISTS {_IN_CLAIM.format('claims.id')} ORDER BY id LIMIT 1",
    ),
    Kind("contradictions", "/contradictions"),
    Kind("register", "/register"),
    Kind("unread", "/unread"),
    Kind("about", "/about"),
    Kind("tables", "/archive"),
    Kind("sql-refused", f"/archive?sql={quote('select name, scope from blocs order by id')}", status=403),
    Kind("table", "/archive/articles"),
    Kind("view", "/archive/who_led"),
    Kind("stored-query", "/archive/ai-lam-truong"),
    Kind("row", "/archive/ledger/{}", "SELECT id FROM ledger ORDER BY id LIMIT 1"),
    Kind("no-such-page", "/khong-co", status=404),
    Kind("no-such-row", "/archive/blocs/bloc-khong-co", status=404),
)
"""Every kind, with a page of markup beside those that show what articles say."""
