import {address, send, whole} from "./api.js";
import {h} from "./dom.js";
import {stamped} from "./format.js";
import {t} from "./i18n.js";
import {may} from "./session.js";

const ADD = "POST programmes/{id}/files";
const REMOVE = "DELETE programmes/{id}/files/{number}";

const path = programme => `programmes/${encodeURIComponent(programme)}/files`;
const size = bytes => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** A field that takes a file; null for those who may hand none in. */
export const filed = () => may(ADD) ? h("label", {}, h("span", {}, t("evidenceFile")), h("input", {name: "evidence", type: "file"})) : null;

/** Hands in what the field took, if anything. of: {indicator, period, city} or {task, unit} */
export async function handIn(programme, form, of) {
  const file = form.get("evidence");
  if (!file?.size) return null;
  return send("POST", path(programme), file, {type: "application/octet-stream", query: {...of, name: file.name}});
}

/** All files of a programme as one ZIP; nothing for those who may not see them. */
export const archive = programme => may(ADD) ? h("a", {href: address(`${path(programme)}/archive.zip`), download: ""}, t("evidenceArchive")) : null;

/** The files of an indicator or task, to be saved or taken back; nothing for those who may not see them. of: {indicator, city} or {task} */
export async function filesOf(programme, of, again) {
  if (!may(ADD)) return null;
  const files = await whole(path(programme), of);
  if (files.length === 0) return h("p", {class: "state"}, t("noFiles"));
  return h("ul", {}, files.map(one => h("li", {},
    one.removedAt ? h("s", {}, one.name) : h("a", {href: address(`${path(programme)}/${one.id}`), download: one.name}, one.name),
    h("span", {class: "quiet", title: `SHA-256 ${one.sha256}`}, ` ${one.period || one.unit} · ${size(one.size)} · ${one.addedBy} ${stamped(one.addedAt)}`),
    one.removedAt ? h("span", {class: "quiet"}, ` · ${t("takenBack")} ${one.removedBy} ${stamped(one.removedAt)}`)
      : may(REMOVE) ? h("button", {type: "button", class: "plain", onclick: async () => {
        await send("DELETE", `${path(programme)}/${one.id}`);
        again();
      }}, t("takeBack")) : null)));
}
