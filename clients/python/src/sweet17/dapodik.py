"""
The local Web Service of Dapodik, read at the school.

Of a pupil only :data:`KEPT` is taken out of an answer: parents, addresses, telephone numbers and whatever else a
version of Dapodik tells stay where they are. Nothing is written to disk.
"""

import ipaddress
import json
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

KEPT = (
    *("nama", "nisn", "jenis_kelamin", "nik", "tempat_lahir", "tanggal_lahir"),
    *("tingkat_pendidikan_id", "nama_rombel"),
)
"""What the registry keeps of ``getPesertaDidik``, and so all that leaves the school."""
PORT = 5774
MAX_PUPILS = 50_000
_MAX_ANSWER = 256 * 1024 * 1024
_MOST_SECONDS = 300.0
"""One answer; a school's old computer is slow, but what trickles for longer than this is no list."""
_NPSN = re.compile(r"(\d{8}|[PK]\d{7}|NP\d{6})", re.ASCII)
_TOKEN = re.compile(r"[\x21-\x7e]{1,500}")
_NEAR = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)
"""This computer and the school's own network (RFC 1918, 3927, 4193, 4291)."""

Row = dict[str, Any]


class DapodikError(Exception):
    """
    Dapodik did not give the list. ``code`` is stable; ``params`` fill its text and never hold anything personal.

    ``unreachable`` tells that nobody answered, so that trying again may help.
    """

    def __init__(self, code: str, *, unreachable: bool = False, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.unreachable = unreachable
        self.params = params


def is_npsn(text: str) -> bool:
    """Eight characters: digits, or those of a unit outside the formal schools (P, K, NP)."""
    return _NPSN.fullmatch(text) is not None


class Dapodik:
    """
    One school's Dapodik at ``url``. Raises :class:`DapodikError` for an address to which no token may travel.

    Without ``https`` the address must be of this computer or its own network: the token and every pupil would
    travel readable. A name is looked up once and that address is used, so it cannot become another one later.
    """

    def __init__(self, url: str, npsn: str, token: str, *, timeout: float = 60.0) -> None:
        if not is_npsn(npsn):
            raise DapodikError("npsn")
        if not _TOKEN.fullmatch(token):
            raise DapodikError("token_unfit")
        base, host = _address(url)
        self._npsn = npsn
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "User-Agent": "sweet17-client"}
        # No proxy of the environment: it would see what must not leave. No redirect: it could lead anywhere.
        self._http = httpx.Client(
            base_url=base,
            headers=headers | ({"Host": host} if host else {}),
            timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)),
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def school_name(self) -> str:
        """The name of the school whose Dapodik this is; raises ``other_school`` for another than asked for."""
        rows = self._rows("getSekolah")
        if isinstance(rows, list) and len(rows) == 1:
            rows = rows[0]
        if rows == []:  # asked for a school that is not in this Dapodik
            raise DapodikError("other_school", found="–", npsn=self._npsn)
        if not isinstance(rows, dict) or "npsn" not in rows:
            raise DapodikError("not_dapodik")
        found = str(rows["npsn"]).strip()
        if found != self._npsn:
            raise DapodikError("other_school", found=found if is_npsn(found) else "?", npsn=self._npsn)
        return str(rows.get("nama") or "")

    def pupils(self, progress: Callable[[int], None] = lambda _count: None) -> list[Row]:
        """
        Every pupil once, with the keys of :data:`KEPT` only. Raises ``empty`` for none, ``incomplete`` when Dapodik
        says that there are more than it gave.

        Whether the service pages, and from 0 or from 1, differs by version. So the first request asks for
        everything, and pages are asked for until one brings nobody new.
        """
        found: dict[str, Row] = {}
        whole, read = self._page(None, 0)
        told = _whole_number(whole.get("results"))
        _take(found, read)
        progress(len(found))
        size, page, rows = len(read), 1, len(read)
        while size:
            _, read = self._page(page, size)
            new = _take(found, read)
            rows += len(read) if new else 0
            progress(len(found))
            # The first page may well be what the first request gave.
            if not new and page > 1:
                break
            page += 1
        if not found:
            raise DapodikError("empty")
        if told > rows:
            raise DapodikError("incomplete", told=told, read=rows)
        return list(found.values())

    def _page(self, page: int | None, limit: int) -> tuple[Mapping[str, Any], list[Row]]:
        asked = {} if page is None else {"page": str(page), "limit": str(limit)}
        answer = self._get("getPesertaDidik", asked)
        rows = answer.get("rows")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DapodikError("not_dapodik")
        if rows and not any("nama" in row for row in rows):
            raise DapodikError("not_dapodik")
        return answer, rows

    def _rows(self, function: str) -> Any:
        return self._get(function, {}).get("rows")

    def _get(self, function: str, asked: Mapping[str, str]) -> Mapping[str, Any]:
        try:
            with self._http.stream("GET", f"/WebService/{function}", params={"npsn": self._npsn, **asked}) as response:
                _check_status(response)
                content = b"".join(_pieces(response))
        except httpx.TimeoutException as late:
            raise DapodikError("timeout", unreachable=True) from late
        except (httpx.TransportError, httpx.DecodingError) as failure:
            raise _away(failure) from failure
        return _envelope(content, response.headers.get("content-type", ""))


# --- where to ------------------------------------------------------------------------------------------------


def _address(url: str) -> tuple[str, str | None]:
    """The base URL to connect to, and the ``Host`` to name where a name was replaced by its address."""
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname
        httpx.URL(url.strip())
    except (ValueError, httpx.InvalidURL):
        raise DapodikError("address") from None
    path = parts.path.strip("/").lower()
    stray = parts.username is not None or parts.query or parts.fragment or path not in ("", "webservice")
    if parts.scheme not in ("http", "https") or not host or port == 0 or stray:
        raise DapodikError("address")
    if parts.scheme == "https":
        return f"https://{_bracketed(host)}:{port or 443}", None
    near = _near_address(host, port or PORT)
    return f"http://{_bracketed(near)}:{port or PORT}", f"{_bracketed(host)}:{port or PORT}"


def _near_address(host: str, port: int) -> str:
    """An address of ``host``, all of whose addresses are near; raises ``in_the_clear`` if one is not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise DapodikError("unknown_host", unreachable=True) from None
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(_is_near(address) for address in addresses):
        raise DapodikError("in_the_clear")
    # Dapodik listens on IPv4; "localhost" is often looked up as ::1 first.
    return min(addresses, key=lambda address: ":" in address)


def _is_near(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return any((mapped or ip) in net for net in _NEAR)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


# --- what came back ------------------------------------------------------------------------------------------


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == httpx.codes.UNAUTHORIZED:
        raise DapodikError("unauthorized")
    if status == httpx.codes.FORBIDDEN:
        raise DapodikError("forbidden")
    if response.is_redirect:
        raise DapodikError("login_page")
    if status == httpx.codes.NOT_FOUND:
        raise DapodikError("not_dapodik")
    if status != httpx.codes.OK:
        raise DapodikError("failed", unreachable=status >= 500, status=status)


def _pieces(response: httpx.Response) -> Iterator[bytes]:
    size, late = 0, time.monotonic() + _MOST_SECONDS
    for piece in response.iter_bytes():
        size += len(piece)
        if size > _MAX_ANSWER:
            raise DapodikError("too_much", limit=MAX_PUPILS)
        if time.monotonic() > late:
            raise DapodikError("timeout", unreachable=True)
        yield piece


def _away(failure: Exception) -> DapodikError:
    cause: BaseException | None = failure
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return DapodikError("certificate")
        cause = cause.__cause__ or cause.__context__
    # Whatever broke after it answered is another matter than a Dapodik that is off.
    code = "not_running" if isinstance(failure, httpx.ConnectError) else "broken_off"
    return DapodikError(code, unreachable=True)


def _envelope(content: bytes, kind: str) -> Mapping[str, Any]:
    try:
        body = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        page = "html" in kind.lower() or content[:512].lstrip().lower().startswith((b"<!doctype", b"<html"))
        raise DapodikError("login_page" if page else "not_json") from None
    # Some versions refuse with status 200 and a message; the message itself is not ours to repeat.
    if not isinstance(body, dict):
        raise DapodikError("not_dapodik")
    if "rows" not in body and body.get("success") is False:
        raise DapodikError("unauthorized")
    return body


def _take(found: dict[str, Row], rows: list[Row]) -> int:
    """Add those of ``rows`` who are new; a pupil in two classes stands in the answer twice. Returns how many."""
    before = len(found)
    for row in rows:
        kept = {key: _scalar(row.get(key)) for key in KEPT}
        found.setdefault(str(row.get("peserta_didik_id") or json.dumps(kept)), kept)
    if len(found) > MAX_PUPILS:
        raise DapodikError("too_much", limit=MAX_PUPILS)
    return len(found) - before


def _scalar(value: Any) -> Any:
    """One value; a list or an object could hold what should stay."""
    return None if isinstance(value, list | dict) else value


def _whole_number(value: Any) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
