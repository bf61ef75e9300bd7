"""What is attached shows what it showed, and tells nothing beside it."""

import io
import struct
import zlib

import pytest
from PIL import Image

from app.documents import scrubbing
from app.documents.scrubbing import JPEG, LONGEST_SIDE, PDF, PNG, Refused, scrubbed

SECRET = b"Jalan Merdeka 17, Paringin"


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: object) -> bytes:
    image = Image.new(mode, size)
    image.paste((200, 30, 30) if mode == "RGB" else 128, (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def camera_picture(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "Kamera", SECRET.decode()
    exif.get_ifd(0x8825).update({1: "S", 2: (2.0, 20.0, 5.0), 3: "E", 4: (115.0, 27.0, 9.0)})
    return picture(exif=exif, comment=SECRET)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, raw: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", raw) + png_chunk(b"IEND", b"")


def test_a_camera_s_picture_loses_place_and_device_and_stands_upright() -> None:
    came = camera_picture()
    assert SECRET in came
    kind, kept = scrubbed(came + b"PK\x03\x04 hidden behind" + SECRET)
    assert kind == JPEG
    assert not any(word in kept for word in (SECRET, b"Exif", b"Kamera", b"hidden"))
    image = Image.open(io.BytesIO(kept))
    assert (image.size, len(image.getexif())) == ((40, 60), 0)
    red, black = image.getpixel((20, 5)), image.getpixel((20, 55))
    assert isinstance(red, tuple)
    assert isinstance(black, tuple)
    assert (red[0] > 150, black[0] < 60) == (True, True), "turned as the camera said, the red half is on top"


def test_a_picture_of_points_loses_its_texts_and_keeps_what_shows_through() -> None:
    came = picture("PNG", mode="LA")
    noted = came[:33] + png_chunk(b"tEXt", b"Comment\0" + SECRET) + png_chunk(b"eXIf", SECRET) + came[33:]
    kind, kept = scrubbed(noted)
    assert (kind, SECRET in kept, Image.open(io.BytesIO(kept)).mode) == (PNG, False, "RGBA")


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_every_kind_of_picture_is_kept_as_one_that_anything_shows(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert Image.open(io.BytesIO(scrubbed(out.getvalue())[1])).mode == "RGB"


def test_a_large_picture_is_made_no_larger_than_needed() -> None:
    kept = scrubbed(picture(size=(8000, 500)))[1]
    assert Image.open(io.BytesIO(kept)).width == LONGEST_SIDE


def test_a_pdf_stays_as_it_is() -> None:
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    assert scrubbed(pdf) == (PDF, pdf)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", scrubbing.UNKNOWN),
        (b"GIF89a" + b"\0" * 40, scrubbing.UNKNOWN),
        (b"<svg onload=alert(1)>", scrubbing.UNKNOWN),
        (b"\n%PDF-1.7\n%%EOF", scrubbing.UNKNOWN),
        (b"%PDF-1.7\n cut off", scrubbing.UNREADABLE),
        (b"\xff\xd8\xff\xe0", scrubbing.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n", scrubbing.UNREADABLE),
        (picture()[:-200], scrubbing.UNREADABLE),
        (png_of(10, 10, b""), scrubbing.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n" + picture()[8:], scrubbing.UNREADABLE),
        (png_of(10_000, 10_000, zlib.compress(b"\0")), scrubbing.TOO_MANY_PIXELS),
        (png_of(2**31 - 1, 2**31 - 1, b""), scrubbing.TOO_MANY_PIXELS),
        (b"\xff\xd8\xff" + b"\0" * scrubbing.MAX_BYTES, scrubbing.TOO_LARGE),
    ],
)
def test_what_is_none_of_the_three_or_cannot_be_opened_is_refused(content: bytes, reason: int) -> None:
    with pytest.raises(Refused) as refusal:
        scrubbed(content)
    assert refusal.value.reason == reason
