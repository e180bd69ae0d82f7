# /// expected
# summary = "Un autre bon lecteur : quelques cases codées autrement ; programme cherché par élagage"
# ///
# %% amend="coding"
# Two strengths that this reader did not keep, a hindrance heard where the reference hears a strength.
strengths = [row for row in coding if row["code"] == "appui"]
for row in strengths[:2]:
    coding.remove(row)
heard = strengths[2]
words = texts[heard["interview"]].partition("\n")[2].split()
coding[coding.index(heard)] = {**heard, "code": "frein", "passage": " ".join(words[:10])}
# %% amend="levers"
# Branch and bound: what is left can at most add all that it treats.
codes = sorted(levers, key=lambda code: -treated([code]))
record = (0.0, ())


def search(rank, chosen):
    global record
    if total(chosen, "cout_eur") > specification["lever_budget_eur"]:
        return
    if total(chosen, "semaines") > specification["lever_weeks"]:
        return
    record = max(record, (treated(chosen), tuple(sorted(chosen))))
    if rank < len(codes) and treated(chosen) + sum(treated([code]) for code in codes[rank:]) > record[0]:
        search(rank + 1, [*chosen, codes[rank]])
        search(rank + 1, chosen)


search(0, [])
programme = [{"lever": code} for code in record[1]]
