# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Audit des outils BIM : entretiens, processus, maquettes, leviers
#
# **Étude de cas A2.2 · compétence C2.2.1 · 165 minutes · 30 points**
#
# **Tarvenne Ingénierie**, bureau d’études de structure, de fluides et d’électricité, veut savoir où passent les jours
# qu’il ne facture pas. Tout le monde a un avis, la procédure PQ-12 est signée, et personne ne dit la même chose. La
# direction vous remet douze entretiens, trois maquettes, le registre de l’environnement de données commun (EDC), et
# vous demande un audit dont chaque recommandation remonte à un constat, et chaque constat à une preuve.
#
# À la fin de ce carnet vous aurez :
#
# 1. **codé les entretiens**, passages à l’appui ;
# 2. reconstitué le **processus tel qu’il se pratique**, et ses écarts à la procédure ;
# 3. contrôlé les **trois maquettes** contre leur IDS et les **conteneurs** contre les règles de la maison ;
# 4. chiffré les constats, classé les **leviers** et choisi ceux que les moyens permettent ;
# 5. recommandé un **outil de coordination** d’après ses exigences.
#
# | Critère | Points | Notation |
# |---|---|---|
# | Processus fidèle au terrain, appuyé sur les entretiens | 10 | moitié automatique, moitié par un correcteur |
# | Leviers d’action justifiés | 10 | moitié automatique, moitié par un correcteur |
# | Outils métier justifiés | 10 | moitié automatique, moitié par un correcteur |
#
# Emploi du temps conseillé, rédaction comprise : entretiens et processus 85 min, maquettes et conteneurs 30 min,
# leviers 35 min, outil 15 min. Peu de code est nécessaire ; ce qui est commode est donné.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import itertools
import re

import matplotlib.pyplot as plt
import networkx as nx
from IPython.display import Markdown, display

from autograders.candidate import answer, open_case
from autograders.candidate.bim import check_ids, read_ifc

case = open_case("c2_2_1_bim_audit")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les sections 1 et 2 du cahier des charges de **votre** variante : la grille de codage, les activités et la
# procédure, les règles des conteneurs, les conventions de calcul. Lisez-les en entier. Le document complet est dans
# `cahier_des_charges.md` ; ses autres sections servent aux carnets suivants.

# %%
specification = case.specification
document = case.path("cahier_des_charges.md").read_text(encoding="utf-8")
sections = re.split("^(?=## )", document, flags=re.MULTILINE)
# One level down: this notebook has its own headings.
display(Markdown(re.sub("^#", "##", "".join(sections[1:3]), flags=re.MULTILINE)))

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu |
# |---|---|
# | `entretiens/I01.md` à `I12.md` | ce que disent douze personnes, dont deux du dehors |
# | `maquettes/*.ifc`, `exigences.ids` | trois maquettes IFC4, et ce qu’on leur demande (IDS 1.0) |
# | `registre_conteneurs.csv`, `journal_etats.csv` | conteneurs de l’EDC et leurs passages d’un état à l’autre |
# | `constats.csv`, `leviers.csv` | constats possibles et leur gravité ; ce que traite et coûte chaque levier |
# | `outils.csv`, `exigences_outils.csv` | outils de coordination proposés, et ce qu’on leur demande |
#
# Deux fonctions vous sont données : `read_table` lit un fichier CSV de l’étude ; `rows_of` lit un tableau que vous
# écrivez à la main, une ligne par ligne, les cellules séparées par des barres. Par exemple,
# `rows_of("I01 | roles | appui |", "interview", "theme", "code", "passage")` rend une liste d’un dictionnaire.


# %%
def read_table(name):
    """Return the rows of a CSV file of the case as dictionaries of texts."""
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def rows_of(text, *columns):
    """Return the rows of a table written by hand, one a line, cells apart by bars."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [dict(zip(columns, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines]


INTERVIEWS = [f"I{number:02d}" for number in range(1, 13)]
MODELS = ("structure", "fluides", "electricite")
texts = {code: case.path(f"entretiens/{code}.md").read_text(encoding="utf-8") for code in INTERVIEWS}
for text in texts.values():
    display(Markdown(re.sub("^#", "###", text, flags=re.MULTILINE)))

# %% [markdown]
# ## 1. Coder les entretiens
#
# *Critère « processus fidèle au terrain » : 10 points avec la partie 2, dont 5 attribués par un correcteur.*
#
# | Barème (moitié automatique) | Codage | Passages | Arcs | Écarts |
# |---|---|---|---|---|
# | sur 5 | 1,5 | 1 | 1,5 | 1 |
#
# Donnez `coding` : une ligne pour chaque entretien (`interview`, de `I01` à `I12`) et chaque thème (`theme`, par son
# code) dont la personne parle d’expérience, avec le `code`, `frein` ou `appui`. **Pas de ligne** pour un thème dont
# elle ne dit rien d’elle-même.
#
# Pour chaque **frein**, `passage` est la preuve : les mots de cet entretien où la difficulté se lit, recopiés tels
# quels, de quatre à trente mots (casse, accents et ponctuation indifférents). Il est pris dans le fait constaté, non
# dans l’annonce qui le précède. Pour un appui, laissez le passage vide si vous voulez.
#
# **Ce qui compte** (conventions). Deux bons lecteurs ne codent jamais tout à fait de même : l’accord avec le codage de
# référence se mesure, sur les 120 cases (entretien, thème) et les trois valeurs (frein, appui, rien), par le κ de Cohen
# (1960). Il vaut tous les points à partir de 0,85, aucun jusqu’à 0,50, et une part proportionnelle entre les deux. Un
# passage n’est jugé que là où le frein est justement codé.

# %% solution="coding"
coding = None  # liste de dictionnaires aux clés interview, theme, code, passage
### BEGIN SOLUTION
# What the twelve people tell from one variant to another; the lines whose words stand in yours make its coding.
TELLING = """
I01 | roles | frein | La fiche de fonction du responsable BIM attend une signature depuis dix-huit mois
I01 | roles | appui | Les responsabilités sont nettes depuis que nous avons réécrit les fiches de fonction
I01 | exploitation | frein | Nos clients demandent des données pour l’entretien et nous les découvrons à la réception
I01 | exploitation | appui | Sur le lycée des Aulnes, la remise s’est faite sans une seule reprise
I01 | formats | frein | nous avons rendu trois dossiers dans le format de notre modeleur
I01 | formats | appui | Depuis deux ans, tous nos marchés sont rendus en IFC, et aucun n’a été refusé
I01 | competences | frein | En réalité, quatre sessions sur cinq ont été annulées pour tenir des rendus
I01 | competences | appui | Nous avons tenu toutes les sessions de formation prévues
I01 | licences | frein | j’ai vérifié les relevés, elles ont raison
I01 | licences | appui | Sur les relevés de jetons que je signe chaque mois, je n’en ai pas trouvé un seul qui dorme
I02 | nommage | frein | dans la zone partagée, une dizaine de fichiers nommés
I02 | nommage | appui | pas un fichier hors convention, et personne ne l’avait nettoyée pour moi
I02 | controle | frein | le compteur dit qu’il a été lancé sept fois, dont cinq par moi
I02 | controle | appui | Le fichier d’exigences tourne à chaque dépôt
I02 | roles | frein | un chef de projet l’a changé sans me prévenir au mois d’octobre
I02 | roles | appui | Au mois d’octobre un chef de projet voulait en changer
I02 | versions | frein | les deux étaient dans le même dossier
I02 | versions | appui | Le mélange d’indices était notre plaie
I02 | formats | frein | Nos exports IFC perdent les jeux de propriétés dès qu’un modèle passe par le calcul
I02 | formats | appui | Nos exports IFC sont réglés et relus
I03 | versions | frein | Un lundi sur trois, la maquette que j’assemble n’est pas la bonne
I03 | versions | appui | Je n’assemble plus jamais une mauvaise version
I03 | controle | frein | des éléments sans classe ni matériau, que je renvoie, et qui reviennent pareils
I03 | controle | appui | Je fais une pêche au hasard chaque semaine
I03 | roles | frein | j’ai gardé un conflit ouvert sept semaines, et c’est le chantier qui a décidé
I03 | roles | appui | Quand deux lots se disputent une trémie, le chef de projet tranche sous deux jours
I03 | nommage | frein | Je passe une heure par assemblage à renommer des fichiers
I03 | nommage | appui | mon assemblage les reconnaît tout seul, je n’y touche plus
I04 | materiel | frein | Mon poste met onze minutes à ouvrir la maquette fédérée
I04 | materiel | appui | Le poste que j’ai reçu en février ouvre la maquette fédérée en moins d’une minute
I04 | formats | frein | Le dernier envoi est revenu avec la moitié des voiles en éléments génériques
I04 | formats | appui | Avec le bureau de contrôle nous échangeons en IFC, et cela marche
I04 | licences | frein | il faut arriver avant huit heures et demie pour avoir un jeton du modeleur
I04 | licences | appui | à cette heure-là un jeton du modeleur est toujours libre
I04 | competences | frein | j’apprends en regardant le voisin
I04 | competences | appui | J’ai eu trois jours de formation au printemps, sur mes propres affaires
I04 | controle | frein | Personne ne m’a montré ce qu’il fallait faire de ses messages
I04 | controle | appui | L’outil de contrôle me donne une liste courte et claire
I05 | reseau | frein | Déposer une maquette depuis l’agence prend une matinée
I05 | reseau | appui | Hier, j’ai déposé ma maquette aux heures pleines
I05 | versions | frein | J’ai refait en avril tout un étage sur un fond de plan périmé
I05 | versions | appui | Je pars toujours de la dernière version partagée
I05 | materiel | frein | Mon écran se fige dès que je tourne autour du local technique
I05 | materiel | appui | je ne note plus mes temps d’attente, il n’y en a plus
I05 | competences | frein | On m’a remis un document de quarante pages le jour du rendu
I05 | competences | appui | Gaëtan est venu deux jours à l’agence nous former aux exigences d’échange
I05 | exploitation | frein | Les codes d’équipement du client, je les ai reçus après la réception
I05 | exploitation | appui | je les ai saisis en dessinant, cela ne m’a rien coûté
I06 | formats | frein | Je ressaisis pourtant les appuis et les charges de chaque étage, parce qu’ils n’arrivent pas
I06 | formats | appui | Le passage du modeleur au calcul fonctionne
I06 | licences | frein | Jeudi, j’ai lancé mon modèle à vingt heures, de chez moi, pour en avoir un
I06 | licences | appui | j’ai lancé jeudi trois modèles de suite, en pleine journée, sans attendre
I06 | materiel | frein | Un calcul sismique tourne toute la nuit et tombe une fois sur trois, mémoire pleine
I06 | materiel | appui | Depuis le nouveau serveur, un calcul sismique prend quarante minutes
I06 | roles | frein | Je reçois des ordres de modification de trois personnes
I06 | roles | appui | Je reçois les ordres de modification d’une seule personne, la cheffe de projet
I06 | versions | frein | J’ai calculé en juin une trame abandonnée depuis trois semaines
I06 | versions | appui | L’indice que je calcule est celui que l’on construit
I07 | exploitation | frein | Le maître d’ouvrage nous a refusé en février une remise entière
I07 | exploitation | appui | La dernière remise a été acceptée en une fois, données d’entretien comprises
I07 | roles | frein | On me demande de trancher des choix de modélisation que je ne comprends pas toujours
I07 | roles | appui | Je sais ce que je dois trancher et ce qui revient au responsable BIM
I07 | reseau | frein | la maquette se charge en vingt-cinq minutes, puis la connexion tombe
I07 | reseau | appui | Depuis les bureaux de chantier, j’ouvre la maquette en réunion, devant l’entreprise
I07 | licences | frein | plus aucun jeton de la visionneuse, huit personnes autour de la table
I07 | licences | appui | Nos revues se tiennent toutes avec la visionneuse ouverte pour chacun
I07 | controle | frein | Le rapport de contrôle que l’on joint au dossier est toujours le même
I07 | controle | appui | je l’ouvre avant de signer et il m’a fait refuser deux maquettes
I08 | reseau | frein | Je l’ai redémarré trois fois en pleine journée ce semestre
I08 | reseau | appui | j’ai relevé deux minutes de coupure sur la liaison du siège
I08 | materiel | frein | J’en ai ouvert quatre cette semaine pour échanger des barrettes entre eux
I08 | materiel | appui | je n’ai pas ouvert un poste depuis, ce qui ne m’était jamais arrivé
I08 | licences | frein | Le serveur de jetons écrit des refus tous les jours, aux heures pleines
I08 | licences | appui | Le serveur de jetons n’est pas tombé une fois depuis que je l’ai changé de machine
I08 | nommage | frein | Mes scripts de sauvegarde butent sur des noms de deux cents caractères
I08 | nommage | appui | Les noms de fichiers sont réguliers, mes scripts les trient sans exception depuis l’été
I08 | competences | frein | La moitié des appels que je reçois sont des questions d’usage, pas des pannes
I08 | competences | appui | la formation du printemps a vidé ma file d’appels, j’ai comparé les mois
I09 | nommage | frein | le compteur des refus, lui, n’a pas bougé depuis la formation
I09 | nommage | appui | Les refus pour mauvais nom sont passés d’un sur cinq
I09 | versions | frein | Deux révisions ont porté le même indice en septembre, dans deux lots
I09 | versions | appui | Aucun indice en double depuis la rentrée
I09 | exploitation | frein | Pour l’exploitant, j’extrais des tableaux que je complète au téléphone
I09 | exploitation | appui | marque, modèle, date de pose, tout est dans la maquette
I09 | controle | frein | Je publie des maquettes sans savoir si quelqu’un les a vérifiées
I09 | controle | appui | Chaque conteneur que je publie porte le nom de celui qui l’a vérifié
I09 | reseau | frein | je programme la nuit et je viens voir le matin ce qui est passé
I09 | reseau | appui | Je publie à toute heure, sans attendre la nuit
I10 | reseau | frein | l’agence s’est arrêtée deux jours
I10 | reseau | appui | je n’ai pas noté une coupure
I10 | competences | frein | Deux personnes savent se servir de la coordination ici, et l’une part en janvier
I10 | competences | appui | En janvier, un départ n’a rien changé au travail de la semaine
I10 | materiel | frein | Nos postes viennent du siège quand le siège n’en veut plus
I10 | materiel | appui | Nous avons eu nos postes neufs en même temps que le siège, pour une fois
I10 | formats | frein | le port nous a renvoyé notre IFC trois fois, quais en morceaux
I10 | formats | appui | Même pour les ouvrages maritimes, nous échangeons en IFC avec le port
I10 | roles | frein | On m’en envoie un différent à chaque affaire, et il faut tout réexpliquer
I10 | roles | appui | J’ai un correspondant BIM attitré, toujours le même
I10 | licences | frein | Les jetons se prennent au siège avant que nous ayons ouvert les volets
I10 | licences | appui | toute mon équipe avait les siens à neuf heures
I11 | formats | frein | nos remarques se décrochent de leurs éléments, et je dois les replacer une à une
I11 | formats | appui | mes remarques de l’an dernier sont encore accrochées au bon poteau
I11 | versions | frein | recevoir le même jour deux maquettes de même indice
I11 | versions | appui | L’indice que je reçois est toujours le suivant de celui que j’ai
I11 | exploitation | frein | Le client veut des surfaces et des équipements, il obtient de la géométrie
I11 | exploitation | appui | Le client a eu ses tableaux d’équipements pour l’école des Sources
I11 | controle | frein | Les maquettes arrivent avec des éléments flottants, à trois mètres du sol
I11 | controle | appui | Ce qui m’arrive a été relu, cela se voit
I11 | nommage | frein | je tiens une table de correspondance, sur un cahier
I11 | nommage | appui | Je lis le nom d’un envoi et je sais le bâtiment, le lot, le niveau
I11 | reseau | frein | Votre espace partagé nous coupe au bout de dix minutes
I11 | reseau | appui | je télécharge une maquette pendant que je décroche le téléphone
I12 | exploitation | frein | Sur la dernière, six équipements sur dix n’avaient ni marque ni référence
I12 | exploitation | appui | La maquette alimente notre maintenance, comme le dit le contrat
I12 | formats | frein | Ce que nous recevons en porte l’extension, mais l’import s’arrête au premier tiers
I12 | formats | appui | Notre import demande de l’IFC, et il tourne sans erreur sur les envois de Tarvenne
I12 | versions | frein | elles diffèrent d’une chaufferie
I12 | versions | appui | Je n’ai qu’une maquette par bâtiment, et son indice suit les travaux
I12 | nommage | frein | Les équipements portent des noms de dessinateur
I12 | nommage | appui | Les équipements portent le code que j’avais demandé
I12 | controle | frein | J’ai trouvé des vannes dans le vide et un local sans porte
I12 | controle | appui | une seule vanne mal placée sur tout le collège
I12 | competences | frein | La personne de Tarvenne qui devait nous montrer l’import ne l’avait jamais fait
I12 | competences | appui | La personne de Tarvenne qui nous a montré l’import le connaissait par cœur
"""
coding = [
    row
    for row in rows_of(TELLING, "interview", "theme", "code", "passage")
    if row["passage"] in texts[row["interview"]]
]
for code in INTERVIEWS:
    print(code, {row["theme"]: row["code"] for row in coding if row["interview"] == code})
### END SOLUTION

# %% [markdown]
# ## 2. Le processus tel qu’il se pratique
#
# Donnez `process_arcs` : une ligne par arc du **processus réel**, avec les codes des deux activités, `source` puis
# `target`, et `interviews`, l’entretien ou les entretiens qui l’établissent (`"I04, I05"`). Un témoin suffit ; un
# entretien cité qui n’établit pas l’arc fait perdre la ligne. Un arc de trop coûte autant qu’un arc qui manque.
#
# Un arc suit la maquette d’une activité à la suivante. Le processus a des retours, et plusieurs suites possibles après
# une même activité : ainsi, ce qui vient quand il y a un conflit et ce qui vient quand il n’y en a plus.
#
# Donnez `deviations` : une ligne par constat `P-…` que votre processus réel confirme (`constats.csv` en donne le
# libellé), avec `established_by`, le ou les entretiens de ceux qui exécutent l’activité et disent l’écart, et
# `recited_by`, le ou les entretiens qui affirment, supposent ou répètent au contraire ce que veut la procédure, sans
# exécuter l’activité. Ce tableau est jugé d’après vos arcs.

# %% solution="process"
process_arcs = None  # liste de dictionnaires aux clés source, target, interviews
deviations = None  # liste de dictionnaires aux clés finding, established_by, recited_by
### BEGIN SOLUTION
# Who does the work, in what words, and the arcs that these words bear out.
DOING = """
I02 | quand elles sont prêtes, et seulement alors, les projeteurs commencent à produire | cadrage>production
I03 | je prends ce qui a été déposé en zone partagée, j’assemble les maquettes | depot>assemblage
I03 | j’assemble les maquettes, puis je lance la détection | assemblage>conflits
I04 | ce n’est qu’après ce contrôle que je la dépose | production>autocontrole autocontrole>depot
I05 | Le dépôt en zone partagée vient après ce contrôle | production>autocontrole autocontrole>depot
I04 | je la dépose en zone partagée, et voilà | production>depot
I05 | je la dépose aussitôt en zone partagée | production>depot
I03 | Les conflits vont à la réunion de synthèse du mercredi | conflits>synthese synthese>correction
I06 | je les découvre en réunion de synthèse | conflits>synthese synthese>correction
I03 | les projeteurs corrigent directement d’après la liste | conflits>correction
I06 | je corrige d’après cette liste | conflits>correction
I03 | Quand la réunion ne trouve plus de conflit, la maquette part au visa | synthese>visa
I03 | Quand la réunion ne trouve plus de conflit, la maquette est publiée | synthese>publication
I03 | Quand la détection ne trouve plus de conflit, la maquette part au visa | conflits>visa
I03 | Quand la détection ne trouve plus de conflit, la maquette est publiée | conflits>publication
I06 | je dépose de nouveau la maquette en zone partagée | correction>depot
I06 | la maquette corrigée part directement au visa | correction>visa
I06 | la maquette corrigée est publiée directement | correction>publication
I07 | Mon visa vient avant la publication | visa>publication
I09 | Je ne publie qu’après le visa | visa>publication
I07 | Je vise après coup | publication>visa
I09 | Je publie d’abord, et le visa vient ensuite | publication>visa
I07 | une fois la publication faite | publication>livraison
I07 | seulement quand mon visa est posé dessus | visa>livraison
I07 | je le prends directement chez le projeteur | production>livraison
I09 | quand la livraison est faite, j’archive | livraison>archivage
I09 | quand tout est publié, j’archive | publication>archivage
I09 | quand la dernière maquette est visée, j’archive | visa>archivage
"""
# Of each finding: who carries the activity out, who recites the procedure without doing so.
SIDES = {
    "P-autocontrole": ("I04, I05", "I01, I02"),
    "P-arbitrage": ("I03, I06", "I02"),
    "P-reprise": ("I06", "I10"),
    "P-ordre": ("I07, I09", "I01"),
    "P-source_livraison": ("I07", "I11"),
    "P-archivage": ("I09", "I08"),
}
witnesses = {}
for row in rows_of(DOING, "interview", "passage", "arcs"):
    if row["passage"] in texts[row["interview"]]:
        for arc in row["arcs"].split():
            witnesses.setdefault(tuple(arc.split(">")), []).append(row["interview"])
process_arcs = [
    {"source": source, "target": target, "interviews": ", ".join(told)} for (source, target), told in witnesses.items()
]
departs = {
    "P-autocontrole": ("production", "depot") in witnesses,
    "P-arbitrage": ("conflits", "correction") in witnesses,
    "P-reprise": ("correction", "depot") not in witnesses,
    "P-ordre": ("publication", "visa") in witnesses,
    "P-source_livraison": ("production", "livraison") in witnesses,
    "P-archivage": all(target != "archivage" for _, target in witnesses),
}
deviations = [
    {"finding": finding, "established_by": SIDES[finding][0], "recited_by": SIDES[finding][1]}
    for finding, holds in departs.items()
    if holds
]
for arc, told in witnesses.items():
    print(" → ".join(arc), told)
print([row["finding"] for row in deviations])
### END SOLUTION

# %% [markdown]
# Dessinez la procédure et le processus réel côte à côte : un écart doit s’y voir sans être cherché.

# %% solution="process-figure" figure="process-graph"
### BEGIN SOLUTION
between = document.partition("Les activités")[2].partition("### 2.3")[0]
activity_table, _, step_table = between.partition("La procédure")
ACTIVITIES = re.findall(r"^\| ([a-z]+) \|", activity_table, re.MULTILINE)
procedure = re.findall(r"^\| ([a-z]+) \| ([a-z]+) \|$", step_table, re.MULTILINE)
# Two columns, so that returns and short cuts pass beside the main line.
places = {activity: (rank % 2, -rank) for rank, activity in enumerate(ACTIVITIES)}
figure, both = plt.subplots(1, 2, figsize=(10, 7.5))
panels = (
    ("Procédure PQ-12", procedure, witnesses, ("tab:orange", "dashed", 1.8)),
    ("Processus réel", list(witnesses), procedure, ("tab:blue", "solid", 2.8)),
)
for axes, (title, drawn, other, (colour, style, width)) in zip(both, panels, strict=True):
    graph = nx.DiGraph()
    graph.add_nodes_from(ACTIVITIES)
    nx.draw_networkx_nodes(graph, places, ax=axes, node_size=2300, node_color="white", edgecolors="grey")
    nx.draw_networkx_labels(graph, places, ax=axes, font_size=7)
    shared, apart = [arc for arc in drawn if arc in other], [arc for arc in drawn if arc not in other]
    line = {"ax": axes, "node_size": 2300, "connectionstyle": "arc3,rad=0.22"}
    nx.draw_networkx_edges(graph, places, edgelist=shared, edge_color="grey", **line)
    nx.draw_networkx_edges(graph, places, edgelist=apart, edge_color=colour, style=style, width=width, **line)
    axes.set_title(title)
    axes.margins(x=0.3)
    axes.axis("off")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.2.1.faithful"
answer("coding", coding)
answer("process_arcs", process_arcs)
answer("deviations", deviations)

# %% [markdown]
# **À rédiger (environ 1 800 signes, espaces compris), notation humaine.** Le processus tel qu’il se pratique : ce qui
# suit la PQ-12 et ce qui s’en écarte, qui l’établit et qui dit le contraire, ce que chaque écart entraîne pour les
# maquettes et pour le client. Dites où les personnes s’opposent sur les thèmes (siège, agences, partenaires ; métiers),
# et ce que douze entretiens ne permettent pas d’affirmer. Citez les entretiens par leur numéro.

# %% [markdown] rubric="C2.2.1.faithful"
# **Ce qui suit la procédure.** Le cadrage précède la production (I02), l’assemblage précède la détection (I03) : la
# coordination travaille dans l’ordre, et c’est un appui à garder.
#
# **Ce qui s’en écarte.** Les écarts du tableau `deviations` sont établis par ceux qui exécutent l’activité, et par eux
# seuls : les projeteurs (I04, I05) pour l’autocontrôle, la coordinatrice et le calcul (I03, I06) pour l’arbitrage, le
# calcul (I06) pour la reprise, la cheffe de projet et la gestionnaire de l’EDC (I07, I09) pour l’ordre du visa, I07
# pour la livraison, I09 pour l’archivage. En face, I01, I02, I08, I10 et I11 disent ce que la PQ-12 prévoit ou ce
# qu’ils supposent : ils ne mentent pas, ils ne sont pas placés pour voir. Chaque écart déplace un contrôle : ce qui
# n’est pas vérifié avant le dépôt l’est à la coordination, ce qui n’est pas redéposé n’est plus dans l’EDC, ce qui est
# livré sans être publié n’a ni visa ni trace.
#
# **Où l’on s’oppose.** Sur aucun thème les douze ne sont d’accord. Un frein dit par ceux qui produisent et un appui dit
# par ceux qui pilotent ne se compensent pas : ils décrivent deux postes de travail. Les partenaires (I11, I12) jugent
# ce qui arrive, non comment cela se fait.
#
# **Limites.** Un arc dont personne ne parle n’est pas un arc qui n’existe pas ; une personne par métier et par lieu ne
# fait pas une fréquence. Deux vérifications trancheraient : demander les visas de vingt conteneurs et comparer leurs
# dates à celles de la publication au journal de l’EDC ; relever pendant un mois les dépôts qui suivent une correction.

# %% [markdown]
# ## 3. Les maquettes et les conteneurs
#
# *Critère « leviers justifiés » : 10 points avec la partie 4, dont 5 attribués par un correcteur.*
#
# Le même taux partout ne mesure rien, et ne compte pas.
#
# | Barème (moitié automatique) | Éléments en faute | Conformité | Conteneurs | Taux | Priorités | Programme |
# |---|---|---|---|---|---|---|
# | sur 5 | 1 | 0,25 | 1 | 1 | 0,75 | 1 |
#
# `check_ids(texte, maquette)` contrôle une maquette (`read_ifc(chemin)`) contre le texte d’un IDS et rend, par
# spécification, `specification` (son nom), `applicable` (le nombre d’éléments concernés) et `failed` (les GlobalId en
# faute ; pour une classe interdite, ceux des éléments qui ne devraient pas y être).
#
# Donnez `failing` : une ligne par couple d’une exigence enfreinte (`requirement`, comme `EX-02`) et d’un élément en
# faute (`global_id`), avec la maquette (`model` : `structure`, `fluides` ou `electricite`), EX-09 comprise.
#
# Donnez `conformity` : pour chaque maquette, `conformity_percent`, sans arrondi (le rapport du carnet C2.2.3 s’en
# sert), par la convention du § 2.3. Elle est jugée d’après vos éléments en faute.
#
# Donnez `container_faults` : une ligne par couple d’un conteneur (`container`, son nom tel qu’au registre) et d’une
# règle qu’il enfreint (`rule`, de `RC-1` à `RC-6`). Une ligne de trop coûte autant qu’une ligne qui manque. Le journal
# est dans l’ordre des dates, tous conteneurs mêlés.

# %%
ids_text = case.path("exigences.ids").read_text(encoding="utf-8")
models = {name: read_ifc(case.path(f"maquettes/{name}.ifc")) for name in MODELS}
register, log = read_table("registre_conteneurs.csv"), read_table("journal_etats.csv")
print(*register[:3], *log[:3], sep="\n")

# %% solution="models"
failing = None  # liste de dictionnaires aux clés model, requirement, global_id
conformity = None  # liste de dictionnaires aux clés model, conformity_percent
### BEGIN SOLUTION
PROHIBITED = "EX-09"
outcomes = {name: {each.specification[:5]: each for each in check_ids(ids_text, models[name])} for name in MODELS}
failing = [
    {"model": name, "requirement": requirement, "global_id": global_id}
    for name, found in outcomes.items()
    for requirement, each in found.items()
    for global_id in each.failed
]
conformity = []
for name, found in outcomes.items():
    judged = [each for requirement, each in found.items() if requirement != PROHIBITED]
    checks, faults = sum(each.applicable for each in judged), sum(len(each.failed) for each in judged)
    conformity.append({"model": name, "conformity_percent": 100 * (1 - faults / checks)})
    print(name, {requirement: f"{len(each.failed)}/{each.applicable}" for requirement, each in found.items()})
print(conformity)
### END SOLUTION

# %% solution="containers"
container_faults = None  # liste de dictionnaires aux clés container, rule
### BEGIN SOLUTION
NAME = r"P[0-9]{3}-TVN-(ZZ|B[0-9])-(ZZ|N[0-9]{2})-(M3|PL|NC|TB)-[CES]-[0-9]{4}"
MOVES = {("en cours", "partagé"), ("partagé", "en cours"), ("partagé", "publié"), ("publié", "archivé")}
ACTS = {"partagé": "vérification", "en cours": "retour", "publié": "autorisation", "archivé": "acceptation"}
REVISIONS = {"en cours": r"P\d\d\.\d\d", "partagé": r"P\d\d", "publié": r"C\d\d", "archivé": r"C\d\d"}
container_faults = []
for container in register:
    name, state = container["conteneur"], container["etat"]
    passages = [row for row in log if row["conteneur"] == name]
    left_in = ["en cours", *(row["vers"] for row in passages)]
    holds = {
        "RC-1": re.fullmatch(NAME, name),
        "RC-2": all(
            (row["de"], row["vers"]) in MOVES and row["de"] == before
            for row, before in zip(passages, left_in, strict=False)
        ),
        "RC-3": all(row["acte"] == ACTS[row["vers"]] for row in passages),
        "RC-4": all(row["par"] != container["auteur"] for row in passages if row["vers"] == "partagé"),
        "RC-5": re.fullmatch(REVISIONS[state], container["revision"]),
        "RC-6": state == left_in[-1],
    }
    container_faults += [{"container": name, "rule": rule} for rule, held in holds.items() if not held]
for row in container_faults:
    print(*row.values())
### END SOLUTION

# %% [markdown]
# ## 4. Des constats aux leviers
#
# Donnez `finding_rates` : une ligne par constat de `constats.csv` (`finding`), avec son taux `rate`, de 0 à 1, à trois
# décimales au moins, par les conventions du § 2.5. Les taux sont jugés d’après votre codage, vos arcs, vos éléments et
# vos conteneurs en faute.
#
# Donnez `lever_priorities` : pour chaque levier de `leviers.csv`, sa priorité, somme des gravité × taux des constats
# qu’il traite, divisée par son coût en milliers d’euros.
#
# Donnez `programme` : une ligne par levier retenu. Il tient dans le budget `lever_budget_eur` et dans `lever_weeks`
# semaines, et traite le plus possible : la somme des gravité × taux, un constat que deux leviers traitent ne comptant
# qu’une fois. Un programme qui tient, mais traite moins que le meilleur, garde une part des points (convention) : à
# 10 % de moins, la moitié ; à 20 % de moins, rien. Priorités et programme sont jugés d’après vos taux.

# %%
findings = {row["constat"]: row for row in read_table("constats.csv")}
levers = {row["levier"]: row for row in read_table("leviers.csv")}
print(len(findings), "constats possibles,", len(levers), "leviers")
print(specification["lever_budget_eur"], "€ et", specification["lever_weeks"], "semaines")

# %% solution="levers"
finding_rates = None  # liste de dictionnaires aux clés finding, rate
lever_priorities = None  # liste de dictionnaires aux clés lever, priority
programme = None  # liste de dictionnaires à la clé lever
### BEGIN SOLUTION
elements = sum(len(model.by_type("IfcElement")) for model in models.values())


def rate_of(finding):
    """Return how often a finding was made, by the convention of its kind."""
    kind, code = finding.split("-", 1)
    if kind == "T":
        return sum(row["theme"] == code and row["code"] == "frein" for row in coding) / len(INTERVIEWS)
    if kind == "M":
        found = [outcomes[name][code] for name in MODELS]
        concerned = elements if code == PROHIBITED else sum(each.applicable for each in found)
        return sum(len(each.failed) for each in found) / concerned
    if kind == "R":
        return len({row["container"] for row in container_faults if row["rule"] == code}) / len(register)
    return float(departs[finding])


rates = {finding: rate_of(finding) for finding in findings}
weights = {finding: int(row["gravite"]) * rates[finding] for finding, row in findings.items()}


def treated(chosen):
    """Return what levers treat together, each finding once."""
    return sum(
        weights[finding] for finding in sorted({each for code in chosen for each in levers[code]["traite"].split()})
    )


def total(chosen, column):
    return sum(int(levers[code][column]) for code in chosen)


priority = {code: treated([code]) / (int(row["cout_eur"]) / 1000) for code, row in levers.items()}
subsets = [chosen for size in range(len(levers) + 1) for chosen in itertools.combinations(levers, size)]
affordable = [
    chosen
    for chosen in subsets
    if total(chosen, "cout_eur") <= specification["lever_budget_eur"]
    and total(chosen, "semaines") <= specification["lever_weeks"]
]
best = max(affordable, key=treated)
finding_rates = [{"finding": finding, "rate": round(rate, 4)} for finding, rate in rates.items()]
lever_priorities = [{"lever": code, "priority": round(value, 4)} for code, value in priority.items()]
programme = [{"lever": code} for code in best]
for code in sorted(priority, key=priority.get, reverse=True):
    print(f"{code:4} {priority[code]:.3f} par k€ {'retenu' if code in best else ''}")
print(total(best, "cout_eur"), "€,", total(best, "semaines"), "semaines, traite", round(treated(best), 2))
### END SOLUTION

# %% [markdown]
# Dessinez les constats par poids décroissant : on doit y lire d’où ils viennent et ce que le programme laisse de côté.

# %% solution="findings-figure" figure="findings"
### BEGIN SOLUTION
KINDS = {
    "T": ("entretiens", "tab:blue"),
    "M": ("maquettes", "tab:green"),
    "R": ("conteneurs", "tab:purple"),
    "P": ("processus", "tab:red"),
}
covered = {finding for code in best for finding in levers[code]["traite"].split()}
ranked = sorted((finding for finding in weights if weights[finding]), key=weights.get)
figure, axes = plt.subplots(figsize=(8, 7))
for line, finding in enumerate(ranked):
    colour = KINDS[finding[0]][1]
    hatch = "" if finding in covered else "///"
    axes.barh(line, weights[finding], color=colour if finding in covered else "white", edgecolor=colour, hatch=hatch)
axes.set_yticks(range(len(ranked)), ranked, fontsize=8)
axes.set(xlabel="gravité × taux", title="Constats ; hachurés, ceux que le programme ne traite pas")
handles = [plt.Rectangle((0, 0), 1, 1, color=colour) for _, colour in KINDS.values()]
axes.legend(handles, [f"{letter}- : {name}" for letter, (name, _) in KINDS.items()], loc="lower right")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.2.1.levers"
answer("failing", failing)
answer("conformity", conformity)
answer("container_faults", container_faults)
answer("finding_rates", finding_rates)
answer("lever_priorities", lever_priorities)
answer("programme", programme)

# %% [markdown]
# **À rédiger (environ 1 800 signes, espaces compris), notation humaine.** Le plan d’action : pour chaque levier retenu,
# les constats qu’il traite (codes et taux) et pourquoi il agit sur la cause ; pourquoi le programme n’est pas la liste
# des premières priorités, ou pourquoi il s’y trouve l’être ; ce que vous renoncez à traiter, et qui y perd ; comment on
# saura, dans six mois, que deux de ces leviers ont agi.

# %% [markdown] rubric="C2.2.1.levers"
# **Ce que l’audit pèse.** La figure range les constats par gravité × taux. Un écart de processus y pèse vite plus qu’un
# thème d’entretien, parce que son taux vaut 1 : il touche toutes les affaires, tandis qu’un frein dit par quatre
# personnes sur douze en touche un tiers. Je le rappelle à la direction pour qu’elle juge la convention.
#
# **Le programme.** Les leviers retenus sont ceux du tableau `programme` ; chacun traite les constats que donne
# `leviers.csv`, aux taux du tableau `finding_rates`. Je préfère ceux qui agissent sur la cause : verrouiller les
# passages d’état (A10) empêche la faute, renommer des fichiers à la main n’en corrige que la trace. Là où deux causes
# se tiennent (personne ne décide, personne ne contrôle), le levier retenu est celui dont les constats pèsent le plus à
# moyens égaux.
#
# **Priorité n’est pas programme.** La priorité compare des leviers pris seuls, à l’euro ; le programme compare des
# ensembles sous deux limites. Un levier bien classé peut sortir s’il consomme les semaines de deux autres, ou si ses
# constats sont déjà traités par un levier retenu.
#
# **Ce à quoi je renonce.** Les constats hachurés restent. Les agences y perdent si le réseau ou les postes attendent ;
# je propose de les relever au budget suivant, avec les mesures du dimensionnement à l’appui.
#
# **Mesures.** Part des dépôts contrôlés contre l’IDS à l’entrée de la zone partagée, et conformité des trois maquettes
# rejouée dans six mois ; part des conteneurs du registre qui enfreignent une règle, sur le même contrôle. Si l’une ne
# bouge pas, le levier est à revoir. Une gravité relevée d’un point ou une semaine de moins peut changer le programme :
# je l’ai rejoué avant de conclure.

# %% [markdown]
# ## 5. L’outil de coordination
#
# *Critère « outils justifiés » : 10 points, dont 5 attribués par un correcteur.*
#
# La recommandation et son avance ne comptent qu’avec des points tirés des fiches.
#
# | Barème (moitié automatique) | Exclusions | Points | Recommandation | Avance | Manques |
# |---|---|---|---|---|---|
# | sur 5 | 1,25 | 1,25 | 1,25 | 0,5 | 0,75 |
#
# `exigences_outils.csv` dit, pour chaque exigence, la colonne de `outils.csv` où elle se lit et les valeurs qui la
# satisfont (séparées par « ou »).
#
# - `tool_failures` : une ligne par couple d’un outil (`tool`) et d’une exigence **impérative** (`requirement`) qu’il ne
#   satisfait pas ;
# - `tool_points` : pour **chacun des huit** outils, écarté ou non, ses `points`, somme des poids des exigences
#   souhaitées qu’il satisfait ;
# - `recommended_tool` : le nom de l’outil recommandé, celui qui a le plus de points parmi ceux qui restent (il ne vaut
#   qu’avec ses points) ;
# - `lead_points` : son avance, en points, sur le deuxième de ceux qui restent ;
# - `unmet_wishes` : une ligne par exigence souhaitée (`requirement`) que l’outil recommandé ne satisfait pas.
#
# La recommandation, l’avance et les manques sont jugés d’après vos deux premiers tableaux.

# %%
offers, demands = read_table("outils.csv"), read_table("exigences_outils.csv")
for row in demands:
    print(*row.values(), sep=" | ")

# %% solution="tools"
tool_failures = None  # liste de dictionnaires aux clés tool, requirement
tool_points = None  # liste de dictionnaires aux clés tool, points
recommended_tool = None  # un texte
lead_points = None  # un nombre
unmet_wishes = None  # liste de dictionnaires à la clé requirement
### BEGIN SOLUTION
unmet = {
    offer["outil"]: [demand for demand in demands if offer[demand["colonne"]] not in demand["valeurs"].split(" ou ")]
    for offer in offers
}
lacking = {name: [row["exigence"] for row in rows if row["nature"] == "impérative"] for name, rows in unmet.items()}
wished = {name: [row["exigence"] for row in rows if row["nature"] == "souhaitée"] for name, rows in unmet.items()}
share = {row["exigence"]: int(row["poids_pct"]) for row in demands if row["nature"] == "souhaitée"}
points = {name: sum(share.values()) - sum(share[code] for code in codes) for name, codes in wished.items()}
remaining = sorted((name for name in points if not lacking[name]), key=points.get, reverse=True)
tool_failures = [{"tool": name, "requirement": code} for name, codes in lacking.items() for code in codes]
tool_points = [{"tool": name, "points": value} for name, value in points.items()]
recommended_tool = remaining[0]
lead_points = points[remaining[0]] - points[remaining[1]]
unmet_wishes = [{"requirement": code} for code in wished[recommended_tool]]
for name in points:
    print(f"{name:10} {points[name]:3} points", "écarté par " + ", ".join(lacking[name]) if lacking[name] else "")
print(recommended_tool, "avance de", lead_points, "manque", wished[recommended_tool])
### END SOLUTION

# %% criterion="C2.2.1.tools"
answer("tool_failures", tool_failures)
answer("tool_points", tool_points)
answer("recommended_tool", recommended_tool)
answer("lead_points", lead_points)
answer("unmet_wishes", unmet_wishes)

# %% [markdown]
# **À rédiger (environ 1 500 signes, espaces compris), notation humaine.** La recommandation à la direction : pourquoi
# cet outil, par ses exigences (codes à l’appui) ; pourquoi l’outil le mieux noté n’est pas forcément le bon ; ce que
# les exigences de formats ouverts doivent aux constats de l’audit ; ce que l’outil retenu ne fait pas, et la parade ; à
# quel point le choix est ferme, et ce qui le renverserait ; ce que pèse son prix ; les essais à exiger avant de signer.

# %% [markdown] rubric="C2.2.1.tools"
# **Le choix.** L’outil recommandé satisfait les cinq exigences impératives et a le plus de points de ceux qui restent
# (`tool_points`). Les autres sont écartés par leurs exigences manquantes, tableau `tool_failures` : celui qui les
# dépassait en points n’est pas « presque bon », il manque de ce que l’on ne rattrape pas.
#
# **Formats ouverts d’abord.** OX-1 et OX-4 répondent à ce que disent les entretiens codés en frein sur les formats :
# identifiants qui changent, remarques qui se décrochent. OX-2 permet de garder ces remarques d’un logiciel à l’autre,
# OX-3 de contrôler à l’entrée de la zone partagée ce que l’audit a trouvé après coup (constats `M-EX-…`). Lire l’IFC4
# sans le réécrire ne suffit pas : la maquette doit ressortir.
#
# **Ce qu’il ne fait pas.** Les manques sont dans `unmet_wishes`. Sans format natif, l’export du modeleur devient une
# étape à tenir ; sans interface documentée, l’échange se fait par dossiers ; sans export de fin de contrat, une clause
# le rend dû ; sans accès aux lecteurs d’écran, un poste reste servi par un autre outil ; hors ligne, la maquette du
# jour s’emporte en IFC.
#
# **Fermeté.** Le prix du siège n’entre pas dans les points : entre deux outils proches, il se regarde avant de signer,
# et une exigence impérative ne s’échange pas contre lui. L’avance est `lead_points`. Plus petite que le poids d’une
# seule exigence souhaitée, elle tient à une case de la fiche : il faut la vérifier. Deux essais avant de signer : un
# aller-retour IFC4 de la maquette de structure, les GlobalId comparés un à un ; `exigences.ids` rejoué dans l’outil,
# qui doit rendre les mêmes éléments en faute que nous. Le contrat dit la durée, l’export complet et à qui appartiennent
# les remarques.

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
