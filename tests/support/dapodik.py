"""A Dapodik on this computer: its Web Service over real HTTP, for tests."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

NPSN = "30303030"
TOKEN = "kunciDapodik123"
NIK = "6311075503089126"

Row = dict[str, Any]


def pupil(number: int, **more: Any) -> Row:
    """A row as ``getPesertaDidik`` gives it, with much that is nobody's business."""
    return {
        "registrasi_id": f"r{number}",
        "nipd": "1234",
        "peserta_didik_id": f"pd-{number}",
        "nama": f"SISWA {number}",
        "nisn": f"00{number:08d}",
        "jenis_kelamin": "P",
        "nik": NIK,
        "tempat_lahir": "PARINGIN",
        "tanggal_lahir": "2010-01-05",
        "agama_id_str": "Islam",
        "alamat_jalan": "JL RAHASIA",
        "nomor_telepon_seluler": "08123456789",
        "nama_ayah": "AYAH RAHASIA",
        "nama_ibu": "IBU RAHASIA",
        "email": "siswa@example.org",
        "kebutuhan_khusus": {"nama": "rahasia"},
        "tingkat_pendidikan_id": "11",
        "nama_rombel": "XI IPA 1",
        **more,
    }


class FakeDapodik:
    """Answers as the service does; a test changes what it is unlike."""

    def __init__(self) -> None:
        self.npsn = NPSN
        self.pupils = [pupil(n) for n in range(1, 4)]
        self.page_from: int | None = None
        """First page number; ``None`` for a version that knows no pages and always gives everything."""
        self.first_call: int | None = None
        self.told: int | None = None
        self.instead: Callable[[str], tuple[int, str, bytes] | None] = lambda _function: None
        self.delay = 0.0
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.hosts: list[str] = []

    def answer(self, function: str, query: dict[str, str], token: str | None) -> tuple[int, str, bytes]:
        self.asked.append((function, query))
        time.sleep(self.delay)
        if instead := self.instead(function):
            return instead
        if token != f"Bearer {TOKEN}":
            return 401, "application/json", b'{"message": "Unauthorized"}'
        rows: Any = self.page(query)
        if function == "getSekolah":
            rows = {"sekolah_id": "s", "nama": "SMA NEGERI PARINGIN", "npsn": self.npsn}
        body = {"results": self.told or len(self.pupils), "id": "peserta_didik_id", "start": 0, "rows": rows}
        return 200, "application/json", json.dumps(body).encode()

    def page(self, query: dict[str, str]) -> list[Row]:
        if "page" not in query:
            return self.pupils[: self.first_call]
        if self.page_from is None:
            return self.pupils[: self.first_call]
        size = int(query["limit"])
        start = (int(query["page"]) - self.page_from) * size
        return self.pupils[start : start + size]


@contextmanager
def served(fake: FakeDapodik) -> Iterator[str]:
    """The address at which ``fake`` answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            fake.hosts.append(self.headers["Host"])
            function = parts.path.removeprefix("/WebService/")
            status, kind, body = fake.answer(function, dict(parse_qsl(parts.query)), self.headers["Authorization"])
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                if status == 302:
                    self.send_header("Location", "http://example.org/login")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # whoever asked went away, as a test of time-outs does

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
