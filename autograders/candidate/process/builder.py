"""Building a process step by step in a notebook."""

from collections.abc import Iterable
from itertools import pairwise

from .diagram import (
    Association,
    DataObject,
    Lane,
    MessageFlow,
    Node,
    NodeKind,
    Pool,
    ProcessDiagram,
    ProcessError,
    SequenceFlow,
)
from .writing import process_xml

MAXIMUM_NAME = 200
# BPMN 2.0 gives data to what is thrown, and takes it from what is caught.
_WRITERS = {NodeKind.TASK, NodeKind.START}
_READERS = {NodeKind.TASK, NodeKind.THROW, NodeKind.END}


class ProcessBuilder:
    """A process under construction; every method returns the id by which the next ones know what it added.

    Parameters
    ----------
    name : str

    Examples
    --------
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement", lanes=["Architecte", "BIM manager"])
    >>> start = process.start("Maquette déposée", "Architecte")
    >>> review = process.task("Contrôler la maquette", "BIM manager")
    >>> choice = process.exclusive("Conforme ?", "BIM manager")
    >>> process.sequence(start, review, choice)
    >>> process.flow(choice, process.end("Maquette publiée", "BIM manager"), "oui")
    >>> process.flow(choice, review, "non", default=True)
    >>> len(process.build().sequence_flows)
    4
    """

    def __init__(self, name: str) -> None:
        self._name = _checked(name)
        self._pools: list[Pool] = []
        self._nodes: list[Node] = []
        self._sequence_flows: list[SequenceFlow] = []
        self._message_flows: list[MessageFlow] = []
        self._data_objects: list[DataObject] = []
        self._associations: list[Association] = []

    def pool(self, name: str, lanes: Iterable[str] = ()) -> str:
        """Add a participant with its lanes; a node is placed by the name of a lane, of the pool where there is none."""
        names = [name, *lanes]
        for wanted in names:
            if self._place(_checked(wanted)) is not None or names.count(wanted) > 1:
                repeated = f"« {wanted} » reçu deux fois"
                raise ProcessError(f"{repeated} ; des noms différents attendus pour participants et couloirs.")
        rank = len(self._pools) + 1
        rows = tuple(
            Lane(id=f"lane_{rank}_{number}", name=lane_name) for number, lane_name in enumerate(names[1:], start=1)
        )
        self._pools.append(Pool(id=f"pool_{rank}", name=name, lanes=rows))
        return name

    def start(self, name: str, lane: str) -> str:
        """Add a start event."""
        return self._node(name, NodeKind.START, lane)

    def end(self, name: str, lane: str) -> str:
        """Add an end event."""
        return self._node(name, NodeKind.END, lane)

    def milestone(self, name: str, lane: str) -> str:
        """Add an intermediate event that something is reached or handed over, such as an information delivery."""
        return self._node(name, NodeKind.THROW, lane)

    def task(self, name: str, lane: str) -> str:
        """Add a task."""
        return self._node(name, NodeKind.TASK, lane)

    def exclusive(self, name: str, lane: str) -> str:
        """Add an exclusive gateway: one way out is taken, or the ways in meet without waiting for each other."""
        return self._node(name, NodeKind.EXCLUSIVE, lane)

    def parallel(self, name: str, lane: str) -> str:
        """Add a parallel gateway: all ways out are taken, all ways in waited for."""
        return self._node(name, NodeKind.PARALLEL, lane)

    def sequence(self, *nodes: str) -> None:
        """Join nodes in the order given."""
        for source, target in pairwise(nodes):
            self.flow(source, target)

    def flow(self, source: str, target: str, name: str = "", *, default: bool = False) -> None:
        """Join two nodes; the name of a way out of a decision is its condition, unless it is the default one."""
        self._require(source, target)
        kinds = {node.id: node.kind for node in self._nodes}
        self._sequence_flows.append(
            SequenceFlow(
                id=f"flow_{len(self._sequence_flows) + 1}",
                source=source,
                target=target,
                name=_checked(name) if name else "",
                conditional=bool(name) and not default and kinds[source] is NodeKind.EXCLUSIVE,
                default=default,
            )
        )

    def message(self, source: str, target: str, name: str = "") -> None:
        """Send a message from a node to a node of another participant, or to one that is a black box."""
        ends = [next((pool.id for pool in self._pools if pool.name == end), end) for end in (source, target)]
        self._require(*(end for end in ends if end not in {pool.id for pool in self._pools}))
        rank = len(self._message_flows) + 1
        self._message_flows.append(MessageFlow(id=f"message_{rank}", source=ends[0], target=ends[1], name=name))

    def data(self, name: str, *, written_by: str | Iterable[str] = (), read_by: str | Iterable[str] = ()) -> str:
        """Add a data object with the node or nodes that write and read it: a milestone that hands it over reads it."""
        uses = [*((node, True) for node in _several(written_by)), *((node, False) for node in _several(read_by))]
        self._require(*(node for node, _ in uses))
        kinds = {node.id: node.kind for node in self._nodes}
        if wrong := [node for node, written in uses if kinds[node] not in (_WRITERS if written else _READERS)]:
            raise ProcessError(
                f"{', '.join(wrong)} : lien de donnée impossible ; une tâche lit et écrit, un début écrit, "
                "un jalon ou une fin lit."
            )
        if not uses:
            raise ProcessError(f"donnée « {name} » sans lien reçue ; un nœud qui l’écrit ou la lit attendu.")
        used_in = {node.id: node.pool for node in self._nodes}
        pool = used_in[uses[0][0]]
        if any(used_in[node] != pool for node, _ in uses):
            raise ProcessError(
                f"donnée « {name} » reçue chez plusieurs participants ; un seul attendu : d’un participant à l’autre, "
                "elle passe par un message."
            )
        data = DataObject(id=f"data_{len(self._data_objects) + 1}", name=_checked(name), pool=pool)
        self._data_objects.append(data)
        for node, written in uses:
            rank = len(self._associations) + 1
            self._associations.append(Association(id=f"association_{rank}", node=node, data=data.id, written=written))
        return data.id

    def build(self) -> ProcessDiagram:
        """Return the diagram as it stands."""
        return ProcessDiagram(
            name=self._name,
            pools=tuple(self._pools),
            nodes=tuple(self._nodes),
            sequence_flows=tuple(self._sequence_flows),
            message_flows=tuple(self._message_flows),
            data_objects=tuple(self._data_objects),
            associations=tuple(self._associations),
        )

    def xml(self) -> str:
        """Return the diagram as a BPMN 2.0 file, with a layout."""
        return process_xml(self.build())

    def _node(self, name: str, kind: NodeKind, lane: str) -> str:
        place = self._place(lane)
        if place is None:
            known = [row.name for pool in self._pools for row in pool.lanes or (pool,)]
            raise ProcessError(f"couloir « {lane} » inconnu ; un de ceux-ci attendu : {', '.join(known) or 'aucun'}.")
        pool, row = place
        if pool.lanes and not row:
            lanes = ", ".join(each.name for each in pool.lanes)
            raise ProcessError(f"participant « {lane} » reçu ; un de ses couloirs attendu : {lanes}.")
        node = Node(id=f"node_{len(self._nodes) + 1}", name=_checked(name), kind=kind, pool=pool.id, lane=row)
        self._nodes.append(node)
        return node.id

    def _place(self, name: str) -> tuple[Pool, str] | None:
        """Return the pool and the id of the lane of a name."""
        for pool in self._pools:
            if pool.name == name:
                return pool, ""
            for row in pool.lanes:
                if row.name == name:
                    return pool, row.id
        return None

    def _require(self, *nodes: str) -> None:
        known = {node.id for node in self._nodes}
        if unknown := [str(node)[:50] for node in nodes if node not in known]:
            raise ProcessError(
                f"{', '.join(unknown)} : nœud inconnu ; donner ce que start, task, etc. ont renvoyé ou, pour un "
                "message, le nom d’un participant."
            )


def _several(nodes: str | Iterable[str]) -> Iterable[str]:
    return (nodes,) if isinstance(nodes, str) else nodes


def _checked(name: str) -> str:
    # XML holds no control characters.
    if not (isinstance(name, str) and len(name) <= MAXIMUM_NAME and name.isprintable()):
        raise ProcessError(f"nom {name!r:.80} reçu ; texte imprimable de {MAXIMUM_NAME} caractères au plus attendu.")
    return name
