"""The types of the store as rows of its tables, and back."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from autograders.model.answers import AnswerState, ProbeResult
from autograders.model.verdict import Check, Verdict, VerdictStatus

from .types import Grading, ScoredVerdict, StoredAnswer


def grading_row(grading: Grading) -> dict[str, Any]:
    """Return a grading as it is stored."""
    values = {name: getattr(grading, name) for name in Grading.__dataclass_fields__}
    return values | {"irregularities": _json(grading.irregularities), "faults": _json(dict(grading.faults))}


def answer_row(identifier: int, answer: StoredAnswer) -> dict[str, Any]:
    """Return an answer as it is stored with a grading."""
    return {
        "submission_id": identifier,
        "name": answer.name,
        "state": answer.state,
        "message": answer.message,
        "wire": _json(answer.wire),
        "probes": _json([asdict(probe) for probe in answer.probes]),
        "digest": answer.digest,
        "declaration_digest": answer.declaration_digest,
        "calls_digest": answer.calls_digest,
    }


def verdict_row(identifier: int, grading: Grading, item: ScoredVerdict) -> dict[str, Any]:
    """Return a verdict as it is stored with a grading."""
    verdict = item.verdict
    return {
        "submission_id": identifier,
        "criterion": verdict.criterion,
        "status": verdict.status,
        "fraction": verdict.fraction,
        "points": item.points,
        "maximum": item.maximum,
        "message": verdict.message,
        "checks": _json([asdict(check) for check in verdict.checks]),
        "grader_version": grading.grader_version,
        "variant_digest": grading.variant_digest,
        "answers_digest": item.answers_digest,
        "judged_at": grading.graded_at,
        "voided": item.voided,
    }


def read_grading(row: RowMapping) -> Grading:
    """Return a grading as it was stored."""
    values = {name: row[name] for name in Grading.__dataclass_fields__}
    values["irregularities"] = tuple(json.loads(row["irregularities"]))
    values["faults"] = json.loads(row["faults"])
    return Grading(**values)


def read_verdict(row: RowMapping) -> ScoredVerdict:
    """Return a verdict as it was stored."""
    verdict = Verdict(
        criterion=row["criterion"],
        status=VerdictStatus(row["status"]),
        fraction=row["fraction"],
        checks=tuple(Check(**check) for check in json.loads(row["checks"])),
        message=row["message"],
    )
    return ScoredVerdict(
        verdict=verdict,
        points=row["points"],
        maximum=row["maximum"],
        answers_digest=row["answers_digest"],
        voided=row["voided"],
    )


def read_answer(row: RowMapping) -> StoredAnswer:
    """Return an answer as it was stored."""
    return StoredAnswer(
        name=row["name"],
        state=AnswerState(row["state"]),
        message=row["message"],
        wire=json.loads(row["wire"]),
        probes=tuple(_probe(probe) for probe in json.loads(row["probes"])),
        digest=row["digest"],
        declaration_digest=row["declaration_digest"],
        calls_digest=row["calls_digest"],
    )


def _probe(stored: dict[str, Any]) -> ProbeResult:
    rows = stored.get("rows")
    return ProbeResult(stored["value"], stored["error"], None if rows is None else tuple(rows))


def _json(value: Any) -> str:
    # ASCII only, so that any text fits any database.
    return json.dumps(value, allow_nan=False)
