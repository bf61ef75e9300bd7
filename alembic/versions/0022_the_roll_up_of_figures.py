"""The roll-up of figures"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

_COUNTS = (
    "listed",
    "recorded_here",
    "recorded_elsewhere",
    "in_year_here",
    "in_year_elsewhere",
    "ready",
    "printed",
    "handed_over",
    "on_time_0",
    "on_time_1",
)


def upgrade() -> None:
    op.create_table(
        "coverage_rollup",
        sa.Column("cohort", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("region_code", sa.String(length=5), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("district_code", sa.String(length=8), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("cohort", "region_code", "school_id", "district_code", name=op.f("pk_coverage_rollup")),
    )
    with op.batch_alter_table("coverage_rollup", schema=None) as batch_op:
        batch_op.create_index("ix_coverage_rollup_region_code", ["region_code", "school_id"], unique=False)
        batch_op.create_index("ix_coverage_rollup_school_id", ["school_id", "region_code"], unique=False)
        batch_op.create_index("ix_coverage_rollup_next_on", ["next_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("coverage_rollup", schema=None) as batch_op:
        batch_op.drop_index("ix_coverage_rollup_next_on")
        batch_op.drop_index("ix_coverage_rollup_school_id")
        batch_op.drop_index("ix_coverage_rollup_region_code")

    op.drop_table("coverage_rollup")
