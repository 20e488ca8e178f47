"""VISCII: all 134 letters in one byte each, six capitals among the control codes. Source: RFC 1456."""

from __future__ import annotations

_UPPER_HALF = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_TABLE = [_CONTROLS.get(code, chr(code)) for code in range(128)] + list(_UPPER_HALF)


def decode(content: bytes) -> str:
    """Bytes → text. Every byte has its letter, so it never fails: whether it is right, the syllables say."""
    return "".join(map(_TABLE.__getitem__, content))
