"""Invented articles by the thousand, some of them copies of others, for measuring how well copies are told.

The originals come from a few templates, as reports of one paper do: two of a template differ in names, numbers, days
and units only, and a part of them is made from another one by changing just these (the near misses).
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Lò",
    "Quàng",
)
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Quốc", "Xuân", "Công", "Thanh", "Ngọc", "Đình", "Bá", "Trọng", "Hoà")
GIVEN = ("An", "Bình", "Chiến", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lâm", "Mai", "Nam", "Phúc", "Quang", "Sơn",
         "Tâm", "Thủy", "Tuấn", "Vinh", "Yến", "Hoà", "Loan", "Đạt", "Hạnh", "Kiên", "Thắng")  # fmt: skip
PLACES = ("Sông Lam", "Bến Đá", "Suối Vàng", "Núi Đôi", "Cửa Rào", "Đồi Thông", "Hồ Trúc", "Bãi Cát", "Rừng Xanh",
          "Gò Mây", "Đầm Sen", "Thác Bạc", "Cầu Gỗ", "Chợ Mới", "Vịnh Lặng", "Đèo Gió")  # fmt: skip
UNITS = ("Lữ đoàn {n}", "Trung đoàn {n}", "Sư đoàn {n}", "Kho K{n}", "Bộ Chỉ huy quân sự tỉnh {p}", "Sở Y tế {p}",
         "Sở Nội vụ {p}", "Công an tỉnh {p}", "Trường Cao đẳng {p}", "Bệnh viện {p}", "Cục Hậu cần {p}",
         "Liên đoàn Lao động {p}", "Ban Dân tộc {p}", "Xí nghiệp {n}", "Nhà máy {p}")  # fmt: skip
RANKS = ("Đại tá", "Thượng tá", "Trung tá", "Thiếu tướng", "Thiếu tá")
PUBLISHERS = (
    "Báo Sông Lam",
    "Báo Bến Đá",
    "Tạp chí Thi đua",
    "Cổng tin Suối Vàng",
    "Báo Núi Đôi",
    "Trang tin Tổng hợp",
)
AWARDS = ("Cờ thi đua", "Bằng khen", "Giấy khen", "Kỷ niệm chương", "Huân chương Lao động hạng Ba")

TEMPLATES: tuple[tuple[str, ...], ...] = (
    (
        "Sáng {day}, tại {place}, {bloc} tổ chức hội nghị tổng kết phong trào thi đua năm {year}. {rank} {a}, Chỉ huy trưởng {u1} chủ trì hội nghị.",
        "Năm {year}, các đơn vị trong khối đã phát động {n1} đợt thi đua cao điểm; {n2} tập thể, {n3} cá nhân được các cấp khen thưởng. Công tác tuyên truyền, nhân rộng điển hình tiên tiến được cấp ủy, chính quyền các cấp quan tâm.",
        "Hội nghị đã bầu {u1} làm Khối trưởng, {u2} làm Khối phó năm {next}. {rank} {b} thay mặt {u2} phát biểu, hứa cùng các đơn vị hoàn thành tốt nhiệm vụ.",
        "Dịp này, hội nghị bình xét, đề nghị tặng {award} cho {u3} và {u4}. Các đại biểu thống nhất cao với phương hướng, nhiệm vụ năm {next}.",
    ),
    (
        "Chiều {day}, Ủy ban nhân dân tỉnh {p} công bố các quyết định về công tác cán bộ. Ông {a}, Chủ tịch Ủy ban nhân dân tỉnh trao quyết định.",
        "Theo Quyết định số {n3}/QĐ-UBND, {b}, Phó Giám đốc {u1}, được bổ nhiệm giữ chức Giám đốc {u1}, thời hạn 5 năm.",
        "Phát biểu chúc mừng, đồng chí {a} tin tưởng trên cương vị mới, {b} sẽ phát huy năng lực, kinh nghiệm, cùng tập thể lãnh đạo xây dựng đơn vị đoàn kết, vững mạnh.",
        "Nhận nhiệm vụ, {b} cảm ơn sự quan tâm của lãnh đạo tỉnh, hứa sẽ nỗ lực rèn luyện, học tập, hoàn thành tốt nhiệm vụ được giao.",
    ),
    (
        "Ngày {day}, {u1} long trọng tổ chức lễ trao thưởng cho các tập thể và cá nhân có thành tích xuất sắc năm {year}.",
        "Các cá nhân được tặng {award} gồm: {a}, {b}, {c}, {d}, {e}.",
        "Các tập thể được tặng Cờ thi đua gồm: {u2}, {u3}, {u4}. Tổng số tiền thưởng là {n3} triệu đồng.",
        "Lãnh đạo đơn vị biểu dương kết quả đạt được và mong muốn phong trào tiếp tục lan tỏa sâu rộng trong cán bộ, người lao động, góp phần hoàn thành nhiệm vụ chính trị.",
    ),
    (
        "{bloc} vừa ký kết giao ước thi đua năm {year} tại {place}, với sự tham dự của đại diện {n1} đơn vị thành viên.",
        "Theo bản giao ước, các đơn vị phấn đấu hoàn thành {n2} chỉ tiêu, đẩy mạnh cải cách hành chính, chăm lo đời sống đoàn viên, xây dựng nếp sống văn hóa nơi công sở.",
        "{u1} là Khối trưởng, {u2} là Khối phó; ông {a}, Giám đốc {u1}, cho biết khối sẽ kiểm tra chéo vào tháng 6 và tháng 10.",
        "Các thành viên khác gồm {u3}, {u4}. Bà {b}, Phó Trưởng ban Thi đua tỉnh {p}, dự và phát biểu chỉ đạo.",
    ),
    (
        "Sáng {day}, tại {place} diễn ra lễ bàn giao chức trách, nhiệm vụ Chỉ huy trưởng {u1}. {rank} {a} chủ trì buổi lễ.",
        "Trước sự chứng kiến của các đại biểu, {rank} {b} bàn giao toàn bộ hồ sơ, sổ sách, quân số, vũ khí, trang bị cho {rank} {c}, nguyên Phó Chỉ huy trưởng {u2}.",
        "Biên bản bàn giao được lập thành {n1} bản, có chữ ký của hai bên và xác nhận của cấp trên theo đúng quy định.",
        "Phát biểu giao nhiệm vụ, {a} yêu cầu {u1} giữ vững đoàn kết, duy trì nghiêm kỷ luật, kỷ cương, nâng cao sức mạnh tổng hợp và khả năng sẵn sàng chiến đấu.",
    ),
    (
        "Đoàn kiểm tra của {bloc} do ông {a} làm trưởng đoàn vừa kiểm tra, chấm điểm thi đua năm {year} tại {u1}.",
        "Đoàn đã nghe báo cáo, kiểm tra {n2} hồ sơ và {n1} mô hình điểm. {u1} có {n3} sáng kiến được công nhận, tăng so với năm trước.",
        "Kết luận buổi làm việc, trưởng đoàn ghi nhận kết quả của đơn vị, đồng thời đề nghị sớm khắc phục một số hạn chế về công tác lưu trữ và thông tin, tuyên truyền.",
        "Trước đó, đoàn đã kiểm tra tại {u2} và {u3}. Dự kiến, đoàn sẽ làm việc với {u4} vào tuần tới.",
    ),
)  # fmt: skip
CAPTIONS = ("{a} trao hoa chúc mừng tại hội nghị ở {place}.", "Các đại biểu chụp ảnh lưu niệm cùng {b}.")
SYNONYMS = (("phát biểu", "nêu ý kiến"), ("tổ chức", "tiến hành"), ("hoàn thành tốt", "làm tốt"), ("các đơn vị", "mỗi đơn vị"),
            ("đồng thời", "và"), ("quan tâm", "chú trọng"), ("mong muốn", "hy vọng"), ("theo đúng", "đúng"),
            ("vừa", "mới"), ("sớm", "nhanh chóng"), ("yêu cầu", "đề nghị"), ("cảm ơn", "bày tỏ lòng biết ơn"))  # fmt: skip


@dataclass(frozen=True)
class Written:
    """An article of the measure. original: the key of the one that it copies; edits: what was done to it."""

    key: str
    title: str
    body: tuple[str, ...]
    captions: tuple[str, ...]
    published: date
    publisher: str
    byline: str
    original: str | None = None
    edits: tuple[str, ...] = ()


def written(number: int, copies: int, seed: int = 4) -> list[Written]:
    """`number` articles, of which `copies` are copies of others; shuffled, keys tell nothing."""
    rnd = random.Random(seed)
    originals: list[Written] = []
    fields_of: list[tuple[int, dict[str, str]]] = []
    for _ in range(number - copies):
        if originals and rnd.random() < 0.25:  # a near miss: the same report on the next year, or on another bloc
            template, fields = rnd.choice(fields_of[-200:])
            fields = fields | _changed(rnd, fields)
        else:
            template, fields = rnd.randrange(len(TEMPLATES)), _fields(rnd)
        fields_of.append((template, fields))
        originals.append(_report(rnd, template, fields))
    made = [_copy(rnd, original) for original in rnd.choices(originals, k=copies)]
    both = originals + made
    rnd.shuffle(both)
    return both


def _name(rnd: random.Random) -> str:
    return f"{rnd.choice(FAMILIES)} {rnd.choice(MIDDLES)} {rnd.choice(GIVEN)}"


def _unit(rnd: random.Random) -> str:
    return rnd.choice(UNITS).format(n=rnd.randrange(2, 990), p=rnd.choice(PLACES))


def _fields(rnd: random.Random) -> dict[str, str]:
    year = rnd.randrange(2012, 2025)
    day = date(year, 1, 1) + timedelta(days=rnd.randrange(365))
    places = {key: rnd.choice(PLACES) for key in ("p", "where")}
    return {
        **{key: _name(rnd) for key in "abcde"},
        **{key: _unit(rnd) for key in ("u1", "u2", "u3", "u4")},
        **{"n1": str(rnd.randrange(2, 12)), "n2": str(rnd.randrange(12, 60)), "n3": str(rnd.randrange(60, 2000))},
        **{"year": str(year), "next": str(year + 1), "date": day.isoformat(), "day": f"{day.day}-{day.month}-{day.year}"},
        **{"p": places["p"], "place": f"hội trường {places['where']}", "rank": rnd.choice(RANKS)},
        "bloc": f"{rnd.choice(('Khối', 'Cụm'))} thi đua số {rnd.randrange(1, 16)} tỉnh {places['p']}",
        "award": rnd.choice(AWARDS),
    }  # fmt: skip


def _changed(rnd: random.Random, fields: dict[str, str]) -> dict[str, str]:
    """What another report by the same hand differs in: its day and some of who, where, how many."""
    fresh = _fields(rnd)
    if rnd.random() < 0.5:  # the next year
        year = int(fields["year"]) + 1
        day = date.fromisoformat(fields["date"]) + timedelta(days=rnd.randrange(330, 390))
        fresh |= {"year": str(year), "next": str(year + 1), "date": day.isoformat(), "bloc": fields["bloc"]}
        fresh["day"] = f"{day.day}-{day.month}-{day.year}"
        keys = ["year", "next", "date", "day", *rnd.sample(["a", "b", "u1", "n1", "n2", "n3"], 3)]
    else:  # the same week, about others
        day = date.fromisoformat(fields["date"]) + timedelta(days=rnd.randrange(0, 5))
        fresh |= {"date": day.isoformat(), "day": f"{day.day}-{day.month}-{day.year}"}
        keys = ["date", "day", "bloc", "u1", "a", "b", "n3", *rnd.sample(["u2", "u3", "c", "n1", "n2"], 3)]
    return {key: fresh[key] for key in keys}


def _report(rnd: random.Random, template: int, fields: dict[str, str]) -> Written:
    return Written(
        key=f"a-{rnd.getrandbits(60):015x}",
        title=f"Tin thi đua: {fields['u1']} và {fields['bloc']}",
        body=tuple(passage.format(**fields) for passage in TEMPLATES[template]),
        captions=tuple(caption.format(**fields) for caption in CAPTIONS[: rnd.randrange(3)]),
        published=date.fromisoformat(fields["date"]) + timedelta(days=rnd.randrange(2)),
        publisher=rnd.choice(PUBLISHERS),
        byline=_name(rnd),
    )


# --- what is done to a copy --------------------------------------------------------------------------------------


def _cut(rnd: random.Random, of: Written) -> Written:
    return replace(of, body=of.body[:-1])


def _mark(rnd: random.Random, of: Written) -> Written:
    return replace(of, body=(*of.body, rnd.choice(("Theo {}", "Nguồn: {}", "(Theo {})")).format(of.publisher)))


def _small_edits(rnd: random.Random, of: Written) -> Written:
    body = list(of.body)
    wanted = rnd.randrange(1, 4)
    for old, new in rnd.sample(SYNONYMS, len(SYNONYMS)):
        at = next((i for i, passage in enumerate(body) if old in passage), None)
        if at is not None and wanted:
            body[at] = body[at].replace(old, new, 1)
            wanted -= 1
    return replace(of, body=tuple(body))


def _correction(rnd: random.Random, of: Written) -> Written:
    """One number is put right."""
    found = [(at, m) for at, passage in enumerate(of.body) for m in re.finditer(r"\b\d{2,3}\b(?![-/])", passage)]
    if not found:
        return of
    at, match = rnd.choice(found)
    passage = of.body[at]
    changed = passage[: match.start()] + str(int(match.group()) + 1) + passage[match.end() :]
    return replace(of, body=(*of.body[:at], changed, *of.body[at + 1 :]))


def _merged(rnd: random.Random, of: Written) -> Written:
    return replace(of, body=(" ".join(of.body[:2]), *of.body[2:]))


def _no_captions(rnd: random.Random, of: Written) -> Written:
    return replace(of, captions=())


_NEW_PLACE = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "hòa": "hoà", "Hòa": "Hoà"}


def _tone_marks(rnd: random.Random, of: Written) -> Written:
    """As another encoding's text comes back: marks apart or in the newer place."""

    def written_anew(passage: str) -> str:
        for old, new in _NEW_PLACE.items():
            passage = re.sub(rf"(?<![qQ]){old}\b", new, passage)
        return unicodedata.normalize("NFD" if rnd.random() < 0.3 else "NFC", passage)

    return replace(of, body=tuple(map(written_anew, of.body)))


def _marks(rnd: random.Random, of: Written) -> Written:
    """Other dashes, quotation marks and blanks."""

    def written_anew(passage: str) -> str:
        passage = passage.replace(" - ", " – ").replace(", ", " , ").replace(";", " –")
        return re.sub(r"(Khối trưởng|Khối phó)", r"“\1”", passage)

    return replace(of, body=tuple(map(written_anew, of.body)))


EDITS: Sequence[Callable[[random.Random, Written], Written]] = (
    *(_cut, _mark, _small_edits, _correction, _merged, _no_captions, _tone_marks, _marks),
)  # fmt: skip


def _copy(rnd: random.Random, original: Written) -> Written:
    """One to three edits, a headline and a byline of its own; a few days later, or on the same one."""
    copy = original
    edits = rnd.sample(EDITS, rnd.choice((0, 1, 1, 2, 2, 3)))
    for edit in sorted(edits, key=lambda e: e is _mark):  # a mark stands at the end, whatever was cut
        copy = edit(rnd, copy)
    soon = _correction in edits
    return replace(
        copy,
        key=f"a-{rnd.getrandbits(60):015x}",
        title=f"{original.title.split(': ')[1]} ({rnd.randrange(100)})",
        byline=_name(rnd),
        published=original.published + timedelta(days=rnd.choice((0, 1, 1, 2, 3) if soon else (0, 1, 2, 4, 9, 40))),
        publisher=original.publisher if soon or rnd.random() < 0.2 else rnd.choice(PUBLISHERS),
        original=original.key,
        edits=tuple(edit.__name__.strip("_") for edit in edits),
    )
