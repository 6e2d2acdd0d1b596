import {h} from "./dom.js";
import {t} from "./i18n.js";

/** A button that shows what a figure rests on, as the service tells it. */
export function evidence(address) {
  return h("button", {type: "button", class: "plain", onclick: () => open(address)}, t("evidence"));
}

async function open(address) {
  const text = h("pre", {tabindex: 0}, t("loading"));
  const dialog = h("dialog", {"aria-label": t("evidence")}, h("h2", {}, t("evidence")), text,
    h("div", {class: "acts"}, h("button", {type: "button", onclick: () => dialog.close()}, t("close"))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  const response = await fetch(address.startsWith("/") ? address.slice(1) : address, {headers: {Accept: "application/json"}});
  text.textContent = JSON.stringify(await response.json(), null, 2);
}
