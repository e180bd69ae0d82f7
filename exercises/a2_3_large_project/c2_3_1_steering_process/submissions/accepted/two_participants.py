# /// expected
# summary = "Deux participants qui s’envoient des messages, un autre panel, une matrice écrite autrement"
# ///
# %% amend="sample"
# Others of the same categories are met, and the last of those in mind are kept rather than the first.
panel = []
for name, places in quota.items():
    own = [identifier for identifier in reversed(envisaged) if bodies[identifier]["categorie"] == name]
    others = [each for each in reversed(list(bodies)) if bodies[each]["categorie"] == name and each not in own]
    panel += [{"body": identifier} for identifier in [*own, *others][:places]]
quotas = [*reversed(quotas)]
panel_distance = round(panel_distance, 3)
# %% amend="coding"
coding = [
    {**row, "passage": f"« {row['passage'].upper()} »" if row["code"] == "frein" else ""} for row in reversed(coding)
]
# %% amend="matrix"
told = next((code, role) for code, row in mended.items() for role in roles if not row[role])
mended[told[0]][told[1]] = "I"
matrix = [
    {"activity": code, **{role.lower(): "/".join(reversed(letters.lower())) for role, letters in row.items()}}
    for code, row in mended.items()
]
# %% amend="process"
names = {role: f"{role} – {row['libelle']}" for role, row in roles.items()}
group = ("MOE", "ENT")
builder = ProcessBuilder("Pilotage entre la métropole et son groupement")
builder.pool("Métropole", lanes=[name for role, name in names.items() if role not in group])
builder.pool("Groupement", lanes=[names[role] for role in group])
ours = [code for code in activities if doing[code] not in group]
theirs = [code for code in activities if doing[code] in group]
steps = [builder.start("Ligne décidée", names["DP"]), *done(ours)]
steps += [builder.task(offers[action]["libelle"], led(action)) for action in plan[:-1]]
other = [builder.start("Marché notifié au groupement", names["MOE"]), *done(theirs)]
# The companies do this one themselves.
other.append(builder.task(offers[plan[-1]]["libelle"], names["ENT"]))
for stage in stages:
    again = builder.exclusive("", names["BM"])
    received = []
    for row in requirements:
        if row["jalon"] != stage:
            continue
        if row["emetteur"] in group:
            sent = builder.milestone(row["information"], names[row["emetteur"]])
            received.append(builder.task(f"Recevoir la livraison {row['code']}", names["BM"]))
            builder.message(sent, received[-1], row["information"])
            other.append(sent)
        else:
            received.append(builder.milestone(row["information"], names[row["emetteur"]]))
    verdict = builder.exclusive("Conforme ?", names["BM"])
    builder.flow(verdict, again, "non")
    gate = builder.milestone(gates[stage].upper(), names["DP"])
    builder.sequence(*steps, again, *received, verdict)
    builder.flow(verdict, gate, "oui")
    steps = [gate]
builder.sequence(*steps, builder.end("Ligne remise", names["EXP"]))
builder.sequence(*other, builder.end("Marché soldé", names["MOE"]))
# As a drawing that the notebook carries along.
process = board.keep(builder.xml())
