"""``sweet17 school submit --from-dapodik``: a Dapodik on this computer, over real HTTP, and what leaves the school."""

import json
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.submissions.envelopes import WEB_SERVICE
from sweet17 import dapodik
from sweet17.dapodik import KEPT, Dapodik, DapodikError
from tests.support.dapodik import NIK, NPSN, TOKEN, FakeDapodik, Row, pupil

SCHOOL = "0199a000-0000-7000-8000-00000000005c"
HTML = b"<!DOCTYPE html><html><body>Login Dapodik</body></html>"


@pytest.fixture
def url(dapodik_url: str) -> str:
    return dapodik_url


@pytest.fixture
def school(signed_in: Any, registry: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Signed in for the school, with the token in the environment."""
    monkeypatch.setenv("SWEET17_DAPODIK_TOKEN", TOKEN)
    registry.role = {"role": "school", "school_id": SCHOOL, "region_code": "63.11", "team_id": None}
    registry.routes[f"GET /v1/schools/{SCHOOL}"] = {"id": SCHOOL, "npsn": NPSN, "name": "SMA NEGERI PARINGIN"}
    counts = dict.fromkeys(
        ("total", "created", "updated", "unchanged", "rejected", "ignored", "warnings", "missing"), 0
    )
    registry.routes[f"POST /v1/schools/{SCHOOL}/submissions"] = {
        "id": "sub",
        "state": "applied",
        "mode": "partial",
        **counts,
    }
    assert signed_in("login", "http://localhost", "-u", "school", input="right\n").exit_code == 0
    return signed_in


def sent(registry: Any) -> list[httpx.Request]:
    return [request for request in registry.requests if request.method == "POST" and "submissions" in request.url.path]


def rows_sent(registry: Any) -> list[Row]:
    [request] = sent(registry)
    body = json.loads(request.content)
    assert list(body) == ["rows"]
    rows: list[Row] = body["rows"]
    return rows


# --- what leaves the school ------------------------------------------------------------------------------------


def test_only_what_the_registry_keeps_leaves_the_school(school: Any, registry: Any, url: str) -> None:
    result = school("school", "submit", "--from-dapodik", url, "--npsn", NPSN)
    assert result.exit_code == 0, result.output
    rows = rows_sent(registry)
    assert [row["nama"] for row in rows] == ["SISWA 1", "SISWA 2", "SISWA 3"]
    assert {frozenset(row) for row in rows} == {frozenset(KEPT)}
    content = sent(registry)[0].content
    for secret in (b"RAHASIA", b"0812", b"rahasia", b"example.org", b"pd-1", TOKEN.encode()):
        assert secret not in content


def test_what_leaves_is_what_the_server_reads_and_nothing_else() -> None:
    assert set(KEPT) == set(WEB_SERVICE)


def test_a_list_or_an_object_in_place_of_a_value_stays_at_home(
    school: Any, registry: Any, fake: FakeDapodik, url: str
) -> None:
    fake.pupils = [pupil(1, nama={"ibu": "RAHASIA"}, nisn=["RAHASIA"])]
    assert school("school", "submit", "--from-dapodik", url).exit_code == 0
    [row] = rows_sent(registry)
    assert (row["nama"], row["nisn"]) == (None, None)
    assert b"RAHASIA" not in sent(registry)[0].content


def test_nobody_is_named_on_the_screen_and_nothing_is_left_on_disk(
    school: Any, registry: Any, url: str, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    result = school("school", "submit", "--from-dapodik", url, "--npsn", NPSN)
    assert "3 siswa" in result.stderr
    for secret in ("SISWA 1", NIK, TOKEN, "RAHASIA"):
        assert secret not in result.output + result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_the_options_of_a_file_hold_for_dapodik_too(school: Any, registry: Any, url: str) -> None:
    words = ("--mode", "full", "--dry-run", "--confirm-missing", "4", "--json")
    result = school("school", "submit", "--from-dapodik", f"{url}/WebService/", *words)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["submission"]["id"] == "sub"
    assert dict(sent(registry)[0].url.params) == {"mode": "full", "dry_run": "true", "confirm_missing": "4"}


def test_the_token_comes_from_standard_input_where_the_environment_has_none(
    school: Any, registry: Any, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SWEET17_DAPODIK_TOKEN")
    assert school("school", "submit", "--from-dapodik", url, input=f"{TOKEN}\n").exit_code == 0
    assert len(rows_sent(registry)) == 3
    result = school("school", "submit", "--from-dapodik", url, input="\n")
    assert result.exit_code == 2
    assert "Pengaturan" in result.stderr
    assert school("school", "submit", "--from-dapodik", url, "--token", TOKEN).exit_code == 2


def test_no_proxy_of_the_environment_sees_dapodik(
    school: Any, registry: Any, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with Dapodik(url, NPSN, TOKEN) as service:
        assert len(service.pupils()) == 3


# --- pages -----------------------------------------------------------------------------------------------------


def read(url: str) -> list[Row]:
    with Dapodik(url, NPSN, TOKEN) as service:
        return service.pupils()


def test_a_service_without_pages_is_not_asked_for_ever(fake: FakeDapodik, url: str) -> None:
    assert len(read(url)) == 3
    assert [query.get("page") for _, query in fake.asked] == [None, "1", "2"]
    assert {query["npsn"] for _, query in fake.asked} == {NPSN}


@pytest.mark.parametrize("page_from", [0, 1])
@pytest.mark.parametrize("first_call", [None, 2, 3, 7])
def test_every_page_is_read_wherever_the_pages_begin(
    fake: FakeDapodik, url: str, page_from: int, first_call: int | None
) -> None:
    fake.pupils = [pupil(n) for n in range(7)]
    fake.page_from, fake.first_call = page_from, first_call
    assert sorted(row["nama"] for row in read(url)) == [f"SISWA {n}" for n in range(7)]


def test_a_pupil_in_two_classes_is_sent_once(fake: FakeDapodik, url: str) -> None:
    fake.pupils = [pupil(1), pupil(1, nama_rombel="Pilihan"), pupil(2)]
    assert [row["nama_rombel"] for row in read(url)] == ["XI IPA 1", "XI IPA 1"]


def test_fewer_pupils_than_dapodik_speaks_of_are_not_sent_as_the_whole_school(
    school: Any, registry: Any, fake: FakeDapodik, url: str
) -> None:
    fake.first_call, fake.told = 2, 3
    result = school("school", "submit", "--from-dapodik", url, "--mode", "full", "--lang", "en")
    assert result.exit_code == 4
    assert "speaks of 3 pupils but gave 2" in result.stderr
    assert sent(registry) == []


# --- what goes wrong -------------------------------------------------------------------------------------------


def answering(status: int, body: bytes = b"{}", kind: str = "application/json", only: str = "") -> Any:
    return lambda function: (status, kind, body) if only in function else None


@pytest.mark.parametrize(
    ("instead", "code", "exit_code"),
    [
        (answering(401), "unauthorized", 4),
        (answering(403), "forbidden", 4),
        (answering(302), "login_page", 4),
        (answering(200, HTML, "text/html"), "login_page", 4),
        (answering(200, HTML), "login_page", 4),
        (answering(200, b"Fatal error"), "not_json", 4),
        (answering(200, b"\xff\xfe\x00"), "not_json", 4),
        (answering(200, b"[" * 100_000), "not_json", 4),
        (answering(200, b"[]"), "not_dapodik", 4),
        (answering(200, b'{"success": false, "message": "Token salah"}'), "unauthorized", 4),
        (answering(200, b'{"rows": "x"}', only="Peserta"), "not_dapodik", 4),
        (answering(200, b'{"rows": [7]}', only="Peserta"), "not_dapodik", 4),
        (answering(200, b'{"rows": [{"judul": "x"}]}', only="Peserta"), "not_dapodik", 4),
        (answering(404), "not_dapodik", 4),
        (answering(500), "failed", 5),
        (answering(200, b'{"rows": []}', only="Peserta"), "empty", 4),
        (answering(200, b'{"rows": []}', only="Sekolah"), "other_school", 4),
        (answering(200, b'{"rows": {"npsn": "30399999"}}', only="Sekolah"), "other_school", 4),
    ],
)
def test_what_dapodik_does_instead_is_told_in_both_languages_and_nothing_is_sent(
    school: Any, registry: Any, fake: FakeDapodik, url: str, instead: Any, code: str, exit_code: int
) -> None:
    fake.instead = instead
    told = []
    for language in ("id", "en"):
        result = school("school", "submit", "--from-dapodik", url, "--json", "--lang", language)
        assert result.exit_code == exit_code, result.output
        error = json.loads(result.stdout)["error"]
        assert error["code"] == f"dapodik.{code}"
        told.append(error["detail"])
        assert TOKEN not in result.output + result.stderr
    assert told[0] != told[1]
    assert sent(registry) == []


def test_a_wrong_token_and_an_unregistered_computer_are_told_how_to_mend(
    school: Any, fake: FakeDapodik, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWEET17_DAPODIK_TOKEN", "salah")
    refused = school("school", "submit", "--from-dapodik", url)
    assert "Pengaturan > Web Service" in refused.stderr.replace("\n", " ")
    assert "IP" in refused.stderr
    fake.instead = answering(403)
    assert "127.0.0.1" in school("school", "submit", "--from-dapodik", url).stderr


def test_pupils_of_another_school_are_not_even_read(school: Any, registry: Any, fake: FakeDapodik, url: str) -> None:
    fake.npsn = "30399999"
    result = school("school", "submit", "--from-dapodik", url)
    assert result.exit_code == 4
    assert "30399999" in result.stderr
    assert [function for function, _ in fake.asked] == ["getSekolah"]
    assert sent(registry) == []


def test_an_npsn_that_is_not_the_schools_own_asks_dapodik_nothing(school: Any, fake: FakeDapodik, url: str) -> None:
    for npsn in ("30399999", "123", "3030303a"):
        result = school("school", "submit", "--from-dapodik", url, "--npsn", npsn)
        assert result.exit_code == 2
        assert "NPSN" in result.stderr
    assert fake.asked == []


def test_a_school_without_an_npsn_cannot_be_compared(school: Any, registry: Any, fake: FakeDapodik, url: str) -> None:
    registry.routes[f"GET /v1/schools/{SCHOOL}"] = {"id": SCHOOL, "npsn": None}
    assert school("school", "submit", "--from-dapodik", url, "--npsn", NPSN).exit_code == 2
    assert fake.asked == []


def test_a_dapodik_that_is_off_ends_with_5(school: Any, registry: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = school("school", "submit", "--from-dapodik", f"http://localhost:{port}", "--lang", "en")
    assert result.exit_code == 5
    assert "does not answer" in result.stderr
    assert sent(registry) == []


def test_a_dapodik_that_is_too_slow_is_given_up(fake: FakeDapodik, url: str) -> None:
    fake.delay = 1.0
    with Dapodik(url, NPSN, TOKEN, timeout=0.1) as service, pytest.raises(DapodikError) as caught:
        service.school_name()
    assert (caught.value.code, caught.value.unreachable) == ("timeout", True)


def test_an_answer_larger_than_any_school_is_not_read_to_its_end(
    fake: FakeDapodik, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dapodik, "_MAX_ANSWER", 1000)
    with pytest.raises(DapodikError, match="too_much"):
        read(url)


def test_https_to_a_service_that_speaks_http_is_explained(url: str) -> None:
    with pytest.raises(DapodikError, match="certificate"):
        read(url.replace("http:", "https:"))


# --- where a token may travel ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["8.8.8.8", "0.0.0.0", "172.32.0.1", "100.64.0.1", "[2001:4860:4860::8888]", "[::ffff:8.8.8.8]", "134744072"],
)
def test_http_to_anywhere_but_here_is_refused_before_anything_is_sent(school: Any, registry: Any, host: str) -> None:
    result = school("school", "submit", "--from-dapodik", f"http://{host}:5774", "--json", "--lang", "en")
    assert result.exit_code == 2, result.output
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "dapodik.in_the_clear"
    assert "could be read on the way" in error["detail"]
    assert sent(registry) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.10", "[::1]", "[fe80::1]"])
def test_http_within_the_school_and_https_anywhere_may_be_asked(host: str) -> None:
    Dapodik(f"http://{host}", NPSN, TOKEN)
    Dapodik("https://dapodik.example.org", NPSN, TOKEN)


def test_a_name_with_one_address_outside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", ("192.168.1.2", 5774)), (0, 0, 0, "", ("8.8.8.8", 5774))]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(DapodikError, match="in_the_clear"):
        Dapodik("http://dapodik.sekolah", NPSN, TOKEN)


def test_a_name_that_is_looked_up_once_stays_that_address(
    fake: FakeDapodik, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Dapodik(url, NPSN, TOKEN)
    monkeypatch.setattr(dapodik.socket, "getaddrinfo", lambda host, *_, **__: pytest.fail(f"{host} looked up again"))
    monkeypatch.undo()
    with service:
        assert service.school_name() == "SMA NEGERI PARINGIN"
    assert fake.hosts == [url.removeprefix("http://")]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "localhost:5774",
            "ftp://localhost",
            "http://",
            "http://a:b@localhost",
            "http://localhost?x=1",
            "http://[bad",
        ),
        *("http://localhost:0", "http://localhost:99999999", "http://localhost/rest", "file:///etc/passwd", ""),
    ],
)
def test_an_address_that_is_none_is_told(school: Any, address: str) -> None:
    result = school("school", "submit", "--from-dapodik", address, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == "dapodik.address"


def test_a_name_that_nobody_knows_is_told() -> None:
    with pytest.raises(DapodikError, match="unknown_host"):
        Dapodik("http://dapodik.invalid", NPSN, TOKEN)


@pytest.mark.parametrize("token", ["", "dua kata", "baris\r\nX-Lain: 1", "é", "x" * 501])
def test_what_cannot_be_a_token_is_not_sent(token: str) -> None:
    with pytest.raises(DapodikError, match="token_unfit"):
        Dapodik("http://localhost", NPSN, token)


def test_a_file_or_dapodik_and_not_both(school: Any, url: str, tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text("x")
    assert school("school", "submit", str(file), "--from-dapodik", url).exit_code == 2
    assert school("school", "submit", str(file), "--npsn", NPSN).exit_code == 2
    assert "--from-dapodik" in school("school", "submit").stderr
