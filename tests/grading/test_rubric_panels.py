"""The panel beside an answer: whatever a submission or a person wrote is text in it."""

from autograders.grading.rubric_facts import Established, Level, OfferedComment, RubricFacts
from autograders.grading.rubric_panels import panel
from autograders.model.verdict import Check, Verdict, VerdictStatus

HOSTILE = "</button></section><script>document.title = 'FORGED'</script>\" onfocus=\"x()\u202e"


def facts(own, others=()):
    return RubricFacts(
        cell="C2-1-4_protocol_rubric",
        criterion="C2.1.4.protocol",
        label="Protocole",
        maximum=2.5,
        levels=tuple(Level(number=number, description="Rien.", points=0.625 * number) for number in range(5)),
        own=own,
        others=others,
        comments=(OfferedComment(text=HOSTILE, given=1),),
    )


def established(status, points, *, replaced=False):
    check = Check(label=HOSTILE, weight=1, fraction=0.5, message=HOSTILE)
    verdict = Verdict(criterion="C2.1.4.protocol", status=status, fraction=0.5, checks=(check,), message=HOSTILE)
    return Established(label="Protocole", verdict=verdict, points=points, maximum=2.5, replaced=replaced)


def test_what_others_wrote_is_escaped_and_reads_in_the_order_in_which_it_was_written():
    html = panel(facts(established(VerdictStatus.JUDGED, 1.25)))
    assert "<script" not in html
    assert 'onfocus="' not in html
    assert "\u202e" not in html
    assert html.count("&lt;script&gt;") == 5
    assert html.count("</section>") == 1


def test_points_that_wait_or_that_a_person_gave_are_not_called_the_graders():
    waiting = panel(facts(established(VerdictStatus.REVIEW, None)))
    assert "Part automatique&nbsp;: à examiner&nbsp;/&nbsp;2,5" in waiting
    replaced = panel(facts(established(VerdictStatus.JUDGED, 2.0, replaced=True)))
    assert "Part automatique&nbsp;: 2&nbsp;/&nbsp;2,5, note d’un formateur" in replaced


def test_where_a_person_alone_decides_what_is_established_of_the_other_criteria_is_open():
    others = (established(VerdictStatus.JUDGED, 1.25),)
    alone = panel(facts(None, others))
    assert "Part automatique" not in alone
    assert "<details open>\n<summary>Établi sur les autres critères du carnet</summary>" in alone
    assert "<details>\n<summary>Établi sur les autres" in panel(facts(others[0], others))
