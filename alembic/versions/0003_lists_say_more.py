"""lists say more of themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEW = ("notes", "headers")


def upgrade() -> None:
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        for name in NEW:
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=True))
    # Of lists that are there nothing is known: their corrections go by the names of the fields.
    submissions = sa.table("submissions", *(sa.column(name, sa.JSON()) for name in NEW))
    op.get_bind().execute(sa.update(submissions).values(notes=[], headers=[]))
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        for name in NEW:
            batch_op.alter_column(name, existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        for name in reversed(NEW):
            batch_op.drop_column(name)
