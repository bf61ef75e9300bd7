"""Addresses reach a template as pictures of QR codes."""

from app.documents.codes import drawn, picture

URL = "https://contoh.id/k#0123456789ABCDEF"


def test_an_address_becomes_a_picture_and_all_else_stays() -> None:
    data = {"pupils": [{"name": URL, "qr": URL}], "logo": [1, 2, 3], "number": "1"}
    assert drawn(data) == {"pupils": [{"name": URL, "qr": picture(URL)}], "logo": [1, 2, 3], "number": "1"}
    assert drawn(data) == drawn(data)


def test_each_address_has_its_own_picture() -> None:
    assert picture(URL).startswith("<svg")
    assert picture(URL) != picture(URL[:-1] + "0")
