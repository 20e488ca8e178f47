"""What a plan may hold; what it may not is one line that names the file and the key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from corpus.crawl.bounds import Bounds
from corpus.crawl.outcomes import Outcome
from corpus.crawl.plan import Kind, Plan, Source, load_plan, parse_value, plan_of
from corpus.crawl.run import agent_of, settings_of
from corpus.errors import InputError
from house import ROOT

FULL = """
words = ["khối thi đua", "cụm thi đua"]
since = 2024-01-01
until = "2024-12-31"
max_pages = 2000
max_bytes = "1.5 GB"
max_time = "2 h"
max_response = 5000000
timeout = "30 s"
delay = 1.5
retries = 0
contact = "kho@thu-vien.example"
user_agent = "kho-bao/1.0"
allow_private = false

[[source]]
url = "https://Bao.example/thi-dua#x"
kind = "section"
articles = '/thi-dua/.*-\\d+\\.html$'
next = "a.next"
pages = 20
depth = 1

[[source]]
url = "https://bao.example/rss/thi-dua.rss"
"""


def plan_in(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_key(tmp_path: Path) -> None:
    assert load_plan(plan_in(tmp_path, FULL)) == Plan(
        sources=(
            Source(
                url="https://bao.example/thi-dua",
                kind=Kind.SECTION,
                articles=r"/thi-dua/.*-\d+\.html$",
                next="a.next",
                pages=20,
                depth=1,
            ),
            Source(url="https://bao.example/rss/thi-dua.rss"),
        ),
        words=("khối thi đua", "cụm thi đua"),
        since=date(2024, 1, 1),
        until=date(2024, 12, 31),
        max_pages=2000,
        max_bytes=int(1.5 * 1024**3),
        max_time=7200.0,
        max_response=5_000_000,
        timeout=30.0,
        delay=1.5,
        retries=0,
        contact="kho@thu-vien.example",
        user_agent="kho-bao/1.0",
    )


def test_the_command_line_stands_above_the_plan(tmp_path: Path) -> None:
    path = plan_in(tmp_path, FULL)
    plan = load_plan(path, {"since": date(2023, 1, 1), "words": ("hội nghị",)}, ("https://khac.example/",))
    assert (plan.since, plan.words, plan.until) == (date(2023, 1, 1), ("hội nghị",), date(2024, 12, 31))
    assert [source.url for source in plan.sources][-1] == "https://khac.example/"


SOURCE = '[[source]]\nurl = "https://bao.example/"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no address"),
        ("tu_khoa = 1\n" + SOURCE, "tu_khoa: is no key of a plan"),
        ("words = 3\n" + SOURCE, "words: 3 are no words"),
        ("words = []\n" + SOURCE, "words: [] are no words"),
        ('words = ["a", 3]\n' + SOURCE, "words: 3 is no text"),
        ('words = [" "]\n' + SOURCE, "words: ' ' is no text"),
        ('since = "hôm qua"\n' + SOURCE, "since: 'hôm qua' is no day"),
        ('since = "2024-02-30"\n' + SOURCE, "since: '2024-02-30' is no day"),
        ("since = 2024\n" + SOURCE, "since: '2024' is no day"),
        ("since = 2024-01-01T08:00:00\n" + SOURCE, "since: '2024-01-01 08:00:00' is no day"),
        ("since = 2024-02-01\nuntil = 2024-01-01\n" + SOURCE, "since (2024-02-01) is later than until"),
        ("max_pages = 0\n" + SOURCE, "max_pages: 0 is no number"),
        ("max_pages = true\n" + SOURCE, "max_pages: True is no number"),
        ("max_pages = 1.5\n" + SOURCE, "max_pages: 1.5 is no number"),
        ('max_bytes = "viele"\n' + SOURCE, "max_bytes: 'viele' cannot be"),
        ("max_bytes = -1\n" + SOURCE, "max_bytes: -1 cannot be"),
        ("max_bytes = 0\n" + SOURCE, "max_bytes: 0 is nothing"),
        ("max_time = inf\n" + SOURCE, "max_time: inf cannot be"),
        ("max_time = nan\n" + SOURCE, "max_time: nan cannot be"),
        ("timeout = 0\n" + SOURCE, "timeout: 0 is no time"),
        ("delay = 9000\n" + SOURCE, "delay: 9000 is too long"),
        ("retries = -1\n" + SOURCE, "retries: -1 is no number"),
        ('contact = "đ"\n' + SOURCE, "contact: 'đ' cannot stand in a header"),
        ('user_agent = "a\\r\\nb"\n' + SOURCE, "user_agent: 'a\\r\\nb' cannot stand"),
        ('allow_private = "no"\n' + SOURCE, "allow_private: 'no' is neither"),
        ('source = "https://bao.example/"\n', "source: must be tables"),
        ("[source]\nurl = 3\n", "source: must be tables"),
        ("[[source]]\nkind = 'feed'\n", "source 1: url is missing"),
        (SOURCE + "[[source]]\nurl = 'bao.example'\n", "source 2: url: 'bao.example' is no address"),
        ("[[source]]\nurl = 'ftp://bao.example/'\n", "source 1: url: 'ftp://bao.example/' is no address"),
        ("[[source]]\nurl = 3\n", "source 1: url: 3 is no address"),
        (SOURCE + "kind = 'blog'\n", "source 1: kind: 'blog' is no kind"),
        (SOURCE + "kind = ['feed']\n", "source 1: kind: ['feed'] is no kind"),
        (SOURCE + "articles = '('\n", "source 1: articles: '(' is no regular expression"),
        (SOURCE + "pages = 0\n", "source 1: pages: 0 is no number"),
        (SOURCE + "seiten = 2\n", "source 1: seiten: is no key"),
        ("words = [\n", "is no TOML"),
        (b"words = '\xff'\n", "is not written in UTF-8"),
        ("a = " + "[" * 5000, "is no TOML"),
    ],
)
def test_what_a_plan_may_not_hold(tmp_path: Path, text: str | bytes, says: str) -> None:
    path = plan_in(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_plan(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and says in message and "\n" not in message


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("max_bytes", "500 MB", 500 * 1024**2),
        ("max_bytes", "20kb", 20 * 1024),
        ("max_bytes", "1 GiB", 1024**3),
        ("max_bytes", "1000", 1000),
        ("max_time", "90", 90.0),
        ("max_time", "90 s", 90.0),
        ("max_time", "15 min", 900.0),
        ("max_time", "1.5h", 5400.0),
        ("max_time", "2 days", 172800.0),
        ("delay", "0", 0.0),
        ("max_pages", "12", 12),
        ("since", " 2024-01-31 ", date(2024, 1, 31)),
        ("words", "khối thi đua", ("khối thi đua",)),
    ],
)
def test_values_as_people_write_them(key: str, text: str, value: object) -> None:
    assert parse_value(key, text, where="here") == value


def test_another_plan_has_another_fingerprint() -> None:
    plan = plan_of(("https://bao.example/",), {})
    assert plan_of(("https://bao.example/",), {"delay": 3.0, "max_pages": 5}).fingerprint == plan.fingerprint
    assert plan_of(("https://bao.example/",), {"words": ("a",)}).fingerprint != plan.fingerprint
    assert plan_of(("https://bao.example/x",), {}).fingerprint != plan.fingerprint
    assert plan_of(("https://bao.example/", "https://bao.example/"), {}) == plan


@pytest.mark.parametrize(
    ("values", "agent", "name"),
    [
        ({"user_agent": "kho-bao/1.0", "contact": "a@b.example"}, "kho-bao/1.0 (+a@b.example)", "kho-bao"),
        ({"user_agent": "kho bao"}, "kho bao", "kho"),
        ({"user_agent": "/x"}, "/x", "sovang"),
    ],
)
def test_the_name_under_which_it_crawls(values: dict[str, str], agent: str, name: str) -> None:
    plan = plan_of(("https://bao.example/",), values)
    assert agent_of(plan) == agent
    assert settings_of(plan)["ROBOTSTXT_USER_AGENT"] == name


# --- what docs/crawling.md says ---------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "crawling.md").read_text(encoding="utf-8")


def test_the_plan_in_the_docs_is_one_and_has_every_key(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    plan = load_plan(plan_in(tmp_path, shown))
    assert plan.words == ("khối thi đua", "cụm thi đua") and plan.max_time == 6 * 3600
    table = tomllib.loads(shown)
    sources = table.pop("source")
    assert set(table) == {field.name for field in fields(Plan)} - {"sources"}
    assert set(sources[0]) == {field.name for field in fields(Source)}


def test_the_numbers_in_the_docs_are_the_defaults() -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    table, default = tomllib.loads(shown), Plan(sources=())
    assert (table["timeout"], table["delay"], table["retries"]) == (default.timeout, default.delay, default.retries)
    assert parse_value("max_response", table["max_response"], where="") == default.max_response
    assert f"{Source(url='').pages} if left out" in PAGE
    assert Bounds().redirects == 10 and Bounds().retry_cap == Bounds().longest_crawl_delay == 300
    assert Bounds().warc_size == 1024**3


def test_every_outcome_is_in_the_docs() -> None:
    named = set(re.findall(r"`([a-z_]+)`", PAGE[PAGE.index("| outcome |") :]))
    assert {str(outcome) for outcome in Outcome} - named == set()


def test_the_commands_in_the_docs_are_understood() -> None:
    from pipeline.commands.crawl import crawl as command

    options = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w|-])--[a-z][a-z-]*", PAGE)) <= options
