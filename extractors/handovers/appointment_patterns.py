"""The sentences that give someone a post, as patterns over the lines of `post_clauses`.

Each names its takers (`takers`), most the post (`post`), some whose it was (`giver`); `PATTERNS` says of each what a
sentence must hold for it to be tried. What they read is listed in `appointments`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..text.cue_words import Cue
from ..text.words import BY, COMPRISES, IS, PASSIVE, TO
from .post_clauses import (
    APPOINTS,
    ASSUMES,
    FORMS_OF_ADDRESS,
    LEAVES,
    LEAVING_FIRST,
    LINK,
    OFFICE,
    PERSON,
    PERSONS,
    STOP,
    SUCCEEDS,
    TAKES,
    TERM,
    WORD,
)

# Words for who is newly in a post.
NEWLY = "tân"
NEW = "mới"

_ANY_VERB = rf"(?:{APPOINTS}|{TAKES}|{ASSUMES})"
_BEFORE_POST = rf"(?:{_ANY_VERB}|{OFFICE})(?:(?:lại|bổ|sung|thêm|vào|là) ){{0,2}}"
_INSTEAD = rf"(?:{SUCCEEDS}(?P<giver>{PERSON}))?"
_POST = r"(?P<post>G\d+) "
_TAKERS = rf"(?P<takers>{PERSONS})"
_PRONOUN = "ông |bà |anh |chị |đồng chí "
TIMES = r"(?:(?:,|-|–|đã|vừa|mới|sẽ|cũng|chính|thức|nay|lên|tới|đến|về|sang|trở|thành|tiếp|tục) ){0,5}"
_LEAVING_FOR = (
    r"(?:(?:rời|thôi) (?:[^;.M ]\S* ){0,24}?(?:để|và|,) (?:(?:được )?(?:phân công|điều động|bổ nhiệm) )?"
    r"(?:tham gia (?:U\d+ (?:, |và )?){1,4})?)?"
)
_MOVING = r"về công tác tại "  # to the new post here, while alone it tells of leaving one
_NEW_PLACE = rf"(?:(?:đến|về|sang|tới|chuyển) {WORD}{{0,8}}?)?"

_AT_WORK = rf"(?:đến|về|sang|tới) (?:nhận )?công tác tại (?:U\d+ (?:, )?){{1,3}}(?:với|ở|trên) {OFFICE}"

EACH = "lần lượt "  # of several people and as many posts; of one it tells a career
_BY_DECISION = r"(?:(?:(?!M\d|; |\. )\S+ ){0,6}?(?:trao|công bố) (?:các )?quyết định )?"

# A được … bổ nhiệm … giữ chức X; A được trao quyết định bổ nhiệm X
_PASSIVE = re.compile(
    rf"(?<!\S){_TAKERS}(?:{EACH})?{WORD}{{0,14}}?được {_BY_DECISION}(?:(?!{SUCCEEDS}){STOP}\S+ ){{0,12}}?"
    rf"{_ANY_VERB}{LEAVING_FIRST}"
    rf"(?:(?:lại |bổ sung |thêm |là |lên ){{0,2}}|{LINK}{{0,22}}?{_BEFORE_POST}){_INSTEAD}"
    rf"(?:{LINK}{{0,3}}?{_BEFORE_POST})?{_POST}"
)
# bổ nhiệm A … giữ chức X
_OBJECT = re.compile(
    rf"{APPOINTS}(?:(?:lại|bổ|sung|thêm|cho|đối|với|và|nhiệm|vụ|có|thời|hạn) ){{0,4}}{FORMS_OF_ADDRESS}{_TAKERS}"
    rf"{LEAVING_FIRST}(?:{_MOVING}|{LINK}){{0,24}}?{_BEFORE_POST}{_INSTEAD}{_POST}"
)
# trao quyết định cho A … chỉ định giữ chức X
_DECISION_FOR = re.compile(
    rf"(?<!\S)quyết định cho {FORMS_OF_ADDRESS}{_TAKERS}(?:[,–-] )?(?:về việc |về )?{APPOINTS}{LINK}{{0,24}}?"
    rf"{_BEFORE_POST}{_POST}"
)
# giao A … phụ trách U cho đến khi kiện toàn chức vụ X
_IN_CHARGE_UNTIL = (
    rf"(?:tạm thời )?(?:phụ trách|điều hành) (?:(?!M\d|; |\. )\S+ ){{1,20}}?(?:cho )?(?:đến|tới) khi "
    rf"(?:(?!M\d|; |\. )\S+ ){{1,8}}?{_POST}"
)
UNTIL_FILLED = re.compile(rf"{APPOINTS}{FORMS_OF_ADDRESS}{_TAKERS}(?:, )?{_IN_CHARGE_UNTIL}")
ACTS_UNTIL_FILLED = re.compile(rf"(?<!\S){_TAKERS}{WORD}{{0,8}}?được {APPOINTS}{_IN_CHARGE_UNTIL}")
# bổ nhiệm A giữ chức vụ này; bầu A, …, thay thế; tiếp nhận cương vị của ông là A
THIS = re.compile(
    rf"{APPOINTS}{FORMS_OF_ADDRESS}{_TAKERS}"
    rf"(?:{LINK}{{0,12}}?{_BEFORE_POST}(?:này|đó) |(?:, )?thay thế (?=[,.;]))(?P<post>)"
)
HIS = re.compile(
    rf"(?<!\S)(?:tiếp nhận|đảm nhận|đảm nhiệm) {OFFICE}của (?P<giver>{PERSON}|{_PRONOUN})là "
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSON})(?P<post>)"
)
# … đã bàn giao công việc Y để, thôi giữ chức Y,
_LEAVING = (
    rf"(?:(?:(?:đã|vừa|sẽ|,|N|-|–|nhiệm|kỳ) ){{0,7}}(?:{LEAVES}|bàn giao |chuyển giao )"
    rf"(?:(?!M\d|; |\. )\S+ ){{1,20}}?(?:để|và|,) (?:{APPOINTS}{LINK}{{0,14}}?)?)?"
)
# A giữ chức X; A nhận quyết định bổ nhiệm chức vụ X; A về nhận công tác tại U với cương vị X
ACTIVE = re.compile(
    rf"(?<!\S){_TAKERS}(?:{EACH})?{_LEAVING}"
    rf"(?:(?!(?:tiếp tục|kiêm|hiện|vẫn) ){LINK}){{0,8}}?"
    rf"(?:{_NEW_PLACE}(?:{TAKES}|nhận (?:các )?quyết định (?:(?:{_ANY_VERB}|{OFFICE})(?:, |và )?){{1,4}})|{_AT_WORK})"
    rf"(?:{OFFICE}){{0,2}}{_POST}"
)
# A làm X; A về làm X: where the sentence or the one before speaks of a decision
ASSUMING = re.compile(
    rf"(?<!\S){_TAKERS}(?:{LINK}{{0,8}}?[,–-] )?"
    rf"{TIMES}(?P<leaves>{_LEAVING_FOR}){TIMES}(?!kiêm nhiệm ){ASSUMES}(?:{OFFICE}){{0,2}}{_POST}"
)
# bổ nhiệm (có thời hạn 5 năm) X cho A; bầu bổ sung X gồm: A; B; quyết định bổ nhiệm X được trao cho A
_GIVEN = re.compile(
    rf"{APPOINTS}(?:(?:lại|bổ|sung|thêm|kết|quả|bầu|cử|ra|giữ|quyền|N|một|hai|ba|bốn|năm|các|có|thời|hạn|,) "
    rf"|{OFFICE}){{0,8}}"
    rf"{_POST}{TERM}(?:(?:đã |được ){{0,2}}trao )?(?:cho|đối với|gồm|là|:) {FORMS_OF_ADDRESS}"
    rf"(?P<takers>{PERSON}(?:(?:[,;] |và ){{1,2}}{PERSON}){{0,9}})"
)
# X được bầu bổ sung gồm: A và B
_ELECTED = re.compile(
    rf"(?<!\S){_POST}{TERM}(?:(?:vừa|mới|đã) )?được {LINK}{{0,4}}?{APPOINTS}{LINK}{{0,6}}?(?:gồm|là|:) "
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSONS})"
)
# chức X thuộc về A; (chức) X được giao cho A
_FALLS_TO = re.compile(
    rf"(?<!\S){OFFICE}{_POST}(?:(?!M\d|G\d|; |\. )\S+ ){{0,12}}?(?:thuộc về|được (?:trao|giao|bầu)(?: lại)? cho) "
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSON})"
)
_IS_GIVEN_TO = re.compile(
    rf"(?<!\S)(?<!của )(?<!do ){_POST}{TERM}(?:(?:đã|vừa|sẽ|tạm|thời) ){{0,3}}"
    rf"được (?:trao|giao)(?: lại)? cho {FORMS_OF_ADDRESS}(?P<takers>{PERSON})"
)
# tân X là A (và B); X mới của U: A
NEW_IS = re.compile(
    rf"(?<!\S){_POST}(?:(?:khóa )?mới )?(?:của U(?P<of>\d+) )?(?:là |: ){FORMS_OF_ADDRESS}(?P<takers>{PERSONS})"
)
# A là tân X; A là X mới (của U)
IS_NEW = re.compile(
    r"(?<!\S)(?P<takers>M\d+ )(?:(?:,|-|–|sẽ|chính) ){0,2}là (?P<post>[GH]\d+) (?:mới (?:của U(?P<of>\d+) )?)?"
)
# A trở thành X; for certain: A chính thức trở thành X, chính thức là X
_BECOMES = re.compile(rf"(?<!\S){_TAKERS}{LINK}{{0,10}}?trở thành (?:tân )?{_POST}")
_FORMALLY = re.compile(
    r"(?<!\S)(?P<takers>M\d+ )(?:(?:,|đã|vừa|sẽ|nay) ){0,3}chính thức (?:trở thành|là) (?:tân )?(?P<post>[GH]\d+) "
)
_OWN_ONLY = rf"(?:(?!M\d|G\d|H\d|(?:về|đến|sang|tại) |(?:{OFFICE}|{_ANY_VERB}))[^;.,\s]+ ){{0,10}}?"
# A, X, vừa nhận chức (thay B); X là A, vừa được bổ nhiệm: the post is the one that they have
OWN = re.compile(
    rf"(?<!\S)(?:(?P<post>G\d+) là )?(?P<takers>{PERSON})(?:(?:,|–|-|người|cũng|là) ){{0,3}}(?:vừa|mới) "
    rf"(?:(?:(?:nhậm|nhận) chức |được (?:{APPOINTS}(?:(?:,|và) )?){{1,2}})(?={_OWN_ONLY}(?:{SUCCEEDS}|theo |[.;,] ))"
    rf"|nhận (?:nhiệm vụ|công tác) (?={_OWN_ONLY}(?:{SUCCEEDS}|theo )))"
)
# cùng được bổ nhiệm chức vụ này có A và B
SAME = re.compile(
    rf"(?<!\S)cùng (?:được )?(?:{WORD}{{0,3}}?{_ANY_VERB})?(?:{OFFICE}){{0,2}}này (?:(?:còn|có|là|với|gồm) ){{1,3}}"
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSONS})(?P<post>)"
)
# ghế X do A đảm nhận
HELD_BY = re.compile(
    rf"(?<!\S){_POST}(?:(?!do ){LINK}){{0,6}}?do (?P<takers>{PERSON}){LINK}{{0,8}}?(?:{TAKES}|{ASSUMES})"
)
# thay B ở cương vị X là A; người thay ông giữ chức X là A
_SUCCESSOR_IS = re.compile(
    rf"{SUCCEEDS}(?P<giver>{PERSON}|{_PRONOUN})?"
    rf"(?:(?:ở|trên|trong|với|làm|giữ|tại|này|đó|cũ) |{OFFICE}){{0,5}}"
    rf"(?P<post>G\d+ )?{TERM}(?:(?:,|chính|sẽ) ){{0,2}}(?:là|:) {FORMS_OF_ADDRESS}(?P<takers>{PERSON})"
)
# người được điều động giữ chức X thay B là A
_ONE_IS = re.compile(
    rf"(?<!\S)người (?:(?:vừa|mới|sẽ|đã) )?được (?:{STOP}(?!M\d)\S+ ){{0,12}}?{_ANY_VERB}"
    rf"(?:(?:{LINK}{{0,22}}?{_BEFORE_POST})|(?:bổ sung )?{SUCCEEDS}{OFFICE}){_POST}{TERM}"
    rf"(?:{SUCCEEDS}(?P<giver>{PERSON}|{_PRONOUN}))?là {FORMS_OF_ADDRESS}(?P<takers>{PERSON})"
)
# B (được điều động) thay A; B lên thay; B được bổ nhiệm thay thế
REPLACING = re.compile(
    rf"(?<!\S){_TAKERS}(?:(?:,|-|–|đã|vừa|mới|sẽ|chính|thức|cũng|nay) ){{0,3}}"
    rf"(?:được {WORD}{{0,8}}?{APPOINTS}(?:(?:,|và|làm|vào|vị|trí) |{APPOINTS}){{0,3}})?"
    rf"(?:(?:lên|vào|đến|về|sang|tới|bổ|sung|người|là) ){{0,2}}{SUCCEEDS}(?P<giver>{PERSON}|{_PRONOUN})?"
    rf"(?P<post>)(?=[,.;]|(?:từ|kể|theo|trong|sau|vừa|đã|nghỉ|vì|do|để) )"
)
# người được bổ nhiệm là A; người tiếp nhận (nhiệm vụ này) là A
RECEIVER_IS = re.compile(
    rf"(?<!\S)người (?:(?:vừa|mới|sẽ|đã) )?(?:được (?:{APPOINTS}(?:(?:,|và) )?){{1,3}}|(?:trúng|đắc) cử |nhận chức |"
    rf"(?:nhận |tiếp )?(?:nhận|quản)(?: bàn giao)? |nhận bàn giao )"
    rf"(?:{OFFICE}|(?:công việc|này|đó|trên|mới|lại|vào|giữ) ){{0,4}}(?:(?:là|,|:) ){{1,2}}{FORMS_OF_ADDRESS}"
    rf"(?P<takers>{PERSON})(?P<post>)"
)
# (A rời ghế X,) nhường vị trí này cho B; bàn giao công việc cho B
_GIVES_THIS = re.compile(
    rf"(?<!\S)(?:bàn giao|chuyển giao|nhường|trao lại|giao lại|trao|được giao)(?: lại)? "
    rf"(?:{OFFICE}|(?:công việc|này|đó) ){{0,3}}(?:lại )?cho (?:người (?:kế nhiệm|thay thế|tiếp nhận) (?:là |, )?)?"
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSON})(?P<post>)"
)
# vị trí anh (A) để lại được trao cho B
_LEFT_TO = re.compile(
    rf"(?<!\S)(?:{OFFICE})(?:mà )?(?:của )?(?P<giver>{PERSON}|{_PRONOUN})(?:(?:vừa|đã|mới) )?(?:để (?:lại|trống) )?"
    rf"(?:(?:được|sẽ|nay|đã|vừa) ){{0,2}}(?:giao|trao|thuộc|nhường)(?: lại)? (?:cho|về) {FORMS_OF_ADDRESS}"
    rf"(?P<takers>{PERSON})(?P<post>)"
)
# A được bổ nhiệm vào vị trí này
_GETS_THIS = re.compile(
    rf"(?<!\S){_TAKERS}{WORD}{{0,10}}?được {WORD}{{0,10}}?{_ANY_VERB}(?:{LINK}{{0,8}}?{_BEFORE_POST}|vào )"
    rf"(?:{OFFICE})?(?P<post>)(?:này|đó|còn trống) "
)
# A trở thành X thay B
_BECOMING = re.compile(
    rf"(?<!\S){_TAKERS}(?:(?:,|-|–|đã|vừa|sẽ|chính|thức) ){{0,4}}trở thành (?:tân )?{_POST}{TERM}(?:, )?"
    rf"{SUCCEEDS}{FORMS_OF_ADDRESS}(?P<giver>{PERSON})"
)
# A (lên) thay B ở cương vị X; A thay ông làm X
_SUCCEEDING = re.compile(
    rf"(?<!\S){_TAKERS}(?:(?:,|-|–|đã|vừa|sẽ|là|người|lên|về|đến|chính|thức) ){{0,4}}"
    rf"{SUCCEEDS}(?P<giver>{PERSON}|{_PRONOUN})"
    rf"(?:(?:ở|trên|trong|với|làm|giữ|trở|thành) |{OFFICE}){{1,4}}{_POST}"
)
# …, và được chỉ định giữ chức Y: of the one who was named before
ALSO = re.compile(
    rf"{TERM}(?:(?:, |; |và |đồng thời )){{1,2}}(?:được )?{LINK}{{0,4}}?{APPOINTS}{LINK}{{0,12}}?{_BEFORE_POST}{_POST}"
)


class Pattern(NamedTuple):
    """A pattern; certain: says by itself that someone takes up a post. at_sign: begins with a person or a post.

    needs, needs_too: cues and syllables; without one of each the pattern matches nowhere in a sentence.
    names_post: says which post; else one that another clause or sentence names.
    """

    pattern: re.Pattern[str]
    certain: bool
    at_sign: bool
    needs: frozenset[str]
    needs_too: frozenset[str] = frozenset()
    names_post: bool = True


_VERBS = frozenset({Cue.APPOINTS, Cue.TAKES, Cue.ASSUMES})
PATTERNS = (
    Pattern(_OBJECT, True, False, frozenset({Cue.APPOINTS})),
    Pattern(UNTIL_FILLED, True, False, frozenset({Cue.APPOINTS}), frozenset({"khi"})),
    Pattern(ACTS_UNTIL_FILLED, True, True, frozenset({Cue.APPOINTS}), frozenset({"khi"})),
    Pattern(THIS, True, False, frozenset({Cue.APPOINTS}), frozenset({"này", "đó", "thế"}), names_post=False),
    Pattern(HIS, True, False, frozenset({Cue.OFFICE}), frozenset({"tiếp", "đảm"}), names_post=False),
    Pattern(_DECISION_FOR, True, False, frozenset({Cue.APPOINTS}), frozenset({"quyết"})),
    Pattern(_PASSIVE, True, True, _VERBS, frozenset({PASSIVE})),
    Pattern(_GIVEN, True, False, frozenset({Cue.APPOINTS}), frozenset({TO, "đối", COMPRISES, IS, ":"})),
    Pattern(_ONE_IS, True, False, frozenset({Cue.APPOINTS}), frozenset({"người"})),
    Pattern(_SUCCESSOR_IS, True, False, frozenset({Cue.SUCCEEDS}), frozenset({IS, ":"}), names_post=False),
    Pattern(_SUCCEEDING, True, True, frozenset({Cue.SUCCEEDS})),
    Pattern(_BECOMING, True, True, frozenset({Cue.SUCCEEDS}), frozenset({"trở"})),
    Pattern(ACTIVE, True, True, frozenset({Cue.TAKES, "quyết", "cương"})),
    Pattern(ASSUMING, False, True, frozenset({Cue.ASSUMES})),
    Pattern(_FALLS_TO, True, False, frozenset({Cue.OFFICE}), frozenset({"thuộc", PASSIVE})),
    Pattern(_ELECTED, True, True, frozenset({Cue.APPOINTS}), frozenset({COMPRISES, IS, ":"})),
    Pattern(_IS_GIVEN_TO, True, True, frozenset({PASSIVE}), frozenset({"giao", "trao"})),
    Pattern(NEW_IS, True, True, frozenset({NEWLY, NEW}), frozenset({IS, ":"})),
    Pattern(IS_NEW, True, True, frozenset({NEWLY, NEW}), frozenset({IS}), names_post=False),
    Pattern(_BECOMES, False, True, frozenset({"trở"})),
    Pattern(_FORMALLY, True, True, frozenset({"thức"}), frozenset({IS, "trở"}), names_post=False),
    Pattern(OWN, True, True, frozenset({"vừa", "mới"}), frozenset({"chức", "nhận", PASSIVE}), names_post=False),
    Pattern(SAME, True, False, frozenset({"cùng"}), frozenset({"này"}), names_post=False),
    Pattern(HELD_BY, False, True, frozenset({Cue.TAKES, Cue.ASSUMES}), frozenset({BY})),
    Pattern(RECEIVER_IS, True, False, frozenset({"người"}), frozenset({IS, ":"}), names_post=False),
    Pattern(_GIVES_THIS, True, False, frozenset({TO}), frozenset({"này", "việc", "nhiệm", "chức"}), names_post=False),
    Pattern(_LEFT_TO, True, False, frozenset({Cue.OFFICE}), frozenset({TO, "về"}), names_post=False),
    Pattern(REPLACING, True, True, frozenset({Cue.SUCCEEDS}), names_post=False),
    Pattern(_GETS_THIS, True, True, frozenset({PASSIVE}), frozenset({"này", "đó", "trống"}), names_post=False),
)
# Which patterns to try where a cue or syllable stands, by their places in the table.
BY_SIGN: dict[str, list[int]] = {}
for _place, _pattern in enumerate(PATTERNS):
    for _sign in _pattern.needs:
        BY_SIGN.setdefault(_sign, []).append(_place)
# … which name no post.
POSTLESS = frozenset(sign for pattern in PATTERNS if not pattern.names_post for sign in pattern.needs)
