"""Merging is a pointer: every table that names a person follows it, or has its reason why not."""

import app.tables

FOLLOW = {
    "recordings.student_id": "counted for the person: recordings.placing.members",
    "card_events.student_id": "projected for the person: cards.queries.told; looked back on: coverage.people",
    "roster_entries.student_id": "one place a person: visits.tallies and visits.queries.roster",
    "consents.student_id": "the latest word on the person: students.privacy.settle_consent",
    "data_requests.student_id": "shown with the person: students.privacy_queries.ids_of",
    "nik_disclosures.student_id": "shown with the person: students.privacy_queries.ids_of",
    "transfers.student_id": "decided for the person: identity.transfers",
    "data_issues.student_id": "leads to the person: students.queries.get",
    "submission_rows.student_id": "a later list finds the person: submissions.queries.pupils_of",
    "slip_codes.student_id": "leads to the person: cards.slips.student_of",
    "restrictions.student_id": "the fact itself goes over to the survivor: identity.merging",
    "students.survivor_id": "the pointer itself, always the last of a chain",
}
STAY = {
    "student_history.student_id": "former facts of the row, among them its pointer",
    "enrolments.student_id": "the periods of the row that stayed are the person's; the other's were the mistake",
    "enrolment_history.student_id": "as enrolments",
    "submission_missing.student_id": "what a list did to that row, for its revert alone",
    "rollover_items.student_id": "what a step did to that row, for its revert alone",
    "handover_items.student_id": "a receipt stays as it was signed; its card event follows",
    "card_returns.student_id": "what came back, as it was written; its card event follows",
    "registry_import_rows.student_id": "a verdict stays as it was; its card event follows",
    "duplicates.first_id": "a pair of rows; decided ones are not shown",
    "duplicates.second_id": "a pair of rows; decided ones are not shown",
    "merges.merged_id": "says which row was merged",
    "merges.survivor_id": "says into which row",
}


def test_every_reference_to_people_follows_the_pointer_or_says_why_not() -> None:
    found = {
        f"{table.name}.{key.parent.name}"
        for table in app.tables.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "students"
    }
    assert found == FOLLOW.keys() | STAY.keys()
