"""Who wrote an article: the lines that sign it, in their many forms.

Handled: `Tin, ảnh: A – B` · `Bài và ảnh: A` · `Bài: A - Ảnh: B` · `A (TTXVN)` · `Tác giả bài viết: A- B` ·
`Theo A/Báo X` · `ThS. A` · `A - B` · `A` · ALL CAPITALS; `P.V`, `BBT`, `admin`, agencies sign without a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_NAMES = 6
_MAX_LINE = 120
_LONGEST_OFFICE = 8  # words

# What stands before the colon. A longer one first, so that `ảnh` does not cut `ảnh và clip`.
_WORDS = (
    r"tác giả bài viết|nhóm tác giả|tác giả|người viết|người đăng|người đưa tin|nguồn tin|đăng bởi|bài viết|"
    r"bài dự thi|kíp thực hiện|ê kíp thực hiện|ê-kíp thực hiện|nhóm thực hiện|người thực hiện|thực hiện|"
    r"tin bài|tin ảnh|bài ảnh|tin vắn|"
    r"tổng hợp|biên soạn|biên tập|ghi chép|phóng sự|lược dịch|đồ họa|đồ hoạ|trình bày|thiết kế|nội dung|video clip|"
    r"video|clip|tin|bài|ảnh|hình ảnh|hình|văn|lời|chùm ảnh|nhóm pv|nhóm phóng viên|phóng viên|pv|ctv|biên dịch"
)
_AND = r"\s*(?:,|;|&|/|\+|-|–|\bvà\b)\s*"
_LABEL = rf"(?:{_WORDS})(?:{_AND}(?:{_WORDS}))*"
_ENDING = re.compile(r"[\s.,;]*\./\.?\s*$")  # `A ./.`: the end of an official text
_WHOLLY_BRACKETED = re.compile(r"\(([^()]+)\)")
_FIRST_WORD = re.compile(r"[\W\d_]*([^\W\d_]+)")
_LABELS_BEGIN = frozenset(word.split()[0] for word in (*_WORDS.split("|"), "ghi", "viết", "gửi", "bởi", "by"))
# `A - Ảnh: B`: the writer without a label before the photographer with one.
_THEN_LABELLED = re.compile(rf"\s*[-–—;,.|]\s*(?={_LABEL}\s*[:：])", re.I)
_LABELLED = re.compile(rf"(?<!\w){_LABEL}\s*(?:\([^)]*\)\s*)?[:：]\s*", re.I)
# `Bài và ảnh A`: two labels, so that the colon can be missing.
_TWO_LABELS = re.compile(rf"^(?:{_WORDS}){_AND}(?:{_WORDS})\s+(?=[^\W\d_])", re.I)
# A label that says who entered or sent it, not who wrote it: good for a name, but no sign of the article's end.
_HEADER_LABEL = re.compile(r"^(?:đăng bởi|người đăng|nguồn tin)\b", re.I)
_PHOTO_ONLY = re.compile(r"^\(?(?:ảnh|hình ảnh|hình|chùm ảnh|video|clip|video clip|đồ họa|đồ hoạ)\s*[:：]", re.I)
# Labels with something else than a colon: `Ghi chép của A`, `Ảnh - A`, `Ảnh LÊ A`.
_OF = re.compile(r"^(?P<label>ghi chép|bài|tin|tin, bài|bài và ảnh|phóng sự|ghi nhanh)\s+của\s+(?=[^\W\d_])", re.I)
_AUTHOR = "Tác giả: "
_BY = re.compile(r"^(?:viết bởi|gửi bởi|bởi|by)\s*(?::\s*|\s)(?=[^\W\d_])", re.I)
_PHOTO = re.compile(r"^(?P<label>ảnh)(?P<dash>\s*[-–—]\s*|\s+)(?P<rest>[^\W\d_][^:]*)$", re.I)
# Someone addressed, or named with a rank up to a full stop, is whom a caption names, not who wrote: `Ông Lê Văn A`,
# `Thiếu tướng Lê Văn A.`; `Anh Đào` alone is a pen name.
_ADDRESSED = re.compile(r"^(?:(?:ông|bà|đồng chí|đ/c|ảnh)\s+\w|(?:anh|chị|cô|thầy|em)(?:\s+[^\W\d_]+){3})", re.I)
_RANKED = re.compile(r"^(?:đại|trung|thượng|thiếu)\s(?:tướng|tá|úy)\s", re.I)
_STOPPED = re.compile(r"[^\W_]\.\s*$")
_FROM = re.compile(r"^(?:theo|nguồn)\s*:?\s+", re.I)

# `A thực hiện`, `A Phóng viên thường trú`
_DONE = re.compile(r"\s+(?:thực hiện|ghi|lược ghi|tổng hợp|biên soạn|(?:phóng|cộng tác) viên(?: thường trú)?)$", re.I)
_SOURCE_BEHIND = re.compile(r"(?<=\w)\s+[Tt]heo\s+\S.*$")  # `A Theo Metro`
_AGENCY_BEFORE = re.compile(r"^(?:TTXVN|VOV|VTV|VNA)\s+(?=\w)")  # `A/VOV A/VOV`: said twice
_AGENCY_BEHIND = re.compile(r"\s*/\s*(?:TTXVN|VOV|VTV|VNA|VTC)[^/]{0,14}$")  # `A/VOV-TPHCM`, `A/VOV1`
_SITE = re.compile(r"^\w[\w-]*\.(?:vn|com|net|org|info)(?:\.vn)?$", re.I)  # `A/Vov.vn`
_ACRONYM = re.compile(r"[A-ZĐ]{2,}(?:\s|$)")  # `Lê Bảo - KBNN Bãi Vàng`, `Lê Bảo - Sở GD&ĐT`
_UNSPEAKABLE = re.compile(r"[B-DF-HJ-NP-TV-XZĐ]{2,}$")  # `VTCC`
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_SEPARATORS = re.compile(r"\s+[-–—]\s*|\s*[–—]\s*|\s*-\s+|\s*[,;/|&+•]\s*|(?<=\w)-(?=\w)|\s+và\s+", re.I)
_HONORIFICS = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|CN|KS|BS|BSCK\s?I{1,2}|CKI{1,2}|LS|NSƯT|NSND|NGƯT|PV|CTV|BTV|Tiến sĩ|"
    r"Thạc sĩ|Giáo sư|Phó Giáo sư|Luật sư|Bác sĩ|Nhà báo|Phóng viên|Cộng tác viên|"
    r"(?:Đại|Trung|Thượng|Thiếu)\s(?:tướng|tá|úy)|QNCN)(?:[.,:]+\s*|\s+))+",
    re.I,
)
_TEACHER = re.compile(r"^(?:cô|thầy)\s+(?=(?:[^\W\d_]+\s+){2})", re.I)  # behind a label: `Tác giả: Cô Lê Thị A`
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ.][^\W\d_]+)*\.?")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")  # combining ones
_POINTS = re.compile(r"[.\-–()]")
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.\s*){1,4}[^\W\d_]{0,2}\.?$")

# Folded (see fold_signature): who signs without being a person.
DEPARTMENTS = frozenset(
    {
        *(
            "boi",
            "pv",
            "bbt",
            "btv",
            "ctv",
            "nv",
            "th",
            "tth",
            "bt",
            "ht",
            "tt",
            "bqt",
            "admin",
            "administrator",
            "webmaster",
            "unknown",
            "anonymous",
            "nac danh",
        ),
        *("quan tri", "quan tri vien", "quan tri website", "ban bien tap", "banbientap", "bien tap", "bien tap vien"),
        *("phong vien", "nhom phong vien", "nhom pv", "pv tong hop", "tong hop", "toa soan", "cong tac vien", "editor"),
        *(
            "ban phong trao",
            "ban tuyen giao",
            "ttxvn",
            "thong tan xa viet nam",
            "tin tuc",
            "dat viet",
            "vov",
            "vtv",
            "vna",
            "qdnd",
            "cand",
        ),
        *("bao quan doi nhan dan", "bao nhan dan", "bao tin tuc", "dang cong san", "vnexpress", "tuoi tre", "user"),
        *("tin tuc", "dat viet"),
        *("thanh nien", "tien phong", "lao dong", "dan tri", "vietnamnet", "bao moi", "suu tam", "st", "internet"),
        *("cong thong tin dien tu", "trang thong tin dien tu", "super user", "guest", "khach", "pv dien tu"),
        *(
            "vietnam",
            "vietnam+",
            "vietnamplus",
            "chinhphu",
            "chinhphuvn",
            "baochinhphu",
            "vov vn",
            "ndo",
            "nldo",
            "tto",
        ),
        *(
            "nguoi dua tin",
            "dan viet",
            "baodatviet",
            "toquoc",
            "cafebiz",
            "zing",
            "btc",
            "ban to chuc",
            "reuters",
            "afp",
        ),
        *("ap", "bbc", "cnn", "getty", "getty images", "instagram", "facebook", "fb", "fbnv", "youtube", "bloomberg"),
        *("tan hoa xa", "xinhua", "yonhap", "sina", "scmp", "daum", "zimbio", "next media", "the verge", "sputnik"),
        *("phong vien dien tu", "cac hang tin", "nguon internet", "co quan cung cap", "nhan vat cung cap", "tu lieu"),
    }
)
# First words of offices and papers: `Phòng Chính Trị` is no name even where all its words are capitalised.
_OFFICE = re.compile(
    r"^(?:báo|ban|bộ|phòng|sở|cục|vụ|viện|khoa|học viện|hội|tổ|nhóm|trung tâm|công an|công ty|ubnd|hđnd|"
    r"văn phòng|tỉnh|huyện|xã|phường|thành phố|tp|quân khu|quân đoàn|sư đoàn|lữ đoàn|trung đoàn|tổng cục|khối|cụm|"
    r"đảng ủy|đảng uỷ|ủy ban|uỷ ban|mặt trận|liên đoàn|hiệp hội|"
    r"chi cục|nhà xuất bản|tạp chí|đài|cổng|trang(?= (?:tin|thông|web|điện))|ngân hàng|tập đoàn|kết quả|theo|nguồn|clb|"
    r"thanh tra|tòa án|toà án|kho bạc|bệnh viện|hải đoàn|vùng|chi nhánh|đội|đồn|hạt kiểm lâm|cơ quan|"
    r"nhà máy|hợp tác xã|tổng công ty|bhxh|ldld|lđld|lhpn|mttq|vksnd|tand|ban chqs|bchqs|cand|ttvh|tttt|pt-?th|"
    r"thcs|thpt|trường (?:thpt|thcs|th|pt|tiểu|mầm|mn|cao|đại|đh|cđ|trung|chính|sĩ|quân|dân)|"
    r"việt nam|hà nội|hồ chí minh|thông tin|chính trị|kinh tế|xã hội|thời sự|pháp luật|quốc phòng|an ninh)(?:\s|$)",
    re.I,
)
# What authors are, behind their names: `A - Chánh Văn phòng`, `B, Trợ lý Tuyên huấn`.
_POST = re.compile(
    r"^(?:trưởng|phó|chánh|chủ tịch|bí thư|trợ lý|giám đốc|hiệu trưởng|chính trị viên|chỉ huy|nhân viên|cán bộ|"
    r"giáo viên|gv|chuyên viên|ủy viên|kiểm sát viên|thẩm phán|thẩm tra viên|kế toán|văn thư|pct|pgđ|pbt)(?:\s|$)",
    re.I,
)
# An agency's local office or edition: `VOV-TPHCM`, `VOV1`, `CAND Online`.
_AGENCY = re.compile(
    r"^(?:ttxvn|vov|vtv|vna|qdnd|cand|tto|tpo|vtc)(?:\s?\d|[\s-]+(?:online|news|tphcm|tp\.?\s?hcm|miền|đbscl|tây|đông)"
    r".{0,12})?$",
    re.I,
)


def read_byline(line: str, *, signed: bool = False) -> tuple[str, ...] | None:
    """The names in a line that signs an article; () where it is signed without a name; None where it is no signature.

    line: one clean line. signed: the page itself says that this is the place of the signature (its class, the last
    line, set to the right), so that bare names count; without it only labelled lines do.
    Capitals only become `Trần Anh Minh`; otherwise names stay as spelt, without degrees, ranks, agencies.
    """
    if not line or len(line) > _MAX_LINE:
        return None
    if not signed and ((word := _FIRST_WORD.match(line)) is None or word[1].lower() not in _LABELS_BEGIN):
        return None  # most lines
    return _read(line, signed)


@lru_cache(maxsize=64)  # a page's lines are asked several times
def _read(line: str, signed: bool) -> tuple[str, ...] | None:
    text = _loose(_ENDING.sub("", line).strip(" .*-–—:\t"))
    if bracketed := _WHOLLY_BRACKETED.fullmatch(text):
        text = bracketed[1].strip()
    segments = _segments(text)
    if segments is None and (_ADDRESSED.match(text) or (_RANKED.match(text) and _STOPPED.search(line))):
        return None
    if segments is None and signed and (then := _THEN_LABELLED.search(text)):
        writer, rest = _bare(text[: then.start()]), _segments(text[then.end() :])
        segments = [text[: then.start()], *rest] if writer and rest else None
    if segments is None:
        return _bare(text) if signed else None
    names: list[str] = []
    for segment in segments:
        found = _bare(segment, labelled=True)
        if found is None:
            return () if not names and is_department(segment) else (tuple(names) if names else None)
        names.extend(name for name in found if name not in names)
    return tuple(names)


def is_labelled(line: str) -> bool:
    """Whether the line begins with a label such as `Tin, ảnh:` and signs an article."""
    if read_byline(line) is None:
        return False
    return not _HEADER_LABEL.match(line) and not _PHOTO_ONLY.match(_loose(line))


def is_photo_credit(line: str) -> bool:
    """`Ảnh: A`: a credit alone, which may belong to the caption before it."""
    return read_byline(line) is not None and bool(_PHOTO_ONLY.match(_loose(line)))


def _loose(text: str) -> str:
    """A line with a colon behind its label, where something else stands for it: a dash, `của`, or capitals behind."""
    photo = _PHOTO.match(text)
    if photo and (photo["dash"].strip() or photo["rest"].isupper()):
        return f"{photo['label']}: {photo['rest']}"
    return _OF.sub(r"\g<label>: ", _BY.sub(_AUTHOR, text))


def is_department(text: str) -> bool:
    """Whether a signature is a department's or an agency's (`P.V`, `BBT`, `admin`, `TTXVN`)."""
    return fold_signature(text) in DEPARTMENTS


def label_in(text: str) -> int | None:
    """Where a label with a colon begins in a line (`17:45 06/11/2024 Phóng viên: A`), None where there is none."""
    match = _LABELLED.search(text)
    return match.start() if match else None


def is_office_signature(text: str) -> bool:
    """Whether a line may be an office's that signs (`Phòng Tuyên truyền`, `(Ban Biên tập Cổng thông tin)`)."""
    bare = text.strip(" .()[]-–*")
    return bool(_OFFICE.match(bare)) and len(bare.split()) <= _LONGEST_OFFICE and not re.search(r"[.:;,]", bare)


def fold_signature(text: str) -> str:
    """Lower case, without marks, dots and doubled blanks: for comparison only."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d").replace(".", "")
    return " ".join(_POINTS.sub(" ", bare).split())


def _segments(text: str) -> list[str] | None:
    """The parts after each label, or None where the line does not begin with one."""
    if _LABELLED.match(text):
        labels = list(_LABELLED.finditer(text))
        ends = [m.start() for m in labels[1:]] + [len(text)]
        parts = [text[m.end() : end].strip(" -–—;,.|") for m, end in zip(labels, ends, strict=True)]
        return [p for p in parts if p] or None
    if match := _TWO_LABELS.match(text):
        return [text[match.end() :]]
    return None


def _bare(text: str, *, labelled: bool = False) -> tuple[str, ...] | None:
    """Names without their label: every part must be a name or a department, else None."""
    text = _SOURCE_BEHIND.sub("", _DONE.sub("", _FROM.sub("", text)))
    if is_department(text) or _AGENCY.match(text):
        return ()
    text = _AGENCY_BEHIND.sub("", _BRACKETS.sub(" ", text)).strip(" .-–—:;,")
    if is_department(text):
        return ()
    names: list[str] = []
    parts = [p.strip() for p in _SEPARATORS.split(text) if p.strip()]
    if not parts or len(parts) > 2 * MAX_NAMES:
        return None
    mixed = not parts[0].isupper()
    for index, part in enumerate(parts):
        if index and _POST.match(parts[index - 1]) and " " not in part:
            continue  # the second half of what an author teaches: `GV tổ Sử - Địa`
        name = _HONORIFICS.sub("", _AGENCY_BEFORE.sub("", part) + " ").strip()
        if labelled:
            name = _TEACHER.sub("", name)
        if (
            not name
            or is_department(part)
            or _INITIALS.match(part)
            or (index and (_OFFICE.match(part) or _POST.match(part) or _SITE.match(part)))
            or (index and mixed and _ACRONYM.match(part))
            or _UNSPEAKABLE.match(part)
        ):
            continue  # without a name: a degree parted from it by a comma, a department, the author's office
        if not _is_name(name):
            if labelled and names:
                break  # what follows the names is where they work
            return None
        names.append(_titled(name))
    return tuple(dict.fromkeys(names))[:MAX_NAMES]


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6 or _OFFICE.match(text):
        return False
    return all(_WORD.fullmatch(w) and w[0].isupper() for w in words) and any(len(w) > 1 for w in words)


def _titled(name: str) -> str:
    if name != name.upper() or len(name) < 4:
        return name
    return _LETTERS.sub(lambda m: m.group()[0] + m.group()[1:].lower(), name)
