"""letters of handovers: the receipt of cards"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_FORMER = ("notice", "assignment", "roster", "slips", "consent", "report")
_NOW = (*_FORMER, "receipt")


def _is_one_of(kinds: tuple[str, ...]) -> str:
    return "kind IN ({})".format(", ".join(f"'{kind}'" for kind in kinds))


def upgrade() -> None:
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handover_id", sa.Uuid(), nullable=True))
        batch_op.alter_column("visit_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.alter_column("school_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_handover_id_handovers"), "handovers", ["handover_id"], ["id"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_letters_handover_id"), ["handover_id"])
        batch_op.drop_constraint(op.f("ck_letters_letter_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letters_letter_kind"), _is_one_of(_NOW))
        batch_op.create_check_constraint(op.f("ck_letters_one_subject"), "(visit_id IS NULL) != (handover_id IS NULL)")


def downgrade() -> None:
    """Receipts are of no visit: they go, with the numbers that stand on them."""
    op.execute(sa.text("DELETE FROM letters WHERE kind = 'receipt'"))
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_letters_one_subject"), type_="check")
        batch_op.drop_constraint(op.f("ck_letters_letter_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letters_letter_kind"), _is_one_of(_FORMER))
        batch_op.drop_constraint(batch_op.f("uq_letters_handover_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_letters_handover_id_handovers"), type_="foreignkey")
        batch_op.alter_column("school_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column("visit_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.drop_column("handover_id")
