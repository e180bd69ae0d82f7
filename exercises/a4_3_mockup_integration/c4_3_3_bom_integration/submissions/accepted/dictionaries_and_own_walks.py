# /// expected
# summary = "Sans NetworkX ni utilitaires d’IfcOpenShell : relations lues une à une, ordre de Kahn, arrondis"
# ///
# %% solution="model"
def normal(number):
    return str(number).strip().upper()


def sets_of(definitions):
    """Return the values of property sets and quantities by name of set and name."""
    found = {}
    for definition in definitions:
        if definition.is_a("IfcPropertySet"):
            values = {each.Name: each.NominalValue.wrappedValue for each in definition.HasProperties}
        else:
            # The value of a quantity is its fourth attribute, whatever its name.
            values = {each.Name: each[3] for each in definition.Quantities}
        found.setdefault(definition.Name, {}).update(values)
    return found


def material_of(thing):
    relations = [each for each in thing.HasAssociations if each.is_a("IfcRelAssociatesMaterial")]
    return relations[0].RelatingMaterial if relations else None


def described(ifc_text):
    """Yield each element with its sets and its material, its own before its type's."""
    model = ifc_from_text(ifc_text)
    for element in model.by_type("IfcElement"):
        kinds = [relation.RelatingType for relation in element.IsTypedBy]
        sets = sets_of(definition for kind in kinds for definition in kind.HasPropertySets or ())
        for name, values in sets_of(each.RelatingPropertyDefinition for each in element.IsDefinedBy).items():
            sets[name] = {**sets.get(name, {}), **values}
        materials = [found for thing in (element, *kinds) if (found := material_of(thing)) is not None]
        number = sets.get("Pset_ManufacturerTypeInformation", {}).get("ArticleNumber")
        if number is not None:
            yield element, normal(number), sets, materials[0] if materials else None


def extract_bill(ifc_text):
    counts = {}
    for element, number, sets, _ in described(ifc_text):
        each = sets["Merlaude_Quantites"]["Count"] if element.is_a() == "IfcMechanicalFastener" else 1
        counts[number] = counts.get(number, 0) + each
    return [{"article": number, "quantity": float(count)} for number, count in sorted(counts.items())]


def material_take_off(ifc_text):
    model = ifc_from_text(ifc_text)
    units = {unit.UnitType: unit for unit in model.by_type("IfcSIUnit")}
    metres = 0.001 if units["LENGTHUNIT"].Prefix == "MILLI" else 1.0
    rows = {}
    for element, number, sets, material in described(ifc_text):
        linear = element.is_a() in ("IfcMember", "IfcPipeSegment", "IfcDuctSegment")
        if (
            not linear
            and element.is_a() not in ("IfcPlate", "IfcCovering")
            or not material
            or not material.is_a("IfcMaterial")
        ):
            continue
        unit = "m" if linear else "m2"
        row = rows.setdefault(
            (number, material.Name, unit),
            {"article": number, "material": material.Name, "unit": unit, "quantity": 0.0, "unmeasured": 0},
        )
        values = {name: value for each in sets.values() for name, value in each.items()}
        if linear and "Length" in values:
            row["quantity"] += values["Length"] * metres
        elif not linear and "NetArea" in values:
            row["quantity"] += values["NetArea"]
        else:
            row["unmeasured"] += 1
    return list(rows.values())


# %% solution="graph"
PER_LINE = {"cent": 100.0, "mm": 0.001, "g": 0.001}


def read(text):
    return float(text.replace(",", "."))


def simple(lines):
    return [
        (
            normal(row["parent"]),
            normal(row["composant"]),
            read(row["quantite"]) * PER_LINE.get(row["unite"].lower(), 1.0),
            tuple(reversed([int(part) for part in row["cree_le"].split("/")])),
        )
        for row in lines
    ]


def in_loop(rows):
    """Return the rows of the loop: peel what has no parent or no child left, again and again."""
    left = list(rows)
    while True:
        parents, children = {row[0] for row in left}, {row[1] for row in left}
        kept = [row for row in left if row[0] in children and row[1] in parents]
        if len(kept) == len(left):
            break
        left = kept
    # What lies between two loops would stay; there is one at most.
    return left


def sound(rows):
    loop_rows = in_loop(rows)
    suspect = max(loop_rows, key=lambda row: row[3], default=None)
    return [row for row in rows if row is not suspect]


def find_loop(lines):
    loop_rows = in_loop(simple(lines))
    latest = max((row[3] for row in loop_rows), default=None)
    return [
        {"parent": row[0].lower(), "child": row[1], "suspect": "oui" if row[3] == latest else "non"}
        for row in loop_rows
    ]


def ordered(rows):
    """Return the articles, parents first (Kahn), and the lines under each."""
    below, waiting = {}, {}
    for row in rows:
        below.setdefault(row[0], []).append(row)
        waiting[row[1]] = waiting.get(row[1], 0) + 1
    order = [number for number in below if number not in waiting]
    for number in order:
        for _, child, *_ in below.get(number, ()):
            waiting[child] -= 1
            if waiting[child] == 0:
                order.append(child)
    return order, below


def needs_by_article(lines, order):
    top = normal(order)
    numbers, below = ordered(sound(simple(lines)))
    needs = {top: 1.0}
    for number in numbers:
        for _, child, quantity, _ in below.get(number, ()):
            needs[child] = needs.get(child, 0.0) + needs.get(number, 0.0) * quantity
    return needs


def requirements(articles, lines, order):
    return [
        {"article": number, "quantity": round(need, 3)}
        for number, need in needs_by_article(lines, order).items()
        if need
    ]


def mass_and_cost(articles, lines):
    numbers, below = ordered(sound(simple(lines)))
    totals = {
        normal(row["article"]): [
            read(row["masse"]) / (1000 if row["unite_masse"] == "g" else 1),
            read(row["cout_eur"]) / float(row["lot_cout"]),
        ]
        for row in articles
    }
    for number in reversed(numbers):
        for _, child, quantity, _ in below.get(number, ()):
            for place in (0, 1):
                totals[number][place] += quantity * totals[child][place]
    return [
        {"article": number, "mass_kg": round(mass, 3), "cost_eur": round(cost, 3)}
        for number, (mass, cost) in totals.items()
    ]


def where_used(lines, article):
    rows, wanted = sound(simple(lines)), normal(article)
    direct = {row[0] for row in rows if row[1] == wanted}
    met, waiting = set(), sorted(direct)
    while waiting:
        number = waiting.pop()
        if number not in met:
            met.add(number)
            waiting += [row[0] for row in rows if row[1] == number]
    children = {row[1] for row in rows}
    return [
        {"article": each, "direct": ("non", "oui")[each in direct], "final": ("oui", "non")[each in children]}
        for each in met
    ]


# %% solution="works"
def reconcile(articles, engineering, manufacturing, order):
    facts = {normal(row["article"]): row for row in articles}
    totals = []
    for lines in (engineering, manufacturing):
        holders = {normal(row["parent"]) for row in lines}
        totals.append(
            {
                number: need
                for number, need in needs_by_article(lines, order).items()
                if number not in holders
                and facts[number]["fantome"] == "non"
                and facts[number]["nature"] != "consommable"
            }
        )
    rows = []
    for number in totals[0].keys() | totals[1].keys():
        designed, made = totals[0].get(number, 0), totals[1].get(number, 0)
        if round(designed - made, 6):
            word = "manquant" if not made else "en trop" if not designed else "écart de quantité"
            rows.append({"article": number, "engineering": designed, "manufacturing": made, "finding": word})
    return rows


# %% solution="patch"
def read_or_text(text):
    text = text.strip()
    try:
        return round(read(text), 9)
    except ValueError:
        return text


def synchronise(source, target, fields):
    sides = [{normal(row["article"]): row for row in side if row["etat"] == "en vigueur"} for side in (source, target)]
    patch = []
    for number in sorted(sides[0].keys() | sides[1].keys()):
        one, other = (side.get(number) for side in sides)
        if one is None:
            patch.append(("retirer", number, "", "en vigueur", "obsolète", f"{number} n’est plus dans la source"))
            continue
        for name in fields.split(","):
            if other is None:
                patch.append(("créer", number, name, "", one[name], "nouvel article"))
            elif read_or_text(one[name]) != read_or_text(other[name]):
                patch.append(("modifier", number, name, other[name], one[name], "valeur de la source"))
    return [dict(zip(("action", "article", "field", "before", "after", "reason"), row, strict=True)) for row in patch]
