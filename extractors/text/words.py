"""The function words that rules of the grammar name one by one, folded (see `language.fold`).

A word stands here where more than one rule gives it a meaning of its own. Vocabulary that grows stands in `data/`.
"""

from __future__ import annotations

# Prepositions: whose, to whom, from whom, by whom, where, with whom.
OF = "của"
TO = "cho"
FROM = "từ"
BY = "do"
AT = "tại"
IN = "ở"
WITH = "với"
# Belonging to a superior.
UNDER = "thuộc"
DIRECTLY_UNDER = "trực thuộc"
# Conjunctions.
AND = "và"
TOGETHER = "cùng"
ALL_OF_THEM = ("đều", TOGETHER)
# The copula, and what opens a list.
IS = "là"
HAS = "có"
COMPRISES = "gồm"
# The plural, what stands before a number, and what counts years.
ALL = "các"
NUMBER = "số"
# Numbers in words, before what is counted.
NUMERALS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
YEAR = "năm"
# The passive, and its verbs of taking and reaching.
PASSIVE = "được"
TAKES = "nhận"
REACHES = "đạt"
# Verbs of giving and of proposing.
GIVES = "tặng"
HANDS = "trao"
PROPOSES = "đề nghị"
HANDS_OVER = "bàn giao"
# The words of an office: what someone hands over, takes over or holds.
DUTY = "nhiệm vụ"
ROLE = "vai trò"
STANDING = "cương vị"
POSITION = "vị trí"
RESPONSIBILITY = "trách nhiệm"
# What closes a year's or a term's work.
ENDS = "kết thúc"
# Acting holders of a post.
ACTING = "quyền"
IN_CHARGE = "phụ trách"
# Forms of address and of representing, syllable by syllable.
COMRADE = ("đồng", "chí")
UNIT = ("đơn", "vị")
# A kind of body that rules name.
MINISTRY = "bộ "
# Kinds of place that rules name.
PROVINCE = "tỉnh"
# Emulation blocs and clusters.
BLOC_WORDS = frozenset({"khối", "cụm"})
