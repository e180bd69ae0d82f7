// Else JupyterLab takes the keys of our lists and radio buttons for its own: an arrow goes to the next cell, a letter
// adds or deletes one. The window hears of a key before JupyterLab's document does; once is enough for all widgets.
globalThis.atelierKeepsKeys ??= (() => {
  window.addEventListener("keydown", (event) => {
    const free = event.ctrlKey || event.metaKey || event.altKey || ["Escape", "Tab"].includes(event.key);
    const chooses = event.target.matches?.(".atelier-choice select, .atelier-choice input[type=radio]");
    if (!free && chooses) event.stopPropagation();
  }, true);
  return true;
})();
