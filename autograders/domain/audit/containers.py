"""Information containers of a common data environment: states, passages, names and revisions (ISO 19650).

The four states and the gates between them are those of ISO 19650-1:2018, clause 12. Which act opens a gate, how names
are built and how revisions are numbered is left to each project; national annexes give examples.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..bom import Move, Workflow, illegal_moves
from ..ifc import NamingRule


class ContainerState(StrEnum):
    """State of a container."""

    WORK_IN_PROGRESS = "en cours"
    SHARED = "partagé"
    PUBLISHED = "publié"
    ARCHIVED = "archivé"


# What is shared goes back to work to be amended; what is published is replaced by another revision.
CONTAINER_WORKFLOW = Workflow(
    initial=ContainerState.WORK_IN_PROGRESS,
    moves={
        ContainerState.WORK_IN_PROGRESS: (ContainerState.SHARED,),
        ContainerState.SHARED: (ContainerState.WORK_IN_PROGRESS, ContainerState.PUBLISHED),
        ContainerState.PUBLISHED: (ContainerState.ARCHIVED,),
    },
)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A change of state as the log has it.

    Parameters
    ----------
    source, target : str
        States.
    act : str
        What opened the gate, such as a check or an authorisation.
    person : str
        Who did it.
    """

    source: str
    target: str
    act: str
    person: str


@dataclass(frozen=True, kw_only=True)
class Container:
    """A container as the register has it, with its log.

    Parameters
    ----------
    name, author, state, revision : str
    passages : tuple of Passage
        In order of time.
    """

    name: str
    author: str
    state: str
    revision: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class ContainerRules:
    """What a project asks of its containers.

    Parameters
    ----------
    naming : NamingRule
    acts : mapping of str by state
        Act that a passage to it must bear.
    revisions : mapping of NamingRule by state
        How revisions are numbered in it; free in the states left out.
    workflow : Workflow
    """

    naming: NamingRule
    acts: Mapping[str, str]
    revisions: Mapping[str, NamingRule]
    workflow: Workflow = CONTAINER_WORKFLOW


class ContainerFault(StrEnum):
    """A rule that a container breaks."""

    NAME = "nom hors convention"
    MOVE = "passage non permis"
    ACT = "passage sans l’acte demandé"
    OWN_CHECK = "contrôlé par son auteur"
    REVISION = "indice de révision contraire à l’état"
    STATE = "état au registre autre que celui du journal"


def container_faults(container: Container, rules: ContainerRules) -> tuple[ContainerFault, ...]:
    """Return the rules that a container breaks.

    Convention of ours: whoever lets a container be shared must not be its author; the log tells what was done, so that
    the state is that of the last passage, permitted or not.

    Parameters
    ----------
    container : Container
    rules : ContainerRules

    Examples
    --------
    >>> from autograders.domain.ifc import naming_rule
    >>> rules = ContainerRules(
    ...     naming=naming_rule("P[0-9]{3}-(M3|PL)-[0-9]{4}"),
    ...     acts={"partagé": "vérification", "publié": "autorisation"},
    ...     revisions={"partagé": naming_rule("P[0-9]{2}"), "publié": naming_rule("C[0-9]{2}")},
    ... )
    >>> hasty = Container(
    ...     name="P214-M3-0001",
    ...     author="C. Doumas",
    ...     state="publié",
    ...     revision="P02",
    ...     passages=(Passage(source="en cours", target="publié", act="autorisation", person="H. Estève"),),
    ... )
    >>> [fault.value for fault in container_faults(hasty, rules)]
    ['passage non permis', 'indice de révision contraire à l’état']
    """
    passages = container.passages
    log = [Move(change=container.name, source=each.source, target=each.target) for each in passages]
    reached = passages[-1].target if passages else rules.workflow.initial
    numbering = rules.revisions.get(container.state)
    broken = {
        ContainerFault.NAME: not rules.naming.allows(container.name),
        ContainerFault.MOVE: bool(illegal_moves(log, rules.workflow)),
        ContainerFault.ACT: any(each.act != rules.acts.get(each.target, each.act) for each in passages),
        ContainerFault.OWN_CHECK: any(
            each.target == ContainerState.SHARED and each.person == container.author for each in passages
        ),
        ContainerFault.REVISION: numbering is not None and not numbering.allows(container.revision),
        ContainerFault.STATE: container.state != reached,
    }
    return tuple(fault for fault, holds in broken.items() if holds)
