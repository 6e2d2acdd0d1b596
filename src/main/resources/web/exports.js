import {address, once, Problem} from "./api.js";
import {h, select} from "./dom.js";
import {daysBefore, today} from "./format.js";
import {current, pick, t} from "./i18n.js";
import {save} from "./shown.js";

const FORMATS = ["xlsx", "csv", "docx", "pdf", "parquet"];

/** Titles in a language with units and words beside codes, or the names that programs know. */
const HEADERS = ["zh", "en", "code"];

/** The workbook of a section holds its sample sets too. */
const pathOf = ({name}, format, {section}) => name === "water-sections" && format === "xlsx" && section ? "water/sections" : `exports/${name}`;
const LONGEST_LINE = 65536;
const LINE_END = 10;

const size = bytes => bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * A button that asks for a table, a span and a format, and takes the file, saying how much has arrived.
 *
 * tables: names of exports; filters: for those that know them; span: {from, to} of what is looked at; subject: whose it is, in words
 */
export function exporter(tables, filters, span = {}, subject = null) {
  return h("button", {type: "button", onclick: () => ask(tables, filters, span, subject)}, t("export"));
}

/** A link that takes a file at once; path: with its ending. */
const direct = (text, path, query) => h("a", {class: "button", download: "", href: address(path, query)}, text);

/** The same of an export, with its header in the language of the page. */
export const taken = (text, path, query) => direct(text, path, {...query, header: current()});

/** An official table of a city, as its office prints it. */
export const official = (text, name, city, period) => direct(text, `layouts/${name}.xlsx`, {city, period});

async function ask(names, filters, span, subject) {
  const known = await once("exports");
  const tables = names.map(name => known.find(one => one.name === name)).filter(Boolean);
  const wanted = {table: tables[0], format: FORMATS[0], header: current()};
  const from = h("input", {name: "from", type: "date", value: span.from ?? daysBefore(today(), 30)});
  const to = h("input", {name: "to", type: "date", value: span.to ?? today()});
  const head = select(t("headerOf"), HEADERS.map(one => [one, t(`header.${one}`)]), wanted.header, header => {
    wanted.header = header;
    anew();
  });
  const said = h("p", {role: "status", class: "note"});
  const bar = h("progress", {hidden: true});
  const stop = new AbortController();
  const start = h("button", {type: "button", onclick: () => take()}, t("start"));
  let begun = null;
  const anew = () => {
    begun = null;
    start.textContent = t("start");
  };
  [from, to].forEach(input => input.addEventListener("change", anew));
  const dialog = h("dialog", {"aria-label": t("exportTitle")}, h("h2", {}, t("exportTitle")),
    h("p", {class: "note"}, subject ?? [...new Set(Object.values(filters).filter(Boolean))].join(" · ")),
    h("fieldset", {},
      select(t("table"), tables.map(one => [one.name, pick(one.titleZh, one.titleEn)]), wanted.table.name, name => {
        wanted.table = tables.find(one => one.name === name);
        anew();
      }),
      select(t("format"), FORMATS.map(one => [one, one.toUpperCase()]), wanted.format, format => {
        wanted.format = format;
        head.hidden = format === "parquet";
        anew();
      }),
      head,
      h("label", {class: "select"}, h("span", {}, t("from")), from), h("label", {class: "select"}, h("span", {}, t("to")), to)),
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
    const {table, format, header} = wanted;
    const own = Object.entries(filters).filter(([name]) => table.filters.includes(name));
    const query = {...Object.fromEntries(own), from: from.value, to: to.value, cursor: begun?.cursor,
      header: header === "code" || format === "parquet" ? null : header};
    const parts = begun ? [begun.whole] : [];
    try {
      const name = await receive(address(`${pathOf(table, format, filters)}.${format}`, query), stop.signal, parts,
        bytes => { said.textContent = t("exporting", {bytes: size(bytes)}); });
      const file = new Blob(parts);
      save(file, name);
      said.textContent = t("exported", {bytes: size(file.size)});
      anew();
    } catch (fault) {
      begun = format === "csv" && header === "code" ? await upToLastLine(new Blob(parts), table) : null;
      start.textContent = t(begun ? "goOnExporting" : "start");
      said.textContent = t("exportFailed", {why: fault.message});
    }
    bar.hidden = true;
    start.disabled = false;
  }
}

/** Puts what arrives behind these parts; its name as the service gives it. A transfer that breaks off is a fault. */
async function receive(url, signal, parts, progress) {
  const response = await fetch(url, {signal});
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
  let bytes = new Blob(parts).size;
  const reader = response.body.getReader();
  for (let {done, value} = await reader.read(); !done; {done, value} = await reader.read()) {
    parts.push(value);
    bytes += value.length;
    progress(bytes);
  }
  return /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "limpid";
}

/**
 * The complete lines of a CSV that broke off, and the cursor behind the last of them; null where there is none.
 *
 * table: names of its columns, and of those whose values make the cursor
 */
export async function upToLastLine(broken, {columns, key}) {
  const from = Math.max(0, broken.size - LONGEST_LINE);
  const tail = new Uint8Array(await broken.slice(from).arrayBuffer());
  const end = tail.lastIndexOf(LINE_END);
  const start = end < 1 ? -1 : tail.lastIndexOf(LINE_END, end - 1);
  if (start < 0) return null;
  const line = new TextDecoder().decode(tail.slice(start + 1, end)).replace(/\r$/, "");
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .map(([, quoted, plain]) => quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  return {whole: broken.slice(0, from + end + 1), cursor: key.map(name => cells[columns.indexOf(name)]).join(",")};
}
