# /// expected
# summary = "Des données plutôt que des événements, un fichier d’un autre outil, un autre lecteur, un autre plan"
# ///
# %% amend="coding"
# Two strengths and a hindrance that this reader did not hear.
for heard in [row for row in coding if row["code"] == "appui"][:2] + [row for row in coding if row["code"] == "frein"][
    :1
]:
    coding.remove(heard)
# %% amend="process"
# The longest plan that the days pay for, in one step of its own by those who lead it.
days = int(specification["change_days"])
whole = (1 << len(hindrances)) - 1
longest = max((lasting[rank], rank) for rank in range(len(treated)) if treated[rank] == whole and lasting[rank] <= days)
plan = [action for rank, action in enumerate(offers) if longest[1] >> rank & 1]
builder = ProcessBuilder("Pilotage par les données")
builder.pool("Projet", lanes=list(roles))
names = {role: role for role in roles}
# Work is taken up in parallel, and change is led meanwhile.
split, join = builder.parallel("", "BM"), builder.parallel("", "BM")
builder.sequence(builder.start("Ligne décidée", "DP"), split)
builder.sequence(split, *done(activities), join)
accompany = builder.task("Conduire le changement", "BM")
builder.sequence(split, accompany, join)
before = join
for stage in stages:
    again, verdict = builder.exclusive("", "BM"), builder.exclusive("Admis ?", "BM")
    handing = []
    for row in requirements:
        if row["jalon"] == stage:
            handing.append(builder.task(f"Remettre {row['code']}", row["emetteur"]))
            builder.data(row["information"], written_by=[handing[-1]], read_by=[])
    gate = builder.task(gates[stage], "DP")
    builder.sequence(before, again, *handing, verdict)
    builder.flow(verdict, again, "refus", default=True)
    builder.flow(verdict, gate, "accord")
    before = gate
builder.sequence(before, builder.end("Ligne remise", "EXP"))
process = builder.xml().replace("bpmn:task", "bpmn:userTask").replace("bpmn:", "b:").replace("xmlns:bpmn=", "xmlns:b=")
# %% amend="change"
actions = [{"action": action, "step": "Conduire le changement"} for action in plan]
