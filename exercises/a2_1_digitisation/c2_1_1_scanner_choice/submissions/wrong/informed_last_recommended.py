# /// expected
# summary = "Le dernier par les deux méthodes, ou presque, recommandé par habitude"
# [criteria."C2.1.1.informed"]
# fraction = [0.84, 0.9]
# message = "reçu"
# ///
# %% amend="scores"
recommended = next(kept[i] for i in order[::-1] if i != np.argmax(closeness))
