"""The door to a registry: one class, a resource for each room."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import httpx

from sweet17.resources.accounts import Accounts, Auth
from sweet17.resources.calendars import Calendars
from sweet17.resources.cards import Cards
from sweet17.resources.complaints import Complaints, Surveys
from sweet17.resources.coverage import Coverage
from sweet17.resources.identity import Duplicates, Merges, Reconciliation, Transfers
from sweet17.resources.letters import Letters
from sweet17.resources.oversight import Oversight
from sweet17.resources.planning import Planning, VisitRequests
from sweet17.resources.plans import Plans
from sweet17.resources.privacy import Privacy
from sweet17.resources.recordings import Recordings
from sweet17.resources.regions import Regions
from sweet17.resources.registry import RegistryImports
from sweet17.resources.rollovers import Rollovers
from sweet17.resources.schools import Schools
from sweet17.resources.students import Students
from sweet17.resources.submissions import Submissions
from sweet17.resources.visits import Visits
from sweet17.wire import TokenStore, Wire


class Sweet17:
    """
    A registry at ``base_url``, entered with ``token`` (or ``auth.sign_in``).

    ``timeout`` in seconds; ``retries`` how often a request that may come twice is sent again; ``store`` keeps the
    session beyond this process; ``transport`` stands in for the network in tests. Every method raises
    :class:`sweet17.Sweet17Error` when it does not succeed. Lists are iterators that fetch as they are read.
    """

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None = None,
        refresh_token: str | None = None,
        store: TokenStore | None = None,
        transport: httpx.BaseTransport | None = None,
        timeout: float = 30.0,
        retries: int = 3,
        language: str = "id",
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.wire = Wire(
            base_url,
            store=store,
            token=token,
            refresh_token=refresh_token,
            transport=transport,
            timeout=timeout,
            retries=retries,
            language=language,
            sleep=sleep,
        )
        self.auth = Auth(self.wire)
        self.accounts = Accounts(self.wire)
        self.regions = Regions(self.wire)
        self.schools = Schools(self.wire)
        self.submissions = Submissions(self.wire)
        self.students = Students(self.wire)
        self.privacy = Privacy(self.wire)
        self.transfers = Transfers(self.wire)
        self.duplicates = Duplicates(self.wire)
        self.merges = Merges(self.wire)
        self.reconciliation = Reconciliation(self.wire)
        self.registry_imports = RegistryImports(self.wire)
        self.rollovers = Rollovers(self.wire)
        self.visits = Visits(self.wire)
        self.visit_requests = VisitRequests(self.wire)
        self.planning = Planning(self.wire)
        self.calendars = Calendars(self.wire)
        self.letters = Letters(self.wire)
        self.plans = Plans(self.wire)
        self.recordings = Recordings(self.wire)
        self.cards = Cards(self.wire)
        self.complaints = Complaints(self.wire)
        self.surveys = Surveys(self.wire)
        self.coverage = Coverage(self.wire)
        self.oversight = Oversight(self.wire)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.wire.close()
