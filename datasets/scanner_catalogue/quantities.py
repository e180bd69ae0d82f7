"""What a device is measured by: units, directions, and the requirements that speak of each quantity."""

from dataclasses import dataclass

from autograders.domain.decision import Direction

MAXIMISE, MINIMISE = Direction.MAXIMISE, Direction.MINIMISE


@dataclass(frozen=True)
class Quantity:
    """A figure that every card gives, as it enters the matrix.

    Parameters
    ----------
    label : str
        In French.
    unit : str
        Of the matrix.
    spellings : tuple of str
        Other ways to write that unit.
    direction : Direction
    group : str
        ``technique``, ``prix``, ``environnement`` or ``social``.
    requirements : tuple of str
        Identifiers of the requirements that are about it.
    """

    label: str
    unit: str
    spellings: tuple[str, ...]
    direction: Direction
    group: str
    requirements: tuple[str, ...]


TECHNICAL, PRICE, ENVIRONMENT, SOCIAL = "technique", "prix", "environnement", "social"

QUANTITIES = {
    "exactitude": Quantity(
        "exactitude 3D à la distance de référence, à 1 σ", "mm", (), MINIMISE, TECHNICAL, ("EX-01", "EX-10")
    ),
    "portee": Quantity("portée maximale", "m", ("mètre", "mètres"), MAXIMISE, TECHNICAL, ("EX-02",)),
    "cout": Quantity(
        "location pour toute la mission, hors taxes",
        "€",
        ("euro", "euros", "eur", "€ ht", "euros ht", "eur ht"),
        MINIMISE,
        PRICE,
        ("EX-03", "EX-10", "EX-11"),
    ),
    "masse": Quantity("masse en service, portée par l’opérateur", "kg", (), MINIMISE, SOCIAL, ("EX-04", "EX-13")),
    "autonomie": Quantity("autonomie sur batterie", "h", ("heure", "heures"), MAXIMISE, TECHNICAL, ("EX-05",)),
    "cadence": Quantity(
        "points utiles par seconde",
        "Mpt/s",
        ("mpts/s", "mpt.s-1", "millions de points par seconde", "millions de points/s"),
        MAXIMISE,
        TECHNICAL,
        ("EX-11",),
    ),
    "derive": Quantity("dérive le long du plus long passage", "mm", (), MINIMISE, TECHNICAL, ("EX-08",)),
    "couleur": Quantity(
        "définition de l’image de colorisation",
        "Mpx",
        ("mpixel", "mpixels", "mégapixels"),
        MAXIMISE,
        TECHNICAL,
        ("EX-14",),
    ),
    "co2e": Quantity(
        "émissions de la mission",
        "kg",
        ("kgco2e", "kg co2e", "kg eq co2", "kg éq. co2", "kg co2"),
        MINIMISE,
        ENVIRONMENT,
        ("EX-12",),
    ),
    "puissance": Quantity("puissance électrique en service", "W", ("watt", "watts"), MINIMISE, ENVIRONMENT, ("EX-12",)),
    "reparabilite": Quantity(
        "indice de réparabilité",
        "sur 10",
        ("/10", "/ 10", "points sur 10", "note sur 10"),
        MAXIMISE,
        ENVIRONMENT,
        ("EX-12",),
    ),
    "duree_de_vie": Quantity(
        "durée de vie de l’appareil", "ans", ("an", "années", "année"), MAXIMISE, ENVIRONMENT, ("EX-12",)
    ),
    "niveau_sonore": Quantity(
        "niveau sonore à 1 m", "dB(A)", ("db", "dba", "db a", "db (a)"), MINIMISE, SOCIAL, ("EX-13",)
    ),
    "prise_en_main": Quantity("formation avant emploi", "h", ("heure", "heures"), MINIMISE, SOCIAL, ("EX-13",)),
}

# What a requirement measures; EX-06 and EX-09 name a class and a format, EX-07 an interval.
MEASURED = {
    "EX-01": "exactitude",
    "EX-02": "portee",
    "EX-03": "cout",
    "EX-04": "masse",
    "EX-05": "autonomie",
    "EX-08": "derive",
}
# Words on every card that no instrument measures.
QUALITATIVE = ("maniabilite", "assistance", "indice_protection", "classe_laser", "formats")

FAMILIES = {
    "statique": ("télémètre laser à déphasage, sur trépied", "télémètre laser à temps de vol, sur trépied"),
    "mobile": ("profileur laser et centrale inertielle, porté à dos, recalage en marche",),
    "photogrammetrie": ("appareil photographique, corrélation d’images qui se recouvrent",),
    "lumiere_structuree": ("franges projetées et deux caméras, tenu à la main, triangulation",),
    "flash": ("lidar sans pièce mobile, matrice de photodiodes éclairée d’un seul éclair",),
}
