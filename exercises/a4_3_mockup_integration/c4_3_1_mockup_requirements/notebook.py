# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Exigences de la maquette : des pratiques au fichier IDS
#
# **Étude de cas A4.3 · compétence C4.3.1 · 150 minutes · 20 points**
#
# Les **Ateliers Merlaude** fabriquent des panneaux de façade et des modules techniques d’après leur PLM ; le bureau
# d’études en remet une maquette à ceux qui fournissent, posent et exploitent. Depuis deux chantiers, chacun réclame
# après coup ce qui y manque. Avant la prochaine remise, la direction industrielle vous demande d’écrire ce que la
# maquette **doit** contenir, et seulement cela : d’après ce que cinq partenaires font vraiment, à quel jalon ils en ont
# besoin, et dans une forme qu’un logiciel contrôle sans vous.
#
# À la fin de ce carnet vous aurez :
#
# 1. **codé les pratiques** des cinq partenaires, preuves à l’appui, et déduit à partir de quelle phase chaque donnée
#    est exigée ;
# 2. rédigé la **synthèse** que lira la direction industrielle ;
# 3. écrit le **niveau du besoin d’information** de douze exigences (ISO 7817-1) ;
# 4. traduit celles qui sont dues en un **fichier IDS 1.0**, qui sera essayé sur des maquettes que vous ne verrez pas ;
# 5. relevé les **éléments en défaut** des deux maquettes remises.
#
# | Critère | Points | Notation |
# |---|---|---|
# | Pratiques industrielles conformes à la réalité | 10 | moitié automatique, moitié par un formateur |
# | Niveau de détail conforme | 10 | automatique |
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import re

import matplotlib.pyplot as plt
from ifctester import ids
from IPython.display import Markdown, display

from autograders.candidate import answer, open_case
from autograders.candidate.bim import check_ids, read_ifc

case = open_case("c4_3_1_mockup_requirements")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante, puis les sections 2 à 4 du cahier des charges, qui fixent la grille de
# codage, les exigences et leurs conventions : lisez-les en entier. Le document complet est dans
# `cahier_des_charges.md` ; ses autres sections servent à d’autres carnets.

# %%
specification = case.specification
specification

# %%
document = case.path("cahier_des_charges.md").read_text(encoding="utf-8")
sections = re.split("^(?=## )", document, flags=re.MULTILINE)
# One level down: this notebook has its own headings.
display(Markdown(re.sub("^#", "##", "".join(sections[2:5]), flags=re.MULTILINE)))

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `pratiques/*.md` | ce que disent cinq partenaires | ce qui se fait et ce qui s’annonce, dans le même texte |
# | `batiment_ifc4.ifc` | la maquette remise, indice A | types porteurs de propriétés |
# | `batiment_ifc2x3.ifc` | le même bâtiment, d’un autre outil | autre schéma, autres jeux de propriétés |

# %%
PARTNERS = ("delorge", "vertval", "rochebrune", "astree", "lanvaux")
PHASES = ("conception", "fabrication", "pose", "exploitation")
texts = {name: case.path(f"pratiques/{name}.md").read_text(encoding="utf-8") for name in PARTNERS}
for name, text in texts.items():
    named = text.replace("\n\n", f"\n\n*Partenaire :* `{name}`\n\n", 1)
    display(Markdown(re.sub("^#", "###", named, flags=re.MULTILINE)))

# %% [markdown]
# ## 1. Coder les pratiques (10 points, dont 5 attribués par un formateur)
#
# | Barème (moitié automatique) | Échanges | Besoins | Passages | Annonces écartées | Effectifs | Phases |
# |---|---|---|---|---|---|---|
# | sur 10 | 2 | 2,5 | 1,5 | 1 | 1 | 2 |
#
# Donnez `coded_practices` : une ligne pour chacun des cinq partenaires et des quatorze codes de la grille (six codes
# d’échange, huit codes de donnée), avec `partner`, `code` et `value`. `value` est un texte, écrit comme dans la
# grille : `"IFC4"`, `"numéro d’article"`, `"14"`, `"loin"`, `"fabrication"`, `"jamais"`.
#
# **Conventions** (cahier des charges, § 2). Ce qui se fait l’emporte sur ce qui est annoncé, affiché ou promis. `level`
# vaut `lod` dès qu’un texte cite un numéro LOD, même pour le critiquer. Une donnée que le partenaire dit ne pas
# employer se code `jamais`.
#
# Donnez aussi `practice_passages` : pour `frequency_days` et `delay_days` de chaque partenaire, et pour le `level` de
# ceux dont le niveau n’est pas `aucun`, le **passage** du texte où la valeur se lit, recopié mot pour mot, de vingt
# mots au plus (casse, accents et ponctuation indifférents).
#
# Donnez enfin `set_aside` : chaque texte cite une procédure écrite que personne n’applique ; une ligne pour chaque
# donnée qu’elle nomme, avec `partner`, `code` et la phase `announced` que vous écartez.

# %% solution="coding"
coded_practices = None  # liste de dictionnaires aux clés partner, code, value
practice_passages = None  # liste de dictionnaires aux clés partner, code, passage
set_aside = None  # liste de dictionnaires aux clés partner, code, announced
### BEGIN SOLUTION
# The labels of the data, as the specification and the partners write them.
LABELS = dict(re.findall(r"^\| `(\w+)` \| (l[ae] .+?) \|$", document, re.MULTILINE))
MARKERS = {
    "dès la conception": "conception",
    "à partir de la fabrication": "fabrication",
    "à partir de la pose": "pose",
    "à partir de l’exploitation": "exploitation",
}
KEYS = ("GlobalId", "numéro d’article", "repère")


def paragraphs(text, title):
    """Return what stands under a heading."""
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0].strip()


def data_by_phase(sentence):
    """Return the phase of each datum that a sentence names after a phase."""
    parts = re.split(f"({'|'.join(MARKERS)})", sentence.lower())
    return {
        code: MARKERS[marker]
        for marker, said in zip(parts[1::2], parts[2::2], strict=True)
        for code, label in LABELS.items()
        if label in said
    }


def around(text, found, before=8):
    """Return a few words of a text up to a match."""
    return " ".join([*text[: found.start()].split()[-before:], *found[0].split()])


exchange, needs, announced, passages = {}, {}, {}, {}
for partner, text in texts.items():
    exchanges, changes = paragraphs(text, "Échanges"), paragraphs(text, "Modifications")
    sought = paragraphs(text, "Ce que nous cherchons dans la maquette")
    frequency, delay = (re.search(r"(\d+) jours", part) for part in (exchanges, changes))
    level = re.search(r"LOD \d+|niveaux du besoin d’information", text)
    exchange[partner] = {
        "file_format": re.search("IFC4|IFC2X3|natif", exchanges)[0],
        "key": next(key for key in KEYS if key in exchanges),
        "frequency_days": frequency[1],
        "delay_days": delay[1],
        "changes_per_month": re.search(r"(\d+) modifications", changes)[1],
        "level": "aucun" if level is None else "lod" if level[0].startswith("LOD") else "loin",
    }
    passages[partner] = {
        "frequency_days": around(exchanges, frequency),
        "delay_days": around(changes, delay),
        **({"level": around(text, level)} if level else {}),
    }
    needs[partner], announced[partner] = dict.fromkeys(LABELS, "jamais"), {}
    for sentence in re.split(r"(?<=\.)\s+", sought):
        told = announced if "procédure écrite" in sentence else needs
        told[partner].update(data_by_phase(sentence))

coded_practices = [
    {"partner": partner, "code": code, "value": value}
    for partner in PARTNERS
    for code, value in {**exchange[partner], **needs[partner]}.items()
]
practice_passages = [
    {"partner": partner, "code": code, "passage": passage}
    for partner, found in passages.items()
    for code, passage in found.items()
]
set_aside = [
    {"partner": partner, "code": code, "announced": phase}
    for partner, found in announced.items()
    for code, phase in found.items()
]
for partner in PARTNERS:
    print(partner, exchange[partner], "\n  ", needs[partner], "\n   écarté :", announced[partner])
### END SOLUTION

# %% [markdown]
# **Du codage aux phases.** Donnez `need_counts` : pour chaque code de donnée, le nombre de partenaires qui en ont
# besoin à chacune des quatre phases, d’après **votre** codage. Une donnée nécessaire à une phase le reste aux
# suivantes.
#
# Donnez `phases` : pour chaque code de donnée, la première phase où au moins `majority` partenaires sur cinq en ont
# besoin, ou `jamais`. Ces deux tableaux sont jugés d’après votre codage.

# %% solution="phases"
need_counts = None  # liste de dictionnaires aux clés code, conception, fabrication, pose, exploitation
phases = None  # liste de dictionnaires aux clés code, phase
### BEGIN SOLUTION
majority = specification["majority"]
counts = {
    code: {
        phase: sum(needs[partner][code] in PHASES[: rank + 1] for partner in PARTNERS)
        for rank, phase in enumerate(PHASES)
    }
    for code in LABELS
}
first = {code: next((phase for phase in PHASES if row[phase] >= majority), "jamais") for code, row in counts.items()}
need_counts = [{"code": code, **row} for code, row in counts.items()]
phases = [{"code": code, "phase": phase} for code, phase in first.items()]
for code in LABELS:
    print(f"{code:18}", *counts[code].values(), first[code])
### END SOLUTION

# %% [markdown]
# Dessinez les besoins : on doit y voir d’un coup d’œil ce qui est dû à la remise.

# %% solution="needs-figure" figure="needs-by-phase"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(7, 4.5))
axes.imshow([list(row.values()) for row in counts.values()], cmap="Blues", vmin=0, vmax=8, aspect="auto")
for line, (code, row) in enumerate(counts.items()):
    for column, (phase, number) in enumerate(row.items()):
        axes.text(column, line, str(number), ha="center", va="center")
        if phase == first[code]:
            box = plt.Rectangle((column - 0.47, line - 0.45), 0.94, 0.9, fill=False, edgecolor="tab:red", linewidth=2)
            axes.add_patch(box)
axes.axvline(PHASES.index(specification["delivery_phase"]) + 0.5, color="black", linestyle="--")
axes.set_xticks(range(len(PHASES)), PHASES)
axes.set_yticks(range(len(counts)), counts)
axes.set_title("Partenaires qui ont besoin de chaque donnée")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C4.3.1.practices"
answer("coded_practices", coded_practices)
answer("practice_passages", practice_passages)
answer("set_aside", set_aside)
answer("need_counts", need_counts)
answer("phases", phases)

# %% [markdown]
# ## 2. La synthèse
#
# **À rédiger (une page, 450 mots au plus), notation humaine.** La note de synthèse à la direction industrielle : où les
# cinq partenaires s’accordent et où ils divergent, ce que leurs procédures annoncent et que personne ne fait, et ce que
# les Ateliers Merlaude doivent en conclure (format, clé, rythme, données à la remise, données à ne pas demander,
# finesse de la géométrie). Dites aussi pour **quels usages** ces données servent, ce qu’un numéro LOD ne dit pas, et ce
# que cinq textes ne permettent pas d’affirmer. Citez les chiffres et les textes.

# %% [markdown] rubric="C4.3.1.practices"
# **Ce qui se fait.** Les cinq partenaires reçoivent la maquette à des rythmes qui vont de quelques jours à un mois, et
# mettent de dix jours à près d’un mois pour prendre une modification en compte (tableau codé). Aucun des délais
# affichés n’est tenu : ni les 48 heures du planning d’Astrée, « atteint qu’une fois », ni la moitié promise par
# Rochebrune, ni l’objectif mural de Vertval. Nous planifions sur les délais relevés.
#
# **Accords.** Une donnée dont la majorité est atteinte avant la remise est due ; les autres ne se demandent pas encore,
# et ce que personne n’emploie ne se demande jamais. Aucun partenaire n’attend de détail géométrique : « une boîte
# suffit, pourvu que la donnée soit là » (Vertval), « un écrou modélisé ne se dépose pas plus vite » (Lanvaux).
# L’enveloppe suffit donc, le reste vient du PLM.
#
# **Désaccords.** La clé diffère : GlobalId, numéro d’article, repère. Nous livrons les trois, contrôlés, et le repère
# fait foi d’un logiciel à l’autre. Le format aussi : nous livrons l’IFC4, et l’IFC2X3 à qui ne lit que lui, avec ses
# pertes écrites.
#
# **Usages.** Débit et coupe (longueurs, matériaux), conformité (feu, thermique), suivi et pose (article, numéro de
# série), exploitation (classification). Un « LOD 350 » a donné trois réponses à Delorge : un numéro ne dit ni l’usage,
# ni le jalon, ni l’acteur. Nous écrivons une liste par élément et par jalon, comme Astrée l’a tenté.
#
# **Limites.** Cinq textes, rédigés par ceux qu’ils décrivent, ne font pas une mesure : les délais sont déclarés, et la
# règle de majorité laisse de côté des besoins réels. Nous proposons de relever les dates pendant un trimestre chez deux
# partenaires, et de fournir à part, sur demande, une donnée minoritaire dont un seul a besoin.

# %% [markdown]
# ## 3. Le niveau du besoin d’information (critère « niveau de détail » : 10 points avec les parties 4 et 5)
#
# | Barème | Jalons | Dû | Acteurs | Objet et facette | Géométrie |
# |---|---|---|---|---|---|
# | sur 10 | 0,5 | 0,5 | 0,5 | 0,5 | 0,25 |
#
# Donnez `information_needs` : une ligne par exigence, de EI-01 à EI-12.
#
# - `milestone` : la phase à partir de laquelle elle vaut ; celle de son code de donnée dans votre tableau `phases`, la
#   conception s’il n’y a pas de code ;
# - `due` : `oui` si elle vaut à la phase de remise, `non` sinon ;
# - `recipients` : les partenaires qui, d’après votre codage, ont besoin de la donnée à la phase de remise ou avant, que
#   l’exigence soit due ou non, par leur nom de fichier, séparés par des virgules (`"delorge, astree"`) ; `"merlaude"`
#   pour une exigence sans code, `"aucun"` s’il n’y a personne ;
# - `ifc_class` : la classe des éléments visés (pour EI-11, la classe mère) ;
# - `facet` : la facette d’IDS par laquelle la donnée se contrôle.
#
# Donnez `geometric_needs` : pour chaque objet (`panneau`, `module`, `profil`, `fenêtre`, `isolant`, `voile`,
# `fixation`), la géométrie demandée à la remise, `detail`, selon le dernier alinéa du § 3. Une fixation est une équerre
# ou une cheville (IfcDiscreteAccessory, IfcMechanicalFastener).

# %% solution="needs"
information_needs = None  # liste de dictionnaires aux clés requirement, milestone, due, recipients, ifc_class, facet
geometric_needs = None  # liste de dictionnaires aux clés object, detail
### BEGIN SOLUTION
# Code of the datum, class, facet, and the objects that each requirement is about.
REQUIREMENTS = {
    "EI-01": ("", "IfcElementAssembly", "attribute", ("panneau", "module")),
    "EI-02": ("feu", "IfcElementAssembly", "property", ("panneau",)),
    "EI-03": ("thermique_panneau", "IfcElementAssembly", "property", ("panneau",)),
    "EI-04": ("article", "IfcElementAssembly", "property", ("panneau", "module")),
    "EI-05": ("serie", "IfcElementAssembly", "property", ("panneau", "module")),
    "EI-06": ("thermique_fenetre", "IfcWindow", "property", ("fenêtre",)),
    "EI-07": ("longueur", "IfcMember", "property", ("profil",)),
    "EI-08": ("materiau", "IfcCovering", "material", ("isolant",)),
    "EI-09": ("classification", "IfcElementAssembly", "classification", ("panneau", "module")),
    "EI-10": ("", "IfcMember", "partOf", ("profil",)),
    "EI-11": ("", "IfcWall", "property", ("voile",)),
    "EI-12": ("", "IfcElementAssembly", "property", ("module",)),
}
OBJECTS = ("panneau", "module", "profil", "fenêtre", "isolant", "voile", "fixation")
delivery = specification["delivery_phase"]
until_delivery = PHASES[: PHASES.index(delivery) + 1]
due = {}
information_needs = []
for requirement, (code, ifc_class, facet, _) in REQUIREMENTS.items():
    milestone = first[code] if code else "conception"
    due[requirement] = milestone in until_delivery
    served = [partner for partner in PARTNERS if code and needs[partner][code] in until_delivery]
    information_needs.append(
        {
            "requirement": requirement,
            "milestone": milestone,
            "due": "oui" if due[requirement] else "non",
            "recipients": (", ".join(served) or "aucun") if code else "merlaude",
            "ifc_class": ifc_class,
            "facet": facet,
        }
    )
aimed_at = {name for requirement, row in REQUIREMENTS.items() if due[requirement] for name in row[3]}
geometric_needs = [{"object": name, "detail": "enveloppe" if name in aimed_at else "aucune"} for name in OBJECTS]
for row in information_needs:
    print(*row.values(), sep=" | ")
print({row["object"]: row["detail"] for row in geometric_needs})
### END SOLUTION

# %% [markdown]
# ## 4. Le fichier IDS
#
# | Barème | Validité et en-tête | Version | Maquette conforme | Exigences éprouvées | Présence | Rien avant l’heure |
# |---|---|---|---|---|---|---|
# | sur 10 | 0,5 | 0,5 | 0,5 | 3,75 | 0,5 | 0,5 |
#
# Donnez `ids_text` : le **texte** d’un fichier IDS 1.0 qui contrôle les exigences dues à la remise, et elles seules.
# Vous pouvez l’écrire à la main ou avec `ifctester` (`ids.Ids`, `ids.Specification`, `to_string()`), en autant de
# spécifications que vous voulez, nommées comme vous voulez.
#
# Il sera **essayé sur des maquettes cachées** : une maquette conforme, qu’il doit admettre ; pour chaque exigence due,
# des maquettes qui l’enfreignent d’une façon ou d’une autre, qu’il doit refuser, et des maquettes qui la respectent de
# justesse ; des maquettes auxquelles manque un objet ; la même en IFC2X3. Une exigence compte si tous ses essais sont
# justes.
#
# **Conventions.**
#
# - L’en-tête dit le titre (`title`), l’usage en quelques mots (`purpose`) et le jalon (`milestone`), qui contient le
#   nom de la phase de remise.
# - Les spécifications visent l’IFC4, et lui seul (`ifcVersion`).
# - Toute maquette remise contient au moins un panneau et au moins un module ; rien d’autre n’a à y être présent.
# - Les expressions régulières sont à satisfaire en entier ; « au plus » admet la borne.
# - La mesure (`dataType`) est exigée là où le cahier des charges la nomme ; ailleurs elle est libre, et doit alors être
#   celle de la maquette si vous la donnez.
# - Une partie agrégée l’est par IfcRelAggregates.

# %% solution="ids"
ids_text = None  # un texte, celui du fichier IDS
### BEGIN SOLUTION
PATTERNS = {
    "EI-01": "(PF|MT)-R[0-9]-[NSEO]-[0-9]{2}",
    "EI-04": "(PF|MT)-[0-9]{5}",
    "EI-05": "(PF|MT)[0-9]{6}",
    "EI-12": "[A-Z]",
}


def pattern(text):
    return ids.Restriction(base="string", options={"pattern": text})


def one_of(values):
    return ids.Restriction(base="string", options={"enumeration": list(values)})


def at_most(limit):
    return ids.Restriction(base="double", options={"maxInclusive": limit})


def assemblies(words):
    """Return the applicability of panels, of modules, or of both: frames are assemblies too."""
    return [ids.Entity(name="IFCELEMENTASSEMBLY"), ids.Attribute(name="ObjectType", value=pattern(f"{words}.*"))]


def of_property(pset, name, value=None, data_type=None):
    return ids.Property(propertySet=pset, baseName=name, value=value, dataType=data_type)


U_VALUE = "IFCTHERMALTRANSMITTANCEMEASURE"
PANELS, MODULES, BOTH = assemblies("Panneau"), assemblies("Module"), assemblies("(Panneau|Module)")
MEMBERS = [ids.Entity(name="IFCMEMBER")]
# An entity stands for its very class: the subclass has to be named.
WALLS = [ids.Entity(name=one_of(["IFCWALL", "IFCWALLSTANDARDCASE"]))]
panel_ratings = specification["fire_ratings"].split(" ou ")
wall_ratings = specification["wall_fire_ratings"].split(" ou ")
panel_u, window_u = at_most(specification["panel_u_limit"]), at_most(specification["window_u_limit"])
article_set, serial_set = "Pset_ManufacturerTypeInformation", "Pset_ManufacturerOccurrence"
RULES = {
    "EI-01": (BOTH, ids.Attribute(name="Name", value=pattern(PATTERNS["EI-01"]))),
    "EI-02": (PANELS, of_property("Merlaude_Facade", "FireRating", one_of(panel_ratings))),
    "EI-03": (PANELS, of_property("Merlaude_Facade", "ThermalTransmittance", panel_u, U_VALUE)),
    "EI-04": (BOTH, of_property(article_set, "ArticleNumber", pattern(PATTERNS["EI-04"]))),
    "EI-05": (BOTH, of_property(serial_set, "SerialNumber", pattern(PATTERNS["EI-05"]))),
    "EI-06": (
        [ids.Entity(name="IFCWINDOW")],
        of_property("Pset_WindowCommon", "ThermalTransmittance", window_u, U_VALUE),
    ),
    "EI-07": (MEMBERS, of_property("Qto_MemberBaseQuantities", "Length")),
    "EI-08": ([ids.Entity(name="IFCCOVERING")], ids.Material(value="Laine de roche")),
    "EI-09": (BOTH, ids.Classification(system="Nomenclature Merlaude")),
    "EI-10": (MEMBERS, ids.PartOf(name="IFCELEMENTASSEMBLY", relation="IFCRELAGGREGATES")),
    "EI-11": (WALLS, of_property("Pset_WallCommon", "FireRating", one_of(wall_ratings))),
    "EI-12": (MODULES, of_property("Merlaude_Configuration", "Revision", pattern(PATTERNS["EI-12"]))),
}


def specified(name, applicability, required=(), occurs=0):
    """Return a specification for IFC4; one that must find something where ``occurs`` is 1."""
    made = ids.Specification(name=name, ifcVersion=["IFC4"], minOccurs=occurs, maxOccurs="unbounded")
    made.applicability, made.requirements = list(applicability), list(required)
    return made


rules = ids.Ids(
    title="Exigences de la maquette des Ateliers Merlaude",
    purpose="Contrôler ce que les partenaires emploient à la remise de la maquette",
    milestone=f"Remise à la phase de {delivery}",
)
rules.specifications = [
    specified("Présence d’un panneau", PANELS, occurs=1),
    specified("Présence d’un module", MODULES, occurs=1),
    *(specified(code, *(RULES[code][0], [RULES[code][1]])) for code in RULES if due[code]),
]
ids_text = rules.to_string()
print(len(rules.specifications), "spécifications,", len(ids_text), "caractères")
### END SOLUTION

# %% [markdown]
# L’aperçu : ce que votre IDS dit de chacune des deux maquettes. Une règle qui ne trouve rien à redire nulle part mérite
# autant d’attention qu’une règle qui refuse tout.

# %%
models = {schema: read_ifc(case.path(f"batiment_{schema}.ifc")) for schema in ("ifc4", "ifc2x3")}
for schema, model in models.items():
    print(schema)
    for found in check_ids(ids_text, model) if ids_text else ():
        print(f"  {found.specification:32} {found.outcome:14} {len(found.failed)} sur {found.applicable}")

# %% [markdown]
# ## 5. Les éléments en défaut
#
# | Barème | Défauts de la maquette IFC4 | Portée sur l’IFC2X3 | Défauts de la maquette IFC2X3 |
# |---|---|---|---|
# | sur 10 | 0,9 | 0,1 | 0,5 |
#
# Donnez `failing` : une ligne par défaut de `batiment_ifc4.ifc`, avec l’exigence **due** qui est enfreinte et le
# `global_id` de l’élément. Une ligne en trop coûte autant qu’une ligne qui manque. Si votre IDS se trompe sur une
# exigence, vous ne le payez pas une seconde fois ici (jusqu’à trois exigences).
#
# La maquette `batiment_ifc2x3.ifc` a été exportée par un autre outil. Donnez `ifc2x3_checked`, le nombre de
# spécifications de votre IDS qui se prononcent sur elle (dont le résultat n’est pas « autre version »), puis
# `ifc2x3_failing` : pour chaque exigence due, le nombre d’éléments en défaut si les mêmes règles, telles quelles,
# visaient l’IFC2X3.

# %% solution="failing"
failing = None  # liste de dictionnaires aux clés requirement, global_id
ifc2x3_checked = None  # un nombre entier
ifc2x3_failing = None  # liste de dictionnaires aux clés requirement, failing
### BEGIN SOLUTION
found_in_ifc4 = {each.specification: each for each in check_ids(ids_text, models["ifc4"]) if each.specification in due}
failing = [
    {"requirement": requirement, "global_id": global_id}
    for requirement, found in found_in_ifc4.items()
    for global_id in found.failed
]
ifc2x3_checked = sum(each.outcome != "autre version" for each in check_ids(ids_text, models["ifc2x3"]))
for_ifc2x3 = ids_text.replace('ifcVersion="IFC4"', 'ifcVersion="IFC2X3"')
found_in_ifc2x3 = {
    each.specification: each for each in check_ids(for_ifc2x3, models["ifc2x3"]) if each.specification in due
}
ifc2x3_failing = [
    {"requirement": requirement, "failing": len(found.failed)} for requirement, found in found_in_ifc2x3.items()
]
print(len(failing), "défauts en IFC4 ;", ifc2x3_checked, "spécifications se prononcent sur l’IFC2X3")
### END SOLUTION

# %% [markdown]
# Dessinez les défauts des deux maquettes côte à côte : ce que l’IDS écrit pour l’IFC4 ne dit pas de l’IFC2X3 doit s’y
# voir.

# %% solution="failing-figure" figure="failing-by-requirement"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(8, 5))
series = (("IFC4", found_in_ifc4, "tab:blue", ""), ("IFC2X3", found_in_ifc2x3, "tab:orange", "//"))
for offset, (schema, found, colour, hatch) in zip((-0.2, 0.2), series, strict=True):
    shares = [100 * len(each.failed) / max(1, each.applicable) for each in found.values()]
    lines = [line + offset for line in range(len(found))]
    axes.barh(lines, shares, 0.38, color=colour, hatch=hatch, edgecolor="white", label=schema)
    for line, share, each in zip(lines, shares, found.values(), strict=True):
        axes.text(share + 1, line, f"{len(each.failed)} sur {each.applicable}", va="center", fontsize=8)
axes.set_yticks(range(len(found_in_ifc4)), found_in_ifc4)
axes.invert_yaxis()
axes.set(xlim=(0, 118), xlabel="éléments visés en défaut (%)", title="Exigences dues enfreintes")
axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2)
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C4.3.1.detail-level"
answer("information_needs", information_needs)
answer("geometric_needs", geometric_needs)
answer("ids", ids_text)
answer("failing", failing)
answer("ifc2x3_checked", ifc2x3_checked)
answer("ifc2x3_failing", ifc2x3_failing)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
