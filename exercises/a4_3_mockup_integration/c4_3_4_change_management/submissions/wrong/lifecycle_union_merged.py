# /// expected
# summary = "La fusion est une réunion : ce qui est supprimé revient"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.99]
# misconception = "union-merged"
# ///
# %% amend="merge"
merged_lines = [
    {"parent": parent, "component": component, "find_number": find, "quantity": common[parent, component, find]}
    if quantity is None
    else {"parent": parent, "component": component, "find_number": find, "quantity": quantity}
    for (parent, component, find), quantity in merged.items()
]
