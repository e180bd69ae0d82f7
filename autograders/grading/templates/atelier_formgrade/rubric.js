"use strict";
// nbgrader's keyboard waits for MathJax, from another machine: where there is none, formulas stay as they were written.
window.MathJax ??= { Hub: { Startup: { signal: { Interest: (call) => call("End") } } } };

// Fills nbgrader's own boxes and says what they hold: what is saved, and how, is nbgrader's alone.
(() => {
  const ROUNDING_POINTS = 0.0051;
  const NOT_SAVED = "Le serveur ne répond pas comme prévu\u00a0: rien n’est enregistré. Rechargez la page.";
  const figure = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });
  const paragraphs = (text) => text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);

  const fill = (box, value) => {
    box.value = value;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const press = (button, pressed) => button.setAttribute("aria-pressed", String(pressed));

  const say = (panel, text) => {
    const state = panel.querySelector(".rubric-state");
    // A screen reader speaks at each change, even into the same words.
    if (state.textContent !== text) state.textContent = text;
  };

  const stateOf = (score, levels, maximum) => {
    const worth = `${figure.format(score)}\u00a0/\u00a0${figure.format(maximum)}`;
    const reached = levels.findIndex((points) => Math.abs(points - score) <= ROUNDING_POINTS);
    if (reached >= 0) return `Niveau ${reached}\u00a0: ${worth} points.`;
    const above = levels.findIndex((points) => points > score);
    return above > 0 ? `${worth}\u00a0: entre les niveaux ${above - 1} et ${above}.` : `${worth}\u00a0: hors des niveaux.`;
  };

  const show = ({ panel, score, comment, levels, comments }) => {
    const points = levels.map((button) => Number(button.dataset.points));
    const given = score.valueAsNumber;
    [...levels, ...comments].forEach((button) => { button.disabled = false; });
    levels.forEach((button, level) => press(button, Math.abs(points[level] - given) <= ROUNDING_POINTS));
    const said = paragraphs(comment.value);
    comments.forEach((button) => press(button, said.includes(button.dataset.comment.trim())));
    const maximum = Number(panel.dataset.maximum);
    if (!Number.isNaN(given)) say(panel, stateOf(given, points, maximum));
    else if (score.placeholder) say(panel, "Rien n’a été écrit\u00a0: 0 point, à moins que vous ne notiez.");
    else say(panel, "À noter.");
  };

  const parts = (panel) => {
    const score = document.getElementById(panel.dataset.cell);
    const comment = document.getElementById(`${panel.dataset.cell}-comment`);
    const cell = score && score.closest(".nbgrader_cell");
    if (!cell || !comment) return null;
    cell.classList.add("with-rubric");
    cell.querySelector(".panel-body").after(panel);
    comment.parentElement.after(panel.querySelector(".rubric-comments"));
    const buttons = (kind) => [...cell.querySelectorAll(`.rubric [data-${kind}]`)];
    return { cell, panel, score, comment, levels: buttons("points"), comments: buttons("comment") };
  };

  const connect = (found) => {
    const { cell, score, comment, levels, comments } = found;
    levels.forEach((button) => button.addEventListener("click", () => fill(score, button.dataset.points)));
    comments.forEach((button) => button.addEventListener("click", () => {
      const own = button.dataset.comment.trim();
      const said = paragraphs(comment.value);
      fill(comment, (said.includes(own) ? said.filter((part) => part !== own) : [...said, own]).join("\n\n"));
      autosize.update(comment);
      show(found);
    }));
    comment.addEventListener("input", () => show(found));
    // nbgrader takes these keys for its own boxes, wherever they are pressed; here they do what they always do.
    cell.addEventListener("keydown", (event) => {
      const ours = event.key === "Tab" || (event.key === "Enter" && event.target.closest(".rubric"));
      if (ours) event.stopPropagation();
    });
  };

  // Before both have come, nothing that is clicked would be saved.
  const loaded = () => formgrader.grades?.loaded && formgrader.comments?.loaded;
  let failed = false;

  const found = [...document.querySelectorAll(".rubric[data-cell]")].map(parts).filter(Boolean);
  found.forEach(connect);
  // A session that has ended is an error, too: a page to log in arrives where figures are expected.
  $(document).on("ajaxError", () => {
    failed = true;
    found.forEach(({ panel }) => say(panel, NOT_SAVED));
  });
  $(document).on("ajaxSuccess", () => {
    if (loaded() && !failed) found.forEach(show);
  });
})();
