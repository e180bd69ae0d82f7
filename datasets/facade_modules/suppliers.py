"""The suppliers of bought articles; their register comes from an older tool, in Windows-1252."""

from .structure import Article

SUPPLIERS = (
    ("F01", "Alliages du Cœur d’Oise", "Brévilliers", 12, "Mme Lefœuvre", "450 €"),
    ("F02", "Fibres & Ciments Réunis", "Saint-Amblay", 21, "M. Gaëtan Noël", "1 200 €"),
    ("F03", "Isolants Vertval", "Vertval", 9, "Mme Çelik", "600 €"),
    ("F04", "Menuiseries Delorge", "Saint-Amblay", 28, "M. Delorge", "2 000 €"),
    ("F05", "Fixations Épervier", "Chantevigne", 5, "Mme Ibáñez", "150 €"),
    ("F06", "Aéraulique du Bœuf-Couronné", "Montœuvre", 17, "M. Pâquerette", "800 €"),
)
HEADER = "fournisseur raison_sociale ville delai_jours contact franco"
BY_WORD = {
    "Profilé": "F01",
    "Panneau": "F02",
    "Laine": "F03",
    "Triple": "F04",
    "Ferrure": "F04",
    "Tube": "F01",
    "Équerre": "F05",
    "Cheville": "F05",
    "Vis": "F05",
    "Joint": "F05",
    "Vanne": "F06",
    "Bouche": "F06",
    "Ventilateur": "F06",
    "Sonde": "F06",
    "Tôle": "F06",
}


def supplier_of(article: Article, made: bool) -> str:
    """Return the supplier of a bought article; what is made has none."""
    return "" if made else BY_WORD.get(article.label.split()[0], "F05")
