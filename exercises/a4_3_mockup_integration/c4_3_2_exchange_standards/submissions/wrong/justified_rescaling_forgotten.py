# /// expected
# summary = "Un seul poids varie, la somme n’est plus 1"
# [criteria."C4.3.2.justified"]
# fraction = [0.85, 0.97]
# misconception = "rescaling-forgotten"
# message = "n’ont pas suivi"
# ///
# %% amend="choice"
stable = []
for t in np.linspace(0, 1, 2001):
    trial = np.append(weights[:-1], t)
    if int(np.argmax(scaled @ trial)) == order[0]:
        stable.append(t)
weight_low, weight_high = min(stable), max(stable)
