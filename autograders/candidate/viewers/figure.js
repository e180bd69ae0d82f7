// A figure of Plotly that asks the kernel for what it draws once a browser shows it, with buttons for what a mouse does.

const TYPES = { f4: Float32Array, u4: Uint32Array, u1: Uint8Array };
const STEP = Math.PI / 12;
const VIEWS = {
  Perspective: { eye: { x: 1.5, y: -1.5, z: 1.1 }, up: { x: 0, y: 0, z: 1 } },
  Dessus: { eye: { x: 0, y: 0, z: 1.9 }, up: { x: 0, y: 1, z: 0 } },
  Face: { eye: { x: 0, y: -1.9, z: 0 }, up: { x: 0, y: 0, z: 1 } },
  Côté: { eye: { x: 1.9, y: 0, z: 0 }, up: { x: 0, y: 0, z: 1 } },
};
const MOVES = {
  "Tourner à gauche": (eye) => turned(eye, -STEP),
  "Tourner à droite": (eye) => turned(eye, STEP),
  Rapprocher: (eye) => scaled(eye, 0.8),
  Éloigner: (eye) => scaled(eye, 1.25),
};

const turned = ({ x, y, z }, angle) => ({
  x: x * Math.cos(angle) - y * Math.sin(angle),
  y: x * Math.sin(angle) + y * Math.cos(angle),
  z,
});
const scaled = ({ x, y, z }, factor) => ({ x: x * factor, y: y * factor, z: z * factor });

// Arrays travel as buffers; in the figure {"buffer": rank, "type": "f4"} stands for each.
function filled(value, buffers) {
  if (Array.isArray(value)) return value.map((item) => filled(item, buffers));
  if (value === null || typeof value !== "object") return value;
  if ("buffer" in value) {
    const { buffer, byteOffset, byteLength } = buffers[value.buffer];
    return new TYPES[value.type](buffer.slice(byteOffset, byteOffset + byteLength));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, buffers)]));
}

function loadLibrary(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new Promise((loaded, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, onload: loaded, onerror: failed });
    document.head.append(script);
  }).finally(() => URL.revokeObjectURL(address));
}

// Of JupyterLab, in whichever theme.
function themeLayout() {
  const style = getComputedStyle(document.body);
  const colour = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  const text = colour("--jp-ui-font-color0", "#111");
  const line = colour("--jp-border-color1", "#bbb");
  const axis = { gridcolor: line, zerolinecolor: line, color: text, showbackground: false };
  return { text, axis };
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function render({ model, el }) {
  const status = element("p", { className: "atelier-status", role: "status" });
  const stage = element("div", { className: "atelier-stage" });
  stage.setAttribute("role", "img");
  const toolbar = element("div", { className: "atelier-toolbar" });
  toolbar.setAttribute("role", "group");
  toolbar.setAttribute("aria-label", "Point de vue");
  el.lang = "fr";
  el.classList.add("atelier-figure");
  el.append(toolbar, stage, status);

  const describe = () => stage.setAttribute("aria-label", model.get("description"));
  const announce = () => { status.textContent = model.get("status"); };
  describe();
  announce();

  let drawn = null;
  const setCamera = (camera) => drawn && Plotly.relayout(stage, { "scene.camera": camera });
  const layout = () => {
    const { text, axis } = themeLayout();
    const { scene, ...others } = drawn.layout;
    const axes = ["xaxis", "yaxis", "zaxis"].map((name) => [name, { ...axis, ...scene[name] }]);
    return {
      ...others,
      font: { color: text },
      paper_bgcolor: "rgba(0,0,0,0)",
      uirevision: "kept",
      scene: { ...scene, camera: stage.layout?.scene?.camera ?? VIEWS.Perspective, ...Object.fromEntries(axes) },
    };
  };
  const draw = async () => {
    await Plotly.react(stage, [...drawn.data], layout(), { displayModeBar: false, responsive: true });
    stage.dataset.drawn = String(Number(stage.dataset.drawn ?? 0) + 1);
  };

  for (const [name, view] of Object.entries(VIEWS)) {
    toolbar.append(element("button", { type: "button", textContent: name, onclick: () => setCamera({ ...view, center: { x: 0, y: 0, z: 0 } }) }));
  }
  for (const [name, move] of Object.entries(MOVES)) {
    const act = () => {
      const camera = stage.layout?.scene?.camera;
      if (camera) setCamera({ ...camera, eye: move(camera.eye) });
    };
    toolbar.append(element("button", { type: "button", textContent: name, onclick: act }));
  }

  const receive = async (content, buffers) => {
    if (content.kind === "library") {
      globalThis.Plotly ?? (await loadLibrary(buffers[0]));
      model.send({ kind: "ready", library: true });
    } else if (content.kind === "figure") {
      const first = drawn === null;
      drawn = filled(content.figure, buffers);
      await draw();
      if (first) stage.on("plotly_click", ({ points: [{ curveNumber, pointNumber }] }) => model.send({ kind: "picked", curve: curveNumber, point: pointNumber }));
    } else if (content.kind === "traces" && drawn) {
      for (const [rank, trace] of Object.entries(filled(content.traces, buffers))) drawn.data[rank] = trace;
      await draw();
    }
  };
  const theme = new MutationObserver(() => drawn && draw());
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  model.on("msg:custom", receive);
  model.on("change:description", describe);
  model.on("change:status", announce);
  model.send({ kind: "ready", library: "Plotly" in globalThis });
  return () => {
    theme.disconnect();
    model.off("msg:custom", receive);
    model.off("change:description", describe);
    model.off("change:status", announce);
    if (drawn) Plotly.purge(stage);
  };
}

export default { render };
