"""What sites leave in and around a text: image marks, buttons, counters, headings of related links, footers.

Rules for how such sites work, not for one page. Lines come clean (see `clean.py`); nothing here changes letters,
marks are only cut off a line's ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _rx(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"^[\s•●■♦►▶*>»›\-–|.:_]*(?:" + "|".join(alternatives) + r")[\s.:…»›>|_\-–]*$", re.I)


# --- images ------------------------------------------------------------------------------------------------

# An image stands here, and its caption follows: what an editor's buttons left behind.
_IMAGE_BEFORE_CAPTION = re.compile(r"^(?:leftcenterrightdel|left center right del)\b\s*", re.I)
# An image stood here: a file's or a video still's name, without words.
_IMAGE_NAME = _rx(
    r"[\w.\- ]{0,60}\bstill\s?\d+(?:\.\w{3,4})?",
    r"[\w.\-() ]{1,80}\.(?:jpe?g|png|gif|webp|bmp|mp4|mp3|avi|mov)",
    r"(?:img|dsc|dscn|dscf|pict|mvi|dji|gopr|photo|image|screenshot)[_\- ]?\d{2,}[\w\-]*(?: ?\(\d+\))?",
    r"z\d{8,}_[0-9a-f]{16,}\w*",
)
_CAPTION_MARK = re.compile(
    r"^\s*(?:\((?:chú thích(?: ảnh)?|ảnh(?: \d{1,2})?)\)|\[(?:chú thích(?: ảnh)?|ảnh ?\d{0,2}|hình ?\d{0,2})\]|"
    r"chú thích(?: ảnh)?(?: ?\d{1,2})?\s*[:.]|(?:ảnh|hình)(?: ?\d{1,2})?\s*:)\s*(?=\S)",
    re.I,
)
_CREDIT_AT_END = re.compile(
    r"(?:[.…]\s+|\()ảnh do [^.:!?]{2,40} cung cấp\)?\.?\s*$|"
    r"(?:[.…]|\s|^)\s*[(\[]?(?:ảnh|nguồn ảnh|ảnh minh h[oọ][aạ])\s*:\s*[^.:!?]{1,60}[)\]]?\.?\s*$",
    re.I,
)
_CREDIT_SIGNS = ("ảnh", "nguồn")
_CREDIT_IN_BRACKETS = re.compile(r"\((?:ảnh|nguồn ảnh|nguồn)\s*:?[^()]{0,50}\)\.?\s*$", re.I)
# Who a caption begins with, where it ends without a full stop.
_SUBJECT = re.compile(
    r"^(?:đồng chí|đ/c|các đồng chí|ông|bà|(?:đại|trung|thượng|thiếu) (?:tướng|tá|úy)|(?:PGS|GS|TS|ThS)\b|"
    r"các đại biểu|đại biểu|đại diện|các đơn vị|lãnh đạo|thủ trưởng|cán bộ|ban tổ chức|các tập thể|các cá nhân)\b",
    re.I,
)
# A sentence that says what a picture shows; only a line of one sentence is asked.
_SHOWS = re.compile(
    r"^(?:quang cảnh|toàn cảnh|khung cảnh|một góc|ảnh minh h[oọ]|chụp ảnh)\b"
    r"|\b(?:chụp ảnh lưu niệm(?: .{0,60})?|tặng hoa(?: .{0,120})?|"
    r"(?:đọc diễn văn|thông qua|ký kết giao ước)(?: .{0,120})?)\.?$"
    r"|\b(?:phát biểu|tham luận|trao đổi|thảo luận|kết luận|chủ trì|điều hành|khai mạc|bế mạc)\b"
    r"(?: (?:ý kiến|chỉ đạo|khai mạc|bế mạc|kết luận|thảo luận|tham luận|chào mừng))*"
    r"(?: (?:tại |ở )?(?:buổi |cuộc )?(?:hội nghị|buổi lễ|lễ|cuộc họp|đại hội|buổi làm việc)[^.,;:]{0,60})?\.?$",
    re.I,
)
_PLACES = re.compile(r"(?:từ (?:trái|phải) (?:sang|qua)|(?:ảnh|hình) (?:trên|dưới|trái|phải))\b[^:,(]{0,12}[:,(]", re.I)
_TELLS = re.compile(
    r"^(?:\([^()]{2,20}\)\s*[-–—]?\s*)?"
    r"(?:sáng|chiều|tối|trưa|ngày|tại|theo|trong|nhân|sau|trước|với|qua|đồng thời|cũng|bên cạnh|ngoài ra|năm|"
    r"để|cuối|kết thúc|dịp|từ|đến|dự|tham dự|tới dự|về dự|cùng dự|kết luận|phát biểu|"
    r"thay mặt|hội nghị (?:đã|cũng|thống nhất))\b",
    re.I,
)
_NARRATED = re.compile(r"\b(?:đã|cũng|sẽ|đang|được)\b", re.I)  # a picture shows what is happening
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|PGS|GS|TS|ThS|BS|Q|ĐH|St)\.\s?")
_SENTENCE_END = re.compile(r"\w[.!?…]+[\"”’»)]*\s+[\"“‘(]?(?P<next>[^\W\d_])")
MAX_CAPTION = 400
_LONGEST_SHOWN = 300
_LONGEST_UNENDED = 200


# --- the end of the article ---------------------------------------------------------------------------------

_BLOCK = (  # headings of lists of other articles; `[:\d()\s]*` lets counts through
    r"(?:các |những )?(?:tin|bài|bài viết|tin bài|tin tức|thông tin|nội dung|chủ đề|câu chuyện|video)"
    r"(?: bài| tức| ảnh)?(?: viết)? (?:có )?(?:liên quan|cùng chuyên mục|cùng chủ đề|cùng loại|khác|mới hơn|cũ hơn|"
    r"mới nhất|mới|nổi bật|đã đưa|đã đăng|xem nhiều(?: nhất)?|đọc nhiều(?: nhất)?|tiếp theo|trước|sau|nên đọc|đọc thêm)"
)
_RELATED = (
    _BLOCK,
    r"(?:đọc|xem) (?:nhiều(?: nhất)?|thêm|tiếp)",
    r"(?:được )?(?:quan tâm|xem) nhiều(?: nhất)?",
    r"có thể bạn (?:quan tâm|thích|chưa biết)",
    r"cùng (?:chuyên mục|chủ đề|tác giả|sự kiện)",
    r"liên quan",
    r"dòng sự kiện",
    r"tiêu điểm|tin nóng|mới nhất|nổi bật|mới cập nhật|tin nhanh",
    r"(?:các )?album đã đăng",
    r"văn bản liên quan|tài liệu liên quan|tệp đính kèm|file đính kèm",
    r"thẻ|từ khóa|từ khoá|tags?|keywords?|nhãn|chủ đề",
    r"bài (?:trước|sau)|tin (?:trước|sau)",
)
_COMMENTS = (
    r"bình luận|comments?|(?:bình luận|ý kiến|comments?) \(?\d+\)?|\d+ (?:bình luận|ý kiến|comments?)",
    r"(?:các )?(?:ý kiến|bình luận|phản hồi)(?: của)? (?:bạn đọc|độc giả)(?: \(?\d+\)?)?",
    r"(?:gửi|viết|đăng|thêm|để lại)(?: một)? (?:bình luận|ý kiến|phản hồi)(?: của bạn)?",
    r"gửi|leave a reply|post a comment",
    r"mã (?:bảo mật|xác nhận|bảo vệ)",
    r"(?:vui lòng )?đăng nhập để (?:bình luận|gửi ý kiến)",
)
_FOOTER = (
    r"(?:tin xem nhiều|thống kê(?: truy cập)?|lượt truy cập|số lượt truy cập|tổng lượt truy cập)",
    r"(?:liên kết website|liên kết web|website liên kết|chuyên mục|danh mục|thông báo|fanpage)",
    r"(?:về trang chủ|trang chủ|về đầu trang|lên đầu trang|đầu trang)",
    r"(?:quay lại|quay về|trở lại|trở về)(?: trang (?:trước|chủ))?",
)
_RELATED_ALONE = _rx(*_RELATED, _BLOCK + r"\s*\(?\d*\)?")
_COMMENTS_ALONE = _rx(*_COMMENTS)
_FOOTER_ALONE = _rx(*_FOOTER)
_RELATED_INLINE = re.compile(
    r"^[\s•■►▶*>»›\-–|]*(?:" + "|".join(_RELATED[:3] + _RELATED[8:11]) + r")\s*[:：]\s*\S"
    r"|^(?:>>+|»»?|›|►|▶|=>|>)\s*\S",
    re.I,
)
_LONGEST_LINK = 700  # code points: a few headlines or key words
_COMMENT_INLINE = re.compile(r"^(?:người gửi|bạn đọc bình luận|ý kiến bạn đọc|bình luận)\s*[:：(]", re.I)
_IMPRINT_SIGNS = ("©", "copyright", "all rights", "bản quyền")
_IMPRINT = re.compile(r"^.{0,150}(?:©|\bcopyright\b|all rights reserved|bản quyền thuộc)", re.I)
_IMPRINT_BEGINS = 180  # code points in which one of the signs stands
_FOOTER_INLINE = re.compile(
    r"^(?:giấy phép (?:số|xuất bản|hoạt động|icp|thiết lập|báo)|cơ quan (?:chủ quản|ngôn luận)\b|bản quyền|"
    r"(?:phó )?tổng biên tập\s*[:：]|chịu trách nhiệm(?: chính| nội dung| xuất bản)?\s*[:：]|powered by|designed by|"
    r"trưởng ban biên tập\s*[:：]|(?:tòa soạn|toà soạn|trụ sở(?: tòa soạn)?|đường dây nóng|hotline)\s*[:：]|"
    r"liên hệ quảng cáo|(?:đề nghị )?ghi rõ nguồn|bạn đã không sử dụng site)",
    re.I,
)

# --- single lines that are not the article's -------------------------------------------------------------

_BUTTON = (
    r"(?:like|share|chia sẻ|thích|tweet|facebook|zalo|facebookzalo|twitter|x|youtube|linkedin|pinterest|telegram|"
    r"copy link|sao chép liên kết|sao chép link|sao chép|in bài viết|in bài|bản in|in|lưu bài|lưu trang|lưu|email|"
    r"gửi email|gửi bài|gửi cho bạn bè|print|emailprint|google\+?|aa|a-|a\+|theo dõi trên google news|theo dõi|"
    r"google news|nghe đọc bài|nghe bài viết|cỡ chữ|tương phản|ý kiến|\d+ (?:bình luận|ý kiến|comments?))"
)
_LEFTOVER = _rx(
    r"gốc|xem (?:bài )?gốc|link gốc",
    r"tổng số điểm của bài viết là\s*:.*",
    r"xếp hạng\s*:.*(?:phiếu|điểm|đánh giá).*",
    r"click để đánh giá(?: bài viết)?",
    r"(?:đánh giá|bình chọn)(?: bài viết)?(?:\s*:?\s*(?:\d+ (?:phiếu|điểm|sao)|chưa có.*))?",
    r"chưa có (?:bình chọn|đánh giá)|bạn (?:có )?(?:thích|đánh giá|thấy) .{0,40}bài viết.{0,40}|hữu ích.{0,20}\d+",
    r"(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập)\s*[:(]?\s*[\d.,]*\)?(?:\s*ngày cập nhật.*)?",
    r"(?:đã xem|đã đọc|views?|hits)\s*[:(]?\s*[\d.,]+\)?|[\d.,]+k? (?:lượt xem|lượt đọc|views?|lượt thích|xem)",
    rf"\d{{1,4}}|(?:\d{{1,4}}[\s|•/,\-]+)*{_BUTTON}(?:[\s|•/,\-]+(?:{_BUTTON}|\d{{1,4}}))*",
    r"(?:lần )?(?:cập nhật|sửa|chỉnh sửa)(?: lần)? cuối\b.{0,60}|last (?:updated|modified)\b.{0,60}",
    r"emailprintaa.*",
    r"chia sẻ(?: bài viết)?(?: này)?(?: lên| qua| trên)?\s*:?.{0,40}(?:facebook|zalo|copy link).*",
    r"(?:đang (?:truy cập|online|trực tuyến)|hôm (?:nay|qua)|tuần (?:này|trước)|tháng (?:này|trước|hiện tại)|"
    r"tất cả|tổng(?: cộng)?|tổng lượt truy cập|số người truy cập|lượt truy cập|khách viếng thăm|"
    r"máy chủ tìm kiếm)\s*:?\s*[\d.,]+(?:\s.{0,80})?",
    r"previous(?: image| slide)?|next(?: image| slide)?|(?:ảnh|hình) (?:trước|sau|tiếp theo)",
    r"tác giả|người đăng|ngày đăng|nguồn(?: tin)?",
    r"th(?:g|áng)?\.? ?\d{1,2}|\d{1,3} (?:của|trên|of) \d{1,3}",
    r"quảng cáo|advertisement|ads|tắt \[x\]|video|ảnh|\[video\]|play|đang phát|xem video|thời gian chờ.*",
    r"\(?bài viết (?:nêu|thể hiện) quan điểm (?:riêng )?của tác giả\)?",
    r"trang chủ",
    r"nghe (?:đọc )?(?:bài|bài viết)\s*[\d:/ ]*",
    r"(?:mời (?:bạn|quý vị|độc giả)|hãy|đăng ký|theo dõi|nhận) [^.]{0,60}"
    r"(?:bản tin|bài mới|số mới|hộp thư|fanpage|trang của chúng tôi|kênh youtube)[^.]{0,60}",
    r"nguồn (?:tham khảo|tư liệu)\s*:.*|ngày xuất bản\s*:[\s\d/.:-]+",
    r"mời (?:bạn đọc|độc giả|quý vị) .{0,60}(?:chuyên mục|xem|đọc|theo dõi).*",
    r"(?:trở lại|quay lại) (?:trang )?\w+(?: \w+)?",
    r"undefined|null|\[object object\]",
)

_SOURCE_URL = re.compile(
    r"^(?:\(?(?:theo |nguồn(?: tin)?)\s*:?)\s*(?P<who>[^:/]{0,60}?)\s*:?\s*(?P<url>https?://\S+?)[).]*$|"
    r"^(?:link|link gốc|url|đường dẫn|xem tại)\s*:?\s*(?P<link>https?://\S+?)[).]*$|^(?P<bare>https?://\S+?)[.]?$",
    re.I,
)
_SOURCE = re.compile(r"^\(?(?:nguồn(?: tin)?)\s*:\s*(?P<who>[^:.]{2,60})\)?\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line says that the article was taken from."""

    publisher: str | None
    url: str | None


def image_mark(line: str) -> tuple[bool, str]:
    """(whether an image stands at the line, with its caption next; the line without that mark)."""
    if match := _IMAGE_BEFORE_CAPTION.match(line):
        return True, line[match.end() :]
    return False, line


def is_image_name(line: str) -> bool:
    """A file's or a still's name, which an image or a video left behind: `IMG_2207.jpg`, `DUNG TIN 00 Still12`."""
    return len(line) <= 120 and bool(_IMAGE_NAME.match(line))


def caption_mark(line: str) -> str | None:
    """The caption without its mark (`(Chú thích ảnh)`, `[Ảnh 1]`, `Ảnh:`), or None where the line has none."""
    match = _CAPTION_MARK.match(line)
    return line[match.end() :] if match and len(line) <= MAX_CAPTION else None


def is_caption(line: str) -> bool:
    """Whether a line shows that it is a caption: it ends with a photo credit, or says what a picture shows."""
    return is_credited(line) or shows(line)


def is_credited(line: str) -> bool:
    """Whether a line ends with a photo credit."""
    if len(line) > MAX_CAPTION:
        return False
    folded = line.lower()  # a glance: the expressions look at every place
    if not any(sign in folded for sign in _CREDIT_SIGNS):
        return False
    return bool(_CREDIT_AT_END.search(line) or _CREDIT_IN_BRACKETS.search(line))


def shows(line: str) -> bool:
    """Whether a line of one sentence says what a picture shows (`Quang cảnh hội nghị`, `A phát biểu tại buổi lễ.`)."""
    if len(line) > _LONGEST_SHOWN or ";" in line or several_sentences(line):
        return False
    return bool(_SHOWS.search(line)) and not _TELLS.match(line) and not _NARRATED.search(line)


def several_sentences(line: str) -> bool:
    """Whether a line holds more than one sentence."""
    ends = _SENTENCE_END.finditer(_ABBREVIATED.sub("", line))
    return any(match["next"].isupper() for match in ends)


def tells_places(line: str) -> bool:
    """Whether a line begins with where on a picture it is of whom (`Từ trái sang: …`)."""
    return len(line) <= MAX_CAPTION and bool(_PLACES.match(line))


def is_open_caption(line: str) -> bool:
    """Whether a line without a full stop begins with whom a picture shows (`Đại diện ba nhà trường ký giao ước`)."""
    return 20 <= len(line) <= MAX_CAPTION and line[-1].isalnum() and bool(_SUBJECT.match(line))


def may_show(line: str) -> bool:
    """Whether a line right at a picture may say what it shows: some words, no sentence, and nothing that reports."""
    if not 20 <= len(line) <= _LONGEST_UNENDED or not line[-1].isalnum() or not line[0].isalnum():
        return False
    return not _TELLS.match(line) and not _NARRATED.search(line)


def is_leftover(line: str) -> bool:
    """Whether a line belongs to the site and not to the article: buttons, counters, votes, share bars."""
    return len(line) <= 200 and (not any(c.isalnum() for c in line) or bool(_LEFTOVER.match(line)))


def starts_related(line: str) -> bool:
    """Whether a line heads a list of other articles or of key words (`Tin liên quan`, `Từ khóa`)."""
    return len(line) <= 60 and bool(_RELATED_ALONE.match(line))


def is_related(line: str) -> bool:
    """Whether a line is itself a link to another article, or key words (`>> Xem thêm: …`, `Tags: …`).

    One longer than headlines are is the article's text, which a page ran together with the link before it.
    """
    return len(line) <= _LONGEST_LINK and bool(_RELATED_INLINE.match(line))


def starts_comments(line: str) -> bool:
    """Whether the readers' comments begin at the line, or their form."""
    return (len(line) <= 60 and bool(_COMMENTS_ALONE.match(line))) or bool(_COMMENT_INLINE.match(line))


def starts_footer(line: str) -> bool:
    """Whether the site's own part begins at the line: statistics, licence, publisher's imprint."""
    if (len(line) <= 60 and _FOOTER_ALONE.match(line)) or _FOOTER_INLINE.match(line):
        return True
    beginning = line[:_IMPRINT_BEGINS].lower()  # a glance: the expression looks at every place
    return any(sign in beginning for sign in _IMPRINT_SIGNS) and bool(_IMPRINT.match(line))


def source_line(line: str) -> Source | None:
    """`Nguồn QĐND https://…`, `Nguồn: Báo X` or an address alone; None where the line is none of them."""
    if match := _SOURCE_URL.match(line):
        url = match["url"] or match["link"] or match["bare"]
        return Source((match["who"] or "").strip(" -–,") or None, url)
    if match := _SOURCE.match(line):
        return Source(match["who"].strip(), None)
    return None
