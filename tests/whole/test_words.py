"""Every code that can reach a person has its words, in both languages."""

import ast
import re
import string

from app.core.errors import Refusal
from app.core.i18n import catalogue
from tests.support.walk import heirs, sources

ROW_CODE = re.compile(r"^[EFIW]_[A-Z][A-Z0-9_]+$")


def _fault_codes() -> dict[str, str]:
    """Codes written as the second argument of ``Fault``, by where they stand."""
    found = {}
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault"):
                continue
            code = node.args[1] if len(node.args) > 1 else None
            code = code or next((kw.value for kw in node.keywords if kw.arg == "code"), None)
            for part in ast.walk(code) if code is not None else ():
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and "{" not in part.value:
                    found[part.value] = f"{path}:{node.lineno}"
    return {code: place for code, place in found.items() if not code.endswith(".")}


def test_every_refusal_has_its_words() -> None:
    codes = {heir.code: heir.__name__ for heir in heirs(Refusal) if "code" in vars(heir)}
    assert len(codes) > 15
    assert {code: name for code, name in codes.items() if code not in catalogue()} == {}


def test_two_refusals_share_a_code_only_by_inheritance() -> None:
    seen: dict[str, str] = {}
    for heir in sorted(heirs(Refusal), key=lambda kind: kind.__qualname__):
        if "code" in vars(heir):
            assert heir.code not in seen, f"{heir.__name__} and {seen[heir.code]} both say {heir.code}"
            seen[heir.code] = heir.__name__


def test_every_fault_code_has_its_words() -> None:
    codes = _fault_codes()
    assert "field.unknown_reference" in codes
    assert {code: place for code, place in codes.items() if code not in catalogue()} == {}


def test_every_verdict_on_a_row_has_its_words() -> None:
    codes = {
        node.value: f"{path}:{node.lineno}"
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ROW_CODE.match(node.value)
    }
    known = {code.split(".")[-1] for code in catalogue()}
    assert {code: place for code, place in codes.items() if code not in known} == {}


def test_words_come_in_both_languages_and_name_the_same_things() -> None:
    for code, texts in catalogue().items():
        assert set(texts) == {"id", "en"}, code
        assert all(text.strip() for text in texts.values()), code
        named = [{name for _, name, _, _ in string.Formatter().parse(t) if name} for t in texts.values()]
        assert named[0] == named[1], code
