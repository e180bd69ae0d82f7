"""What a regrade changed is said in the words of the checks."""

from autograders.grading.changes import changes_between
from autograders.model.verdict import Check, not_answered, to_review, verdict_of
from autograders.records import ScoredVerdict

NOISE = "C2.1.2.noise"


def check(label, fraction, message="", weight=1):
    return Check(label=label, weight=weight, fraction=fraction, message=message)


def scored(verdict, points, maximum=6.0):
    return ScoredVerdict(verdict=verdict, points=points, maximum=maximum, answers_digest="d")


def judged(*checks, maximum=6.0):
    verdict = verdict_of(NOISE, checks)
    return scored(verdict, maximum * verdict.fraction, maximum)


def reasons(before, after):
    """Return why, with plain spaces."""
    (change,) = changes_between("c2_1_2_quality", [before], [after])
    return [reason.replace("\u00a0", " ") for reason in change.reasons]


def test_the_same_verdict_is_no_change():
    assert changes_between("c2_1_2_quality", [judged(check("biais", 1))], [judged(check("biais", 1))]) == ()


def test_each_check_is_told_with_its_own_points_before_and_after():
    before = judged(check("biais", 0, "Faux.", 2), check("bruit", 1))
    after = judged(check("biais", 0.5, "À moitié.", 2), check("bruit", 1))
    assert reasons(before, after) == ["« biais » : 0 → 2 points : À moitié."]


def test_new_and_former_checks_are_told():
    before, after = judged(check("biais", 1)), judged(check("bruit", 0.2, "Trop."))
    assert reasons(before, after) == [
        "« bruit », nouveau : 1,2 point : Trop.",
        "« biais », retiré : 6 points auparavant",
    ]


def test_other_words_for_the_same_points_are_told_as_such_and_are_no_other_score():
    before, after = judged(check("biais", 1, "Bien.")), judged(check("biais", 1, "Juste."))
    (change,) = changes_between("c2_1_2_quality", [before], [after])
    assert not change.score_changed
    assert reasons(before, after) == ["« biais », autrement dit : Juste."]


def test_a_check_that_has_the_label_of_another_is_told_apart():
    before = judged(check("axe", 1), check("axe", 0))
    assert reasons(before, judged(check("axe", 1), check("axe", 1))) == ["« axe (2) » : 0 → 3 points"]


def test_other_points_to_reach_are_told():
    assert reasons(judged(check("biais", 1)), judged(check("biais", 1), maximum=4.0))[0] == "barème : 6 → 4 points"


def test_what_becomes_of_the_whole_criterion_is_told_first():
    before = judged(check("biais", 1))
    assert reasons(before, scored(to_review(NOISE, "Un formateur l’examinera."), None)) == [
        "à examiner par un formateur : Un formateur l’examinera."
    ]
    assert reasons(scored(not_answered(NOISE, "Rien."), 0.0), before) == ["jugé", "« biais », nouveau : 6 points"]


def test_a_criterion_that_is_new_says_so():
    (change,) = changes_between("c2_1_2_quality", [], [judged(check("biais", 1))])
    assert change.before is None
    assert change.reasons[0] == "critère nouveau"


def test_other_weights_of_checks_of_which_nothing_was_reached_are_told():
    before = judged(check("biais", 0, weight=1), check("bruit", 0))
    assert reasons(before, judged(check("biais", 0, weight=2), check("bruit", 0))) == [
        "autre poids des points examinés"
    ]
