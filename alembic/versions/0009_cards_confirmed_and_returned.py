"""what schools say of handovers, and cards that come back"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None

_RELATIONS = ("self", "parent", "guardian", "teacher")


def upgrade() -> None:
    relation = sa.Enum(*_RELATIONS, name="confirmed_relation", native_enum=False, create_constraint=True, length=24)
    with op.batch_alter_table("handover_items") as batch:
        batch.add_column(sa.Column("received", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("confirmed_sealed_key_id", sa.String(length=16), nullable=True))
        batch.add_column(sa.Column("confirmed_sealed", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("confirmed_relation", relation, nullable=True))
        batch.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("confirmed_by", sa.Uuid(), nullable=True))
    op.create_table(
        "card_returns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.String(length=5), nullable=False),
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "not_collected",
                "found",
                "damaged",
                "wrong_data",
                name="return_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("card_event_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_event_id"], ["card_events.id"], name=op.f("fk_card_returns_card_event_id_card_events")
        ),
        sa.ForeignKeyConstraint(["student_id"], ["students.id"], name=op.f("fk_card_returns_student_id_students")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_returns")),
    )
    op.create_index(op.f("ix_card_returns_region_code"), "card_returns", ["region_code"])
    op.create_index(op.f("ix_card_returns_student_id"), "card_returns", ["student_id"])


def downgrade() -> None:
    op.drop_table("card_returns")
    with op.batch_alter_table("handover_items") as batch:
        batch.drop_constraint(op.f("ck_handover_items_confirmed_relation"), type_="check")
        for column in ("confirmed_by", "confirmed_at", "confirmed_relation", "confirmed_sealed"):
            batch.drop_column(column)
        batch.drop_column("confirmed_sealed_key_id")
        batch.drop_column("received")
