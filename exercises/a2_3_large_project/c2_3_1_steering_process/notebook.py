# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Le processus de pilotage : parties prenantes, responsabilités, livraisons, changement
#
# **Étude de cas A2.3 · compétence C2.3.1 · 210 minutes · 30 points**
#
# La **ligne V** : un métro léger, un tunnel, un viaduc, cinq stations, un centre de maintenance, un pôle d’échanges et
# une médiathèque ; plus de soixante organismes, des années de travaux. La maquette existe en treize morceaux, chacun
# tient le sien, et personne ne peut dire quelle information sera là quand un jalon se prononcera. L’équipe a déjà « un
# panel en tête », une matrice que nul n’a relue et huit entretiens que l’on n’a pas dépouillés. La direction des grands
# projets vous demande le **processus de pilotage de la maquette**.
#
# À la fin de ce carnet vous aurez :
#
# 1. constitué un **panel représentatif** par quotas, et dit ce qui manque à celui que l’on envisageait ;
# 2. situé chaque organisme sur la **grille du pouvoir et de l’intérêt** ;
# 3. **codé les entretiens**, passages à l’appui ;
# 4. corrigé la **matrice RACI** ;
# 5. dessiné en **BPMN 2.0** un processus correct, dont aucun jalon ne se franchit sans l’information due ;
# 6. logé dans ce processus, en un nombre de jours compté, les **actions** qui traitent chaque frein entendu.
#
# | Critère | Points | Notation |
# |---|---|---|
# | Parties prenantes représentatives | 10 | automatique |
# | Processus fidèle au Grand Projet | 10 | moitié automatique, moitié par un correcteur |
# | Conduite du changement intégrée | 10 | moitié automatique, moitié par un correcteur |
#
# Emploi du temps conseillé, rédaction comprise : parties prenantes 35 min, entretiens 40 min, matrice 15 min, processus
# 75 min, changement 45 min.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import re
from collections import Counter

import matplotlib.pyplot as plt
from IPython.display import Markdown, display

from autograders.candidate import answer, open_case
from autograders.candidate.modeller import ProcessModeller
from autograders.candidate.process import NodeKind, ProcessBuilder, read_process

case = open_case("c2_3_1_steering_process")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les sections 1 et 2 du cahier des charges de **votre** variante : lisez-les en entier, les conventions y sont.
# Le document complet est dans `cahier_des_charges.md` ; ses autres sections servent aux carnets suivants.

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
# | `registre_parties_prenantes.csv`, `categories.csv` | organismes, catégories, pouvoir et intérêt de 1 à 5 |
# | `panel_envisage.csv` | organismes que l’équipe pensait entendre |
# | `roles.csv`, `activites.csv`, `matrice_ebauche.csv` | rôles et activités avec leurs niveaux, ébauche de la matrice |
# | `exigences_echange.csv`, `planning.csv` | informations à remettre, par qui, avant quel jalon ; noms des jalons |
# | `entretiens/I1.md` à `I8.md` | ce que disent huit personnes, chacune pour un groupe |
# | `actions_possibles.csv` | actions de conduite du changement : thèmes, groupes, jours |
#
# Deux fonctions vous sont données : `read_table` lit un fichier CSV de l’étude ; `rows_of` lit un tableau que vous
# écrivez à la main, une ligne par ligne, les cellules séparées par des barres. Par exemple, `rows_of("I1 | cout | appui
# |", "interview", "theme", "code", "passage")` rend une liste d’un dictionnaire.


# %%
def read_table(name):
    """Return the rows of a CSV file of the case as dictionaries of texts."""
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def rows_of(text, *columns):
    """Return the rows of a table written by hand, one a line, cells apart by bars."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [dict(zip(columns, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines]


INTERVIEWS = [f"I{number}" for number in range(1, 9)]
register = read_table("registre_parties_prenantes.csv")
envisaged = [row["identifiant"] for row in read_table("panel_envisage.csv")]
texts = {code: case.path(f"entretiens/{code}.md").read_text(encoding="utf-8") for code in INTERVIEWS}
print(len(register), "lignes au registre ;", len(envisaged), "organismes au panel envisagé")
print(*register[:3], sep="\n")

# %% [markdown]
# ## 1. Qui entendre
#
# *Critère « parties prenantes représentatives » : 10 points avec la partie 2, attribués automatiquement.*
#
# Conventions de l’atelier : des quotas qui placent ailleurs plus de deux entretiens ne sont pas repris pour juger la
# suite ; un même état partout ne compte pas ; le panel compte par ce qu’il a de plus juste que le panel envisagé.
#
# | Barème | Quotas | États | Écart | Panel | Grille |
# |---|---|---|---|---|---|
# | sur 10 | 3 | 2 | 1 | 2 | 2 |
#
# - `quotas` : pour chaque catégorie (`category`, son code), ses `bodies`, organismes au registre, et le nombre
#   d’`interviews` à mener, par la convention du § 2.1 ;
# - `panel_states` : pour chaque catégorie, son `state` dans le panel envisagé, `juste`, `surreprésentée`,
#   `sous-représentée` ou `absente` (une catégorie qui n’a personne au panel est absente, non sous-représentée). Jugé
#   d’après **vos** quotas ;
# - `panel_distance` : l’écart du panel envisagé au registre, de 0 à 1, à trois décimales au moins. Convention :
#   demi-somme, sur les catégories, des |n(h)/n − N(h)/N|, où n(h) compte les organismes du panel et N(h) ceux du
#   registre ;
# - `panel` : un panel qui tient **exactement** vos quotas, une ligne par organisme (`body`, son identifiant, six
#   chiffres en texte). Gardez-y le plus possible d’organismes du panel envisagé : ils ont été pressentis. Un organisme
#   déjà entendu au § 2.4 reste au registre et peut être au panel. Convention : la moitié des points pour les quotas,
#   l’autre pour ceux que vous gardez.

# %% solution="sample"
quotas = None  # liste de dictionnaires aux clés category, bodies, interviews
panel_states = None  # liste de dictionnaires aux clés category, state
panel_distance = None  # un nombre de 0 à 1
panel = None  # liste de dictionnaires à la clé body
### BEGIN SOLUTION
bodies = {row["identifiant"]: row for row in register}
strata = Counter(row["categorie"] for row in bodies.values())
size = int(specification["interviews"])


def shared(members, places):
    """Return the places of each category by largest remainders."""
    whole = sum(members.values())
    found = {name: places * count // whole for name, count in members.items()}
    order = sorted(members, key=lambda name: (-(places * members[name] % whole), -members[name], name))
    for name in order[: places - sum(found.values())]:
        found[name] += 1
    return found


fixed = {}
while True:
    found = shared({name: count for name, count in strata.items() if name not in fixed}, size - sum(fixed.values()))
    short = [name for name, places in found.items() if not places]
    if not short:
        break
    fixed |= dict.fromkeys(short, 1)
quota = fixed | found
met = Counter(bodies[identifier]["categorie"] for identifier in envisaged)


def state_of(name):
    if not met[name]:
        return "absente"
    if met[name] == quota[name]:
        return "juste"
    return "surreprésentée" if met[name] > quota[name] else "sous-représentée"


kept = []
for name, places in quota.items():
    own = [identifier for identifier in envisaged if bodies[identifier]["categorie"] == name]
    others = sorted(each for each, row in bodies.items() if row["categorie"] == name and each not in own)
    kept += [*own, *others][:places]
quotas = [{"category": name, "bodies": strata[name], "interviews": places} for name, places in quota.items()]
panel_states = [{"category": name, "state": state_of(name)} for name in quota]
panel_distance = sum(abs(met[name] / size - count / len(bodies)) for name, count in strata.items()) / 2
panel = [{"body": identifier} for identifier in kept]
for name in sorted(quota):
    print(f"{name} : {strata[name]:2} organismes, quota {quota[name]}, panel envisagé {met[name]} ({state_of(name)})")
print(f"écart {panel_distance:.4f} ; {len(set(kept) & set(envisaged))} organismes gardés sur {len(envisaged)}")
### END SOLUTION

# %% [markdown]
# ## 2. Comment traiter chacun
#
# Donnez `attitudes` : une ligne par **organisme** du registre (`body`), avec son `attitude` d’après la grille de
# Mendelow et le seuil de votre cahier des charges : `associer étroitement`, `satisfaire`, `informer` ou `surveiller`.

# %% solution="grid"
attitudes = None  # liste de dictionnaires aux clés body, attitude
### BEGIN SOLUTION
threshold = int(specification["grid_threshold"])
ATTITUDES = {
    (True, True): "associer étroitement",
    (True, False): "satisfaire",
    (False, True): "informer",
    (False, False): "surveiller",
}
attitudes = [
    {"body": identifier, "attitude": ATTITUDES[int(row["pouvoir"]) >= threshold, int(row["interet"]) >= threshold]}
    for identifier, row in bodies.items()
]
print(Counter(row["attitude"] for row in attitudes))
### END SOLUTION

# %% [markdown]
# Dessinez la grille : on doit y voir combien d’organismes ont une note juste au seuil.

# %% solution="grid-figure" figure="grid"
### BEGIN SOLUTION
points = Counter((int(row["interet"]), int(row["pouvoir"])) for row in bodies.values())
figure, axes = plt.subplots(figsize=(7, 6))
axes.scatter(*zip(*points, strict=True), s=[90 * count for count in points.values()], color="tab:blue", alpha=0.45)
for (interest, power), count in points.items():
    axes.annotate(str(count), (interest, power), ha="center", va="center")
axes.axhline(threshold - 0.5, color="grey")
axes.axvline(threshold - 0.5, color="grey")
for (strong, keen), words in ATTITUDES.items():
    place = (5.45 if keen else 0.55, 5.4 if strong else 0.6)
    axes.annotate(words, place, ha="right" if keen else "left", va="center", style="italic")
axes.set(xlabel="intérêt", ylabel="pouvoir", xlim=(0.5, 5.5), ylim=(0.5, 5.5), title="Organismes par couple de notes")
plt.show()
### END SOLUTION

# %% criterion="C2.3.1.stakeholders"
answer("quotas", quotas)
answer("panel_states", panel_states)
answer("panel_distance", panel_distance)
answer("panel", panel)
answer("attitudes", attitudes)

# %% [markdown]
# ## 3. Ce que disent les entretiens
#
# *Critère « processus fidèle au Grand Projet » : 10 points avec les parties 4 et 5, dont 5 attribués par un
# correcteur.*
#
# Un processus compte en proportion tant que moins d’un tiers des jalons, des livraisons et des activités du projet y
# est dessiné.
#
# | Barème (automatique) | Codage | Passages | Fautes | Matrice | Structure | Correction | Livraisons | Couloirs |
# |---|---|---|---|---|---|---|---|---|
# | sur 5 | 0,75 | 0,5 | 0,5 | 0,5 | 0,5 | 0,5 | 1 | 0,75 |
#
# Donnez `coding` : une ligne pour chaque entretien (`interview`) et chaque thème (`theme`) dont la personne parle
# d’expérience, avec le `code`, `frein` ou `appui`. **Pas de ligne** pour un thème dont elle ne dit rien d’expérience.
# Pour chaque frein, `passage` est la preuve : les mots de cet entretien où la difficulté se lit, recopiés tels quels,
# de quatre à trente mots (casse, accents, espaces et ponctuation indifférents ; « j’ai » compte pour deux). Un appui
# n’en demande pas : texte vide.
#
# **Ce qui compte** (conventions). L’accord avec le codage de référence se mesure, sur les 64 cases (entretien, thème)
# et les trois valeurs (frein, appui, rien), par le κ de Cohen (1960) : tous les points à partir de 0,85, aucun jusqu’à
# 0,50, au prorata entre les deux. Un passage n’est jugé que là où le frein est justement codé.

# %%
for text in texts.values():
    display(Markdown(re.sub("^#", "###", text, flags=re.MULTILINE)))

# %% solution="coding"
coding = None  # liste de dictionnaires aux clés interview, theme, code, passage
### BEGIN SOLUTION
# What the eight people tell from one variant to another; the lines whose words stand in yours make its coding.
TELLING = """
I1 | decision | frein | En mai, la maquette des stations a attendu neuf semaines un accord que personne ne
I1 | decision | frein | Nous avons trois comités et aucun ne tranche
I1 | decision | appui | Le dernier jalon a été prononcé à la date prévue, et je n’ai pas eu à forcer la main de
I1 | partage | frein | J’ai donc remis des plans figés, et chacun a tout remesuré
I1 | partage | frein | Une fois dehors, je ne sais plus qui s’en sert ni contre qui
I1 | partage | appui | Nous avons ouvert tous nos levés, avec une clause qui dit qui répond de quoi
I1 | competences | frein | Les autres me demandent des impressions
I1 | competences | frein | J’en suis sortie avec un classeur et je n’ai jamais réussi à mesurer une hauteur
I1 | competences | appui | Toute l’équipe a passé trois jours à manipuler nos propres maquettes
I1 | utilite | frein | Aucune de mes décisions de l’année, pas une, n’a été prise devant le modèle
I1 | utilite | frein | Franchement, je cherche encore à quoi elle me sert
I1 | utilite | appui | C’est devant la maquette que nous avons déplacé l’accès de la place du marché
I2 | charge | frein | Nous saisissons l’avancement du tunnelier dans notre outil, puis dans le vôtre, puis dans
I2 | charge | frein | Mon ingénieure passe deux jours par semaine à recopier des numéros d’anneaux
I2 | charge | appui | voilà un an que plus personne ne le fait
I2 | partage | frein | Le modèle de la machine et nos méthodes de pose, c’est notre savoir
I2 | partage | frein | On me les a opposées six mois plus tard dans une réclamation
I2 | partage | appui | Cela nous a évité une venue d’eau au puits, alors je ne reviendrai pas en arrière
I2 | controle | frein | Depuis que les dates de dépôt s’affichent en rouge, mes gars déposent n’importe quoi
I2 | controle | frein | J’ai un géomètre qui a demandé à changer de chantier à cause de cela
I2 | controle | appui | En réalité les écarts sont vus ensemble le jeudi, sans nom, et le lendemain c’est réglé
I2 | decision | frein | J’ai posé une question sur le radier en février
I2 | decision | frein | Je ne sais pas qui décide
I2 | decision | appui | Quand je bloque, j’appelle, et j’ai une décision écrite sous cinq jours
I3 | cout | frein | Un poste capable d’ouvrir votre fichier vaut quatre mille euros, et la licence autant
I3 | cout | frein | Je les ai chiffrées dans mon offre, on m’a demandé de les retirer pour rester dans
I3 | cout | appui | Les heures de maquette ont une ligne au bordereau et elles m’ont été réglées comme le reste
I3 | competences | frein | Il lit un plan mieux que personne, et devant la maquette il tourne la tête
I3 | competences | frein | J’ai essayé un dimanche, puis j’ai rappelé le coordinateur pour qu’il le fasse à ma
I3 | competences | appui | Une formatrice est venue deux matinées à l’atelier, avec nos cloisons à nous
I3 | outils | frein | Le neveu du voisin me le convertit, et les portes changent de sens
I3 | outils | frein | Sur la ligne de l’atelier, il arrive le lendemain, quand il arrive
I3 | outils | appui | On m’envoie maintenant seulement mes stations, dans un format que mon logiciel lit
I3 | utilite | frein | La maquette, je la dépose parce qu’il faut la déposer, et nul ne m’en a reparlé
I3 | utilite | frein | Entre la maquette et ce que le gros œuvre a laissé, il y a quatre centimètres
I3 | utilite | appui | J’ai commandé mes plafonds d’après la maquette
I4 | outils | frein | J’ai passé l’été à redessiner pour la machine ce que j’avais dessiné pour les gens
I4 | outils | frein | L’ingénierie a changé de version sans prévenir, et nous avons perdu les matériaux de deux
I4 | outils | appui | même version, même gabarit, un essai avant chaque dépôt
I4 | charge | frein | Chaque remarque s’inscrit sur la plateforme, puis dans le registre, puis dans le compte
I4 | charge | frein | Nous produisons la maquette, et encore tous les plans, et encore les carnets
I4 | charge | appui | Les plans sortent de la maquette, on ne les dessine plus deux fois
I4 | partage | frein | On m’a pris un détail d’auvent pour une autre opération, sans un mot
I4 | partage | frein | Qui répond d’un modèle que dix mains ont touché
I4 | partage | appui | L’annexe sur les droits d’auteur m’a rassurée, et mon assureur aussi, qui l’a lue
I4 | controle | frein | On nous envoie chaque lundi un classement des équipes par nombre de conflits
I4 | controle | frein | J’ai posé la question en réunion, et l’on m’a répondu que cela servirait peut-être
I4 | controle | appui | Le journal des accès a été présenté, discuté, puis réduit à ce qui sert
I5 | utilite | frein | aucun de mes équipements n’y portait le numéro de nos plaques
I5 | utilite | frein | La maquette, ils m’ont demandé ce qu’elle leur apprendrait
I5 | utilite | appui | J’ai testé la maquette d’une station avec deux agents
I5 | outils | frein | J’ai essayé trois passerelles du commerce, et aucune n’a su ouvrir le fichier du pôle
I5 | outils | frein | J’ai ouvert le fichier sur le poste de l’atelier
I5 | outils | appui | je l’ai essayé sur quatre cents équipements, il n’en manquait pas un
I5 | decision | frein | Pour les locaux techniques, j’ai reçu le dossier le lundi et l’on attendait ma réponse
I5 | decision | frein | aucune n’a été refusée, aucune n’a été suivie
I5 | decision | appui | Je siège au comité technique avec une voix, pas seulement une chaise
I5 | competences | frein | je suis le premier dans ce cas
I5 | competences | frein | Je repars de zéro, et la prochaine session est dans un an
I5 | competences | appui | Six agents sont formés et en forment d’autres
I6 | competences | frein | L’un d’eux photographie l’écran de la salle de réunion et travaille avec la photo
I6 | competences | frein | J’ai appris seule, le soir, sur des vidéos
I6 | competences | appui | les chefs d’équipe ouvrent la coupe du jour sur la tablette avant de couler
I6 | charge | frein | Le rapport journalier se tape sur la tablette, puis se recopie au bureau parce que le
I6 | charge | frein | Vous avez ajouté la maquette à tout ce qui existait
I6 | charge | appui | Le rapport part de la tablette et n’est saisi qu’une fois
I6 | cout | frein | Les tablettes ont été prises sur mon budget de chantier
I6 | cout | frein | J’ai donc un seul compte, que nous sommes six à partager
I6 | cout | appui | Les tablettes et les accès sont pris en charge par le compte de la métropole
I6 | controle | frein | Deux compagnons la laissent dans le vestiaire, et je ne leur donne pas tort
I6 | controle | frein | On a comparé mes cadences à celles du lot voisin, en réunion, sur grand écran
I6 | controle | appui | La position des tablettes a été coupée après discussion avec les délégués
I7 | partage | frein | Une conduite de gaz dans un nuage partagé par soixante sociétés, mon directeur de la
I7 | partage | frein | on s’en est servi pour creuser, et l’on a percé un branchement
I7 | partage | appui | Nous ouvrons l’emprise du chantier et rien de plus, pour la durée des travaux
I7 | outils | frein | Nos réseaux vivent dans un système d’information géographique, avec trois décimales
I7 | outils | frein | Vous voulez des volumes, nous avons des lignes et des profondeurs
I7 | outils | appui | Le passage de nos lignes à vos volumes se fait par un script que nous avons écrit ensemble
I7 | decision | frein | Pour fermer une rue, il me faut l’accord de la ville, de la métropole et du maître
I7 | decision | frein | La position d’une vanne a été décidée dans une réunion où je n’étais pas
I7 | decision | appui | La fermeture de la rue haute y a été réglée en une séance
I7 | cout | frein | Numériser nos carnets des années soixante, c’est à notre charge
I7 | cout | frein | Ces levés supplémentaires m’ont coûté le renouvellement de deux camions
I7 | cout | appui | La métropole a payé la moitié de la numérisation de nos carnets
I8 | charge | frein | Sur mes cinq jours, trois passent à préparer ce que d’autres auraient dû rendre prêt
I8 | charge | frein | Les conflits se notent dans l’outil, et le maître d’œuvre les veut aussi en tableau
I8 | charge | appui | Les maquettes arrivent contrôlées, je n’ai plus qu’à les assembler
I8 | utilite | frein | J’ai glissé un mouton dans la station centrale au mois de mars
I8 | utilite | frein | Les chefs de lot viennent à la réunion avec leurs plans
I8 | utilite | appui | Les chefs de lot demandent la synthèse avant que je la publie
I8 | cout | frein | Après, rien n’est prévu, et l’on me répète que la coordination ne se facture pas
I8 | cout | frein | J’ai avancé de ma poche le déplacement des projeteurs pour la synthèse de mars
I8 | cout | appui | La coordination est un poste du marché, avec ses heures et ses déplacements
I8 | controle | frein | Deux projeteurs ne me répondent plus qu’en copie de leur chef
I8 | controle | frein | On m’a demandé de fournir les noms des équipes en retard
I8 | controle | appui | Un conflit est devenu une chose à régler, plus une accusation
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
# ## 4. Qui fait quoi
#
# Donnez `matrix_faults` : une ligne par infraction de l’ébauche (§ 2.2), avec la `place`, code de l’activité (ou du
# rôle, s’il n’a aucune lettre), et la `fault` : `sans A`, `plusieurs A`, `sans R`, `A sans autorité`, `C ou I de
# trop`, `rôle sans lettre`.
#
# Donnez `matrix` : l’ébauche **corrigée**, une ligne par activité (`activity`) et une colonne par rôle, à son code en
# minuscules (`dp`, `amo`, `moe`, `bm`, `syn`, `ent`, `exp`, `ctl`), texte vide là où il n’y a rien, `AR` ou `RA` là où
# un rôle porte les deux. Elle respecte toutes les règles et ne diffère de l’ébauche que par **huit cases au plus**
# (convention) : au-delà, elle ne rapporte rien.

# %%
roles = {row["role"]: row for row in read_table("roles.csv")}
activities = {row["activite"]: row for row in read_table("activites.csv")}
draft = {row["activite"]: {role: row[role] for role in roles} for row in read_table("matrice_ebauche.csv")}
for code, row in draft.items():
    print(code, activities[code]["niveau_requis"], {role: letters for role, letters in row.items() if letters})

# %% solution="matrix"
matrix_faults = None  # liste de dictionnaires aux clés place, fault
matrix = None  # liste de dictionnaires aux clés activity, dp, amo, moe, bm, syn, ent, exp, ctl
### BEGIN SOLUTION
levels = {role: int(row["niveau"]) for role, row in roles.items()}
needed = {code: int(row["niveau_requis"]) for code, row in activities.items()}


def faults_of(table):
    """Return the rules that a matrix breaks, by place."""
    found = []
    for code, row in table.items():
        answering = [role for role, letters in row.items() if "A" in letters]
        broken = {
            "sans A": not answering,
            "plusieurs A": len(answering) > 1,
            "sans R": not any("R" in letters for letters in row.values()),
            "A sans autorité": any(levels[role] < needed[code] for role in answering),
            "C ou I de trop": any(set(letters) & set("RA") and set(letters) & set("CI") for letters in row.values()),
        }
        found += [(code, fault) for fault, holds in broken.items() if holds]
    return found + [(role, "rôle sans lettre") for role in roles if not any(row[role] for row in table.values())]


def able(code):
    return [role for role in roles if levels[role] >= needed[code]]


mended = {code: dict(row) for code, row in draft.items()}
for code, row in mended.items():
    for role, letters in row.items():
        if set(letters) & set("RA"):
            row[role] = "".join(letter for letter in letters if letter in "AR")
    answering = [role for role, letters in row.items() if "A" in letters]
    if len(answering) > 1:
        # Who already does it, or was first in the draft's order, is spared; the other one is told.
        spared = max((role for role in answering if role in able(code)), key=lambda role: "R" in row[role])
        for role in answering:
            if role != spared:
                row[role] = row[role].replace("A", "") or "I"
    for role in answering:
        if levels[role] < needed[code]:
            row[role] = row[role].replace("A", "") or "C"
    if not any("A" in letters for letters in row.values()):
        # Somebody with the authority who is asked or told already; who does it, at best.
        chosen = max(able(code), key=lambda role: ("R" in row[role], row[role] in ("C", "I"), levels[role]))
        row[chosen] = "AR" if "R" in row[chosen] else "A"
    if not any("R" in letters for letters in row.values()):
        others = [role for role, letters in row.items() if letters in ("C", "I")]
        doing = min(others, key=lambda role: (row[role] != "C", levels[role])) if others else answering[0]
        row[doing] = row[doing].replace("C", "").replace("I", "") + "R"
for place, fault in faults_of(mended):
    if fault == "rôle sans lettre":
        next(row for row in mended.values() if not row[place])[place] = "I"
matrix_faults = [{"place": place, "fault": fault} for place, fault in faults_of(draft)]
matrix = [
    {"activity": code, **{role.lower(): letters for role, letters in row.items()}} for code, row in mended.items()
]
changed = sum(row[role] != draft[code][role] for code, row in mended.items() for role in roles)
print(faults_of(draft), "; après correction :", faults_of(mended), ";", changed, "cases changées")
### END SOLUTION

# %% [markdown]
# ## 5. Le processus
#
# Donnez `process` : le texte d’un fichier **BPMN 2.0**. Deux façons de l’écrire se valent, le correcteur lit le même
# fichier ; celui qu’enregistre Camunda Modeler ou bpmn.io convient aussi. Les noms se comparent sans égard à la casse,
# aux espaces ni à la forme de l’apostrophe.
#
# - **Le dessiner** sur le tableau ouvert plus bas, à la souris ou au clavier.
# - **Le construire** par `ProcessBuilder`, pas à pas : `pool(nom, lanes=[...])` ajoute un participant et ses couloirs ;
#   `start`, `end`, `task`, `milestone` (un événement atteint ou une information remise), `exclusive` et `parallel` (les
#   passerelles) prennent un nom et un couloir et rendent de quoi les relier ; `sequence(a, b, c)` et `flow(a, b,
#   "condition", default=True)` relient ; `message(a, b)` va d’un participant à l’autre ; `data(nom, written_by=[...],
#   read_by=[...])` ajoute une donnée ; `xml()` rend le texte.
#
# Le processus doit :
#
# - **être valide et lisible** (structure) : schéma BPMN 2.0 ; un début et une fin au moins par participant ; tout nœud
#   sur un chemin d’un début à une fin ; un nom aux tâches et aux événements ; un couloir pour chaque nœud ; aucune
#   passerelle qui réunisse et sépare à la fois ; une condition, un nom ou le défaut sur chaque sortie d’une décision ;
#   aucun flux de séquence d’un participant à l’autre ; une décision au moins qui ramène en arrière. Convention :
#   chaque règle enfreinte coûte un quart des points de la structure ;
# - **être correct** (correction, van der Aalst 1997) : tout déroulement peut finir et finit proprement, aucun nœud
#   n’est mort. Le correcteur fait circuler les jetons ; tout ou rien ;
# - **assurer les livraisons** : chaque information d’`exigences_echange.csv` est portée par un événement, une tâche ou
#   une donnée **de ce nom**, et le jalon, **nommé comme dans `planning.csv`**, ne se franchit dans aucun déroulement
#   sans elle. Le dernier jalon ne se franchit pas sans les autres ; l’ordre de ceux-ci n’est pas jugé. Un jalon peut
#   n’avoir aucune livraison. Un seul participant et ses couloirs suffisent ; si vous en dessinez plusieurs,
#   l’information qu’un autre remet arrive par un message, à une tâche ou à un événement (convention). Le dernier jour
#   pour remettre (§ 2.3) suppose le planning calculé : il n’est pas demandé ici ;
# - **dire qui fait quoi** (couloirs) : chacune des activités de `activites.csv` y est, une fois au moins, à son
#   libellé, dans le couloir d’un rôle qui la réalise (R) d’après **votre** matrice ; chaque livraison sort du couloir
#   de son émetteur, une donnée de celui de la tâche qui l’écrit. Un couloir, ou un participant, se nomme par le code
#   du rôle ou par son libellé ; dans `ProcessBuilder`, par le nom que vous lui avez donné.
#
# Passerelles inclusives, événements attachés, sous-processus et boucles d’activité sont permis : le correcteur
# automatique ne les interprète pas, une personne examinera alors votre processus. Le processus contient aussi les
# tâches où ont lieu les actions de la partie 6 : lisez-la et choisissez vos actions avant de dessiner.

# %%
requirements = read_table("exigences_echange.csv")
gates = {row["code"]: row["tache"] for row in read_table("planning.csv") if row["duree"] == "0 j"}
offers = {row["action"]: row for row in read_table("actions_possibles.csv")}
for row in requirements:
    print(
        row["code"], row["information"], ":", row["emetteur"], "vers", row["destinataire"], "avant", gates[row["jalon"]]
    )

# %% [markdown]
# **Le tableau de dessin.** Cliquez un outil de la palette, puis l’endroit où poser l’élément ; double-cliquez un
# élément ou un flux pour le nommer ; les outils qui paraissent à côté d’un élément choisi le relient, en ajoutent un à
# la suite ou changent sa nature (clé : passerelle parallèle, flux par défaut). Un jalon ou une remise est un
# **événement intermédiaire** ; la condition d’une sortie de décision est le **nom du flux** ; une donnée se relie à la
# tâche qui l’écrit ou la lit. Sous le dessin, les mêmes gestes se font au clavier, d’après une liste, et le processus
# se lit en mots.
#
# Chaque changement est écrit dans `processus.bpmn`, à côté du carnet : vous l’y retrouvez en réexécutant la cellule,
# demain ou après un redémarrage du noyau. Mais **seul le carnet est rendu** : le dessin doit y être. Dans la cellule de
# réponse, écrivez `process = board.keep("")` et exécutez-la : elle se récrit d’elle-même avec le texte du dessin (un
# clic sur la barre à sa gauche la replie). Réexécutez-la après vos derniers changements, puis enregistrez ; la ligne
# sous le tableau dit si le carnet contient le dessin. `board.restart()` efface le tableau et garde l’ancien dessin dans
# `processus.precedent.bpmn`.

# %%
drawn_at_first = ProcessBuilder("Pilotage de la maquette de la ligne V")
drawn_at_first.pool("Ligne V", lanes=[role["libelle"] for role in roles.values()])
board = ProcessModeller("processus.bpmn", start=drawn_at_first)
board

# %% solution="process"
process = None  # un texte, le fichier BPMN 2.0 : board.keep("") ou celui que rend xml()
### BEGIN SOLUTION
groups = {code: re.search(r"Groupe\s: (.+)", text)[1].strip() for code, text in texts.items()}
hindrances = [(row["interview"], row["theme"]) for row in coding if row["code"] == "frein"]


def treats(action, hindrance):
    """Return whether an action has the theme of a hindrance and reaches the group that it holds back."""
    interview, theme = hindrance
    offer = offers[action]
    return theme in offer["themes"].split(", ") and groups[interview] in offer["groupes"].split(", ")


# All sets of actions: the second half of each step has one action more.
treated, lasting = [0], [0]
for action, offer in offers.items():
    own = sum(1 << rank for rank, hindrance in enumerate(hindrances) if treats(action, hindrance))
    treated += [bits | own for bits in treated]
    lasting += [days + int(offer["jours"]) for days in lasting]
best = min((days, rank) for rank, days in enumerate(lasting) if treated[rank] == (1 << len(hindrances)) - 1)
plan = [action for rank, action in enumerate(offers) if best[1] >> rank & 1]

names = {role: row["libelle"] for role, row in roles.items()}
doing = {code: next(role for role in roles if "R" in row[role]) for code, row in mended.items()}
builder = ProcessBuilder("Pilotage de la maquette de la ligne V")
builder.pool("Ligne V", lanes=list(names.values()))


def done(codes):
    """Return the tasks of the activities of these codes that this variant has."""
    return [builder.task(activities[code]["libelle"], names[doing[code]]) for code in codes if code in activities]


def led(action):
    """Return the lane of who leads an action: what binds the project is for who directs it."""
    bound = {"decision", "cout", "controle"}.intersection(offers[action]["themes"].split(", "))
    return names["DP" if bound else "BM"]


# Requirements and roles first, then what changes the habits of those who will produce.
steps = [builder.start("Ligne décidée", names["DP"]), *done(["A01", "A02", "A03", "A04"])]
steps += [builder.task(offers[action]["libelle"], led(action)) for action in sorted(plan, key=led)]
builder.sequence(*steps)
before = steps[-1]
stages = sorted({row["jalon"] for row in requirements})
for rank, stage in enumerate(stages):
    due = [row for row in requirements if row["jalon"] == stage]
    again = builder.exclusive("", names["BM"])
    inner = [again, *(done(["A05", "A06", "A07"]) if not rank else [])]
    split = builder.parallel("", names["BM"])
    deliveries = [builder.milestone(row["information"], names[row["emetteur"]]) for row in due]
    prepare = builder.task(f"Préparer le contrôle avant {stage}", names["BM"])
    join = builder.parallel("", names["BM"])
    check = builder.task(f"Contrôler les livraisons avant {stage}", names["BM"])
    builder.sequence(*inner, split)
    for branch in [*deliveries, prepare]:
        builder.sequence(split, branch, join)
    builder.sequence(join, check)
    verdict = builder.exclusive(f"Livraisons admises pour {stage} ?", names["BM"])
    closing = done(["A08", "A09", "A10"]) if not rank else done(["A11", "A12"]) if stage == stages[-1] else []
    gate = builder.milestone(gates[stage], names["DP"])
    builder.sequence(before, again)
    builder.sequence(check, verdict)
    builder.flow(verdict, again, "non", default=True)
    builder.flow(verdict, (closing or [gate])[0], "oui")
    builder.sequence(*closing, gate)
    before = gate
builder.sequence(before, builder.end("Ligne remise à l’exploitant", names["EXP"]))
process = builder.xml()
print(len(builder.build().nodes), "nœuds,", len(process), "caractères")
### END SOLUTION

# %% [markdown]
# Représentez le processus, ou montrez-le sur un tableau (`ProcessModeller("revue.bpmn", start=process)`) : un jalon
# doit s’y voir sans être cherché.

# %% solution="process-figure" figure="process"
### BEGIN SOLUTION
diagram = read_process(process)
lanes = [lane for pool in diagram.pools for lane in pool.lanes]
heights = {lane.id: -rank for rank, lane in enumerate(lanes)}
MARKS = {
    NodeKind.START: ("o", "tab:green"),
    NodeKind.END: ("o", "tab:red"),
    NodeKind.TASK: ("s", "tab:blue"),
    NodeKind.EXCLUSIVE: ("D", "white"),
    NodeKind.PARALLEL: ("D", "white"),
    NodeKind.THROW: (">", "tab:purple"),
}
# The order in which the nodes were drawn follows the project.
columns = {node.id: rank for rank, node in enumerate(diagram.nodes)}
figure, axes = plt.subplots(figsize=(16, 6))
for flow in diagram.sequence_flows:
    ends = [diagram.by_id[flow.source], diagram.by_id[flow.target]]
    (x0, y0), (x1, y1) = [(columns[node.id], heights[node.lane]) for node in ends]
    line = {"color": "grey", "linestyle": "dashed" if x1 < x0 else "solid", "lw": 0.8}
    bend = "arc3,rad=0.25" if x1 < x0 else "arc3,rad=0"
    axes.annotate("", (x1, y1), (x0, y0), arrowprops={"arrowstyle": "->", "connectionstyle": bend, **line})
changing = {offer["libelle"] for offer in offers.values()}
for node in diagram.nodes:
    mark, colour = MARKS[node.kind]
    colour = "tab:orange" if node.name in changing else colour
    mark = "*" if node.name in gates.values() else mark
    place = (columns[node.id], heights[node.lane])
    axes.scatter(*place, s=220 if mark == "*" else 90, marker=mark, color=colour, edgecolors="black", zorder=3)
    signs = {NodeKind.EXCLUSIVE: "×", NodeKind.PARALLEL: "+"}
    axes.annotate(signs.get(node.kind, ""), place, ha="center", va="center", zorder=4)
    if mark == "*":
        axes.annotate(node.name, place, (0, 12), textcoords="offset points", rotation=25, fontsize=8)
axes.set_yticks(list(heights.values()), [lane.name for lane in lanes])
axes.set_xticks([])
axes.set_ylim(0.7 - len(lanes), 2.8)
axes.set_title("Pilotage de la maquette : couloirs, livraisons et jalons")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.3.1.process"
answer("coding", coding)
answer("matrix_faults", matrix_faults)
answer("matrix", matrix)
answer("process", process)

# %% [markdown]
# **À rédiger (environ 2 500 signes, espaces compris), notation humaine.** Le processus à la direction : pourquoi
# chaque contrôle est où il est, où l’on revient et qui décide ; ce que vous avez changé dans la matrice, case par
# case ; ce que les entretiens (par leur numéro) ont changé à votre dessin ; ce que vous proposez pour une livraison
# refusée deux fois (le cahier des charges n’en dit rien) ; ce que huit entretiens ne permettent pas d’affirmer, et qui
# il faudrait encore entendre.

# %% [markdown] rubric="C2.3.1.process"
# **Le dessin.** Chaque jalon du projet ferme une boucle : les informations dues sont remises en parallèle, chacune du
# couloir de son émetteur, pendant que leur contrôle se prépare, puis contrôlées ensemble ; « non » ramène avant la
# remise, « oui » seul mène au jalon. Le défaut est « non » : ce que personne n’a admis n’est pas admis. C’est la
# réponse aux freins codés sur `decision` : on attend un accord sans savoir de qui, ou l’on apprend après coup ce qui a
# été décidé. Ici, une tâche, un couloir et une décision par jalon.
#
# **La matrice.** Les cases changées sont celles des fautes de `matrix_faults`, et elles seules. Là où deux rôles
# rendaient compte, reste celui qui a le niveau ; l’autre est informé. Là où nul ne réalisait, celui qui était consulté
# réalise. Un rôle sans l’autorité redevient consulté. Les couloirs du dessin reprennent les R de cette matrice.
#
# **Ce que les entretiens changent.** Les freins sur `outils` placent le contrôle avant le jalon et non après ; ceux sur
# `charge` font que l’on remet une information une fois, là où elle est née ; ceux sur `utilite` mettent chez
# l’exploitant la préparation des données dont il se servira. Les appuis (`coding` dit chez qui) se gardent : ce qui
# marche dans un lot sert de modèle aux autres, sur le même thème.
#
# **Éprouver.** Refusée deux fois, une livraison revient deux fois ; le processus ne dit pas encore à qui l’on en réfère
# alors : je propose l’arbitrage de la directrice de projet au second refus. La mesure à suivre est la part des
# livraisons admises du premier coup, et leur avance sur le dernier jour.
#
# **Limites.** Huit personnes, une par groupe : un thème dont nul ne parle n’est pas un thème sans frein. La catégorie
# absente du panel envisagé reste à entendre d’abord, puis celles qui y étaient trop peu.

# %% [markdown]
# ## 6. Conduire le changement dans le processus
#
# *Critère « conduite du changement intégrée » : 10 points, dont 5 attribués par un correcteur.*
#
# Les actions ne comptent que si elles traitent tous les freins, ou si la moitié des liens de `treatments` est juste.
#
# | Barème (moitié automatique) | Freins traités dans les jours donnés | Frein par frein | Place dans le processus |
# |---|---|---|---|
# | sur 5 | 2 | 1,5 | 1,5 |
#
# - `actions` : une ligne par action retenue (`action`, son code), avec `step`, le nom de la **tâche** de votre
#   processus où elle a lieu. La somme de leurs durées tient dans les jours disponibles (`change_days`) : au-delà, la
#   première part est perdue ;
# - `treatments` : une ligne par couple d’une action retenue et d’un frein (`resistance`, comme `I3-cout`) qu’elle
#   traite, **tous** ceux qu’elle traite.
#
# Une action est à sa place (convention) si aucun déroulement n’atteint le **dernier jalon** du projet sans passer par
# sa tâche ; chez un participant qui ne porte pas ce jalon, si aucun n’atteint la fin sans elle. Une même tâche peut
# porter plusieurs actions. Le moment que vous choisissez avant ce jalon se justifie dans le texte, qu’une personne
# lit. Freins et liens sont jugés d’après votre codage ou le codage de référence, selon ce qui vous est le plus
# favorable.

# %% solution="change"
actions = None  # liste de dictionnaires aux clés action, step
treatments = None  # liste de dictionnaires aux clés action, resistance
### BEGIN SOLUTION
actions = [{"action": action, "step": offers[action]["libelle"]} for action in plan]
treatments = [
    {"action": action, "resistance": "-".join(hindrance)}
    for action in plan
    for hindrance in hindrances
    if treats(action, hindrance)
]
print(best[0], "jours sur", specification["change_days"], ":", plan)
for action in plan:
    print(action, [row["resistance"] for row in treatments if row["action"] == action])
### END SOLUTION

# %% criterion="C2.3.1.change"
answer("actions", actions)
answer("treatments", treatments)

# %% [markdown]
# **À rédiger (environ 2 200 signes, espaces compris), notation humaine.** Le plan de conduite du changement : pour
# chaque action, quel frein de qui elle lève et pourquoi à cette étape, avant quel jalon ; qui la conduit ; les appuis
# qui servent de relais ; ce à quoi l’on renonce faute de jours ; à quoi l’on verra que deux freins ont cédé ; ce qui
# demande une précaution particulière.

# %% [markdown] rubric="C2.3.1.change"
# **Le plan.** Les actions retenues sont celles du tableau `actions` ; `treatments` dit quel frein de qui chacune lève.
# Une action par thème aurait dépassé les jours : celles qui touchent deux thèmes auprès du même groupe coûtent moins, à
# condition que ce groupe soit bien celui que le frein retient.
#
# **Où et quand.** Toutes ont lieu après le règlement de la plateforme et avant la première boucle de livraison :
# personne ne remet une maquette dans des conditions qu’il n’a pas pu essayer. Aucun chemin ne les évite. Le BIM manager
# les conduit ; la direction tient elle-même ce qui touche à la décision et à l’argent, sans quoi l’engagement ne vaut
# rien.
#
# **Relais.** Sur chaque thème, quelqu’un dit un appui : `coding` le nomme. C’est lui qui en parle à ceux que ce thème
# retient ; un collègue qui s’en félicite convainc mieux qu’un guide.
#
# **Précautions.** Un frein sur `controle` n’est pas une résistance à vaincre : il se traite avec les représentants du
# personnel, les traces réduites à ce qui sert, les noms retirés des revues. Former qui n’a pas le poste, ou payer le
# poste de qui n’y voit pas d’utilité, déplace le frein sans le lever.
#
# **Ce que l’on mesure.** Sur `decision`, le délai entre remise et réponse, jalon par jalon ; sur `charge`, le nombre de
# saisies d’une même donnée, relevé dans deux lots au départ et à six mois. Si l’un ne bouge pas, l’action est
# remplacée. À ce que les jours ne paient pas, les actions longues à un seul thème, on reviendra au jalon suivant.

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
