"""Complaints and the satisfaction survey."""

from collections.abc import Iterator, Mapping
from typing import Any

from sweet17.resources.base import Items, Resource
from sweet17.wire import Record, path_of


class Complaints(Resource):
    # --- the public's side: without an account ---------------------------------------------------------------

    def lodge(self, **facts: Any) -> Record:
        """``{ticket, access_code}``. The code is the only key to the complaint; it is not shown elsewhere."""
        return self._wire.create(path_of("public", "complaints"), facts, public=True)

    def public_status(self, ticket: str, access_code: str) -> Record:
        return self._public(ticket, "status", {"access_code": access_code}, repeatable=True)

    def public_reply(self, ticket: str, access_code: str, body: str) -> Record:
        return self._public(ticket, "reply", {"access_code": access_code, "body": body}, repeatable=False)

    def public_verdict(self, ticket: str, access_code: str, verdict: str, body: str | None = None) -> Record:
        """``solved`` or ``not_solved``."""
        facts = {"access_code": access_code, "verdict": verdict, **({"body": body} if body else {})}
        return self._public(ticket, "verdict", facts, repeatable=False)

    def public_attach(self, ticket: str, access_code: str, name: str, content: bytes) -> Record:
        """A JPEG, PNG or PDF of at most 5 MiB; the same file again is kept once."""
        path = path_of("public", "complaints", ticket, "attachments")
        form = {"access_code": access_code}
        return self._wire.post(path, data=form, files={"file": (name, content)}, repeatable=True, public=True)

    def _public(self, ticket: str, action: str, body: Mapping[str, Any], *, repeatable: bool) -> Record:
        return self._wire.post(
            path_of("public", "complaints", ticket, action), body, repeatable=repeatable, public=True
        )

    # --- with an account ------------------------------------------------------------------------------------

    def create(self, **facts: Any) -> Record:
        return self._wire.create(path_of("complaints"), facts)

    def list(self, **filters: Any) -> Items:
        """``state``, ``overdue``, ``category``; the filter ``class`` goes as ``class_``."""
        if "class_" in filters:
            filters["class"] = filters.pop("class_")
        return self._wire.pages(path_of("complaints"), filters)

    def get(self, complaint_id: str) -> Record:
        return self._wire.get(path_of("complaints", complaint_id))

    def change(self, complaint_id: str, etag: str | int, **changes: Any) -> Record:
        return self._wire.patch(path_of("complaints", complaint_id), changes, etag)

    def verify(self, complaint_id: str, class_: str) -> Record:
        return self._act(complaint_id, "verify", {"class": class_})

    def assign(self, complaint_id: str, account_id: str) -> Record:
        return self._act(complaint_id, "assign", {"account_id": account_id})

    def respond(self, complaint_id: str, body: str) -> Record:
        return self._act(complaint_id, "respond", {"body": body})

    def resolve(self, complaint_id: str, resolution: str, evidence: str | None = None) -> Record:
        facts = {"resolution": resolution, **({"evidence": evidence} if evidence else {})}
        return self._act(complaint_id, "resolve", facts)

    def reject(self, complaint_id: str, reason: str) -> Record:
        return self._act(complaint_id, "reject", {"reason": reason})

    def reopen(self, complaint_id: str, reason: str) -> Record:
        return self._act(complaint_id, "reopen", {"reason": reason})

    def close(self, complaint_id: str) -> Record:
        return self._act(complaint_id, "close", {})

    def refer(self, complaint_id: str, office: str, reason: str) -> Record:
        return self._act(complaint_id, "refer", {"office": office, "reason": reason})

    def merge(self, complaint_id: str, into: str) -> Record:
        """Let a complaint share another's fate; each reporter sees the answers."""
        return self._act(complaint_id, "merge", {"into": into})

    def unmerge(self, complaint_id: str) -> Record:
        return self._act(complaint_id, "unmerge", {})

    def attach(self, complaint_id: str, name: str, content: bytes) -> Record:
        """A JPEG, PNG or PDF of at most 5 MiB; the office's are seen by the office alone."""
        path = path_of("complaints", complaint_id, "attachments")
        return self._wire.post(path, files={"file": (name, content)}, repeatable=True)

    def attachments(self, complaint_id: str) -> Items:
        return self._wire.pages(path_of("complaints", complaint_id, "attachments"))

    def attachment(self, complaint_id: str, attachment_id: str) -> Iterator[bytes]:
        """A file, in pieces."""
        return self._wire.stream(path_of("complaints", complaint_id, "attachments", attachment_id))

    def _act(self, complaint_id: str, action: str, body: Mapping[str, Any]) -> Record:
        return self._wire.post(path_of("complaints", complaint_id, action), body)

    def exchange_csv(self, **filters: Any) -> Iterator[bytes]:
        """The complaints in SP4N-LAPOR's words and columns, by ``region_code`` and ``year``."""
        return self._wire.stream(path_of("complaints", "exchange.csv"), filters)

    def statistics(self, **filters: Any) -> Record:
        """Counts and percentages of a year."""
        return self._wire.get(path_of("complaints", "statistics"), filters)


class Surveys(Resource):
    def form(self, code: str) -> Record:
        return self._wire.get(path_of("public", "surveys", code), public=True)

    def answer(self, code: str, answers: Mapping[str, int], **facts: Any) -> Record:
        """Nine answers from 1 to 4. A person's code answers once: 409 after."""
        body = {"code": code, "answers": dict(answers), **facts}
        return self._wire.post(path_of("public", "surveys"), body, public=True)

    def ikm(self, **filters: Any) -> Record:
        """The satisfaction index of a period."""
        return self._wire.get(path_of("surveys", "ikm"), filters)

    def comments(self, **filters: Any) -> Items:
        """What people added in their own words, personal things blackened."""
        return self._wire.pages(path_of("surveys", "comments"), filters)

    def forms(self, **filters: Any) -> Items:
        """The filled forms that the index is reckoned from."""
        return self._wire.pages(path_of("surveys", "forms"), filters)

    def report(self, *, format: str = "pdf", **filters: Any) -> Iterator[bytes]:
        """The report on the survey: ``pdf`` under the office's head, or ``xlsx`` with every form."""
        return self._wire.stream(path_of("reports", "survey"), {"format": format, **filters})

    def school_code(self, school_id: str) -> Record:
        """The code of a school, for a board that stays there."""
        return self._wire.post(path_of("schools", school_id, "survey-codes"), {})
