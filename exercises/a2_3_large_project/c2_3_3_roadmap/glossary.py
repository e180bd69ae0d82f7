"""The glossary: each term that is asked for is told in other words, and views that use one lead to it."""

from collections.abc import Iterable, Mapping

from autograders.candidate.pages import Content, Definition
from autograders.criteria import Slip, holds, plain, right, wrong
from autograders.criteria.rows import commonest
from autograders.model.answers import Answers
from autograders.model.case import JudgedCase
from autograders.model.verdict import Check

from .marks import bears_facts, credible, read
from .views import body_of, trades, within
from .words import MISTAKES

# Beginnings of words that a definition holds, all of one line; several wordings are right.
MEANINGS: Mapping[str, tuple[str, ...]] = {
    "BIM": ("maquette numer", "building inform", "model inform", "donnee ouvrage", "maquette donnee"),
    "IFC": ("format ouvert", "format echange", "format neutre", "format norm", "industry foundation", "norme echange"),
    "IDS": (
        "information delivery",
        "exigence control",
        "exigence verif",
        "exigence inform",
        "exigence machine",
        "exigence maquette",
        "regle control",
        "specification inform",
        "propriet exig",
        "propriet attend",
    ),
    "jalon": (
        "date franch",
        "moment franch",
        "evenement",
        "etape dur null",
        "point pass",
        "date etape",
        "date fin",
        "moment etape",
        "date ach",
        "duree null",
        "point controle",
        "date cle",
        "repere",
    ),
    "chemin critique": (
        "retard fin",
        "retard mise",
        "retard ouvert",
        "retient fin",
        "retient mise",
        "retien fin",
        "retien ouvert",
        "recul fin",
        "recul mise",
        "duree projet",
        "date fin",
        "sans marge",
        "retient ouvert",
        "retard projet",
        "repouss",
    ),
    "marge totale": (
        "retard sans",
        "recul sans",
        "retard possible",
        "decal sans",
        "jour sans",
        "attendre sans",
        "retard fin",
        "gliss sans",
    ),
    "valeur acquise": (
        "budget travail",
        "budget travaux",
        "budget fait",
        "budget realis",
        "prevu fait",
        "prevu realis",
        "prevu travaux",
        "valoris",
        "budget avanc",
        "earned value",
    ),
    "indice de coût": (
        "acquise reel",
        "acquis depens",
        "valeur reel",
        "valeur depens",
        "fait depens",
        "rapport depens",
        "rapport cout",
        "realise depens",
        "travaux depens",
        "travaux coute",
        "euro depens",
    ),
    "EDC": (
        "environnement donnee commun",
        "espace donnee",
        "espace commun",
        "plateforme commun",
        "plateforme partag",
        "common data",
        "espace partag",
        "plateforme document",
        "plateforme echange",
        "plateforme maquette",
    ),
    "synthèse": (
        "conflit",
        "superpos",
        "interfer",
        "heurt",
        "rassembl maquette",
        "assembl maquette",
        "confront",
        "croise maquette",
        "reun maquette",
        "compar maquette",
        "coordin maquette",
        "coherence",
    ),
    "récolement": (
        "tel construit",
        "tel execut",
        "tel realis",
        "ouvrage execut",
        "ouvrage construit",
        "releve construit",
        "releve execut",
        "releve realis",
        "reel construit",
        "apres travaux",
        "mesure construit",
        "reellement",
        "effectivement",
    ),
    "plan d’exécution BIM": (
        "usage format",
        "role format",
        "responsab",
        "qui produit",
        "qui fait",
        "organis",
        "regle product",
        "document equipe",
        "methode",
        "contrat",
    ),
    "matrice RACI": (
        "responsab",
        "qui fait",
        "qui decide",
        "qui realise",
        "rend compte",
        "role activ",
        "consult inform",
    ),
    "marche à blanc": (
        "sans voyageur",
        "sans passager",
        "sans public",
        "sans client",
        "a vide",
        "vide",
        "repetition",
        "avant ouvert",
        "essai",
    ),
}
ELSEWHERE = {
    "IDS": ("intrusion",),
    "EDC": ("entrepot",),
    "synthèse": ("resume", "chimi", "proteine"),
    "BIM": ("bombe",),
}
FEWEST_WORDS, ENOUGH_WORDS = 4, 8


def terms(case: JudgedCase) -> list[str]:
    """Return the terms that the roadmap defines."""
    return list(case.truth["roadmap"]["terms"])


def judge_glossary(answers: Answers, case: JudgedCase) -> Check:
    """Return the check of the definitions; one in words that are not known here goes to a person."""
    label, weight = "Termes expliqués dans le glossaire", 2.0
    if isinstance(found := read(answers, label=label, weight=weight), Check):
        return found
    content, _ = found
    slips: dict[str, Slip] = {}
    doubtful = []
    for term in terms(case):
        told = [each for each in content.definitions if _is_of(each, term)]
        repeated = [each.meaning for each in content.definitions if not _is_of(each, term)]
        meanings = [each.meaning for each in told if each.meaning not in repeated]
        if any(_explains(term, meaning) for meaning in meanings):
            continue
        if any(_one_of(ELSEWHERE.get(term, ()), plain(meaning)) for meaning in meanings):
            slips[term] = Slip("un autre sens", MISTAKES["other-meaning"])
        elif any(_own_words(term, meaning) >= ENOUGH_WORDS for meaning in meanings):
            doubtful.append(term)
        else:
            slips[term] = Slip("sans explication", MISTAKES["term-undefined"])
    count = len(terms(case))
    received = f"{count - len(slips)} termes expliqués sur {count}."
    told_slips = " ".join(f"{term} : {slip.message}." for term, slip in slips.items())
    if doubtful:
        message = f"{received} {told_slips} À lire par un correcteur : {', '.join(doubtful)}."
        mistake = commonest(slips.values())
        return Check(
            label=label,
            weight=weight,
            fraction=1 - len(slips) / count,
            message=message,
            misconception=mistake.id if mistake else "",
            review=True,
        )
    if not slips:
        return right(label, weight, received)
    fraction = 1 - len(slips) / count
    return wrong(label, weight, f"{received} {told_slips}", misconception=commonest(slips.values()), fraction=fraction)


def judge_links(answers: Answers, case: JudgedCase) -> Check:
    """Return the check that each view leads to the glossary for the terms that it uses."""
    label, weight = "Termes des vues reliés au glossaire", 1.0
    if isinstance(found := read(answers, label=label, weight=weight), Check):
        return found
    content, _ = found
    found_loose = {trade: _loose(content, case, trade) for trade in trades(case)}
    # A view that is not there has cost its points already.
    loose = {trade: words for trade, words in found_loose.items() if words is not None}
    if not loose:
        return wrong(label, weight, "Aucune vue à lire.", misconception=MISTAKES["view-missing"])
    used = any(_used(body_of(content, trade) or "", terms(case)) for trade in loose)
    # Views that use no term at all may be plain words, or filling: what stands around them tells.
    explained = any(
        _is_of(each, term) and _explains(term, each.meaning) for term in terms(case) for each in content.definitions
    )
    if not used and not explained and not bears_facts(credible(answers, case, content.marks), case):
        message = "Les vues n’emploient aucun terme et la page ne porte guère de valeurs : rien n’est relié."
        return wrong(label, weight, message)
    unlinked = {trade: words for trade, words in loose.items() if words}
    received = f"{len(loose) - len(unlinked)} vues sur {len(loose)}."
    if not unlinked:
        return right(label, weight, received)
    told = " ".join(f"{trade} : {', '.join(words)}." for trade, words in unlinked.items())
    mistake, fraction = MISTAKES["glossary-not-linked"], 1 - len(unlinked) / len(loose)
    return wrong(label, weight, f"{received} {told}", misconception=mistake, fraction=fraction)


def _loose(content: Content, case: JudgedCase, trade: str) -> list[str] | None:
    """Return the terms that a view uses without leading to the glossary; ``None`` where there is no view."""
    said = [" ".join(texts) for path, texts in content.texts.items() if within(path, trade)]
    if not said:
        return None
    text = plain(" ".join(said))
    references = [each for each in content.references if within(each.path, trade)]
    targets = {each.target for each in references if each.target}
    expanded = [plain(each.text) for each in references if each.meaning and _own_words(each.text, each.meaning) >= 2]
    used = _used(text, terms(case))
    return [
        term
        for term in used
        if plain(term) not in expanded
        and not any(each.id in targets for each in content.definitions if each.id and _is_of(each, term))
    ]


def _used(text: str, words: Iterable[str]) -> list[str]:
    """Return which terms a text uses; the longest first, for one may stand in another.

    Examples
    --------
    >>> _used("le plan d execution bim et ses jalons", ["BIM", "jalon", "plan d’exécution BIM"])
    ['plan d’exécution BIM', 'jalon']
    """
    found, left = [], f" {text} "
    for word in sorted(words, key=len, reverse=True):
        for form in (f" {plain(word)}s ", f" {plain(word)} "):
            if form in left:
                found.append(word)
                left = left.replace(form, "  ")
    return list(dict.fromkeys(found))


def _is_of(definition: Definition, term: str) -> bool:
    return holds(plain(definition.term), plain(term))


def _explains(term: str, meaning: str) -> bool:
    return _own_words(term, meaning) >= FEWEST_WORDS and _one_of(MEANINGS[term], plain(meaning))


def _own_words(term: str, meaning: str) -> int:
    """Return how many different words an explanation has beside those of the term itself."""
    return len(set(plain(meaning).split()) - set(plain(term).split()))


def _one_of(meanings: Iterable[str], text: str) -> bool:
    words = text.split()
    return any(
        all(any(word.startswith(beginning) for word in words) for beginning in meaning.split()) for meaning in meanings
    )
