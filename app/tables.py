"""All tables, gathered for Alembic and for the drift test."""

from app.accounts import models as accounts
from app.cards import models as cards
from app.cards import slip_models as slips
from app.cards import stock_models as stock
from app.complaints import models as complaints
from app.core import models as core
from app.core.tables import Table
from app.coverage import models as coverage
from app.coverage import rollup_models as rollup
from app.journal import models as journal
from app.letters import models as letters
from app.messages import models as messages
from app.recordings import models as recordings
from app.regions import models as regions
from app.schools import models as schools
from app.students import models as students
from app.students import privacy_models as privacy
from app.students import rollover_models as rollovers
from app.submissions import models as submissions
from app.subscriptions import models as subscriptions
from app.surveys import models as surveys
from app.visits import models as visits

metadata = Table.metadata

__all__ = [
    "accounts",
    "cards",
    "complaints",
    "core",
    "coverage",
    "journal",
    "letters",
    "messages",
    "metadata",
    "privacy",
    "recordings",
    "regions",
    "rollovers",
    "rollup",
    "schools",
    "slips",
    "stock",
    "students",
    "submissions",
    "subscriptions",
    "surveys",
    "visits",
]
