// A plugin of JupyterLab's: the time that is left, above everything, whichever notebook is open.
(() => {
  const NAME = "atelier-examen";
  const STYLE = `
    .atelier-examen > div { display: flex; flex-wrap: wrap; align-items: center; gap: .25em 1.5em;
      padding: .35em 1em; font-size: 15px; line-height: 1.4; font-family: var(--jp-ui-font-family);
      color: var(--jp-ui-font-color0, #000); background: var(--jp-layout-color1, #fff);
      border-bottom: 3px solid var(--jp-brand-color1, #1976d2); }
    .atelier-examen [role=timer] { font-weight: 700; font-variant-numeric: tabular-nums; }
    .atelier-examen a:any-link { color: var(--jp-content-link-color, #1565c0); text-decoration: underline; }
    .atelier-examen a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
    .atelier-examen [role=status] { font-weight: 700; }`;
  let shared;

  async function module(name) {
    const versions = shared[name];
    return (await versions[Object.keys(versions)[0]].get())();
  }

  function element(tag, attributes, text = "") {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = text;
    return made;
  }

  async function activate(app) {
    const { Widget } = await module("@lumino/widgets");
    const bar = element("div", { class: "atelier-examen", role: "region", "aria-label": "Examen blanc", lang: "fr" });
    const name = element("span", {});
    const timer = element("span", { role: "timer" });
    const instructions = element("a", { href: "#" }, "Consignes");
    const link = element("a", { href: "#" }, "Rendre l’examen");
    const status = element("span", { role: "status" });
    const row = element("div", {});
    row.append(name, timer, instructions, link, status);
    bar.append(element("style", {}, STYLE), row);
    // In a second window JupyterLab gives the workspace another name.
    const inExam = /\/workspaces\/[^/]+\/tree\/examens\//.test(location.pathname);
    let page = "";
    let place = "";
    let shown = null;

    async function leave() {
      // What is written but not saved would not be handed in.
      await app.commands.execute("docmanager:save-all").catch(() => {});
      location.assign(page);
    }

    const openInstructions = () => app.commands.execute("docmanager:open", { path: place });

    async function beginSomewhere() {
      await app.restored;
      const documents = [...app.shell.widgets("main")].filter((widget) => widget.context);
      // Nothing was left open, or it is open in another window.
      if (inExam && !documents.length) openInstructions();
    }

    function fit() {
      // As many lines as the width asks for; set on what is laid out, for the panel around it reckons its own height.
      bar.style.minHeight = `${row.offsetHeight}px`;
      shown.parent.fit();
    }

    for (const [shownLink, follow] of [[link, leave], [instructions, openInstructions]]) {
      shownLink.addEventListener("click", (event) => {
        event.preventDefault();
        follow();
      });
    }
    const base = app.serviceManager.serverSettings.baseUrl;
    await followExam({
      address: `${base}atelier/examen/etat`,
      timer,
      status,
      changed: (exam) => {
        if (exam.state === "none" || exam.state === "waiting") return;
        page = exam.page;
        place = exam.instructions;
        if (exam.state !== "running") {
          // It was going on here, or what is open is the exam's: on to its page. Else one may practise meanwhile.
          if (shown || location.pathname.includes("/workspaces/examen")) leave();
          return;
        }
        name.textContent = `Examen blanc ${exam.asked}`;
        link.href = page;
        link.textContent = exam.pause_allowed ? "Rendre l’examen, ou faire une pause" : "Rendre l’examen";
        if (!shown) {
          shown = new Widget({ node: bar });
          shown.id = NAME;
          app.shell.add(shown, "header", { rank: 0 });
          // The row as well: it has no height yet while JupyterLab still lays itself out.
          const sizes = new ResizeObserver(fit);
          [document.body, row].forEach((node) => sizes.observe(node));
          beginSomewhere();
        }
      },
    });
  }

  const plugin = { id: `${NAME}:minuteur`, description: "Time left of a mock exam", autoStart: true, activate };
  const exported = { __esModule: true, default: plugin };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => { shared = scope; },
    get: async () => () => exported,
  };
})();
