"""PDFs for the tests, written by hand: text in columns with fonts that name their letters, or do not."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
FONTS = {
    "regular": "ABCDEF+Serif",
    "bold": "ABCDEF+Serif-Bold",
    "italic": "ABCDEF+Serif-Italic",
    "nameless": "ABCDEF+Odd",
}


@dataclass
class Sheet:
    """A page under construction."""

    texts: list[tuple[float, float, float, str, str]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)

    def text(self, x: float, y: float, size: float, text: str, font: str = "regular") -> Sheet:
        """One line; every letter is half as wide as the font's size."""
        self.texts.append((x, y, size, text, font))
        return self

    def picture(self, x: float, y: float, width: float, height: float) -> Sheet:
        self.pictures.append((x, y, width, height))
        return self

    def column(
        self,
        paragraphs: Sequence[str],
        x: float,
        top: float,
        width: float,
        size: float = 9,
        font: str = "regular",
        indent: float = 10,
    ) -> float:
        """Paragraphs in lines of a column, the first line of each indented; gives where the next line would stand."""
        y = top
        for paragraph in paragraphs:
            for number, line in enumerate(wrapped(paragraph, width, size, indent)):
                self.text(x + (0 if number else indent), y, size, line, font)
                y -= size * 1.2
        return y


def wrapped(paragraph: str, width: float, size: float, indent: float = 0) -> list[str]:
    lines: list[str] = []
    room = width - indent
    for word in paragraph.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * size / 2 <= room:
            lines[-1] += " " + word
        else:
            room = width if lines else room
            lines.append(word)
    return lines


def pdf(sheets: Sequence[Sheet], *, password: str | None = None, info: str = "") -> bytes:
    """The file. password: what it is locked with. info: its own words about itself."""
    letters = sorted({c for sheet in sheets for *_, text, _ in sheet.texts for c in text})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    objects: list[tuple[bytes, bytes | None]] = []

    def add(head: str | bytes, stream: bytes | None = None) -> int:
        objects.append((head.encode() if isinstance(head, str) else head, stream))
        return len(objects)

    catalog, pages = add(""), add("")
    named = add("", _to_unicode(codes))
    fonts = " ".join(
        f"/{name} {add(_font(base, None if name == 'nameless' else named))} 0 R" for name, base in FONTS.items()
    )
    fonts += f" /legacy {add('<</Type/Font/Subtype/Type1/BaseFont/.VnTime/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[' + '500 ' * 256 + ']>>')} 0 R"
    image = add("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80")
    kids = []
    for sheet in sheets:
        content = add("/Filter/FlateDecode", zlib.compress(_content(sheet, codes)))
        kids.append(
            add(
                f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {content} 0 R"
                f"/Resources<</Font<<{fonts}>>/XObject<</P {image} 0 R>>>>>>"
            )
        )
    objects[catalog - 1] = (f"<</Type/Catalog/Pages {pages} 0 R>>".encode(), None)
    objects[pages - 1] = (
        f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode(),
        None,
    )
    more = f"/Info {add(info)} 0 R" if info else ""
    lock = _Lock(password) if password is not None else None
    if lock is not None:
        more += f"/Encrypt {add(lock.dictionary)} 0 R/ID[<{lock.id.hex()}><{lock.id.hex()}>]"
    return _file(objects, catalog, more, lock)


def _file(objects: list[tuple[bytes, bytes | None]], catalog: int, more: str, lock: _Lock | None) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, (head, stream) in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number
        if stream is None:
            out += head
        else:
            stream = lock.locked(stream, number) if lock else stream
            out += b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(stream), stream)
        out += b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root {catalog} 0 R{more}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _font(base: str, named: int | None) -> str:
    unicode = f"/ToUnicode {named} 0 R" if named else ""
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H{unicode}/DescendantFonts[<</Type/Font"
        f"/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/DW 500/FontDescriptor<</Type/FontDescriptor/FontName/{base}/Flags 4/Ascent 800/Descent -200>>>>]>>"
    )


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _content(sheet: Sheet, codes: dict[str, int]) -> bytes:
    out = []
    for x, y, size, text, font in sheet.texts:
        shown = text.encode("latin-1").hex() if font == "legacy" else "".join(f"{codes[c]:04x}" for c in text)
        out.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{shown}> Tj ET")
    out += [f"q {w} 0 0 {h} {x} {y} cm /P Do Q" for x, y, w, h in sheet.pictures]
    return "\n".join(out).encode()


class _Lock:
    """RC4 with 40 bits, as the standard's revision 2 has it; the owner's password is the user's."""

    id = bytes(range(16))

    def __init__(self, password: str) -> None:
        padded = (password.encode() + _PAD)[:32]
        owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
        self._key = hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + self.id).digest()[:5]
        user = _rc4(self._key, _PAD)
        self.dictionary = f"<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P -4>>"

    def locked(self, stream: bytes, number: int) -> bytes:
        key = hashlib.md5(self._key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        return _rc4(key, stream)


def _rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
