"""how many rows of a list have each problem"""

import json
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("problem_rows", sa.JSON(), nullable=True))
    _count()
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.alter_column("problem_rows", existing_type=sa.JSON(), nullable=False)


def _count() -> None:
    """Lists that are there already: counted list by list, so that no more than one is in memory."""
    bind = op.get_bind()
    lists = sa.table("submissions", sa.column("id"), sa.column("problem_rows", sa.JSON()))
    rows = sa.table("submission_rows", sa.column("submission_id"), sa.column("problems", sa.JSON()))
    for (id,) in bind.execute(sa.select(lists.c.id)).all():
        found: Counter[str] = Counter()
        for (problems,) in bind.execute(sa.select(rows.c.problems).where(rows.c.submission_id == id)):
            told = json.loads(problems) if isinstance(problems, str) else problems
            found.update({problem["code"] for problem in told})
        ranked = sorted(found.items(), key=lambda one: ("EW".find(one[0][0]) % 3, -one[1], one[0]))
        bind.execute(sa.update(lists).where(lists.c.id == id).values(problem_rows=[list(one) for one in ranked]))


def downgrade() -> None:
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_column("problem_rows")
