import {h} from "./dom.js";
import {t} from "./i18n.js";

// What is seen, as a file: the rows of a table as it is searched, sorted and narrowed, on all its pages; a chart as a picture.

const CSV = "text/csv;charset=utf-8";
const UNIT_MARK = /^(-?\d+(?:\.\d+)?)(?:\s*(?:[%℃°]|dB(?:\(A\))?|[μm]?g\/m³|mg\/L|μS\/cm|NTU))?$/;

/** Gives a file to whoever looks. */
export function save(file, name) {
  const link = h("a", {href: URL.createObjectURL(file), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10e3);
}

/** The name of a file: city, screen's title, what it is, and the span of the address. */
export function fileName(caption, ending) {
  const query = new URLSearchParams(location.hash.split("?")[1] ?? "");
  const parts = [query.get("city"), caption, ...["period", "month", "date", "from", "to"].map(one => query.get(one))];
  return `${parts.filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "-")}.${ending}`;
}

/** What a cell shows: a number where it is one, the address where it leads to evidence, else its words. */
export function shownIn(cell, isNumber) {
  const basis = cell.querySelector("a.basis");
  if (basis) return basis.href;
  const text = textOf(cell);
  const number = isNumber ? UNIT_MARK.exec(text) : null;
  return number ? Number(number[1]) : text === "–" ? "" : text;
}

/** Words as they stand beside each other; a line of its own stays apart from the one before. */
function textOf(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("div, small, br").forEach(one => one.before(" "));
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** A text that a spreadsheet would compute has an apostrophe before it, as in every CSV of the service. */
function field(value) {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) && value.length > 1 ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of cells as CSV with a byte order mark, by which spreadsheets know UTF-8. */
export const csvOf = lines => new Blob(["\uFEFF", lines.map(line => line.map(field).join(",")).join("\r\n"), "\r\n"], {type: CSV});

let library = null;

const office = () => library ??= import("./workbook.js");

/** Where and when it was seen. */
const seen = () => [[t("address"), location.href], [t("exportedAt"), `${new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 16).replace("T", " ")} +08:00`]];

/** Lines of cells, the first of titles, as a workbook; a second sheet says where and when they were seen. */
async function workbookOf(caption, lines) {
  const {workbook} = await office();
  return workbook([[t("table"), lines], [t("aboutSheet"), [[t("table"), caption], ...seen()]]]);
}

const titled = caption => [new URLSearchParams(location.hash.split("?")[1] ?? "").get("city"), caption].filter(Boolean).join(" ");

const remarksOf = remarks => [...remarks, ...seen().map(one => one.join(" "))];

/** The rows alone on paper, all of them; whoever looks prints them or keeps them as PDF. */
async function printed(caption, lines, remarks) {
  const {isWide} = await office();
  const cell = value => h("td", {class: typeof value === "number" ? "number" : null}, value);
  const sheet = h("section", {class: `sheet ${isWide(lines) ? "wide" : "upright"}`}, h("h1", {}, titled(caption)),
    h("table", {}, h("thead", {}, h("tr", {}, lines[0].map(title => h("th", {scope: "col"}, title)))), h("tbody", {}, lines.slice(1).map(line => h("tr", {}, line.map(cell))))),
    remarksOf(remarks).map(one => h("p", {class: "note"}, one)));
  document.querySelector("body > .sheet")?.remove();
  document.body.append(sheet);
  addEventListener("afterprint", () => sheet.remove(), {once: true});
  print();
}

/**
 * Buttons that give what a table shows.
 *
 * lines: () => its cells as they are now, the first line its titles; remarks: () => what stands below it, such as on thin data
 */
export function takers(caption, lines, remarks = () => []) {
  const taker = (name, take) => h("button", {type: "button", class: "take", "aria-label": `${t("takeAs", {caption})} ${name}`, title: t("takeAs", {caption}), onclick: take}, name);
  return [
    taker("CSV", () => save(csvOf(lines()), fileName(caption, "csv"))),
    taker("XLSX", async () => save(await workbookOf(caption, lines()), fileName(caption, "xlsx"))),
    taker("DOCX", async () => save((await office()).wordDocument(titled(caption), lines(), remarksOf(remarks())), fileName(caption, "docx"))),
    taker("PDF", () => printed(caption, lines(), remarks())),
  ];
}
