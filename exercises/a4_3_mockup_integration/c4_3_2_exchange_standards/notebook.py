# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Comparer les standards d’échange et en retenir un
#
# **Étude de cas A4.3 · compétence C4.3.2 · 150 minutes · 20 points**
#
# Les **Ateliers Merlaude** échangent la maquette de la résidence Les Terrasses du Lavoir avec cinq partenaires, dont
# les logiciels ne lisent pas tous les mêmes formats. Faut-il l’IFC4, l’IFC2X3 plus ancien, une archive, un glTF ?
# Chacun a un avis ; personne n’a mesuré. La direction industrielle veut une décision qui se vérifie : les mêmes
# indicateurs, sur de vrais exports du même bâtiment, puis un choix qui tienne devant les partenaires.
#
# À la fin de ce carnet vous aurez :
#
# 1. fait les **exports** et mesuré ce que pèse et contient chacun ;
# 2. établi ce que l’IFC2X3 d’un autre outil **garde, renomme et perd**, et ce qu’un glTF garde ;
# 3. comparé **grandeurs et formes** dans la même unité ;
# 4. contrôlé les **noms** par expressions régulières, sur cette maquette et sur toute autre ;
# 5. classé les quatre standards, éliminé ce qui doit l’être, éprouvé le classement, **choisi** et **justifié**.
#
# | Critère | Points | Notation |
# |---|---|---|
# | Standards comparés par des indicateurs | 10 | automatique |
# | Standard retenu justifié | 10 | moitié automatique, moitié par un formateur |
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import json
import re
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.element
import ifcopenshell.util.shape
import ifcopenshell.util.unit
import matplotlib.pyplot as plt
import numpy as np

from autograders.candidate import answer, open_case

case = open_case("c4_3_2_exchange_standards")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante. Le document complet, `cahier_des_charges.md`, est dans le dossier de
# données : lisez les sections 3, 4 et surtout 5, qui fixe les indicateurs, les conventions, les poids et les exigences
# éliminatoires ES-1 et ES-2.

# %%
specification = case.specification
specification

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `batiment_ifc4.ifc` | la maquette du bâtiment, indice A | mètres ; types, emboîtements |
# | `batiment_ifc2x3.ifc` | le même bâtiment, exporté par un autre outil | à vous de lire ses unités |
# | `logiciels.csv` | ce que les logiciels des partenaires font de chaque format | « ; », deux logiciels pour certains |
#
# La cellule suivante ouvre les deux maquettes, une fois pour toutes, et prépare un dossier pour vos exports.
# `write_gltf` écrit les formes d’une maquette en glTF binaire : c’est l’export à mesurer pour `glTF`. `gltf_shapes`
# relit un tel fichier et rend, pour chaque nœud qui a une forme, son nom, sa matrice (4 × 4), ses sommets (n, 3) et ses
# triangles (m, 3), dans les axes du glTF. L’archive IFC-ZIP est à votre charge.

# %%
models = {
    "IFC4": ifcopenshell.open(case.path("batiment_ifc4.ifc")),
    "IFC2X3": ifcopenshell.open(case.path("batiment_ifc2x3.ifc")),
}
exports = Path(tempfile.mkdtemp(prefix="exports-"))


def write_gltf(model, path):
    """Write the shapes of a model as binary glTF 2.0, each node named by the GlobalId of its element."""
    settings = ifcopenshell.geom.settings()
    settings.set("weld-vertices", True)
    settings.set("use-element-guids", True)
    serializer = ifcopenshell.geom.serializers.gltf(str(path), settings)
    serializer.setFile(model)
    serializer.setUnitNameAndMagnitude("METER", 1.0)
    serializer.writeHeader()
    shaped = [element for element in model.by_type("IfcElement") if element.Representation]
    iterator = ifcopenshell.geom.iterator(settings, model, 1, include=shaped)
    going = iterator.initialize()
    while going:
        serializer.write(iterator.get())
        going = iterator.next()
    serializer.finalize()


def gltf_shapes(path):
    """Yield the name, the matrix (4 × 4), the vertices and the triangles of each node that has a shape, as written."""
    content = path.read_bytes()
    # After 12 bytes of header come two blocks, each with its length and its kind: JSON, then numbers (glTF 2.0, 4.4).
    length = int.from_bytes(content[12:16], "little")
    document, numbers = json.loads(content[20 : 20 + length]), content[28 + length :]

    def array(index, kind):
        accessor = document["accessors"][index]
        view = document["bufferViews"][accessor["bufferView"]]
        start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        return np.frombuffer(numbers, kind, 3 * accessor["count"] if kind == "<f4" else accessor["count"], start)

    for node in document["nodes"]:
        if "mesh" in node:
            for piece in document["meshes"][node["mesh"]]["primitives"]:
                matrix = np.array(node["matrix"]).reshape(4, 4).T
                vertices = array(piece["attributes"]["POSITION"], "<f4").reshape(-1, 3).astype(float)
                yield node["name"], matrix, vertices, array(piece["indices"], "<u4").reshape(-1, 3)


with case.path("logiciels.csv").open(encoding="utf-8", newline="") as file:
    software = list(csv.DictReader(file, delimiter=";"))
software[0]

# %% [markdown]
# ## 1. Exporter et mesurer (critère « indicateurs » : 10 points avec les parties 2 à 5)
#
# | Barème des parties 1 à 5 | sur 20 |
# |---|---|
# | Mesures des deux IFC ; archive et glTF | 2 ; 1 |
# | Rangs d’ouverture | 1 |
# | Parts de l’IFC2X3 : GlobalId, classes, propriétés, relations | 1 ; 0,5 ; 2 ; 2 |
# | Parts des trois autres standards | 1 |
# | Sort des propriétés, sort des classes | 2 ; 1 |
# | Totaux en SI ; écarts de forme | 1,5 ; 1,5 |
# | Fonction de contrôle des noms ; éléments mal nommés | 1,5 ; 1 |
# | Couverture des logiciels | 1 |
#
# Écrivez dans `exports` l’archive IFC-ZIP et le glTF, puis mesurez les quatre standards. Donnez :
#
# - `file_measures` : une ligne par standard (`"IFC4"`, `"IFC2X3"`, `"IFC-ZIP"`, `"glTF"`), avec `standard`, `bytes`
#   (taille du fichier), `entities`, `elements`, `types`, `properties`, `quantities` et `relations`, au sens de la
#   section 5 : **0 pour ce qu’un format n’a pas** ; ce sont les instances du fichier que l’on compte, non ce qu’elles
#   valent pour chaque élément ;
# - `openings` : `standard`, `duration_s` (votre mesure, la plus courte de cinq) et `rank` (1 pour le plus rapide, avec
#   la règle des 25 % de la section 5, qui dit aussi comment chaque fichier s’ouvre). Les rangs peuvent changer d’une
#   exécution à l’autre : ils sont jugés sur **vos** durées.

# %% solution="exports"
file_measures = None  # liste de dictionnaires aux clés standard, bytes, entities, elements, types, properties, ...
openings = None  # liste de dictionnaires aux clés standard, duration_s, rank
### BEGIN SOLUTION
paths = {
    "IFC4": case.path("batiment_ifc4.ifc"),
    "IFC2X3": case.path("batiment_ifc2x3.ifc"),
    "IFC-ZIP": exports / "batiment_ifc4.ifczip",
    "glTF": exports / "batiment_ifc4.glb",
}
with zipfile.ZipFile(paths["IFC-ZIP"], "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write(paths["IFC4"], "batiment_ifc4.ifc")
write_gltf(models["IFC4"], paths["glTF"])

COUNTED = {
    "elements": "IfcElement",
    "types": "IfcTypeObject",
    "properties": "IfcPropertySingleValue",
    "quantities": "IfcPhysicalSimpleQuantity",
    "relations": "IfcRelationship",
}


def ifc_counts(model):
    """Return the counts of a model by indicator."""
    return {"entities": len(list(model))} | {name: len(model.by_type(entity)) for name, entity in COUNTED.items()}


def open_zip(path):
    """Return the model of an archive."""
    with zipfile.ZipFile(path) as archive:
        return ifcopenshell.file.from_string(archive.read(archive.namelist()[0]).decode())


def gltf_elements(path):
    """Return the names of the nodes that have a shape."""
    return {name for name, *_ in gltf_shapes(path)}


gltf_ids = gltf_elements(paths["glTF"])
contents = {
    "IFC4": ifc_counts(models["IFC4"]),
    "IFC2X3": ifc_counts(models["IFC2X3"]),
    "IFC-ZIP": ifc_counts(open_zip(paths["IFC-ZIP"])),
    "glTF": dict.fromkeys(["entities", *COUNTED], 0) | {"elements": len(gltf_ids)},
}
file_measures = [
    {"standard": standard, "bytes": path.stat().st_size, **contents[standard]} for standard, path in paths.items()
]

OPENINGS = {
    "IFC4": lambda path: len(ifcopenshell.open(path).by_type("IfcElement")),
    "IFC2X3": lambda path: len(ifcopenshell.open(path).by_type("IfcElement")),
    "IFC-ZIP": lambda path: len(open_zip(path).by_type("IfcElement")),
    "glTF": lambda path: len(gltf_elements(path)),
}


def duration_s(standard):
    """Return how long one opening takes."""
    start = time.perf_counter()
    OPENINGS[standard](paths[standard])
    return time.perf_counter() - start


shortest = {standard: min(duration_s(standard) for _ in range(5)) for standard in paths}
openings = []
for position, (standard, duration) in enumerate(sorted(shortest.items(), key=lambda item: item[1]), start=1):
    if not openings or duration > 1.25 * first_s:
        first_s, rank = duration, position
    openings.append({"standard": standard, "duration_s": duration, "rank": rank})
for row in file_measures:
    print(row)
### END SOLUTION

# %% [markdown]
# ## 2. Ce qui est gardé, renommé, perdu
#
# La référence est `batiment_ifc4.ifc`. Les éléments et leurs hôtes se rapprochent par leur repère (`Tag`), les étages
# par leur nom. Donnez :
#
# - `kept_shares` : une ligne par standard, avec `standard`, `identifiers`, `classes`, `properties` et `relations`, des
#   parts **de 0 à 1** de ce que porte `batiment_ifc4.ifc` (trois décimales suffisent) ;
# - `property_fates` : une ligne par propriété de `batiment_ifc4.ifc`, avec `property` (jeu et nom, comme
#   `Merlaude_Facade.FireRating`), `carried` (éléments qui la portent, type compris), `found` (éléments qui l’ont encore
#   en IFC2X3 sous le même nom et à valeur égale, dans quelque jeu que ce soit), `found_in` (le jeu où elle se trouve en
#   IFC2X3, `""` si nulle part) et `fate` : `"retrouvée"`, `"jeu renommé"`, `"propriété renommée"` ou `"perdue"` ;
# - `class_fates` : une ligne par classe d’élément qui perd des éléments ou dont des éléments changent de classe en
#   IFC2X3, et par elles seules, avec `class_ifc4` (la classe exacte), `lost` (éléments absents de l’IFC2X3), `recast`
#   (éléments présents sous une autre classe) et `class_ifc2x3` (cette autre classe, `""` s’il n’y en a pas).

# %% solution="kept"
kept_shares = None  # liste de dictionnaires aux clés standard, identifiers, classes, properties, relations
property_fates = None  # liste de dictionnaires aux clés property, carried, found, found_in, fate
class_fates = None  # liste de dictionnaires aux clés class_ifc4, lost, recast, class_ifc2x3
### BEGIN SOLUTION
before, after = ({element.Tag: element for element in model.by_type("IfcElement")} for model in models.values())
both = [tag for tag in before if tag in after]


def properties_of(element):
    """Return the properties of an element, its type's included, as triples of set, name and value."""
    sets = ifcopenshell.util.element.get_psets(element, psets_only=True)
    return [(pset, name, value) for pset, held in sets.items() for name, value in held.items() if name != "id"]


def host_of(element):
    """Return how an element belongs to its host, and the host's mark, or its name for a storey."""
    relation = [*element.Decomposes, *getattr(element, "Nests", ()), *element.ContainedInStructure][0]
    if relation.is_a("IfcRelContainedInSpatialStructure"):
        return relation.is_a(), relation.RelatingStructure.Name
    return relation.is_a(), relation.RelatingObject.Tag


carried, found, places = Counter(), Counter(), defaultdict(set)
for tag, element in before.items():
    offered = {name: (pset, value) for pset, name, value in properties_of(after[tag])} if tag in after else {}
    for pset, name, value in properties_of(element):
        carried[pset, name] += 1
        if name in offered and offered[name][1] == value:
            found[pset, name] += 1
            places[pset, name].add(offered[name][0])

property_fates = []
for pset, name in carried:
    found_in = "".join(places[pset, name])
    fate = "perdue" if not found_in else "retrouvée" if found_in == pset else "jeu renommé"
    row = {"carried": carried[pset, name], "found": found[pset, name], "found_in": found_in, "fate": fate}
    property_fates.append({"property": f"{pset}.{name}", **row})

lost = Counter(element.is_a() for tag, element in before.items() if tag not in after)
recast = Counter((before[tag].is_a(), after[tag].is_a()) for tag in both if before[tag].is_a() != after[tag].is_a())
new_class = dict(recast.keys())
class_fates = [
    {
        "class_ifc4": name,
        "lost": lost[name],
        "recast": recast[name, new_class.get(name)],
        "class_ifc2x3": new_class.get(name, ""),
    }
    for name in sorted({*lost, *new_class})
]

count = len(before)
whole = dict.fromkeys(["identifiers", "classes", "properties", "relations"], 1.0)
ids = {element.GlobalId for element in before.values()}
kept = {
    "IFC4": whole,
    "IFC2X3": {
        "identifiers": sum(before[tag].GlobalId == after[tag].GlobalId for tag in both) / count,
        "classes": sum(before[tag].is_a() == after[tag].is_a() for tag in both) / count,
        "properties": found.total() / carried.total(),
        "relations": sum(host_of(before[tag]) == host_of(after[tag]) for tag in both) / count,
    },
    "IFC-ZIP": whole,
    "glTF": dict.fromkeys(whole, 0.0) | {"identifiers": len(ids & gltf_ids) / count},
}
kept_shares = [{"standard": standard, **shares} for standard, shares in kept.items()]
for row in (*kept_shares, *property_fates, *class_fates):
    print(row)
### END SOLUTION

# %% [markdown]
# ## 3. Grandeurs et formes dans la même unité
#
# Un fichier dit lui-même ses unités (`IfcUnitAssignment`), grandeur par grandeur. Donnez :
#
# - `si_totals` : pour `"IFC4"` et `"IFC2X3"`, `standard`, `member_length_m` (somme des quantités `Length` des
#   `IfcMember`, en m) et `net_area_m2` (somme des quantités `NetArea` de tous les éléments, en m²) ; un élément sans
#   quantité n’ajoute rien ;
# - `shape_deviations` : pour `"IFC2X3"` et `"glTF"`, chacun comparé à l’IFC4, `standard`, `compared` (éléments qui ont
#   une forme dans les deux fichiers, rapprochés par leur repère en IFC2X3, par leur GlobalId dans le glTF),
#   `volume_percent` (le plus grand écart de volume d’un élément, en % de son volume en IFC4) et `position_mm` (la plus
#   grande distance, en mm, entre les centres des boîtes englobantes d’un élément, dans les axes du projet).
#
# Les écarts ne comptent qu’avec le bon nombre d’éléments comparés. Le glTF a x vers l’est et **y vers le haut** : son
# point (x, y, z) est le point (x, −z, y) de l’IFC.

# %% solution="shapes"
si_totals = None  # liste de dictionnaires aux clés standard, member_length_m, net_area_m2
shape_deviations = None  # liste de dictionnaires aux clés standard, compared, volume_percent, position_mm


### BEGIN SOLUTION
def total(elements, name):
    """Return the sum of a quantity, in the unit of the file."""
    sets = (ifcopenshell.util.element.get_psets(element, qtos_only=True) for element in elements)
    return sum(held[name] for each in sets for held in each.values() if name in held)


si_totals = [
    {
        "standard": standard,
        "member_length_m": total(model.by_type("IfcMember"), "Length")
        * ifcopenshell.util.unit.calculate_unit_scale(model, "LENGTHUNIT"),
        "net_area_m2": total(model.by_type("IfcElement"), "NetArea")
        * ifcopenshell.util.unit.calculate_unit_scale(model, "AREAUNIT"),
    }
    for standard, model in models.items()
]


def volume_and_middle(vertices, triangles):
    """Return the volume that triangles close, by the divergence theorem, and the centre of the box, with a final 1."""
    first, second, third = vertices[triangles].transpose(1, 0, 2)
    volume = abs(np.sum(first * np.cross(second, third))) / 6
    return volume, np.append((vertices.min(axis=0) + vertices.max(axis=0)) / 2, 1)


def ifc_figures(model):
    """Return the volume in m³ and the centre in m of each element that has a shape, by mark."""
    shaped = [element for element in model.by_type("IfcElement") if element.Representation]
    iterator = ifcopenshell.geom.iterator(ifcopenshell.geom.settings(), model, 1, include=shaped)
    known, figures = {}, {}
    going = iterator.initialize()
    while going:
        shape = iterator.get()
        # Elements of one type share their shape: each is computed once, in its own axes and in metres.
        if shape.geometry.id not in known:
            vertices, triangles = (np.reshape(each, (-1, 3)) for each in (shape.geometry.verts, shape.geometry.faces))
            known[shape.geometry.id] = volume_and_middle(vertices, triangles)
        volume, middle = known[shape.geometry.id]
        figures[model.by_id(shape.id).Tag] = volume, (ifcopenshell.util.shape.get_shape_matrix(shape) @ middle)[:3]
        going = iterator.next()
    return figures


tag_of = {element.GlobalId: tag for tag, element in before.items()}
figures_of = {standard: ifc_figures(model) for standard, model in models.items()} | {"glTF": {}}
for name, matrix, vertices, triangles in gltf_shapes(paths["glTF"]):
    volume, middle = volume_and_middle(vertices, triangles)
    x, y, z, _ = matrix @ middle
    figures_of["glTF"][tag_of[name]] = volume, np.array([x, -z, y])

shape_deviations = []
for standard in ("IFC2X3", "glTF"):
    pairs = [(figures_of["IFC4"][tag], other) for tag, other in figures_of[standard].items()]
    row = {
        "compared": len(pairs),
        "volume_percent": max(100 * abs(other[0] / one[0] - 1) for one, other in pairs),
        "position_mm": max(1000 * float(np.linalg.norm(other[1] - one[1])) for one, other in pairs),
    }
    shape_deviations.append({"standard": standard, **row})
print(si_totals, shape_deviations)
### END SOLUTION

# %% [markdown]
# ## 4. Les noms
#
# La section 4 fixe trois expressions régulières pour les panneaux et les modules : le nom (`Name`), le numéro d’article
# (`Pset_ManufacturerTypeInformation.ArticleNumber`, du type ou de l’occurrence) et le numéro de série
# (`Pset_ManufacturerOccurrence.SerialNumber`). Elles sont à satisfaire **en entier** et telles qu’écrites ; une valeur
# absente ou vide n’en satisfait aucune. Donnez :
#
# - `naming_faults` : une **fonction** qui prend une liste de lignes `tag`, `name`, `article`, `serial` (des textes,
#   `""` si la valeur est absente) et rend la liste des fautes, une ligne `tag`, `convention` par valeur fautive, où
#   `convention` vaut `"nom"`, `"article"` ou `"série"`. Elle sera essayée sur d’autres lignes que les vôtres ;
# - `misnamed` : les fautes des panneaux et des modules de `batiment_ifc4.ifc` (IfcElementAssembly dont `ObjectType`
#   commence par « Panneau » ou « Module »), dans la même forme.

# %% solution="names"
naming_faults = None  # fonction : liste de lignes -> liste de dictionnaires aux clés tag, convention
misnamed = None  # liste de dictionnaires aux clés tag, convention
### BEGIN SOLUTION
CONVENTIONS = {
    "nom": ("name", re.compile("(PF|MT)-R[0-9]-[NSEO]-[0-9]{2}")),
    "article": ("article", re.compile("(PF|MT)-[0-9]{5}")),
    "série": ("serial", re.compile("(PF|MT)[0-9]{6}")),
}


def unfit_values(rows):
    """Return the values that do not follow their convention as a whole."""
    return [
        {"tag": row["tag"], "convention": convention}
        for row in rows
        for convention, (column, pattern) in CONVENTIONS.items()
        if not pattern.fullmatch(row[column])
    ]


def names_of(element):
    """Return what is to follow the conventions."""
    sets = ifcopenshell.util.element.get_psets(element, psets_only=True)
    return {
        "tag": element.Tag,
        "name": element.Name or "",
        "article": sets.get("Pset_ManufacturerTypeInformation", {}).get("ArticleNumber") or "",
        "serial": sets.get("Pset_ManufacturerOccurrence", {}).get("SerialNumber") or "",
    }


naming_faults = unfit_values
products = [
    element
    for element in models["IFC4"].by_type("IfcElementAssembly")
    if (element.ObjectType or "").startswith(("Panneau", "Module"))
]
misnamed = naming_faults([names_of(element) for element in products])
print(misnamed)
### END SOLUTION

# %% [markdown]
# ## 5. La couverture des logiciels
#
# Donnez `tool_coverage` : une ligne par standard, avec `standard` et `coverage`, de 0 à 1, au sens de la section 5.

# %% solution="coverage"
tool_coverage = None  # liste de dictionnaires aux clés standard, coverage
### BEGIN SOLUTION
POINTS = {"lecture et écriture": 1, "lecture": 0.5, "non": 0}
coverage = {standard: sum(POINTS[row[standard]] for row in software) / len(software) for standard in paths}
tool_coverage = [{"standard": standard, "coverage": value} for standard, value in coverage.items()]
print(tool_coverage)
### END SOLUTION

# %% [markdown]
# Tracez ce que chaque standard garde de la maquette.

# %% solution="kept-figure" figure="kept-bars"
### BEGIN SOLUTION
titles = {"identifiers": "GlobalId", "classes": "classes", "properties": "propriétés", "relations": "relations"}
figure, axes = plt.subplots(figsize=(9, 4))
for rank, (standard, shares) in enumerate(kept.items()):
    axes.bar(np.arange(4) + 0.2 * rank - 0.3, [100 * shares[name] for name in titles], 0.18, label=standard)
axes.set_xticks(np.arange(4), titles.values())
axes.set(title="Ce que garde chaque standard de la maquette IFC4", ylabel="part gardée (%)", ylim=(0, 105))
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C4.3.2.kpi"
answer("file_measures", file_measures)
answer("openings", openings)
answer("kept_shares", kept_shares)
answer("property_fates", property_fates)
answer("class_fates", class_fates)
answer("si_totals", si_totals)
answer("shape_deviations", shape_deviations)
answer("naming_faults", naming_faults)
answer("misnamed", misnamed)
answer("tool_coverage", tool_coverage)

# %% [markdown]
# ## 6. Classer, éliminer, éprouver, choisir (10 points, dont 5 attribués par un formateur)
#
# Tout se calcule ici sur **vos** indicateurs : une erreur plus haut ne coûte pas une seconde fois. Donnez :
#
# - `notes` : une ligne par standard, avec `standard` et les notes de 0 à 1 `size`, `properties`, `relations`,
#   `identifiers` et `tools` (deux décimales au moins) ;
# - `ranking` : `standard`, `total` (somme pondérée, de 0 à 1, deux décimales au moins) et `rank` (1 pour le premier des
#   quatre) ;
# - `admissibility` : `standard`, `readers` (nombre de partenaires, Ateliers compris, dont un logiciel au moins lit le
#   format) et `admissible` : `"oui"` si le standard respecte ES-1 et ES-2, `"non"` sinon ;
# - `weight_low` et `weight_high` : l’intervalle du poids de la couverture des logiciels, de 0 à 1, où le **premier de
#   votre classement** (des quatre, admissible ou non) reste premier, à 0,01 près ;
# - `chosen_standard` : le standard retenu. À égalité de totaux, les deux ordres sont admis.
#
# | Barème (moitié automatique) | Notes | Totaux et rangs | Partenaires et exigences | Intervalle | Standard retenu |
# |---|---|---|---|---|---|
# | sur 10 | 2,5 | 1,5 | 2,5 | 1,5 | 2 |

# %% solution="choice"
notes = None  # liste de dictionnaires aux clés standard, size, properties, relations, identifiers, tools
ranking = None  # liste de dictionnaires aux clés standard, total, rank
admissibility = None  # liste de dictionnaires aux clés standard, readers, admissible
weight_low = None
weight_high = None
chosen_standard = None  # l’un des quatre standards
### BEGIN SOLUTION
INDICATORS = ["size", "properties", "relations", "identifiers", "tools"]
standards = list(paths)
sizes = {row["standard"]: row["bytes"] for row in file_measures}
values = np.array(
    [
        [-sizes[each], *(kept[each][name] for name in ("properties", "relations", "identifiers")), coverage[each]]
        for each in standards
    ]
)
scaled = (values - values.min(axis=0)) / np.ptp(values, axis=0)
weights = np.array([specification[f"weight_{name}_percent"] / 100 for name in INDICATORS])
totals = scaled @ weights
order = np.argsort(-totals)
notes = [
    {"standard": each, **dict(zip(INDICATORS, line.tolist(), strict=True))}
    for each, line in zip(standards, scaled, strict=True)
]
ranking = [{"standard": standards[index], "total": totals[index], "rank": rank + 1} for rank, index in enumerate(order)]

readers = {each: len({row["partenaire"] for row in software if row[each] != "non"}) for each in standards}
fit = {
    each: 100 * kept[each]["identifiers"] >= specification["minimum_identifiers_percent"]
    and readers[each] >= specification["minimum_partners"]
    for each in standards
}
admissibility = [
    {"standard": each, "readers": readers[each], "admissible": "oui" if fit[each] else "non"} for each in standards
]
chosen_standard = next(standards[index] for index in order if fit[standards[index]])

# The lead of the first over a rival is a straight line of the weight t: level·(1 − t) + slope·t.
rest = weights[:-1] / weights[:-1].sum()
leads = scaled[order[0]] - scaled[order[1:]]
weight_low, weight_high = 0.0, 1.0
for level, slope in zip(leads[:, :-1] @ rest, leads[:, -1], strict=True):
    crossing = level / (level - slope) if level != slope else 0.0
    if slope > level:
        weight_low = max(weight_low, crossing)
    elif slope < level:
        weight_high = min(weight_high, crossing)
for row in (*notes, *ranking, *admissibility):
    print(row)
print(chosen_standard, weight_low, weight_high)
### END SOLUTION

# %% [markdown]
# Tracez deux figures : de quoi chaque total est fait, et à quoi tient la première place.

# %% solution="totals-figure" figure="weighted-bars"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(9, 3.5))
left = np.zeros(len(standards))
labels = [f"{standards[index]} ({'admissible' if fit[standards[index]] else 'éliminé'})" for index in order[::-1]]
for title, part in zip(
    ["taille", "propriétés", "relations", "GlobalId", "logiciels"], (scaled * weights).T, strict=True
):
    axes.barh(labels, part[order[::-1]], left=left, label=title)
    left += part[order[::-1]]
axes.set(title="Somme pondérée, indicateur par indicateur", xlabel="total (0 à 1)", xlim=(0, 1))
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% solution="sensitivity-figure" figure="tool-weight-lines"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(9, 4))
trial = np.linspace(0, 1, 101)
for index, standard in enumerate(standards):
    line = trial * scaled[index, -1] + (1 - trial) * (scaled[index, :-1] @ rest)
    axes.plot(trial, line, linewidth=3 if index == order[0] else 1.2, label=standard)
axes.axvspan(weight_low, weight_high, color="tab:green", alpha=0.12, label="premier inchangé")
axes.axvline(weights[-1], color="black", linestyle=":", label="poids actuel")
axes.set(title="Total selon le poids de la couverture des logiciels", xlabel="poids", ylabel="total", xlim=(0, 1))
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C4.3.2.justified"
answer("notes", notes)
answer("ranking", ranking)
answer("admissibility", admissibility)
answer("weight_low", weight_low)
answer("weight_high", weight_high)
answer("chosen_standard", chosen_standard)

# %% [markdown]
# **À rédiger (une page, 450 mots au plus), notation humaine.** La note que la direction industrielle enverra aux
# partenaires : quel standard est retenu et pourquoi, chiffres mesurés à l’appui ; ce qui se perdrait avec les autres,
# et pour quel usage cela compte (exigences de la maquette, nomenclatures, comparaison des indices) ; ce que le
# classement ne dit pas et ce à quoi il tient ; ce que deviennent les partenaires que le standard gêne, et comment on
# vérifiera à la réception qu’un fichier est conforme. Dites ce que vos mesures ne permettent pas d’affirmer.

# %% [markdown] rubric="C4.3.2.justified"
# Nous retenons le fichier que nos chiffres désignent parmi ceux que nos deux exigences admettent, et lui seul fait foi.
# L’IFC2X3 que nous avons reçu est écarté malgré la meilleure couverture : il renouvelle une partie des GlobalId, si
# bien que la comparaison de deux indices prendrait des éléments inchangés pour des suppressions et des ajouts. Il perd
# aussi toutes les fixations, donc la quincaillerie des nomenclatures, la révision des articles, une des deux
# caractéristiques des panneaux que nos exigences demandent, et range le numéro d’article dans un jeu renommé : nos
# règles IDS, écrites pour l’IFC4, ne l’y trouveraient pas. Les formes et les grandeurs, elles, sont intactes une fois
# les millimètres convertis : ce n’est pas la géométrie qui départage.
#
# Le glTF ne porte que des formes et des identifiants : il servira la tablette de pose, jamais un échange. L’archive
# porte exactement le fichier IFC4, en quatre fois plus léger ; elle ne s’oppose pas à lui, elle se lit ou ne se lit
# pas. Là où moins de partenaires l’ouvrent que l’exigence n’en demande, sa première place ne la rend pas admissible.
#
# Le classement tient à deux nombres, le poids de la taille et celui des logiciels : l’intervalle calculé dit jusqu’où
# la direction peut changer d’avis sans que le premier change. La taille pèse peu ici, quelques centaines de kilooctets.
#
# Les partenaires dont le logiciel ne fait que lire recevront le fichier et rendront leurs remarques à part ; ceux qui
# ne le lisent pas recevront une copie IFC2X3 dite pour information. À la réception : ouverture sans erreur, IDS,
# expressions régulières des noms, GlobalId comparés à ceux de l’indice précédent, refus au premier écart.
#
# Nous n’avons mesuré qu’un export d’un seul outil, sur un bâtiment de formes simples : un autre exportateur IFC2X3
# pourrait perdre moins. La couverture vient de ce que déclarent les partenaires, non d’essais. Avant l’indice C, chacun
# rouvrira donc un fichier témoin et nous le rendra : si ce qu’il rend perd des GlobalId, nous reprendrons le calcul.

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
