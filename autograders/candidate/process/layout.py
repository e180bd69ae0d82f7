"""Where things stand in a drawing: columns in the order of the flow, rows by lane; simple, and the same every time."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from .diagram import NodeKind, ProcessDiagram

_COLUMN, _ROW, _TITLE, _MARGIN, _GAP = 170, 110, 30, 20, 30
_SIZES = {
    NodeKind.START: (36, 36),
    NodeKind.END: (36, 36),
    NodeKind.CATCH: (36, 36),
    NodeKind.THROW: (36, 36),
    NodeKind.EXCLUSIVE: (50, 50),
    NodeKind.PARALLEL: (50, 50),
}
_TASK_SIZE = (120, 70)
_DATA_SIZE = (36, 50)
_BLACK_BOX_HEIGHT = 80


class Box(NamedTuple):
    """A rectangle, in pixels, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Its centre."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A drawing.

    Parameters
    ----------
    boxes : dict of Box by id
        Of pools, lanes, nodes and data objects.
    lines : dict of tuples of points by id
        Of flows and associations.
    """

    boxes: dict[str, Box]
    lines: dict[str, tuple[tuple[int, int], ...]]


def layout(diagram: ProcessDiagram) -> Layout:
    """Return where everything in a diagram stands.

    Parameters
    ----------
    diagram : ProcessDiagram

    Examples
    --------
    >>> from autograders.candidate.process import ProcessBuilder
    >>> process = ProcessBuilder("Revue")
    >>> team = process.pool("Groupement")
    >>> process.sequence(process.start("Début", team), process.end("Fin", team))
    >>> layout(process.build()).boxes["pool_1"]
    Box(x=20, y=20, width=390, height=110)
    """
    columns = _columns(diagram)
    data_columns = {
        data.id: min([columns[link.node] for link in diagram.associations if link.data == data.id], default=0)
        for data in diagram.data_objects
    }
    # Where there is nothing yet, there is room to draw in.
    width = _TITLE * 2 + _COLUMN * (1 + max([0, *columns.values()])) - 10 if columns else _COLUMN * 8
    boxes: dict[str, Box] = {}
    top = _MARGIN
    for pool in diagram.pools:
        pool_top, left = top, _MARGIN + _TITLE
        members = [node for node in diagram.nodes if node.pool == pool.id]
        data = [each for each in diagram.data_objects if each.pool == pool.id]
        # Nodes that stand in no lane get a row below the lanes.
        for lane in [*(lane.id for lane in pool.lanes), ""]:
            cells: defaultdict[int, list[str]] = defaultdict(list)
            for node in members:
                if node.lane == lane:
                    cells[columns[node.id]].append(node.id)
            if not lane:
                for each in data:
                    cells[data_columns[each.id]].append(each.id)
            rows = max([0, *(len(cell) for cell in cells.values())])
            if not lane and not rows:
                continue
            height = _ROW * max(1, rows)
            if lane:
                boxes[lane] = Box(left, top, width - _TITLE, height)
            for column, cell in cells.items():
                for row, name in enumerate(cell):
                    kind = diagram.by_id[name].kind if name in diagram.by_id else None
                    wide, high = _DATA_SIZE if kind is None else _SIZES.get(kind, _TASK_SIZE)
                    middle = left + _TITLE + column * _COLUMN + _TASK_SIZE[0] // 2, top + row * _ROW + _ROW // 2
                    boxes[name] = Box(middle[0] - wide // 2, middle[1] - high // 2, wide, high)
            top += height
        top = max(top, pool_top + _BLACK_BOX_HEIGHT)
        boxes[pool.id] = Box(_MARGIN, pool_top, width, top - pool_top)
        top += _GAP
    return Layout(boxes=boxes, lines=_lines(diagram, boxes))


def _columns(diagram: ProcessDiagram) -> dict[str, int]:
    """Return the column of each node: one after the last of those that lead to it, ways back left aside."""
    columns = dict.fromkeys(diagram.by_id, 0)
    order: list[str] = []
    state: dict[str, int] = {}
    forward: defaultdict[str, list[str]] = defaultdict(list)
    starts = sorted(diagram.by_id, key=lambda node: bool(diagram.incoming[node]))
    for start in starts:
        stack = [(start, iter(diagram.outgoing[start]))] if start not in state else []
        state.setdefault(start, 1)
        while stack:
            node, flows = stack[-1]
            flow = next(flows, None)
            if flow is None:
                state[node] = 2
                order.append(node)
                stack.pop()
            # A way back goes to a node that is still on the way here.
            elif state.get(flow.target) != 1:
                forward[node].append(flow.target)
                if flow.target not in state:
                    state[flow.target] = 1
                    stack.append((flow.target, iter(diagram.outgoing[flow.target])))
    for node in reversed(order):
        for target in forward[node]:
            columns[target] = max(columns[target], columns[node] + 1)
    return columns


def _lines(diagram: ProcessDiagram, boxes: dict[str, Box]) -> dict[str, tuple[tuple[int, int], ...]]:
    lines: dict[str, tuple[tuple[int, int], ...]] = {}
    for flow in diagram.sequence_flows:
        source, target = boxes[flow.source], boxes[flow.target]
        (x, y), (to_x, to_y) = source.middle, target.middle
        if target.x > source.x + source.width:
            right, left = source.x + source.width, target.x
            turn = left - 20
            bends = ((turn, y), (turn, to_y)) if y != to_y else ()
            lines[flow.id] = ((right, y), *bends, (left, to_y))
        else:
            # A way back passes below both.
            below = max(source.y + source.height, target.y + target.height) + 12
            ends = source.y + source.height, target.y + target.height
            lines[flow.id] = ((x, ends[0]), (x, below), (to_x, below), (to_x, ends[1]))
    for message in diagram.message_flows:
        source, target = boxes[message.source], boxes[message.target]
        down = source.y < target.y
        # The end that is a whole pool is met straight above or below the other end.
        x = (target if message.source not in diagram.by_id else source).middle[0]
        to_x = (source if message.target not in diagram.by_id else target).middle[0]
        ends = source.y + source.height * down, target.y + target.height * (not down)
        half = (ends[0] + ends[1]) // 2
        bends = ((x, half), (to_x, half)) if x != to_x else ()
        lines[message.id] = ((x, ends[0]), *bends, (to_x, ends[1]))
    for link in diagram.associations:
        node, data = boxes[link.node], boxes[link.data]
        below = node.y < data.y
        both = (
            (node.middle[0], node.y + node.height * below),
            (data.middle[0], data.y + data.height * (not below)),
        )
        lines[link.id] = both if link.written else both[::-1]
    return lines
