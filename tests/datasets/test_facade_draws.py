"""What the generator of the façade case draws over many seeds, and at the scale of a works."""

from collections import Counter
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from support.facade_tables import needs_of

from autograders.assignments.modules import load_module

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "datasets" / "facade_modules"
SEEDS = range(20)


@pytest.fixture(scope="module")
def modules():
    return load_module(FOLDER / "generate.py", "generate")


def test_ten_variants_differ_and_each_is_worth_handing_out(modules):
    seen = set()
    for seed in range(10):
        rng = np.random.default_rng(seed)
        terms = modules.draw_terms(rng)
        needed = modules.practices.needed_phases(terms.practices, modules.MAJORITY)
        due = [topic for topic, first in needed.items() if modules.practices.is_due(first, terms.phase)]
        assert 4 <= len(due) < len(needed)
        designed = modules.catalogue.draw_catalogue(rng, height_m=terms.height_m)
        published = modules.lifecycle.draw_revisions(designed, rng)
        model = modules.building.draw_building(designed, terms.performance, terms.height_m, rng)
        counts = modules.building.delivered(model, designed)
        designed = modules.catalogue.deliver(designed, modules.extracts.ordered_counts(counts, rng))
        recorded = modules.extracts.record_engineering(designed, counts, bool(seed % 2), rng)
        made = modules.manufacturing.draw_manufacturing(designed, recorded.articles, rng)
        structure = modules.totals.structure_of(recorded.articles, modules.totals.without_loop(recorded))
        found = modules.totals.reconciliation(structure, made, designed.order)["differences"]
        records = modules.service.draw_service(model, published, rng)
        drawn = modules.changes.draw_changes(structure, rng)
        _, illegal = modules.changes.draw_log(drawn, rng)
        _, positions, _ = modules.lifecycle.draw_validities(designed, recorded.articles, rng)
        assert (len(found), len(positions["positions"])) == (4, 4)
        assert len(records.truth["older_revision"]) == 2
        assert {each["fault"] for each in illegal} == {
            "passage non prévu",
            "ne part pas de l’état atteint",
            "état inconnu",
        }
        seen.add((designed.order, terms.phase, structure.find_numbers, tuple(counts)))
    assert len(seen) == 10


def test_from_variant_to_variant_other_lines_conflict_other_visits_are_misread_and_other_elements_change(modules):
    conflicts, rejected, patterns = [], [], []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        terms = modules.draw_terms(rng)
        designed = modules.catalogue.draw_catalogue(rng, height_m=terms.height_m)
        published = modules.lifecycle.draw_revisions(designed, rng)
        model = modules.building.draw_building(designed, terms.performance, terms.height_m, rng)
        merge = modules.merging.draw_sides(designed, rng).truth["conflicts"]
        assert {each["kind"] for each in merge} == {"quantity", "deletion"}
        # The parent of a line is the panel or its frame, whatever their numbers.
        conflicts.append(tuple((each["line"][0][:2], each["line"][2], each["kind"]) for each in merge))
        rejected.append(tuple(modules.service.draw_service(model, published, rng).truth["rejected_replacements"]))
        _, changed = modules.issue.revisions.revise(model, terms.fire_ratings[1], set(), rng)
        assert all(changed.values())
        patterns.append(tuple(len(changed[kind]) for kind in changed if kind not in ("added", "removed")))
    # No answer is that of more than a fifth of the variants.
    for answers in (conflicts, rejected, patterns):
        assert Counter(answers).most_common(1)[0][1] <= 4
    assert {len(each) for each in conflicts} >= {2, 3}
    assert {len(each) for each in rejected} == {1, 2}


@pytest.fixture(scope="module")
def terms_by_seed(modules):
    return {seed: modules.draw_terms(np.random.default_rng(seed)) for seed in SEEDS}


def test_a_partner_has_software_that_reads_what_it_says_that_it_exchanges_in(modules, terms_by_seed):
    for seed, terms in terms_by_seed.items():
        software = modules.tools.draw_tools(terms.practices, np.random.default_rng(seed))
        for practice in terms.practices:
            own = [tool for tool in software if tool.partner == practice.partner]
            assert own
            if practice.file_format != "natif":
                assert any(tool.levels[practice.file_format] != "non" for tool in own)
        assert any(tool.levels["IFC4"] != "non" for tool in software if tool.partner == "merlaude")


def test_who_reads_or_writes_an_archive_does_so_with_the_file_in_it(modules, terms_by_seed):
    order, eliminated = ["non", "lecture", "lecture et écriture"], set()
    for seed, terms in terms_by_seed.items():
        software = modules.tools.draw_tools(terms.practices, np.random.default_rng(seed))
        assert all(order.index(tool.levels["IFC-ZIP"]) <= order.index(tool.levels["IFC4"]) for tool in software)
        readers = {tool.partner for tool in software if tool.levels["IFC-ZIP"] != "non"}
        eliminated.add(len(readers) < modules.standards.minimum_partners(software))
    assert eliminated == {True, False}


def test_what_a_partner_needs_is_of_its_trade(terms_by_seed):
    for terms in terms_by_seed.values():
        needs = {practice.partner: practice.needed_from for practice in terms.practices}
        assert needs["delorge"]["thermique_fenetre"] in {"conception", "fabrication"}
        assert needs["vertval"]["thermique_fenetre"] == "jamais"
        assert {needs["vertval"][topic] for topic in ("feu", "thermique_panneau", "materiau")} <= {
            "conception",
            "fabrication",
        }
        assert {needs["rochebrune"][topic] for topic in ("longueur", "thermique_fenetre")} <= {
            "conception",
            "fabrication",
        }
        assert "conception" not in needs["astree"].values()
        assert not {"conception", "fabrication"} & set(needs["lanvaux"].values())


def test_a_partner_that_tells_elements_by_their_article_needs_it_from_the_first(terms_by_seed):
    order, found = ["conception", "fabrication", "pose", "exploitation", "jamais"], 0
    for terms in terms_by_seed.values():
        for practice in terms.practices:
            if practice.key == "numéro d’article":
                found += 1
                assert practice.needed_from["article"] == min(practice.needed_from.values(), key=order.index)
    assert found > 10


def test_every_phase_is_that_of_some_datum_and_something_is_never_due(modules, terms_by_seed):
    phases = set()
    for terms in terms_by_seed.values():
        needed = modules.practices.needed_phases(terms.practices, modules.MAJORITY)
        phases |= set(needed.values())
        assert not all(modules.practices.is_due(first, terms.phase) for first in needed.values())
    assert phases == {"conception", "fabrication", "pose", "exploitation", "jamais"}


def test_a_thousand_products_keep_the_needs_of_networkx(modules):
    designed = modules.catalogue.draw_catalogue(np.random.default_rng(1), products=1000)
    designed = modules.catalogue.deliver(designed, {product.number: 2 for product in designed.products})
    assert len(designed.usages) > 10_000
    assert len({product.number for product in designed.products}) == 1000
    graph = nx.MultiDiGraph()
    for usage in designed.usages:
        graph.add_edge(usage.parent, usage.child, quantity=usage.quantity)
    structure = modules.totals.structure_of(designed.articles, designed.usages)
    assert modules.totals.bill_figures(structure, designed)["needs"] == pytest.approx(needs_of(graph, designed.order))
    made = modules.manufacturing.draw_manufacturing(designed, designed.articles, np.random.default_rng(2))
    assert len(modules.totals.reconciliation(structure, made, designed.order)["differences"]) == len(made.slips)
