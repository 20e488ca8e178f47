"""What the names and styles that makers of sites give to elements say of what stands in them.

Names are whole words of class and id, and of attributes by which scripts know parts of a page (`data-component`); what
all the names of an element say is found out once for each pair of values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

# What names say, as bits of one number.
CHROME, CAPTION, LEAD, TITLE, SIGNED, ITALIC, CENTERED, STAMP, CARD = (1 << bit for bit in range(9))
# What styles say.
HIDDEN, RIGHT, MIDDLE = (1 << bit for bit in range(3))

_LONGEST = 1_000  # code points of values that are worth remembering
# By which the scripts and tests of a page know its parts; in them, words are told apart by capitals, too.
PARTS = frozenset(("data-component", "data-testid", "data-slot", "data-block", "data-field"))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_PART = 40  # code points


def names(text: str) -> frozenset[str]:
    """A set of names, written apart by blanks."""
    return frozenset(text.split())


# Elements that begin and end lines.
BLOCKS = names(
    "p div section article header footer main table tbody thead tr td th ul ol li dl dt dd figure figcaption h1 h2 h3 "
    "h4 h5 h6 blockquote center form pre hr address details summary body html caption fieldset"
)
# AMP's elements (https://amp.dev/documentation/components/) in which nothing of an article's text stands.
AMP_UNREAD = names(
    "amp-ad amp-analytics amp-audio amp-auto-ads amp-consent amp-embed amp-iframe amp-list amp-next-page amp-sidebar "
    "amp-social-share amp-sticky-ad amp-user-notification amp-video amp-youtube"
)
# Who wrote the article is told in a box of its own, with a picture and a few words.
_AUTHOR_CARD = r"author[-_]?(?:box|bio|card|info[-_]?box)|about[-_]?author"
_CARD = re.compile(rf"(?:^|[-_])(?:{_AUTHOR_CARD})(?:[-_]|$)", re.I)
# What is not the article.
_CHROME = re.compile(
    r"(?:^|[-_])(?:related|relatedarticles?|relate[ds]?news|lien-?quan|tin-?lien-?quan\w*|other-?news|news-?other|"
    r"tin-?khac|comments?|binh-?luan|box_comment\w*|share|sharing|shares|social|addthis\w*|breadcrumbs?|crumbs?|"
    r"nav|navigation|navbar|menu|ads|adv|advert\w*|quang-?cao|banner|sidebar|widget|rating|ratings|vote|votes|poll|"
    r"toolbar|print|tags?|keywords?|tu-?khoa|pagination|newsletter|subscribe|popup|modal|promo|donate|sign-?up|"
    r"reactions?|ticker|counter|thong-?ke|"
    rf"{_AUTHOR_CARD}|read-?more|readmore|xem-?them|views?-?count(?:er)?|page-?views|rss)(?:[-_]|$)"
    r"|^(?:othernews|relatednews|tinkhac|tinlienquan|tinlq|docthem|tinmoi|hotnews|boxlq|articlefooter)$",
    re.I,
)
# A page builder calls the article's own frame a widget.
_NO_CHROME = re.compile(r"^(?:elementor|wp-block|tag-|category-)", re.I)
_CAPTION = re.compile(
    r"(?:^|[-_])(?:caption|captions|chu-?thich|imgalt|image_desc|desc_cation|photocms_caption|img-?desc|image-?note|"
    r"photo-?desc)(?:[-_]|$)|caption-text|_caption$",
    re.I,
)
_LEAD = re.compile(
    r"^(?:\w*[-_])?(?:lbl|txt|ltr|div|span)?(?:sapo|lead|hometext|chapeau|tom-?tat|trich-?(?:yeu|dan)|abstract|"
    r"mo-?ta(?![-_]?(?:anh|hinh))|newsheadline|excerpt)(?:[-_]\w*)?$"
    r"|^description$|^(?:article|news|post|detail)[-_](?:summary|description|desc)$",
    re.I,
)
_SIGNED = re.compile(r"author|tac-?gia|byline|nguoi-?viet|signature|writer|but-?danh", re.I)
_CENTERED = names("text-center has-text-align-center aligncenter text-xs-center")
_WORDS = {
    "MsoTitle": TITLE,
    "italic": ITALIC,
    **dict.fromkeys(names("text-right text-end has-text-align-right"), SIGNED),
    # A dateline is set off by its style sheet; glued to the sentence it would read as part of the first name.
    "location-stamp": STAMP,
    **dict.fromkeys(_CENTERED, CENTERED),
}
_STYLES = (
    (re.compile(r"display\s*:\s*none", re.I), HIDDEN),
    (re.compile(r"text-align\s*:\s*(?:right|end)", re.I), RIGHT),
    (re.compile(r"text-align\s*:\s*center", re.I), MIDDLE),
)


def said_by_names(class_value: str, id_value: str) -> int:
    """What an element's class and id say: of CHROME, CAPTION, LEAD, TITLE, SIGNED, ITALIC, CENTERED, STAMP, CARD."""
    if not class_value and not id_value:
        return 0
    value = f"{class_value} {id_value}"
    return _by_names(value) if len(value) <= _LONGEST else _by_names.__wrapped__(value)


def said_by_style(style: str) -> int:
    """What an element's style says: of HIDDEN, RIGHT, MIDDLE."""
    return _by_style(style) if len(style) <= _LONGEST else _by_style.__wrapped__(style)


def said_by_data(attrs: Mapping[str, Any]) -> int:
    """What attributes that name a part of the page say, where an element has any: `data-component="AuthorCard"`."""
    values = (str(attrs[name]) for name in PARTS if name in attrs)
    return said_by_names(" ".join(_CAMEL.sub("-", value) for value in values if len(value) <= _LONGEST_PART), "")


@lru_cache(maxsize=8192)
def is_author_card(word: str) -> bool:
    """Whether a word of a class or an id names the box that shows who wrote the article."""
    return bool(_CARD.search(word))


@lru_cache(maxsize=8192)
def is_chrome_name(word: str) -> bool:
    """Whether a word of a class or an id names what is the site's own: related links, comments, share buttons."""
    return bool(_CHROME.search(word)) and not _NO_CHROME.match(word)


@lru_cache(maxsize=8192)
def _by_names(value: str) -> int:
    said = 0
    for word in value.split():
        said |= _WORDS.get(word, 0)
        said |= CHROME if is_chrome_name(word) else 0
        said |= CAPTION if _CAPTION.search(word) else 0
        said |= LEAD if _LEAD.match(word) else 0
        said |= SIGNED if _SIGNED.search(word) else 0
        said |= CARD if is_author_card(word) else 0
    return said


@lru_cache(maxsize=8192)
def _by_style(style: str) -> int:
    return sum(bit for pattern, bit in _STYLES if pattern.search(style))
