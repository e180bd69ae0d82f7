"""Trials of the functions that read a model: bill of materials and material take-off."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograders.model.answers import Answers
from autograders.model.verdict import Check

from .models import Element, Kind, model_text
from .trials import Layout, Trial, by_article, trials_check

BILL = Layout(("article",), ("quantity",))
TAKE_OFF = Layout(("article", "material", "unit"), ("quantity", "unmeasured"))
PANEL, FRAME, UPRIGHT, BRACKET, ANCHOR, SHEET, PIPE, DUCT, WOOL = (
    "PF-00101",
    "SE-00102",
    "PR-00103",
    "PR-00104",
    "PR-00105",
    "PR-00106",
    "PR-00107",
    "PR-00108",
    "PR-00109",
)


def bill_trials() -> list[Trial]:
    """Return the trials of the function that extracts the bill of materials."""
    panel, frame, upright = Kind(PANEL), Kind(FRAME), Kind(UPRIGHT)
    bracket, anchor = Kind(BRACKET), Kind(ANCHOR)
    nested = [
        Element("IFCDISCRETEACCESSORY", bracket),
        Element("IFCMECHANICALFASTENER", anchor, Kind(quantities={"Count": 2}), host=0, nested=True),
        Element("IFCDISCRETEACCESSORY", bracket),
        Element("IFCMECHANICALFASTENER", anchor, Kind(quantities={"Count": 3}), host=2, nested=True),
    ]
    counted = Kind(ANCHOR, {"Count": 2})
    overriding = [
        Element("IFCMECHANICALFASTENER", counted),
        Element("IFCMECHANICALFASTENER", counted, Kind(quantities={"Count": 6})),
    ]
    assembled = [
        Element("IFCELEMENTASSEMBLY", panel),
        Element("IFCELEMENTASSEMBLY", frame, host=0),
        Element("IFCMEMBER", upright, host=1),
        Element("IFCMEMBER", upright, host=1),
        Element("IFCWALL"),
    ]
    return [
        Trial(
            "un panneau avec cadre et profils",
            (model_text(assembled),),
            by_article({PANEL: 1, FRAME: 1, UPRIGHT: 2}),
        ),
        Trial(
            "des fixations emboîtées",
            (model_text(nested),),
            by_article({BRACKET: 2, ANCHOR: 5}),
            {"fasteners-counted-once": by_article({BRACKET: 2, ANCHOR: 2})},
        ),
        Trial(
            "une quantité Count du type que l’occurrence porte autrement",
            (model_text(overriding),),
            by_article({ANCHOR: 8}),
            {"type-over-occurrence": by_article({ANCHOR: 4}), "fasteners-counted-once": by_article({ANCHOR: 2})},
        ),
        Trial(
            "un numéro porté par l’occurrence",
            (model_text([Element("IFCPLATE", Kind(SHEET)), Element("IFCPLATE", Kind(SHEET), Kind(WOOL)),
                         Element("IFCMEMBER", None, Kind(UPRIGHT))]),),
            by_article({SHEET: 1, WOOL: 1, UPRIGHT: 1}),
            {"type-over-occurrence": by_article({SHEET: 2})},
        ),
        Trial(
            "deux types d’un même article dont un en minuscules",
            (model_text([Element("IFCPLATE", Kind(SHEET)), Element("IFCPLATE", Kind(f"{SHEET.lower()} "))] * 2),),
            by_article({SHEET: 4}),
        ),
        Trial("une maquette sans article", (model_text([Element("IFCWALL"), Element("IFCWALL")]),), {}),
    ]  # fmt: skip


def take_off_trials() -> list[Trial]:
    """Return the trials of the function that takes quantities off a model."""
    aluminium = Kind(UPRIGHT, material="Aluminium")
    sheet = Kind(SHEET, {"NetArea": 3.0, "GrossArea": 3.5}, "Fibre-ciment")
    lengths = [Element("IFCMEMBER", aluminium, Kind(quantities={"Length": value})) for value in (2.4, 2.4, 1.2)]
    in_millimetres = [Element("IFCMEMBER", aluminium, Kind(quantities={"Length": value})) for value in (2400, 600)]

    def table(**rows: tuple[str, str, str, float, int]) -> Mapping[tuple[str, ...], tuple[float, ...]]:
        return {
            (article.lower(), material.lower(), unit): (quantity, unmeasured)
            for article, material, unit, quantity, unmeasured in rows.values()
        }

    return [
        Trial(
            "des profils et un mur étranger au métré",
            (model_text([*lengths, Element("IFCWALL", None, Kind(quantities={"Length": 9.0}))]),),
            table(one=(UPRIGHT, "Aluminium", "m", 6.0, 0)),
        ),
        Trial(
            "une maquette en millimètres",
            (model_text(in_millimetres, millimetres=True),),
            table(one=(UPRIGHT, "Aluminium", "m", 3.0, 0)),
            {"model-unit-ignored": table(one=(UPRIGHT, "Aluminium", "m", 3000.0, 0))},
        ),
        Trial(
            "des surfaces nettes et brutes",
            (model_text([Element("IFCPLATE", sheet)] * 2),),
            table(one=(SHEET, "Fibre-ciment", "m2", 6.0, 0)),
            {"gross-area": table(one=(SHEET, "Fibre-ciment", "m2", 7.0, 0))},
        ),
        Trial(
            "une quantité et un matériau que l’occurrence porte autrement que son type",
            (
                model_text(
                    [
                        Element("IFCPLATE", sheet),
                        Element("IFCPLATE", sheet, Kind(quantities={"NetArea": 2.0}, material="Acier")),
                    ]
                ),
            ),
            table(one=(SHEET, "Fibre-ciment", "m2", 3.0, 0), two=(SHEET, "Acier", "m2", 2.0, 0)),
            {"type-over-occurrence": table(one=(SHEET, "Fibre-ciment", "m2", 6.0, 0))},
        ),
        Trial(
            "des éléments sans quantité",
            (model_text([*lengths, Element("IFCMEMBER", aluminium), Element("IFCCOVERING", Kind(WOOL, {}, "Laine"))]),),
            table(one=(UPRIGHT, "Aluminium", "m", 6.0, 1), two=(WOOL, "Laine", "m2", 0.0, 1)),
        ),
        Trial(
            "des conduites et des gaines",
            (
                model_text(
                    [
                        Element("IFCPIPESEGMENT", Kind(PIPE, {"Length": 1.8}, "Cuivre")),
                        Element("IFCDUCTSEGMENT", Kind(DUCT, {"Length": 1.6}, "Acier")),
                        Element("IFCDUCTSEGMENT", Kind(f" {DUCT.lower()}", {"Length": 1.0}, "Acier")),
                    ]
                ),
            ),
            table(one=(PIPE, "Cuivre", "m", 1.8, 0), two=(DUCT, "Acier", "m", 2.6, 0)),
        ),
    ]


def judge_extraction(answers: Answers) -> Sequence[Check]:
    """Return the checks of the functions that read a model."""
    return [
        trials_check(
            answers,
            "extract_bill",
            weight=2,
            layout=BILL,
            trials=bill_trials(),
            advice="Parcourez tous les IfcElement, où qu’ils soient emboîtés ; l’occurrence l’emporte sur le type.",
        ),
        trials_check(
            answers,
            "material_take_off",
            weight=1.5,
            layout=TAKE_OFF,
            trials=take_off_trials(),
            advice="Une ligne par article, matériau et unité ; longueurs en mètres ; sans quantité, on signale.",
        ),
    ]


def extraction_probes() -> Mapping[str, Sequence[Any]]:
    """Return the calls of the functions that read a model."""
    trials = {"extract_bill": bill_trials(), "material_take_off": take_off_trials()}
    return {name: [trial.arguments for trial in each] for name, each in trials.items()}
