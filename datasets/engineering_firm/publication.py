"""The tables of the firm as a candidate receives them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograders.candidate.cases import PublicFile
from autograders.domain.case_files import write_table

from .catalogue import Catalogue
from .containers import Container, container_rows
from .findings import Lever, labels
from .firm import PROFILES, SITES, Firm
from .network import NODES, Line, Network
from .services import Service
from .systems import Link, System
from .tools import VALUES, Tool, requirement_rows
from .usage import Transfer


def write_firm(public: Path, firm: Firm, systems: Iterable[System], links: Iterable[Link]) -> tuple[PublicFile, ...]:
    """Write accounts, profiles, systems and exchanges; the levels stay untold."""
    accounts = [
        (site, SITES[site], profile, item.opened, item.inactive) for (site, profile), item in firm.accounts.items()
    ]
    profiles = [
        (name, PROFILES[name], round(100 * item.concurrency), item.operations_per_s, round(100 * item.writes))
        for name, item in firm.habits.items()
    ]
    programs = [(item.code, item.name, item.use, "partenaire" if item.outside else "Tarvenne") for item in systems]
    ends = [(item.code, item.source, item.target) for item in links]
    return (
        write_table(
            public,
            "effectifs.csv",
            "Comptes par site et par profil",
            "site nom profil comptes inactifs_90_jours",
            accounts,
        ),
        write_table(
            public,
            "profils.csv",
            "Usage par profil à l’heure de pointe",
            "profil description simultaneite_pct operations_par_s ecritures_pct",
            profiles,
        ),
        write_table(
            public, "logiciels.csv", "Logiciels du système d’information", "code nom usage detenteur", programs
        ),
        write_table(public, "echanges.csv", "Échanges entre logiciels", "echange source cible", ends),
    )


def write_use(public: Path, transfers: Iterable[Transfer], catalogue: Catalogue) -> tuple[PublicFile, ...]:
    """Write the log of exchanges, projects, tokens and offers."""
    log = [
        (
            f"{item.day:%d/%m/%Y}",
            f"{item.hour:02d}:{item.minute:02d}",
            item.exchange,
            item.site,
            item.size,
            item.unit,
            item.state,
        )
        for item in transfers
    ]
    projects = [
        (each.code, each.models, each.size_mb, each.revisions_per_month, each.months) for each in catalogue.projects
    ]
    pools = [
        (each.system, each.users, each.requests_per_h, each.duration_min, each.tokens, each.token_eur, each.named_eur)
        for each in catalogue.pools
    ]
    servers = [
        (each.model, each.sessions, each.price_eur, each.power_w, each.embodied_kgco2e) for each in catalogue.servers
    ]
    disks = [
        (each.model, each.capacity_tb, each.iops, each.price_eur, each.power_w, each.embodied_kgco2e)
        for each in catalogue.disks
    ]
    return (
        write_table(
            public,
            "journal_echanges.csv",
            "Journal des échanges, dix jours ouvrés",
            "date heure echange site taille unite etat",
            log,
        ),
        write_table(
            public,
            "affaires.csv",
            "Affaires de l’année et leurs maquettes",
            "affaire maquettes taille_moyenne_mo revisions_par_mois mois_actifs",
            projects,
        ),
        write_table(
            public,
            "jetons.csv",
            "Usage et prix des licences à l’heure de pointe",
            "logiciel utilisateurs demandes_par_h duree_min jetons_actuels jeton_eur_par_an nominative_eur_par_an",
            pools,
        ),
        write_table(
            public,
            "catalogue_serveurs.csv",
            "Offres de serveurs",
            "modele sessions prix_eur puissance_moyenne_w fabrication_kgco2e",
            servers,
        ),
        write_table(
            public,
            "catalogue_disques.csv",
            "Offres de disques",
            "modele capacite_to iops prix_eur puissance_moyenne_w fabrication_kgco2e",
            disks,
        ),
    )


def write_network(public: Path, network: Network) -> tuple[PublicFile, ...]:
    """Write nodes, links and options of the network."""
    held = {line.name for line in network.lines}
    options = [
        (
            each.code,
            "remplacement" if each.line.name in held else "ajout",
            *_line(each.line),
            each.line.setup_eur,
            each.line.monthly_eur,
        )
        for each in network.options
    ]
    header = "lien extremite_1 extremite_2 debit_mbps latence_ms"
    return (
        write_table(public, "reseau_noeuds.csv", "Nœuds du réseau", "noeud description", NODES.items()),
        write_table(
            public,
            "reseau_liens.csv",
            "Liens du réseau",
            f"{header} mensuel_eur",
            [(*_line(line), line.monthly_eur) for line in network.lines],
        ),
        write_table(
            public,
            "reseau_options.csv",
            "Liens que l’on peut acheter",
            f"option nature {header} mise_en_service_eur mensuel_eur",
            options,
        ),
    )


def write_containers(public: Path, containers: Iterable[Container]) -> tuple[PublicFile, ...]:
    """Write the register and the log of the common data environment."""
    register, log = container_rows(list(containers))
    return (
        write_table(
            public,
            "registre_conteneurs.csv",
            "Registre des conteneurs de l’EDC",
            "conteneur titre auteur etat revision fichier",
            register,
        ),
        write_table(public, "journal_etats.csv", "Journal des passages d’état", "date conteneur de vers acte par", log),
    )


def write_choices(
    public: Path,
    seriousness: Mapping[str, int],
    levers: Iterable[Lever],
    tools: Iterable[Tool],
    weights: Mapping[str, int],
    services: Iterable[Service],
) -> tuple[PublicFile, ...]:
    """Write findings to be counted, levers, tools on offer with what is asked of them, and services."""
    findings = [(code, label, seriousness[code]) for code, label in labels().items()]
    rows = [(each.code, each.title, " ".join(each.treats), each.cost_eur, each.weeks) for each in levers]
    offers = [(each.name, *(each.features[column] for column in VALUES), each.seat_eur) for each in tools]
    bought = [
        (
            each.code,
            each.title,
            each.quantity or 1,
            each.price_eur,
            each.yearly_eur,
            each.value,
            "oui" if each.mandatory else "non",
        )
        for each in services
    ]
    return (
        write_table(public, "constats.csv", "Constats possibles et leur gravité", "constat libelle gravite", findings),
        write_table(
            public,
            "leviers.csv",
            "Leviers, ce qu’ils traitent et ce qu’ils coûtent",
            "levier intitule traite cout_eur semaines",
            rows,
        ),
        write_table(
            public,
            "outils.csv",
            "Outils de coordination proposés",
            f"outil {' '.join(VALUES)} siege_eur_par_an",
            offers,
        ),
        write_table(
            public,
            "exigences_outils.csv",
            "Exigences envers l’outil de coordination",
            "exigence enonce colonne valeurs nature poids_pct",
            requirement_rows(weights),
        ),
        write_table(
            public,
            "services.csv",
            "Services à payer",
            "service intitule quantite achat_eur charge_eur_par_an valeur obligatoire",
            bought,
        ),
    )


def write_swot(
    public: Path, inside: Mapping[str, Mapping[str, Any]], outside: Mapping[str, str]
) -> tuple[PublicFile, ...]:
    """Write the subjects of the SWOT and the facts of the watch, without their quadrants."""
    subjects: list[tuple[Any, ...]] = [(code, item["subject"]) for code, item in inside.items()]
    return (
        write_table(public, "sujets_swot.csv", "Sujets internes à placer dans le SWOT", "sujet enonce", subjects),
        write_table(public, "veille.csv", "Faits relevés par la veille", "fait enonce", outside.items()),
    )


def _line(line: Line) -> tuple[Any, ...]:
    return line.name, *line.ends, line.capacity_mbps, line.latency_ms
