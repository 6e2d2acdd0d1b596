import {h} from "./dom.js";
import {daysBefore, today} from "./format.js";
import {t} from "./i18n.js";
import {address, Problem} from "./api.js";

const size = bytes => bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** A button that asks for span and format and takes the file, saying how much has arrived. */
export function exporter(name, query, list) {
  return h("button", {type: "button", onclick: () => ask(name, query, list)}, t("export"));
}

function ask(name, query, list) {
  const from = h("input", {type: "date", value: daysBefore(today(), 30)});
  const to = h("input", {type: "date", value: today()});
  const said = h("p", {role: "status", class: "note"});
  const bar = h("progress", {hidden: true});
  const stop = new AbortController();
  const start = h("button", {type: "button", onclick: () => take()}, t("start"));
  const dialog = h("dialog", {"aria-label": t("exportTitle")}, h("h2", {}, t("exportTitle")),
    h("fieldset", {}, h("label", {class: "select"}, h("span", {}, t("from")), from), h("label", {class: "select"}, h("span", {}, t("to")), to)),
    said, bar,
    h("div", {class: "acts"}, h("button", {type: "button", onclick: () => dialog.close()}, t("close")), start));
  dialog.addEventListener("close", () => {
    stop.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();

  async function take() {
    start.disabled = true;
    bar.hidden = false;
    try {
      const file = await receive(address(`${list}.csv`, {...query, from: from.value, to: to.value, limit: 10000}), stop.signal,
        bytes => { said.textContent = t("exporting", {bytes: size(bytes)}); });
      save(file, `${name}_${from.value}_${to.value}.csv`);
      said.textContent = t("exported", {bytes: size(file.size)});
    } catch (fault) {
      said.textContent = t("exportFailed", {why: fault.message});
    }
    bar.hidden = true;
    start.disabled = false;
  }
}

/** All parts of a list as one file: the header of the first, the lines of all. */
async function receive(url, signal, progress) {
  const parts = [];
  let bytes = 0;
  for (let next = url; next; ) {
    const response = await fetch(next, {signal, headers: {Accept: "text/csv"}});
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
    const text = await response.text();
    const part = parts.length === 0 ? text : text.slice(text.indexOf("\n") + 1);
    parts.push(part);
    bytes += part.length;
    progress(bytes);
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1] ?? null;
  }
  // The mark tells spreadsheets that the text is UTF-8.
  return new Blob(["\uFEFF", ...parts.map(part => part.replace(/^\uFEFF/, ""))], {type: "text/csv"});
}

function save(file, name) {
  const link = h("a", {href: URL.createObjectURL(file), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10e3);
}
