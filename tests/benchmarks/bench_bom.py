"""Product structure of 200 000 usage lines: this package against plain NetworkX and against rustworkx, in one run.

Run by hand, after ``pip install -e '.[benchmarks]'``: ``python tests/benchmarks/bench_bom.py [LINES]``. Each contender
works in a process of its own, from the same columns, and must find the same figures. Prints for each step the least
seconds of three rounds, and the peak of the resident memory (Linux), also beyond what imports and columns take; ratios
are to this package. Its first where-used query sorts the lines by child, which later ones find done.
"""

import multiprocessing
import resource
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

LEVELS = 12
ARTICLES_PER_LINE = 0.2
ROUNDS = 3
STEPS = ("build", "cycle", "requirements", "mass", "where-used", "low-level code")


def columns(lines):
    """Make the columns of a structure of twelve levels with much reuse and parallel lines; its top is ``A0``."""
    rng = np.random.default_rng(20)
    size = max(int(lines * ARTICLES_PER_LINE), LEVELS)
    # Few assemblies at the top, many parts at the bottom; each article is used at least once.
    below = np.arange(1, LEVELS)
    level = np.sort(np.concatenate([[0], rng.choice(below, size - 1, p=below / below.sum())]))
    first = np.searchsorted(level, level)
    child = np.concatenate([np.arange(1, size), rng.integers(1, size, lines - size + 1)])
    parent = (rng.random(lines) * first[child]).astype(np.intp)
    names = np.array([f"A{index}" for index in range(size)])
    return {
        "numbers": names.tolist(),
        "parents": names[parent].tolist(),
        "children": names[child].tolist(),
        "quantities": rng.integers(1, 3, lines).astype(float),
        "mass_kg": rng.uniform(0.1, 2.0, size),
    }


def timed(seconds, step, action):
    start = perf_counter()
    value = action()
    seconds[step] = perf_counter() - start
    return value


def ours(data, seconds):
    from autograders.domain.bom import (
        Article,
        find_cycle,
        low_level_codes,
        requirements,
        rolled_up,
        structure_from_columns,
        where_used,
    )

    def build():
        return structure_from_columns(
            [Article(number=number) for number in data["numbers"]],
            parents=data["parents"],
            children=data["children"],
            quantities=data["quantities"],
        )

    structure = timed(seconds, "build", build)
    cycle = timed(seconds, "cycle", lambda: find_cycle(structure))
    need = timed(seconds, "requirements", lambda: requirements(structure, {"A0": 1.0}))
    mass = timed(seconds, "mass", lambda: rolled_up(structure, data["mass_kg"]))
    above = timed(seconds, "where-used", lambda: where_used(structure, data["numbers"][-1]).all_levels)
    codes = timed(seconds, "low-level code", lambda: low_level_codes(structure))
    return [not cycle, need, mass, len(above), codes]


def plain_networkx(data, seconds):
    import networkx as nx

    numbers = data["numbers"]

    def build():
        graph = nx.MultiDiGraph()
        graph.add_nodes_from(numbers)
        for parent, child, quantity in zip(data["parents"], data["children"], data["quantities"].tolist(), strict=True):
            graph.add_edge(parent, child, qty=quantity)
        return graph

    def requirements():
        need = dict.fromkeys(graph, 0.0) | {"A0": 1.0}
        for parent in nx.topological_sort(graph):
            for _, child, quantity in graph.out_edges(parent, data="qty"):
                need[child] += need[parent] * quantity
        return [need[number] for number in numbers]

    def mass():
        total = dict(zip(numbers, data["mass_kg"].tolist(), strict=True))
        for parent in reversed(list(nx.topological_sort(graph))):
            total[parent] += sum(quantity * total[child] for _, child, quantity in graph.out_edges(parent, data="qty"))
        return [total[number] for number in numbers]

    def codes():
        code = dict.fromkeys(graph, 0)
        for level, articles in enumerate(nx.topological_generations(graph)):
            code |= dict.fromkeys(articles, level)
        return [code[number] for number in numbers]

    graph = timed(seconds, "build", build)
    acyclic = timed(seconds, "cycle", lambda: nx.is_directed_acyclic_graph(graph))
    need = timed(seconds, "requirements", requirements)
    total = timed(seconds, "mass", mass)
    above = timed(seconds, "where-used", lambda: nx.ancestors(graph, numbers[-1]))
    code = timed(seconds, "low-level code", codes)
    return [acyclic, need, total, len(above), code]


def with_rustworkx(data, seconds):
    import rustworkx as rx

    numbers = data["numbers"]

    def build():
        graph = rx.PyDiGraph()
        index = dict(zip(numbers, graph.add_nodes_from(numbers), strict=True))
        ends = ([index[number] for number in data[column]] for column in ("parents", "children"))
        graph.add_edges_from(list(zip(*ends, data["quantities"].tolist(), strict=True)))
        return graph

    def requirements():
        need = [1.0] + [0.0] * (len(numbers) - 1)
        for parent in rx.topological_sort(graph):
            for _, child, quantity in graph.out_edges(parent):
                need[child] += need[parent] * quantity
        return need

    def mass():
        total = data["mass_kg"].tolist()
        for parent in reversed(rx.topological_sort(graph)):
            total[parent] += sum(quantity * total[child] for _, child, quantity in graph.out_edges(parent))
        return total

    def codes():
        code = [0] * len(numbers)
        for level, articles in enumerate(rx.topological_generations(graph)):
            for article in articles:
                code[article] = level
        return code

    graph = timed(seconds, "build", build)
    acyclic = timed(seconds, "cycle", lambda: rx.is_directed_acyclic_graph(graph))
    need = timed(seconds, "requirements", requirements)
    total = timed(seconds, "mass", mass)
    above = timed(seconds, "where-used", lambda: rx.ancestors(graph, len(numbers) - 1))
    code = timed(seconds, "low-level code", codes)
    return [acyclic, need, total, len(above), code]


def resident_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def contend(contender, lines, results):
    # Imports are paid on a small structure, before anything is measured.
    contender(columns(200), {})
    data = columns(lines)
    before, rounds = resident_mb(), [{} for _ in range(ROUNDS)]
    for seconds in rounds:
        found = contender(data, seconds)
    least = {step: min(seconds[step] for seconds in rounds) for step in STEPS}
    results.put((least, peak_mb() - before, peak_mb(), found))


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    fresh = multiprocessing.get_context("spawn")
    measured = {}
    for contender in (ours, plain_networkx, with_rustworkx):
        results = fresh.Queue()
        process = fresh.Process(target=contend, args=(contender, lines, results))
        process.start()
        measured[contender.__name__] = results.get()
        process.join()
    reference = measured["ours"][3]
    for name, (_, _, _, found) in measured.items():
        for mine, other in zip(reference, found, strict=True):
            np.testing.assert_allclose(other, mine, rtol=1e-9, err_msg=name)
    sums = {name: sum(seconds.values()) for name, (seconds, *_) in measured.items()}
    print(f"{lines} usage lines, {int(lines * ARTICLES_PER_LINE)} articles, {reference[4].max() + 1} levels")
    print(f"{'':16}" + "".join(f"{name:>24}" for name in measured))
    for step in STEPS:
        print(
            f"{step:16}"
            + "".join(ratio(seconds[step], measured["ours"][0][step], "s") for seconds, *_ in measured.values())
        )
    print(f"{'all steps':16}" + "".join(ratio(total, sums["ours"], "s") for total in sums.values()))
    print(
        f"{'memory added':16}" + "".join(ratio(added, measured["ours"][1], "MB") for _, added, *_ in measured.values())
    )
    print(f"{'memory in all':16}" + "".join(f"{total:>14.0f} MB       " for _, _, total, _ in measured.values()))


def ratio(value, reference, unit):
    return f"{value:>14.{3 if unit == 's' else 0}f} {unit:<2}{value / reference:5.1f} ×"


if __name__ == "__main__":
    main()
