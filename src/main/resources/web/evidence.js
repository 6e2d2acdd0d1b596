import {link} from "./address.js";
import {h} from "./dom.js";
import {t} from "./i18n.js";

const RESULT = /\/results\/([^/]+)\/evidence$/;

/** A link to the page that says what a figure rests on; nothing where the figure has no such page. */
export function evidence(address, text = t("evidence")) {
  const id = RESULT.exec(address ?? "")?.[1];
  return id ? h("a", {class: "basis", href: link("evidence", {of: decodeURIComponent(id)})}, text) : null;
}
