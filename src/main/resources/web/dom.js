import {Problem} from "./api.js";
import {t} from "./i18n.js";

export {table} from "./table.js";

/** An element: h("td", {class: "x", onclick: f}, child, [child, ...]). Children are nodes or text; null is left out. */
export const h = (name, attributes, ...children) => build(document.createElement(name), attributes, children);

/** The same in a drawing. */
export const svg = (name, attributes, ...children) =>
  build(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

function build(element, attributes = {}, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") element.style.cssText = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A titled part of a screen. Its body is filled by fill(). */
export function card(title, {wide = "", note = "", tools = []} = {}) {
  const id = `card-${card.count = (card.count ?? 0) + 1}`;
  const body = h("div", {class: "body"}, h("p", {class: "state", role: "status"}, t("loading")));
  const element = h("section", {class: `card ${wide}`, "aria-labelledby": id},
    h("div", {class: "head"}, h("h2", {id}, title), note ? h("span", {class: "note"}, note) : null,
      h("div", {class: "acts"}, tools)),
    body);
  element.body = body;
  return element;
}

/** What a person is told of a fault: a service that is away has no words of its own. */
export const said = fault => fault.status === 0 || fault instanceof TypeError ? t("away") : fault.detail ?? fault.message;

export const empty = text => h("p", {class: "state"}, text ?? t("nothing"));

/**
 * Fills a card with the nodes that the work brings; a fault is shown where they would have been. What was asked for later
 * stays, even where the earlier answer comes last.
 */
export async function fill(target, work) {
  const turn = target.turn = (target.turn ?? 0) + 1;
  try {
    const nodes = await work();
    if (turn === target.turn) drawAnew(target.body, [nodes].flat(2).filter(Boolean));
  } catch (fault) {
    if (turn !== target.turn) return;
    target.body.replaceChildren(h("div", {class: "state fault", role: "alert"},
      h("strong", {}, fault.status === 404 ? t("notHere") : t("fault")),
      h("p", {}, said(fault)),
      h("button", {type: "button", onclick: () => fill(target, work)}, t("again"))));
    if (!(fault instanceof Problem)) throw fault;
  }
}

/** A button or link that has the focus leaves it with what stands in its place. */
export function drawAnew(body, nodes) {
  const held = body.contains(document.activeElement) ? document.activeElement : null;
  body.replaceChildren(...nodes);
  if (held?.textContent) counterpart(held)?.focus({preventScroll: true});
}

/** Buttons of which one is pressed. */
export function choice(label, options, chosen, choose) {
  return h("div", {class: "choice", role: "group", "aria-label": label}, options.map(([value, text]) =>
    h("button", {type: "button", "aria-pressed": String(value === chosen), onclick: () => choose(value)}, text)));
}

/** Buttons of which any number is pressed, one at least. */
export function several(label, options, chosen, choose) {
  return h("div", {class: "choice", role: "group", "aria-label": label}, options.map(([value, text]) =>
    h("button", {type: "button", "aria-pressed": String(chosen.includes(value)), onclick: () => {
      const next = chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value];
      if (next.length > 0) choose(next);
    }}, text)));
}

export function select(label, options, chosen, choose) {
  return h("label", {class: "select"}, h("span", {}, label),
    h("select", {onchange: event => choose(event.target.value)},
      options.map(([value, text]) => h("option", {value, selected: value === chosen}, text))));
}

/** A figure with its name, large. */
export function figure(name, value, {unit = "", under = "", sign = ""} = {}) {
  return h("div", {class: "figure"}, h("span", {class: "name"}, name),
    h("span", {class: "value"}, sign, value ?? "–", value !== null && value !== undefined && unit ? h("small", {}, unit) : null),
    under ? h("span", {class: "under"}, under) : null);
}

/** What stands where this stood before its table was drawn anew. */
const counterpart = gone => [...document.querySelectorAll(`main ${gone.localName}`)].find(one => one.textContent === gone.textContent);

/** Opens a dialog: content, and what its buttons do beside closing it. Esc closes it, and the focus returns to the opener. */
export function popUp(title, content, acts = []) {
  const dialog = h("dialog", {"aria-label": title}, h("h2", {}, title), content,
    h("div", {class: "acts"}, h("button", {type: "button", onclick: () => dialog.close()}, t("close")), acts));
  const opener = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener && !opener.isConnected) (counterpart(opener) ?? document.querySelector("main")).focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
