# /// expected
# summary = "Les en-têtes des tableaux sont des cellules en gras"
# [criteria."C2.3.3.standalone"]
# fraction = [0.96, 0.97]
# misconception = "table-without-headers"
# ///
# %% amend="assembly"
page = re.sub(r"<th(?: [^>]*)?>(.*?)</th>", r"<td><b>\1</b></td>", page)
