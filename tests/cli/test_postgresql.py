"""A course whose gradebook and records are on a PostgreSQL server, from the build to the candidates' pages."""

import pytest
from support.tiny_course import FULL_MARKS, Sitting, new_sitting
from support.tiny_repository import ACTIVITY, EXERCISE

from autograders.assignments import open_course
from autograders.cli import main
from autograders.records import Records


@pytest.mark.needs("postgresql")
def test_a_course_is_built_graded_and_graded_again_on_a_server(built_repository, tmp_path, postgresql, capsys):
    sitting = new_sitting(built_repository, tmp_path)
    folder = sitting.course.folder
    (folder / "gradebook.db").unlink()
    urls = {name: postgresql.new_database()[1] for name in ("gradebook_url", "records_url")}
    lines = "".join(f'{name} = "{url}"\n' for name, url in urls.items())
    (folder / "course.toml").write_text((folder / "course.toml").read_text() + lines)
    sitting = Sitting(open_course(folder), sitting.activity)

    assert main(["build", "A2.1", "--course", str(folder)]) == 0
    sitting.hand_in("ada", sitting.bank("wrong/in_metres"))
    assert main(["grade", "A2.1", "--course", str(folder)]) == 0
    sitting.hand_in("ada", sitting.solved())
    assert main(["grade", "A2.1", "--course", str(folder)]) == 0

    assert {name: score for name, (score, _, _) in sitting.gradebook("ada").items()} == {
        "C2-1-3_coverage": 5.0,
        "C2-1-3_support": 5.0,
    }
    with Records(urls["records_url"]) as records:
        (kept,) = records.latest(ACTIVITY, "ada")
    assert {item.verdict.criterion: item.points for item in kept.verdicts} == FULL_MARKS
    assert (folder / "feedback" / "ada" / ACTIVITY / f"{EXERCISE}.html").is_file()
    # Nothing went to files instead.
    assert list(folder.glob("*.db")) == []
    assert postgresql.password not in capsys.readouterr().out
