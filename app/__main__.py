"""The operator's commands: ``python -m app COMMAND``."""

import getpass
import logging
import os
import secrets
import signal
import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress, track

from app import demo as demonstration
from app.accounts import service as accounts
from app.accounts.passwords import MIN_LENGTH
from app.accounts.service import NewAccount
from app.core.access import SYSTEM, Role
from app.core.crypto import KeysUnusable
from app.core.db import Database
from app.core.errors import Refusal
from app.core.i18n import Language, text
from app.core.settings import Settings
from app.coverage import rollup_check, rollup_reader
from app.coverage.rollup_models import NO_SCHOOL
from app.demo import DemoAccount
from app.identity import rebuild as rebuilding
from app.install import NotInOrder, open_installation
from app.install import init as set_up
from app.install import new_epoch as begin_epoch
from app.jobs.loop import Loop
from app.jobs.work import jobs
from app.journal import sealing, verifying
from app.scale import load as scaling
from app.scale.bare import bare, settle

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Sweet Seventeen: perintah untuk pengelola.",
)


@app.command()
def init() -> None:
    """Migrate the database, make its keys, bring in the nation's reference data. Safe to repeat."""
    settings = Settings()
    set_up(settings)
    typer.echo(f"siap: {_shown(settings)}, kunci di {settings.keys_dir}")


@app.command()
def demo(
    password_file: Annotated[Path | None, typer.Option(help="File with the password of all demo accounts.")] = None,
    accounts_file: Annotated[Path | None, typer.Option(help="Where to write the accounts as JSON.")] = None,
) -> None:
    """Fill an empty installation with Balangan: schools, teams, pupils. Persons are invented."""
    settings = Settings()
    set_up(settings)
    _demo(settings, password_file, accounts_file)


def _demo(settings: Settings, password_file: Path | None, accounts_file: Path | None) -> None:
    database = Database(settings, open_installation(settings))
    with database.read() as session:
        empty = demonstration.is_empty(session)
    if not empty:
        typer.echo("Data sudah ada; demo tidak ditambahkan.")
        database.dispose()
        return
    password = _password(password_file)
    made = demonstration.load(database, password)
    database.dispose()
    if accounts_file is not None:
        _write_accounts(accounts_file, made)
    typer.echo(f"{len(made)} akun demo, kata sandi semua: {password}")
    typer.echo("  " + ", ".join(account.username for account in made if not account.username.startswith("school-")))
    typer.echo("  " + ", ".join(account.username for account in made if account.username.startswith("school-")))


def _password(file: Path | None) -> str:
    """Of all accounts of a demonstration: the file's, or one made up."""
    password = file.read_text("utf-8").strip() if file else f"demo-{secrets.token_hex(6)}"
    if len(password) < MIN_LENGTH:
        _stop(f"kata sandi demo paling sedikit {MIN_LENGTH} karakter")
    return password


def _write_accounts(path: Path, made: list[DemoAccount]) -> None:
    """For their owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(demonstration.as_json(made))


@app.command()
def scale(
    schools: Annotated[int, typer.Option(min=1, max=200_000)],
    students: Annotated[int, typer.Option(min=1, max=50_000_000)],
    seed: Annotated[int, typer.Option()] = 17,
    password_file: Annotated[Path | None, typer.Option(help="File with the password of the account nation.")] = None,
    accounts_file: Annotated[Path | None, typer.Option(help="Where to write the account as JSON.")] = None,
) -> None:
    """Fill an installation without real data with invented regencies, to measure with; adds the account nation."""
    settings = Settings()
    set_up(settings)
    database = Database(settings, open_installation(settings))
    password = _password(password_file)
    with database.write() as session:
        scaling.check(session)
        plan = scaling.parts(session, schools, students, seed)
        account = scaling.add_account(session, password)
    with Progress(console=Console(stderr=True)) as progress, bare(database, scaling.tables()):
        task = progress.add_task("Siswa", total=students)
        for done in scaling.load(settings, plan):
            progress.advance(task, done)
        progress.console.print("Indeks ...")
    settle(database)
    _count_anew(database)
    settle(database)  # the roll-up is new to it
    database.dispose()
    if accounts_file is not None:
        _write_accounts(accounts_file, [DemoAccount(account.username, password, account.role.value)])
    typer.echo(f"{students} siswa di {schools} sekolah, {len(plan)} kabupaten/kota; akun nation, kata sandi {password}")


@app.command()
def run(
    port: Annotated[int, typer.Option(envvar="PORT")] = 8000,
    host: Annotated[str, typer.Option()] = "127.0.0.1",
) -> None:
    """Set up, fill with the demo when empty, and serve: what `make run` does."""
    import uvicorn  # noqa: PLC0415 - only this command serves

    settings = Settings()
    set_up(settings)
    known = settings.keys_dir.parent / "demo-accounts.json"
    _demo(settings, None, known)
    if known.exists():
        typer.echo(f"Akun demo: {known}")
    typer.echo(f"Buka http://{host}:{port}")
    trusted = ",".join(settings.trusted_proxies)
    uvicorn.run(
        "api.main:create_app", factory=True, host=host, port=port, access_log=False, forwarded_allow_ips=trusted
    )


@app.command()
def create_account(
    role: Annotated[Role, typer.Option()],
    username: Annotated[str, typer.Option()],
    name: Annotated[str | None, typer.Option()] = None,
    region_code: Annotated[str | None, typer.Option()] = None,
    school_id: Annotated[UUID | None, typer.Option()] = None,
    team_id: Annotated[UUID | None, typer.Option()] = None,
) -> None:
    """The first account of a real installation. The password comes from a prompt or from stdin."""
    password = getpass.getpass("Kata sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < MIN_LENGTH:
        _stop(f"kata sandi paling sedikit {MIN_LENGTH} karakter")
    settings = Settings()
    database = Database(settings, open_installation(settings))
    wish = NewAccount(username, name or username, role, password, region_code, school_id, team_id)
    with database.write() as session:
        account, _ = accounts.create(session, SYSTEM, wish)
        typer.echo(f"akun {account.username} ({account.role.value}) dibuat")
    database.dispose()


@app.command()
def rebuild(*, check: Annotated[bool, typer.Option("--check", help="Only count what differs.")] = False) -> None:
    """Compute states anew from the events, and the roll-up from the people. Exit code 1 where a check differs."""
    settings = Settings()
    database = Database(settings, open_installation(settings))
    if not check:
        _doubt_rollup(database)  # what is put right behind the journal's back reaches it by no line
    differing = _rebuild(database, check=check)
    if check:
        differing += _check_rollup(database)
    else:
        _count_anew(database)
    database.dispose()
    if check and differing:
        raise SystemExit(1)


def _rebuild(database: Database, *, check: bool) -> int:
    """Compute everyone's states anew and say how many differed."""
    with database.read() as session:
        people = rebuilding.people(session)
    differing = 0
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Menghitung ulang", total=people)
        for ids in rebuilding.slices(database):
            # Computed for good, or only to compare with what is kept.
            with database.trial() if check else database.write() as session:
                differing += rebuilding.rebuild(session, ids)
            progress.advance(task, len(ids))
    typer.echo(f"{people} orang diperiksa, {differing} berbeda" + ("" if check else " dan dibetulkan"))
    return differing


def _doubt_rollup(database: Database) -> None:
    """Let the roll-up be counted anew, also where this command is cut off; until it is, figures are of the people."""
    sealing.seal_all(database)
    with database.write() as session:
        rollup_reader.begin(session)


def _count_anew(database: Database) -> None:
    """Count the roll-up of figures anew, regency by regency."""
    _doubt_rollup(database)
    rebuilt = iter(lambda: rollup_reader.build_on(database, wait=True), None)
    count = sum(1 for _ in track(rebuilt, description="Menghitung rekap", total=None, console=Console(stderr=True)))
    typer.echo(f"rekap angka {count} kabupaten/kota dihitung ulang")


def _check_rollup(database: Database) -> int:
    """Let the roll-up come up to date, hold it against the people and say where they differ; how many counts do."""
    sealing.seal_all(database)
    while rollup_reader.follow(database):
        pass
    with database.read() as session:
        found = list(rollup_check.differences(session))
    for one in found:
        place = one.district_code or (one.school_id if one.school_id != NO_SCHOOL else "-")
        typer.echo(f"rekap {one.region_code} {place} {one.cohort} {one.figure}: {one.kept}, seharusnya {one.counted}")
    typer.echo(f"rekap angka: {len(found)} berbeda")
    return len(found)


@app.command()
def worker() -> None:
    """Run the jobs in a process of their own, until it is told to stop. With SQLite the server runs them itself."""
    settings = Settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    database = Database(settings, open_installation(settings))
    loop = Loop(jobs(database, settings))
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: loop.end())
    with loop:
        loop.wait()
    database.dispose()


@app.command()
def verify_journal(
    *,
    expect: Annotated[str | None, typer.Option(help="The mark of an earlier check: POSITION:HASH.")] = None,
    projections: Annotated[bool, typer.Option(help="Check, too, states and the roll-up of figures.")] = True,
) -> None:
    """Find whatever was done to the journal behind the program's back. Exit code 1 where something was."""
    settings = Settings()
    database = Database(settings, open_installation(settings))
    sealing.seal_all(database)
    with database.read() as session:
        report = verifying.verify(session, expect=expect)
    for finding in report.findings:
        typer.echo(" ".join(str(part) for part in (finding.flaw.value, finding.place, finding.line_id) if part))
    typer.echo(f"{report.lines} baris dalam {report.blocks} blok, {len(report.findings)} temuan")
    typer.echo(f"tanda: {report.mark}")
    differing = _rebuild(database, check=True) + _check_rollup(database) if projections else 0
    database.dispose()
    if report.findings or differing:
        raise SystemExit(1)


@app.command()
def new_epoch() -> None:
    """After a restore: let every device ask what is still here, and send again what is not."""
    settings = Settings()
    database = Database(settings, open_installation(settings))
    typer.echo(f"epoch baru: {begin_epoch(database)}")
    database.dispose()


@app.command()
def settings() -> None:
    """Show the settings in force; secrets in addresses are left out."""
    for name, value in Settings().model_dump().items():
        typer.echo(f"SWEET17_{name.upper()}={_shown(Settings()) if name == 'database_url' else value}")


def _shown(settings: Settings) -> str:
    from sqlalchemy import make_url  # noqa: PLC0415 - for this line alone

    return make_url(settings.database_url).render_as_string(hide_password=True)


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise SystemExit(1)


def main() -> None:
    """Run a command; what stops it is told in one line."""
    try:
        app()
    except (NotInOrder, KeysUnusable) as failure:
        _stop(str(failure))
    except Refusal as refusal:
        faults = "; ".join(f"{f.pointer} {text(f.code, Language.INDONESIAN, **f.params)}" for f in refusal.faults)
        _stop(f"{text(refusal.code, Language.INDONESIAN, **refusal.params)} {faults}".strip())


if __name__ == "__main__":
    main()
