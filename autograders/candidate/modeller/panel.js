// The element that is chosen: named, placed, joined and followed by others, with keys alone or from the list.

const KINDS = {
  Task: "Tâche", UserTask: "Tâche", ManualTask: "Tâche", ServiceTask: "Tâche", SendTask: "Tâche", ReceiveTask: "Tâche",
  ScriptTask: "Tâche", BusinessRuleTask: "Tâche", CallActivity: "Tâche", StartEvent: "Début", EndEvent: "Fin",
  IntermediateThrowEvent: "Jalon", IntermediateCatchEvent: "Attente", BoundaryEvent: "Événement attaché",
  ExclusiveGateway: "Décision", ParallelGateway: "Passerelle parallèle", InclusiveGateway: "Passerelle inclusive",
  DataObjectReference: "Donnée", DataStoreReference: "Base de données", Participant: "Participant", Lane: "Couloir",
  SequenceFlow: "Flux", MessageFlow: "Message", TextAnnotation: "Annotation", Group: "Groupe", SubProcess: "Sous-processus",
};
const ADDED = {
  Tâche: "bpmn:Task",
  "Jalon ou remise (événement)": "bpmn:IntermediateThrowEvent",
  "Décision (passerelle exclusive)": "bpmn:ExclusiveGateway",
  "Passerelle parallèle": "bpmn:ParallelGateway",
  Fin: "bpmn:EndEvent",
  Début: "bpmn:StartEvent",
  Donnée: "bpmn:DataObjectReference",
  Couloir: "bpmn:Lane",
  Participant: "bpmn:Participant",
};
const STEP = 160;

function makePanel(modeler, { tell, element }) {
  const [registry, selection, modeling, rules, factory, canvas] = ["elementRegistry", "selection", "modeling", "rules", "elementFactory", "canvas"].map((name) => modeler.get(name));
  const is = (shape, ...types) => types.some((type) => shape.businessObject?.$instanceOf?.(type));
  const name = (shape) => shape.businessObject.name ?? shape.businessObject.text ?? "";
  const parts = () => registry.filter((part) => part.parent && part.type !== "label");
  const title = (part) => {
    const kind = KINDS[part.type.replace("bpmn:", "")] ?? (part.waypoints ? "Lien" : "Élément");
    const words = name(part) ? `${kind} « ${name(part)} »` : `${kind} sans nom`;
    return part.waypoints ? `${words} : ${name(part.source) || "sans nom"} → ${name(part.target) || "sans nom"}` : words;
  };
  const chosen = () => {
    const [part] = selection.get();
    return part?.labelTarget ?? part ?? null;
  };
  const choose = (part) => {
    selection.select(part);
    canvas.scrollToElement(part, { top: 60, right: 60, bottom: 60, left: 140 });
  };
  const pool = (part) => {
    let owner = part;
    while (owner && !is(owner, "bpmn:Participant")) owner = owner.parent;
    return owner;
  };
  const lanes = (part) => part && parts().filter((lane) => is(lane, "bpmn:Lane") && pool(lane) === pool(part) && !lane.children.some((inner) => is(inner, "bpmn:Lane")));

  const fields = {};
  const field = (label, control) => {
    // The text of a label that holds a list is also that of its entries.
    control.setAttribute("aria-label", label);
    fields[label] = element("label", { className: "atelier-field" }, element("span", { textContent: label }), control);
    return control;
  };
  const button = (text, onclick) => element("button", { type: "button", textContent: text, onclick });
  const list = field("Élément choisi", element("select"));
  const label = field("Nom", element("input", { type: "text", maxLength: 200 }));
  const lane = field("Couloir", element("select"));
  const kind = field("Ajouter", element("select"));
  const target = field("Relier à", element("select"));
  const usual = element("input", { type: "checkbox" });
  fields.usual = element("label", { className: "atelier-field" }, usual, element("span", { textContent: "Sortie par défaut" }));
  kind.append(...Object.keys(ADDED).map((text) => new Option(text, ADDED[text])));

  // Beside what is there already, in the row that is asked for.
  const freePlace = (row, { x, width, height }, other) => {
    const y = row.y + row.height / 2;
    const taken = parts().filter((part) => part !== other && !part.waypoints && !is(part, "bpmn:Participant", "bpmn:Lane"));
    const meets = (part) => Math.abs(part.x + part.width / 2 - x) < (part.width + width) / 2 + 20 && Math.abs(part.y + part.height / 2 - y) < (part.height + height) / 2;
    while (taken.some(meets)) x += STEP / 4;
    return { x, y };
  };
  const add = () => {
    const beside = chosen();
    const type = kind.value;
    let made;
    if (type === "bpmn:Participant") {
      const lowest = Math.max(0, ...parts().filter((part) => !part.waypoints).map((part) => part.y + part.height));
      const shape = factory.createParticipantShape();
      made = modeling.createShape(shape, { x: shape.width / 2 + 20, y: lowest + shape.height / 2 + 40 }, canvas.getRootElement());
    } else if (type === "bpmn:Lane") {
      const owner = beside && (is(beside, "bpmn:Lane") ? beside : pool(beside));
      if (!owner) return tell("Choisissez d’abord le participant qui reçoit ce couloir.");
      made = modeling.addLane(owner, "bottom");
    } else {
      const shape = factory.createShape({ type });
      const follows = beside && is(beside, "bpmn:FlowNode") && !is(beside, "bpmn:EndEvent") && type !== "bpmn:StartEvent";
      const owner = pool(beside) ?? parts().find((part) => is(part, "bpmn:Participant"));
      if (follows) {
        made = modeler.get("autoPlace").append(beside, shape);
      } else {
        const row = beside && is(beside, "bpmn:Lane", "bpmn:Participant") ? beside : beside && lanes(beside).find((each) => each.businessObject.flowNodeRef?.includes(beside.businessObject));
        const around = row || lanes(owner)[0] || owner;
        const place = around ? freePlace(around, { x: around.x + 100, width: shape.width, height: shape.height }) : { x: 200, y: 200 };
        made = modeling.createShape(shape, place, owner ?? canvas.getRootElement());
      }
    }
    choose(made);
    refresh();
    tell(`${title(made)} ajouté.`);
    label.focus();
  };
  const connect = () => {
    const [source, end] = [chosen(), registry.get(target.value)];
    const allowed = source && end && rules.allowed("connection.create", { source, target: end });
    if (!allowed) return tell("Ces deux éléments ne se relient pas : un flux reste chez un participant, un message va de l’un à l’autre.");
    const made = modeling.connect(source, end, allowed);
    choose(made);
    refresh();
    tell(`${title(made)} ajouté.`);
    label.focus();
  };
  const remove = () => {
    const part = chosen();
    if (!part) return;
    modeling.removeElements([part]);
    tell("Élément supprimé ; « Annuler » le rend.");
    list.focus();
  };
  list.onchange = () => {
    const part = registry.get(list.value);
    if (part) choose(part);
    else selection.deselect(selection.get()[0]);
  };
  label.onchange = () => {
    const part = chosen();
    if (part && label.value !== name(part)) modeling.updateLabel(part, label.value);
  };
  lane.onchange = () => {
    const [part, row] = [chosen(), registry.get(lane.value)];
    if (!part || !row) return;
    const middle = part.x + part.width / 2;
    const place = freePlace(row, { x: middle, width: part.width, height: part.height }, part);
    modeling.moveElements([part], { x: place.x - middle, y: place.y - part.y - part.height / 2 }, pool(part));
  };
  usual.onchange = () => {
    const { source, businessObject } = chosen();
    modeling.updateProperties(source, { default: usual.checked ? businessObject : undefined });
  };
  const fill = (select, entries, value) => {
    const wanted = entries.map(([key, text]) => `${key}\n${text}`).join("\n");
    if (select.dataset.filled !== wanted) select.replaceChildren(...entries.map(([key, text]) => new Option(text, key)));
    select.dataset.filled = wanted;
    select.value = value;
  };
  const refresh = () => {
    const part = chosen();
    const all = parts();
    fill(list, [["", "aucun"], ...all.map((each) => [each.id, title(each)])], part?.id ?? "");
    const node = part && is(part, "bpmn:FlowNode");
    label.value = part ? name(part) : "";
    label.disabled = !part;
    const rows = node ? lanes(part) : [];
    const own = rows.find((row) => row.businessObject.flowNodeRef?.includes(part.businessObject));
    fill(lane, rows.map((row) => [row.id, name(row) || "sans nom"]), own?.id ?? "");
    lane.disabled = !rows.length;
    const ends = part && !part.waypoints ? all.filter((each) => each !== part && !each.waypoints && !is(each, "bpmn:Lane")) : [];
    fill(target, ends.map((each) => [each.id, title(each)]), ends.some((each) => each.id === target.value) ? target.value : ends[0]?.id ?? "");
    target.disabled = joins.disabled = !ends.length;
    removes.disabled = !part;
    const decides = part && is(part, "bpmn:SequenceFlow") && is(part.source, "bpmn:ExclusiveGateway", "bpmn:InclusiveGateway");
    usual.checked = Boolean(decides && part.source.businessObject.default === part.businessObject);
    usual.disabled = !decides;
  };
  const joins = button("Relier", connect);
  const removes = button("Supprimer", remove);
  const { "Élément choisi": whole, Nom, Couloir, Ajouter, "Relier à": ends } = fields;
  const root = element("div", { className: "atelier-panel", role: "group" }, whole, Nom, Couloir, fields.usual, removes, Ajouter, button("Ajouter", add), ends, joins);
  root.setAttribute("aria-label", "Éléments du dessin");
  modeler.on("selection.changed", refresh);
  return { root, refresh };
}
