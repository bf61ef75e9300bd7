"""Sealing, blind indexes and the folder of keys."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.crypto import KeysUnusable, Unsealable, load_keys, make_keys, place
from app.core.ids import new_id


def test_a_sealed_value_opens_in_its_own_place_and_in_no_other(tmp_path: Path) -> None:
    keys, row = make_keys(tmp_path / "keys"), new_id()
    key_id, sealed = keys.seal(b"6311071501109001", place("students", "nik", row))
    assert b"6311071501109001" not in sealed
    assert keys.open(key_id, sealed, place("students", "nik", row)) == b"6311071501109001"
    for elsewhere in (place("students", "nik", new_id()), place("transfers", "sent", row)):
        with pytest.raises(Unsealable):
            keys.open(key_id, sealed, elsewhere)


def test_a_blind_index_finds_equals_and_depends_on_its_key(tmp_path: Path) -> None:
    keys, others = make_keys(tmp_path / "a"), make_keys(tmp_path / "b")
    assert keys.blind("nik", "1") == keys.blind("nik", "1")
    assert len({keys.blind("nik", "1"), keys.blind("nisn", "1"), others.blind("nik", "1")}) == 3


@pytest.mark.parametrize("token", ["", ".", "abc", "d00000000.AAAA", "d.\u00b2"])
def test_a_token_that_is_not_ours_does_not_open(tmp_path: Path, token: str) -> None:
    with pytest.raises(Unsealable):
        make_keys(tmp_path / "keys").open_token(token, "cursor")


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys = make_keys(folder)
    assert load_keys(folder) == keys
    with pytest.raises(KeysUnusable):
        make_keys(folder)
    folder.chmod(0o755)
    with pytest.raises(KeysUnusable, match="chmod 700"):
        load_keys(folder)


def test_a_folder_without_its_keys_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="init"):
        load_keys(tmp_path)
    keys = make_keys(tmp_path / "keys")
    (tmp_path / "keys" / f"{keys.current}.key").unlink()
    with pytest.raises(KeysUnusable, match="backup"):
        load_keys(tmp_path / "keys")


def test_a_value_sealed_with_a_former_key_still_opens(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "keys")
    key_id, sealed = keys.seal(b"x", "p")
    rotated = replace(keys, data={**keys.data, "dnew": b"k" * 32}, current="dnew")
    assert rotated.open(key_id, sealed, "p") == b"x"
    assert rotated.seal(b"x", "p")[0] == "dnew"
