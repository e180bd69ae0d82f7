// The modeller of bpmn.io in a notebook: what is drawn goes to the kernel at every change, and comes back from it.

const SEND_AFTER_MS = 150;
const PATIENCE_MS = 4000;
const [PALETTE, MARGIN, LEGIBLE] = [110, 20, 0.6];
// What a kernel has not acknowledged, by the file that it belongs to: a kernel that is restarted finds it again.
const unsaved = (globalThis.atelierUnsavedDrawings ??= new Map());

// As French is set: a sign stays with its word.
const set = (text) => text.replace(/ (?=[:;!?»])/g, "\u00a0").replace(/(?<=«) /g, "\u00a0");

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// A module has neither `define` nor `exports`: where a page has them, the library would go elsewhere.
async function loadLibrary({ french }, [script, font, ...styles]) {
  const url = (parts, type) => URL.createObjectURL(new Blob(parts, { type }));
  const face = new FontFace("bpmn", font);
  document.fonts.add(await face.load());
  document.head.append(...styles.map((style) => element("style", { textContent: new TextDecoder().decode(style) })));
  const address = url(["const module = {}, exports = {};\n", script, "\nexport default module.exports;"], "text/javascript");
  try {
    const { default: Modeler } = await import(address);
    return { Modeler, french };
  } finally {
    URL.revokeObjectURL(address);
  }
}

const translation = (french) => ({
  translate: ["value", (text, values = {}) => (french[text] ?? text).replace(/\{([^}]+)\}/g, (whole, name) => values[name] ?? whole)],
});

function render({ model, el }) {
  const view = crypto.getRandomValues(new Uint32Array(1))[0];
  const place = model.get("place");
  const stage = element("div", { className: "atelier-drawing" });
  const own = element("p", { className: "atelier-status" });
  const status = element("p", { className: "atelier-status" });
  own.setAttribute("role", "status");
  status.setAttribute("role", "status");
  const steps = element("ol");
  const words = element("details", {}, element("summary", { textContent: "Le processus en mots" }), steps);
  const toolbar = element("div", { className: "atelier-toolbar", role: "group" });
  toolbar.setAttribute("aria-label", "Dessin");
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "Dessin du processus ; en mots et au clavier plus bas");
  const desk = element("div");
  el.lang = "fr";
  el.classList.add("atelier-modeller");
  // A notebook would take the keys for its own, and the focus as well; Escape, which ends what is being drawn, leaves.
  el.dataset.lmSuppressShortcuts = "true";
  el.addEventListener("keydown", (event) => event.key !== "Escape" && event.stopPropagation());
  el.append(toolbar, stage, own, status, desk, words);

  const tell = (text) => { own.textContent = set(text); };
  const show = () => {
    status.textContent = set(model.get("status"));
    steps.replaceChildren(...model.get("steps").map((step) => element("li", { textContent: set(step) })));
  };
  show();

  let modeler = null;
  let panel = null;
  let revision = 0;
  let waiting = null;
  let late = null;

  const send = async () => {
    clearTimeout(waiting);
    waiting = null;
    const { xml } = await modeler.saveXML({ format: false });
    revision += 1;
    unsaved.set(place, xml);
    clearTimeout(late);
    late = setTimeout(() => tell("Le noyau n’a pas encore gardé ce dessin. S’il a redémarré, réexécutez cette cellule sans fermer la page."), PATIENCE_MS);
    try {
      model.send({ kind: "drawn", view, revision, xml });
    } catch {
      // Where the kernel is gone, the line above will tell.
    }
  };
  const changed = () => {
    stage.dataset.state = "changed";
    panel.refresh();
    waiting ??= setTimeout(send, SEND_AFTER_MS);
  };
  // Beside the palette; from its upper left corner where it would not be legible as a whole.
  const fit = (least = 0) => {
    const canvas = modeler.get("canvas");
    const { inner, outer } = canvas.viewbox();
    const scale = Math.max(least, Math.min(1, (outer.width - PALETTE - 2 * MARGIN) / (inner.width || 1), (outer.height - 2 * MARGIN) / (inner.height || 1)));
    canvas.viewbox({ x: inner.x - (PALETTE + MARGIN) / scale, y: inner.y - MARGIN / scale, width: outer.width / scale, height: outer.height / scale });
  };
  const load = async (xml) => {
    try {
      const { warnings } = await modeler.importXML(xml);
      stage.dataset.warnings = warnings.length;
      tell(warnings.length ? `${warnings.length} éléments de ce dessin n’ont pas pu être montrés.` : "");
      fit(LEGIBLE);
    } catch (error) {
      tell(`Ce texte BPMN ne peut pas être dessiné (${String(error.message).slice(0, 200)}).`);
    }
    panel.refresh();
    stage.dataset.drawn = Number(stage.dataset.drawn ?? 0) + 1;
  };
  const start = ({ Modeler, french }) => {
    modeler = new Modeler({ container: stage, additionalModules: [translation(french)] });
    panel = makePanel(modeler, { tell, element });
    desk.replaceChildren(panel.root);
    const canvas = modeler.get("canvas");
    const zoom = (factor) => canvas.zoom(canvas.zoom() * factor, "auto");
    const copy = async () => {
      // As it is kept: pasted into the cell, it is known again.
      const { xml } = await modeler.saveXML({ format: false });
      await navigator.clipboard.writeText(xml).then(() => tell("Texte BPMN copié."), () => tell("Le navigateur refuse la copie."));
    };
    const actions = {
      Annuler: () => modeler.get("commandStack").undo(),
      Rétablir: () => modeler.get("commandStack").redo(),
      "Tout voir": () => fit(),
      Agrandir: () => zoom(1.25),
      Réduire: () => zoom(0.8),
      "Plein écran": () => (document.fullscreenElement ? document.exitFullscreen() : el.requestFullscreen()),
      "Copier le texte BPMN": copy,
    };
    toolbar.replaceChildren(
      ...Object.entries(actions).map(([name, onclick]) => element("button", { type: "button", textContent: name, onclick })),
    );
    modeler.on("commandStack.changed", changed);
    modeler.on("import.done", () => modeler.get("selection").deselect(null));
  };

  const take = async (content, buffers) => {
    if (content.kind === "library") {
      globalThis.atelierModeller ??= loadLibrary(content, buffers.map(({ buffer, byteOffset, byteLength }) => buffer.slice(byteOffset, byteOffset + byteLength)));
      await globalThis.atelierModeller;
      model.send({ kind: "ready", view, library: true });
    } else if (content.kind === "diagram" && content.view !== view && globalThis.atelierModeller) {
      const first = modeler === null;
      if (first) start(await globalThis.atelierModeller);
      const draft = first ? unsaved.get(place) : undefined;
      await load(draft ?? content.xml);
      if (draft !== undefined) await send();
    } else if (content.kind === "kept" && content.view === view) {
      if (content.revision !== revision || waiting !== null) return;
      clearTimeout(late);
      unsaved.delete(place);
      tell("");
      stage.dataset.state = "kept";
    }
  };
  // One after the other: a drawing is taken in before the next.
  let taken = Promise.resolve();
  const receive = (content, buffers) => {
    taken = taken.then(() => take(content, buffers)).catch((error) => tell(`Le dessin ne s’affiche pas (${error.message}).`));
  };
  const resized = new ResizeObserver(() => modeler?.get("canvas").resized());
  resized.observe(stage);
  // A cell that is run next must find what was drawn last.
  const flush = () => waiting !== null && send();
  el.addEventListener("pointerleave", flush);
  el.addEventListener("focusout", flush);
  model.on("msg:custom", receive);
  model.on("change:status", show);
  model.on("change:steps", show);
  model.send({ kind: "ready", view, library: "atelierModeller" in globalThis });
  return () => {
    flush();
    resized.disconnect();
    clearTimeout(late);
    model.off("msg:custom", receive);
    model.off("change:status", show);
    model.off("change:steps", show);
    modeler?.destroy();
  };
}

export default { render };
