"""A declaration whose parts do not fit together is refused where it is read."""

import pytest
from pydantic import ValidationError

from autograders.candidate.declarations import AnswerDeclaration, Column

COLUMN = Column(name="panel", type="text", label="panneau")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"type": "choice"}, "'choices' goes with type 'choice'"),
        ({"type": "number", "choices": ("oui", "non")}, "'choices' goes with type 'choice'"),
        ({"type": "table"}, "'columns' goes with type 'table'"),
        ({"type": "function"}, "'parameters' goes with type 'function'"),
        ({"type": "boolean", "columns": (COLUMN,)}, "'columns' goes with type 'table'"),
        ({"type": "number", "minimum": 2, "maximum": 1}, "minimum 2.0 is above maximum 1.0"),
    ],
)
def test_the_parts_of_an_answer_go_with_its_type(parts, reason):
    with pytest.raises(ValidationError, match=reason):
        AnswerDeclaration(name="x", label="x", **parts)


@pytest.mark.parametrize("parts", [{"type": "choice"}, {"type": "text", "choices": ("oui", "non")}])
def test_the_words_of_a_column_go_with_its_type(parts):
    with pytest.raises(ValidationError, match="'choices' goes with type 'choice'"):
        Column(name="x", label="x", **parts)
