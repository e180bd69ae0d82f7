# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Dimensionner, tenir les coûts et les délais de la ligne V
#
# **Étude de cas A2.3 · compétence C2.3.2 · 210 minutes · 30 points**
#
# La direction des grands projets vous demande trois choses sur la plateforme et le chantier de la ligne V, et elle veut
# pouvoir recalculer chacune : **combien** d’accès, de serveurs et de disques il faut chaque année, à mesure que les
# entreprises arrivent et repartent ; **ce que le projet a coûté** pour ce qui est fait, où il dérive, depuis quand, et
# ce qu’il coûtera à la fin ; **quand** la ligne ouvrira, ce qui retient cette date, et un planning que les équipes
# disponibles peuvent tenir.
#
# À la fin de ce carnet vous aurez :
#
# 1. les **besoins de chaque année** en entreprise étendue, ce qu’il faut acheter, une fonction qui refait le calcul ;
# 2. la **valeur acquise** du projet, de ses lots et de ses mois, les alertes, l’estimation à l’achèvement et les lots
#    qui dérivent ;
# 3. le **planning** : dates, marges, chemin critique, pointes de ressources, puis un planning réalisable, ses jalons et
#    son diagramme de Gantt.
#
# Temps conseillé : 20 minutes pour le cahier des charges, 30 pour les installations, 45 pour les coûts, 115 pour les
# délais.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from math import ceil
from re import fullmatch
from textwrap import shorten

import matplotlib.dates as mdates
import matplotlib.pyplot as plt

from autograders.candidate import answer, open_case

case = open_case("c2_3_2_sizing_cost_schedule")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante. Le document complet, `cahier_des_charges.md`, est dans le dossier de
# données : les sections 3 (délais), 4 (coûts) et 5 (installations) disent comment lire les fichiers et **toutes** les
# conventions de calcul. Gardez-les sous les yeux : ce carnet dit ce qui est à remettre et ce qu’il y ajoute.

# %%
specification = case.specification
specification

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `entreprises.csv` | entreprises de la plateforme | jours de contrat, croissance parfois négative |
# | `valeur_planifiee.csv` | valeur planifiée par mois et par lot | non cumulée, jusqu’à la fin du projet |
# | `avancements.csv` | avancement des tâches | cumulé, une ligne seulement quand il change |
# | `factures.csv` | journal des factures | doublons, avoirs, mois des travaux, jours parfois écrits `2027-03-15` |
# | `planning.csv` | tâches, jalons, liens, ressources | lignes récapitulatives ; `120 j`, `Lun 06/03/28` |
# | `calendriers.csv`, `jours_chomes.csv` | jours ouvrés et périodes chômées | un jour peut y figurer plusieurs fois |
# | `ressources.csv` | capacité de chaque ressource | unités par jour |
#
# La cellule suivante lit les tables : ce qui s’écrit comme un nombre devient un nombre, entier ou à virgule.


# %%
def read_table(name):
    """Return the rows of a table; cells that are numbers, with their decimal comma, become numbers."""

    def converted(cell):
        for kind in (int, float):
            try:
                return kind(cell.replace(",", "."))
            except ValueError:
                pass
        return cell

    with case.path(name).open(encoding="utf-8", newline="") as file:
        return [{key: converted(cell) for key, cell in row.items()} for row in csv.DictReader(file, delimiter=";")]


def day_of(text):
    """Return a day written as 05/01/2026."""
    return datetime.strptime(text, "%d/%m/%Y").date()


START, STATUS_DATE = day_of(specification["start_date"]), day_of(specification["status_date"])
companies, planning = read_table("entreprises.csv"), read_table("planning.csv")
planned, progress, ledger = (read_table(f"{name}.csv") for name in ("valeur_planifiee", "avancements", "factures"))
companies[0]

# %% [markdown]
# ## 1. Les installations (critère « calculs », 10 points)
#
# Règles : section 5. L’année 1 est l’année civile du début du planning, la dernière celle de la **mise en service au
# plus tôt**, qui est aussi l’année de la dernière ligne de `valeur_planifiee.csv`. Trois chiffres significatifs
# suffisent ; les entiers sont exacts. Chaque résultat est jugé à partir de **vos** résultats précédents, s’ils
# montrent un calcul : une colonne dont moins d’un quart des lignes est juste, ou porte une erreur connue, est remplacée
# par celle du corrigé pour juger la suite. C’est une convention de l’atelier, qui vaut aussi pour les
# montants des lots.
#
# ### 1.1 Année par année
#
# - `yearly_needs` : une ligne par année civile, avec `year` (2027, par exemple), `companies` (entreprises présentes),
#   `accounts` (leurs comptes), `concurrent` (accès simultanés), `servers` (secours compris), `produced_tb` (production
#   de l’année) et `stored_tb` (volume conservé à la fin de l’année, entreprises parties comprises).

# %% solution="needs"
yearly_needs = None  # liste de dictionnaires aux clés year, companies, accounts, concurrent, servers, produced_tb, ...
### BEGIN SOLUTION
LAST_YEAR = int(str(planned[-1]["mois"])[3:])
years = range(START.year, LAST_YEAR + 1)
target_load = specification["target_load_percent"] / 100
for company in companies:
    company["first_year"] = day_of(company["arrivee"]).year
    company["last_year"] = min(day_of(company["depart"]).year, LAST_YEAR)


def is_present(company, year):
    """Return whether a day of its contract lies in a year."""
    return company["first_year"] <= year <= company["last_year"]


def produced_by(company, year):
    """Return what a company produces in a year in which it is present."""
    growth = 1 + company["croissance_pct"] / 100
    return company["production_premiere_annee_to"] * growth ** (year - company["first_year"])


def needs_of(years):
    """Return the needs of each year: accesses of those present, volumes of all that is still kept."""
    present = {year: [company for company in companies if is_present(company, year)] for year in years}
    produced_tb = {year: sum(produced_by(company, year) for company in present[year]) for year in years}
    found = []
    for year in years:
        concurrent = sum(company["comptes"] * company["simultaneite_pct"] / 100 for company in present[year])
        carrying = ceil(concurrent / (specification["sessions_per_server"] * target_load) - 1e-9)
        kept = range(max(years[0], year - specification["kept_years"] + 1), year + 1)
        found.append(
            {
                "year": year,
                "companies": len(present[year]),
                "accounts": int(sum(company["comptes"] for company in present[year])),
                "concurrent": concurrent,
                "servers": carrying + specification["spare_servers"],
                "produced_tb": produced_tb[year],
                "stored_tb": sum(produced_tb[each] for each in kept),
            }
        )
    return found


yearly_needs = needs_of(years)
for row in yearly_needs:
    print(row)
### END SOLUTION

# %% [markdown]
# ### 1.2 Ce qu’il faut acheter, et une fonction qui refait le calcul
#
# - `peak_access_year`, `servers_to_provide` : l’année où les accès simultanés sont les plus nombreux, et le nombre de
#   serveurs qui suffit toutes les années.
# - `peak_stored_year`, `provisioned_tb`, `disks` : l’année où le volume conservé est le plus grand, ce volume divisé
#   par le remplissage maximal, et le nombre de disques (section 5).
# - `stored_tb_at` : la **fonction** `stored_tb_at(companies, year, kept_years)` qui rend le volume conservé, en To, à
#   la fin d’une année, pour d’autres entreprises que les vôtres. `companies` est une liste de dictionnaires aux clés
#   `first_year`, `last_year` (première et dernière année de présence, comprises), `yearly_tb` (production de la
#   première année) et `growth_percent`. Mêmes conventions qu’à la section 5 ; elle rend 0 quand rien n’est conservé.
#
# | Barème des installations | sur 10 |
# |---|---|
# | Entreprises et comptes ; accès simultanés ; serveurs | 1 ; 1,5 ; 1,5 |
# | Production ; volume conservé | 1,25 ; 1,5 |
# | Serveurs à prévoir ; années de pointe | 0,5 ; 0,5 |
# | Volume à provisionner ; disques | 0,5 ; 0,75 |
# | Fonction | 1 |
#
# Une année de pointe ne compte qu’avec les lignes qui la montrent.

# %% solution="purchase"
peak_access_year = None
servers_to_provide = None
peak_stored_year = None
provisioned_tb = None
disks = None
stored_tb_at = None  # fonction : entreprises, année, durée de conservation -> To
### BEGIN SOLUTION
peak_access_year = max(yearly_needs, key=lambda row: row["concurrent"])["year"]
servers_to_provide = max(row["servers"] for row in yearly_needs)
fullest = max(yearly_needs, key=lambda row: row["stored_tb"])
peak_stored_year = fullest["year"]
provisioned_tb = fullest["stored_tb"] / (specification["maximum_fill_percent"] / 100)
disks = max(ceil(provisioned_tb / specification["disk_tb"] - 1e-9) + 2, 4)


def stored_by_year(companies, year, kept_years):
    """Return what is kept at the end of a year: the production of the last years, whoever made it."""
    return sum(
        company["yearly_tb"] * (1 + company["growth_percent"] / 100) ** (each - company["first_year"])
        for company in companies
        for each in range(year - kept_years + 1, year + 1)
        if company["first_year"] <= each <= company["last_year"]
    )


stored_tb_at = stored_by_year
print(peak_access_year, servers_to_provide, peak_stored_year, provisioned_tb, disks)
### END SOLUTION

# %% [markdown]
# Tracez les serveurs et le volume conservé, année par année.

# %% solution="sizing-figure" figure="yearly-needs"
### BEGIN SOLUTION
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.6))
shown = [row["year"] for row in yearly_needs]
left.bar(shown, [row["servers"] for row in yearly_needs], color="tab:blue")
left.axhline(servers_to_provide, color="black", linestyle="--")
left.set(title="Serveurs, secours compris (tirets : à prévoir)", ylabel="serveurs", xlabel="année")
right.bar(shown, [row["produced_tb"] for row in yearly_needs], color="lightgrey", hatch="//", label="produit")
right.plot(shown, [row["stored_tb"] for row in yearly_needs], "o-", color="tab:red", label="conservé en fin d’année")
right.set(title="Volume produit et volume conservé", ylabel="To", xlabel="année")
right.legend()
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.3.2.calculations"
answer("yearly_needs", yearly_needs)
answer("peak_access_year", peak_access_year)
answer("servers_to_provide", servers_to_provide)
answer("peak_stored_year", peak_stored_year)
answer("provisioned_tb", provisioned_tb)
answer("disks", disks)
answer("stored_tb_at", stored_tb_at)

# %% [markdown]
# ## 2. Les coûts (critère « coûts », 10 points)
#
# Règles : section 4. Les montants se donnent au millier d’euros près, les indices à 0,001 près. Le budget à
# l’achèvement est la somme des budgets de `planning.csv`, les lignes récapitulatives n’en ont pas.
#
# ### 2.1 Ce qui était prévu, ce qui est fait, ce que cela a coûté
#
# - `lots` : une ligne par lot dont la valeur planifiée, la valeur acquise ou le coût réel n’est pas nul, avec `lot`,
#   `planned_eur`, `earned_eur` et `actual_eur`, **cumulés** à la date d’état.
# - `months` : une ligne par mois, du premier à celui de la date d’état, avec `month` (`"03/2027"`) et les mêmes trois
#   valeurs pour tout le projet, **non cumulées**.

# %% solution="values"
lots = None  # liste de dictionnaires aux clés lot, planned_eur, earned_eur, actual_eur
months = None  # liste de dictionnaires aux clés month, planned_eur, earned_eur, actual_eur
### BEGIN SOLUTION
elapsed = [row["mois"] for row in planned if day_of(f"01/{row['mois']}") <= STATUS_DATE]
names = [key for key in planned[0] if key != "mois"]
tasks = {row["code"]: row for row in planning if row["niveau"] == 2}

planned_eur = {(lot, row["mois"]): row[lot] for row in planned for lot in names}

earned_eur, done = Counter(), Counter()
for row in sorted(progress, key=lambda row: day_of(row["date"])):
    task = tasks[row["tache"]]
    gained = row["avancement_pct"] - done[row["tache"]]
    earned_eur[task["lot"], row["date"][3:]] += task["budget_eur"] * gained / 100
    done[row["tache"]] = row["avancement_pct"]


def spent_on(lines, month_of=lambda row: row["periode"]):
    """Return what lines of the ledger cost by lot and month."""
    found = Counter()
    for row in lines:
        found[row["lot"], month_of(row)] += row["montant_eur"]
    return found


once = list({row["numero"]: row for row in ledger}.values())
actual_eur = spent_on(once)


def lots_of(planned_eur, earned_eur, actual_eur):
    """Return the values of the lots that have begun, accumulated up to the status date."""
    held = {"planned_eur": planned_eur, "earned_eur": earned_eur, "actual_eur": actual_eur}
    rows = [
        {"lot": lot} | {name: sum(values[lot, month] for month in elapsed) for name, values in held.items()}
        for lot in names
    ]
    return [row for row in rows if any(row[name] for name in held)]


def months_of(planned_eur, earned_eur, actual_eur):
    """Return the values of the project in each month."""
    held = {"planned_eur": planned_eur, "earned_eur": earned_eur, "actual_eur": actual_eur}
    return [
        {"month": month} | {name: sum(values[lot, month] for lot in names) for name, values in held.items()}
        for month in elapsed
    ]


lots = lots_of(planned_eur, earned_eur, actual_eur)
months = months_of(planned_eur, earned_eur, actual_eur)
for row in lots:
    print(row)
### END SOLUTION

# %% [markdown]
# ### 2.2 Écarts, indices, alertes, estimation
#
# - `cost_variance_eur`, `schedule_variance_eur`, `cost_index`, `schedule_index` : les écarts (négatifs quand on dépense
#   trop, quand on est en retard) et les indices du **projet** à la date d’état.
# - `alerts` : une ligne par lot de `lots` et par indice défini (le dénominateur n’est pas nul), avec `lot`, `kind`
#   (`"coût"` ou `"délai"`), `index` et `alert` (`"conforme"`, `"vigilance"` ou `"alerte"`, seuils de la section 4).
# - `budget_eur` : le budget à l’achèvement du projet ; `forecast` : la variante que le cahier des charges demande ;
#   `estimate_eur` : l’estimation à l’achèvement du projet par cette variante ; `to_complete_index` : l’indice de coût
#   qu’il faudrait tenir sur le reste pour finir **au budget**.
#
# | Variante | Le reste à faire se fera… |
# |---|---|
# | au budget | au coût prévu |
# | au rythme de coût observé | à l’indice de coût du projet à ce jour |
# | aux rythmes de coût et d’avancement observés | au produit des deux indices |
#
# ### 2.3 Où, et depuis quand
#
# - `dear_lot`, `dear_since`, `dear_extra_eur` : le lot qui dérive en coût, le mois depuis lequel (`"03/2027"`), et ce
#   qu’il a coûté de trop **depuis ce mois compris** : coût réel moins valeur acquise.
# - `late_lot`, `late_variance_eur` : le lot dont l’indice de délai est le plus bas à la date d’état, et son écart de
#   délai en euros. Ce retard compte : si toutes les tâches qui lui restent avancent au rythme de ses derniers mois, il
#   dépasse leurs marges et la mise en service recule. Les dates de la partie 3 n’en tiennent pas compte : elles
#   restent celles du planning de référence.
#
# | Barème des coûts | sur 10 |
# |---|---|
# | Lots : valeur planifiée ; valeur acquise ; coût réel | 1 ; 1 ; 1,5 |
# | Mois | 1 |
# | Écarts du projet ; indices du projet | 0,5 ; 0,5 |
# | Indices et alertes des lots | 1,25 |
# | Budget ; variante ; estimation à l’achèvement ; indice à tenir | 0,25 ; 0,25 ; 0,75 ; 0,5 |
# | Lot trop cher, depuis quand, de combien ; lot en retard et son écart | 1 ; 0,5 |
#
# Un lot nommé ne compte qu’avec le mois ou le montant qui le montre, une alerte
# qu’avec son indice, une variante qu’avec son estimation.

# %% solution="indices"
cost_variance_eur = None
schedule_variance_eur = None
cost_index = None
schedule_index = None
alerts = None  # liste de dictionnaires aux clés lot, kind, index, alert
budget_eur = None
forecast = None
estimate_eur = None
to_complete_index = None
dear_lot = None
dear_since = None  # "MM/AAAA"
dear_extra_eur = None
late_lot = None
late_variance_eur = None
### BEGIN SOLUTION
whole = {key: sum(row[key] for row in lots) for key in ("planned_eur", "earned_eur", "actual_eur")}
cost_variance_eur = whole["earned_eur"] - whole["actual_eur"]
schedule_variance_eur = whole["earned_eur"] - whole["planned_eur"]
cost_index = whole["earned_eur"] / whole["actual_eur"]
schedule_index = whole["earned_eur"] / whole["planned_eur"]


def alert_of(index):
    """Return what an index calls for."""
    if index < specification["act_below"]:
        return "alerte"
    return "vigilance" if index < specification["watch_below"] else "conforme"


alerts = []
for row in lots:
    for kind, divisor in (("coût", row["actual_eur"]), ("délai", row["planned_eur"])):
        if divisor:
            index = row["earned_eur"] / divisor
            alerts.append({"lot": row["lot"], "kind": kind, "index": index, "alert": alert_of(index)})

budget_eur = sum(task["budget_eur"] for task in tasks.values())
forecast = specification["forecast"]
left_eur = budget_eur - whole["earned_eur"]
estimates_eur = {
    "au budget": whole["actual_eur"] + left_eur,
    "au rythme de coût observé": budget_eur / cost_index,
    "aux rythmes de coût et d’avancement observés": whole["actual_eur"] + left_eur / (cost_index * schedule_index),
}
estimate_eur = estimates_eur[forecast]
to_complete_index = left_eur / (budget_eur - whole["actual_eur"])


def dear_from(lot):
    """Return the month from which the monthly cost index of a lot stays in alert; ``None`` where it does not."""
    since = None
    for month in reversed(elapsed):
        spent = actual_eur[lot, month]
        if not spent or earned_eur[lot, month] / spent >= specification["act_below"]:
            break
        since = month
    return since


dear_lot, dear_since = next((lot, dear_from(lot)) for lot in names if dear_from(lot))
dear_months = elapsed[elapsed.index(dear_since) :]
dear_extra_eur = sum(actual_eur[dear_lot, month] - earned_eur[dear_lot, month] for month in dear_months)
late = min((row for row in alerts if row["kind"] == "délai"), key=lambda row: row["index"])
late_lot = late["lot"]
late_variance_eur = next(row["earned_eur"] - row["planned_eur"] for row in lots if row["lot"] == late_lot)
print(cost_variance_eur, schedule_variance_eur, cost_index, schedule_index, forecast, estimate_eur, to_complete_index)
print(dear_lot, dear_since, dear_extra_eur, late_lot, late_variance_eur)
### END SOLUTION

# %% [markdown]
# Tracez les deux écarts cumulés du projet, et l’indice de coût mensuel du lot qui dérive.

# %% solution="cost-figure" figure="earned-value"
### BEGIN SOLUTION
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
ranks = range(len(elapsed))
for subtracted, label, style in (("actual_eur", "écart de coût", "-"), ("planned_eur", "écart de délai", "--")):
    variances = [row["earned_eur"] - row[subtracted] for row in months]
    left.plot(ranks, [sum(variances[: rank + 1]) / 1e6 for rank in ranks], style, label=label)
left.axhline(0, color="black", linewidth=0.8)
left.set(title="Écarts cumulés du projet", ylabel="millions d’euros", xticks=ranks[::6], xticklabels=elapsed[::6])
left.legend()
spent = [month for month in elapsed if actual_eur[dear_lot, month]]
right.plot(
    [elapsed.index(month) for month in spent],
    [earned_eur[dear_lot, month] / actual_eur[dear_lot, month] for month in spent],
    "o-",
)
right.axhline(specification["act_below"], color="tab:red", linestyle="--", label="seuil d’alerte")
right.set(title=f"Indice de coût mensuel du lot {dear_lot}", xticks=ranks[::6], xticklabels=elapsed[::6])
right.legend()
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.3.2.costs"
answer("lots", lots)
answer("months", months)
answer("cost_variance_eur", cost_variance_eur)
answer("schedule_variance_eur", schedule_variance_eur)
answer("cost_index", cost_index)
answer("schedule_index", schedule_index)
answer("alerts", alerts)
answer("budget_eur", budget_eur)
answer("forecast", forecast)
answer("estimate_eur", estimate_eur)
answer("to_complete_index", to_complete_index)
answer("dear_lot", dear_lot)
answer("dear_since", dear_since)
answer("dear_extra_eur", dear_extra_eur)
answer("late_lot", late_lot)
answer("late_variance_eur", late_variance_eur)

# %% [markdown]
# ## 3. Les délais (critère « Gantt », 10 points)
#
# Règles : section 3. Une date se remet sous la forme `"2027-03-05"` (`.isoformat()`) ou comme date de Python, de numpy
# ou de pandas ; un tableau où une date est écrite autrement est refusé à la remise, qui dit la ligne et la colonne. Les
# marges se comptent en jours ouvrés du calendrier de la tâche.
#
# ### 3.1 Dates au plus tôt, marges, chemin critique
#
# - `dates` : une ligne par tâche ou jalon de niveau 2, avec `task`, `start` et `finish` (premier et dernier jour au
#   plus tôt ; les deux sont égaux pour un jalon), `total_float_days` et `free_float_days`.
# - `critical_path` : ce qui retient la fin du projet, une ligne `step` (à partir de 1), `task` par tâche ou jalon, de
#   la première à la mise en service.
#
# Conventions ajoutées. La **marge totale** est le plus grand retard qui ne retarde pas la fin du projet ; la **marge
# libre**, le plus grand qui ne déplace aucune autre date au plus tôt, ni la fin du projet. Avec plusieurs calendriers,
# une tâche ou un jalon du chemin critique peut avoir de la marge totale, d’un jour (un samedi ou un jour férié que son
# successeur ne travaille pas) à deux semaines (des congés d’été) ; celle d’un jalon se compte sur son calendrier, en
# jours de la semaine : suivez les liens moteurs, ceux qui fixent les dates, non les marges nulles.
#
# Chaque ligne est jugée aussi à partir de **vos** dates des prédécesseurs : une erreur ne se paie que là où elle est
# faite.


# %% solution="network"
dates = None  # liste de dictionnaires aux clés task, start, finish, total_float_days, free_float_days
critical_path = None  # liste de dictionnaires aux clés step, task
### BEGIN SOLUTION
WEEK = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
DAYS = [date(START.year, 1, 1) + timedelta(days=number) for number in range(366 * 12)]
off = defaultdict(set)
for row in read_table("jours_chomes.csv"):
    first, last = day_of(row["du"]), day_of(row["au"])
    off[row["calendrier"]] |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
worked = {
    row["calendrier"]: [
        day for day in DAYS if WEEK[day.weekday()] in row["jours_ouvres"] and day not in off[row["calendrier"]]
    ]
    for row in read_table("calendriers.csv")
}
ONE_DAY = timedelta(days=1)
for task in tasks.values():
    task["days"] = int(task["duree"].removesuffix(" j"))
    imposed = task["debut_au_plus_tot"]
    task["not_before"] = datetime.strptime(imposed[4:], "%d/%m/%y").date() if imposed else START
    cells = filter(None, task["predecesseurs"].split(", "))
    task["links"] = [
        (code, kind or "FD", int(lag or 0))
        for code, kind, lag in (fullmatch(r"([A-Z]+\d+)(FD|DD|FF)?(?:([+-]\d+)j)?", cell).groups() for cell in cells)
    ]
    task["demands"] = {name: int(units) for name, units in map(str.split, filter(None, task["ressources"].split(", ")))}
following = defaultdict(list)
for code, task in tasks.items():
    for predecessor, kind, lag in task["links"]:
        following[predecessor].append((code, kind, lag))


def ends_on(code, kind):
    """Return whether a link holds the last day of its successor: FF, or a milestone, dated on the evening before."""
    return kind == "FF" or tasks[code]["days"] == 0


def least_rank(code, link, spans):
    """Return the rank, in its calendar, of the first day on which a link lets a task start."""
    predecessor, kind, lag = link
    (first, last), days = spans[predecessor], worked[tasks[code]["calendrier"]]
    if kind == "DD":
        return bisect_left(days, first) + lag
    if ends_on(code, kind):
        return bisect_left(days, last) - max(tasks[code]["days"] - 1, 0) + lag
    return bisect_left(days, last + ONE_DAY) + lag


def span_at(code, rank):
    days = worked[tasks[code]["calendrier"]]
    return days[rank], days[rank + max(tasks[code]["days"] - 1, 0)]


def scheduled(order, place=lambda code, rank: rank):
    """Return first and last day of each task, each put as early as its predecessors and a rule let it."""
    spans = {}
    for code in order:
        task = tasks[code]
        least = [bisect_left(worked[task["calendrier"]], task["not_before"])]
        rank = max(least + [least_rank(code, link, spans) for link in task["links"]])
        spans[code] = span_at(code, place(code, rank))
    return spans


order = []
while len(order) < len(tasks):
    order += [
        code for code, task in tasks.items() if code not in order and all(link[0] in order for link in task["links"])
    ]
early = scheduled(order)
end = max(last for _, last in early.values())


def latest_rank(code, spans, end):
    """Return the rank of the last day on which a task may start without moving what follows it, or the end."""
    days, length = worked[tasks[code]["calendrier"]], max(tasks[code]["days"], 1)
    ranks = [bisect_right(days, end) - length]
    for successor, kind, lag in following[code]:
        theirs = worked[tasks[successor]["calendrier"]]
        first, last = spans[successor]
        if kind == "DD":
            ranks.append(bisect_right(days, theirs[bisect_left(theirs, first) - lag]) - 1)
        elif ends_on(successor, kind):
            ranks.append(bisect_right(days, theirs[bisect_left(theirs, last) - lag]) - length)
        else:
            ranks.append(bisect_left(days, theirs[bisect_left(theirs, first) - lag]) - length)
    return min(ranks)


def rank_of(code, spans):
    return bisect_left(worked[tasks[code]["calendrier"]], spans[code][0])


def both_passes():
    """Return early and late spans, total and free floats."""
    early, late = scheduled(order), {}
    end = max(last for _, last in early.values())
    for code in reversed(order):
        late[code] = span_at(code, latest_rank(code, late, end))
    total = {code: rank_of(code, late) - rank_of(code, early) for code in tasks}
    free = {code: latest_rank(code, early, end) - rank_of(code, early) for code in tasks}
    return early, late, total, free


def path_to_the_end(early):
    """Return what holds back the end of the project: from the end on, the link without slack, again and again."""
    path = [next(code for code in reversed(order) if not following[code] and tasks[code]["days"] == 0)]
    while True:
        links = [
            link for link in tasks[path[-1]]["links"] if least_rank(path[-1], link, early) == rank_of(path[-1], early)
        ]
        if not links:
            return path[::-1]
        path.append(links[0][0])


def rows_of(early, total, free):
    return [
        {
            "task": code,
            "start": early[code][0].isoformat(),
            "finish": early[code][1].isoformat(),
            "total_float_days": total[code],
            "free_float_days": free[code],
        }
        for code in tasks
    ]


early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
critical_path = [{"step": step, "task": code} for step, code in enumerate(path_to_the_end(early), start=1)]
print(early["J8"], [row["task"] for row in critical_path])
### END SOLUTION

# %% [markdown]
# ### 3.2 Ressources
#
# - `resources` : une ligne par ressource de `ressources.csv`, avec `resource`, `peak` (le plus grand nombre d’unités
#   demandées un même jour, aux dates au plus tôt), `first_peak_day` (le premier de ces jours) et `overload_days` (le
#   nombre de jours de surcharge, 0 s’il n’y en a pas).

# %% solution="resources"
resources = None  # liste de dictionnaires aux clés resource, peak, first_peak_day, overload_days
### BEGIN SOLUTION
capacities = {row["ressource"]: row["capacite"] for row in read_table("ressources.csv")}


def working_days_of(code, span):
    days = worked[tasks[code]["calendrier"]]
    return days[bisect_left(days, span[0]) : bisect_right(days, span[1])] if tasks[code]["days"] else []


def loads_of(spans):
    """Return the units of each resource asked for on each day."""
    found = {resource: Counter() for resource in capacities}
    for code, span in spans.items():
        for resource, units in tasks[code]["demands"].items():
            for day in working_days_of(code, span):
                found[resource][day] += units
    return found


def peaks_of(loads_by_resource):
    found = []
    for resource, loads in loads_by_resource.items():
        peak = max(loads.values())
        found.append(
            {
                "resource": resource,
                "peak": peak,
                "first_peak_day": min(day for day, load in loads.items() if load == peak).isoformat(),
                "overload_days": sum(load > capacities[resource] for load in loads.values()),
            }
        )
    return found


early_loads = loads_of(early)
resources = peaks_of(early_loads)
for row in resources:
    print(row, capacities[row["resource"]])
### END SOLUTION

# %% [markdown]
# ### 3.3 Le planning réalisable : Gantt et jalons
#
# Décalez ce qu’il faut pour qu’aucun jour ne demande plus que la capacité, en respectant liens, calendriers et date
# imposée, sans interrompre ni raccourcir une tâche. Une façon de faire, le placement en série (Kelley, 1963) : à
# chaque pas, parmi les tâches dont tous les prédécesseurs sont placés, placez celle dont le début au plus tard (début
# au plus tôt retardé de la marge totale) vient le premier, au premier jour où ses liens et les ressources qui restent
# lui permettent d’aller jusqu’à son terme. Il fait commencer plus tard cinq à neuf tâches, jalons non comptés
# (quelques-unes faute de ressources, les autres parce qu’elles les suivent), et reculer la mise en service ; un autre
# placement peut faire mieux. La méthode est libre, et le planning le plus court n’est pas exigé : la mise en service
# ne doit pas venir plus de **60 jours calendaires** après celle que donne ce placement. Tout le projet se place, comme
# on l’aurait fait à l’origine : ce qui est déjà fait à la date d’état n’est pas figé. Ce sont des conventions.
#
# - `gantt` : une ligne par tâche ou jalon, avec `task`, `start`, `finish` : les barres de votre diagramme.
# - `milestones` : une ligne par jalon (durée nulle), avec `milestone`, `early` (date au plus tôt), `planned` (date de
#   votre planning) et `slip_days`, les jours **calendaires** de l’un à l’autre.
#
# | Barème des délais | sur 10 |
# |---|---|
# | Dates au plus tôt ; marges totales ; marges libres | 2 ; 1,25 ; 0,75 |
# | Chemin critique | 1,25 |
# | Pointes ; jours de surcharge | 0,75 ; 0,75 |
# | Planning : liens et calendriers ; capacités ; mise en service | 0,5 ; 1,25 ; 0,5 |
# | Jalons | 1 |
#
# Les capacités et la mise en service ne comptent qu’avec un planning dont les liens et les calendriers tiennent.

# %% solution="levelling"
gantt = None  # liste de dictionnaires aux clés task, start, finish
milestones = None  # liste de dictionnaires aux clés milestone, early, planned, slip_days
### BEGIN SOLUTION
taken = {resource: Counter() for resource in capacities}


def first_fit(code, rank):
    """Return the first rank from one on at which the resources that are left carry a task, and take them."""
    demands = tasks[code]["demands"]
    while True:
        span = working_days_of(code, span_at(code, rank))
        full = [
            position
            for position, day in enumerate(span)
            if any(taken[name][day] + units > capacities[name] for name, units in demands.items())
        ]
        if not full:
            break
        rank += full[-1] + 1
    for day in span:
        for name, units in demands.items():
            taken[name][day] += units
    return rank


urgent, waiting = [], dict.fromkeys(tasks)
while waiting:
    ready = [code for code in waiting if all(link[0] not in waiting for link in tasks[code]["links"])]
    urgent.append(min(ready, key=lambda code: late_spans[code][0]))
    del waiting[urgent[-1]]


def bars_of(plan):
    return [{"task": code, "start": plan[code][0].isoformat(), "finish": plan[code][1].isoformat()} for code in tasks]


def milestones_of(early, plan):
    return [
        {
            "milestone": code,
            "early": early[code][1].isoformat(),
            "planned": plan[code][1].isoformat(),
            "slip_days": (plan[code][1] - early[code][1]).days,
        }
        for code, task in tasks.items()
        if task["days"] == 0
    ]


plan = scheduled(urgent, first_fit)
gantt, milestones = bars_of(plan), milestones_of(early, plan)
for row in milestones:
    print(row)
### END SOLUTION

# %% [markdown]
# Tracez le diagramme de Gantt de ce planning : une barre par tâche, le chemin critique de la partie 3.1 reconnaissable
# autrement que par la couleur seule (les ressources peuvent en retenir d’autres : l’écart se voit), les jalons, la date
# d’état.

# %% solution="gantt-figure" figure="gantt-chart"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(12, 18))
critical = {row["task"] for row in critical_path}
shown = list(tasks)
for place, code in enumerate(shown):
    first, last = plan[code]
    if tasks[code]["days"]:
        style = {"color": "tab:red", "hatch": "//"} if code in critical else {"color": "tab:blue"}
        axes.barh(place, (last - first).days + 1, left=mdates.date2num(first), edgecolor="white", **style)
    else:
        axes.plot(mdates.date2num(last), place, "D", color="black")
        axes.text(mdates.date2num(last) - 15, place, f"{code} {last:%d/%m/%Y}", va="center", ha="right", fontsize=8)
axes.axvline(mdates.date2num(STATUS_DATE), color="black", linestyle="--")
labels = [shorten(f"{code} {tasks[code]['tache']}", 42, placeholder="…") for code in shown]
axes.set_yticks(range(len(shown)), labels, fontsize=7)
axes.set_ylim(len(shown), -1)
axes.xaxis_date()
axes.set(title="Planning réalisable (rouge hachuré : critique ; losange : jalon ; tirets : date d’état)")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% [markdown]
# Tracez la charge des ressources surchargées, avant et après.

# %% solution="load-figure" figure="resource-loads"
### BEGIN SOLUTION
overloaded = [row["resource"] for row in resources if row["overload_days"]]
plan_loads = loads_of(plan)
figure, panels = plt.subplots(len(overloaded), 1, figsize=(11, 3 * len(overloaded)), squeeze=False)
mondays = [day for day in DAYS if day.weekday() == 0 and START <= day <= max(last for _, last in plan.values())]
for axes, resource in zip(panels[:, 0], overloaded, strict=True):
    for loads, label, style in ((early_loads, "au plus tôt", ":"), (plan_loads, "planning réalisable", "-")):
        weekly = [max(loads[resource][day + number * ONE_DAY] for number in range(7)) for day in mondays]
        axes.step(mondays, weekly, style, where="post", label=label)
    axes.axhline(capacities[resource], color="tab:red", linestyle="--", label="capacité")
    axes.set(title=f"Charge de {resource}, plus haut jour de chaque semaine", ylabel="unités")
    axes.legend()
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.3.2.gantt"
answer("dates", dates)
answer("critical_path", critical_path)
answer("resources", resources)
answer("gantt", gantt)
answer("milestones", milestones)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Vos chiffres serviront encore : la feuille de
# route (C2.3.3) les reprend. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
