import {h} from "./dom.js";
import {t} from "./i18n.js";
import {shownIn, takers} from "./shown.js";

/** How the tables of an address are searched, sorted and paged: a table that is drawn anew goes on as it was. */
const states = new Map();

/** From so many rows on a table is searched and paged. */
const MANY = 12;
const AT_ONCE = 25;

/**
 * A table that is searched, sorted and paged.
 *
 * columns: {title, cell(row), number, wrap, by(row) for its order where the printed text would mislead, less: 1 where a narrow
 * screen hides it, 2 where a phone does}; rows may be empty.
 * only: {label, holds(row), on} a switch that shows only some rows; rowClass(row) and emptyText as they say; taken: false where
 * the buttons that give it as a file stand elsewhere. lines() of what is returned are its cells as they are narrowed and sorted now.
 */
export function table(caption, columns, rows, {emptyText, rowClass, only, taken = true, atOnce = AT_ONCE} = {}) {
  if (rows.length === 0) return h("p", {class: "state"}, emptyText ?? t("nothing"));
  const key = `${caption} ${location.hash}`;
  const state = states.get(key) ?? {sorted: null, down: false, words: "", only: only?.on ?? false, from: 0};
  states.set(key, state);
  if (document.activeElement?.dataset.table === key) requestAnimationFrame(() => tools.querySelector("input[type=search]")?.focus());
  const lines = rows.map(row => line(row, columns, rowClass));
  const body = h("tbody");
  const heads = columns.map((column, index) => head(column, index, state, draw));
  const told = h("span", {class: "note", role: "status"});
  const pager = h("span", {class: "pager"});
  const takes = taken ? h("span", {class: "takes"}, takers(caption, () => element.lines(), () => remarksBeside(element))) : null;
  const tools = h("div", {class: "tools-of-table"},
    rows.length > MANY ? h("label", {class: "select"}, h("span", {class: "unseen"}, `${t("search")} ${caption}`),
      h("input", {type: "search", value: state.words || null, "data-table": key, placeholder: t("search"), oninput: event => change({words: event.target.value.trim().toLowerCase()})})) : null,
    only ? h("label", {class: "check"}, h("input", {type: "checkbox", checked: state.only, onchange: event => change({only: event.target.checked})}), ` ${only.label}`) : null,
    columns.some(column => column.less) ? h("button", {type: "button", class: "more", "aria-pressed": "false", onclick: event => {
      const pressed = element.classList.toggle("every");
      event.target.setAttribute("aria-pressed", String(pressed));
    }}, t("everyColumn")) : null,
    told, pager);
  const element = h("div", {class: "listed"}, tools,
    h("div", {class: "scroll", tabindex: 0, role: "group", "aria-label": caption},
      h("table", {}, h("caption", {class: "unseen"}, caption), h("thead", {}, h("tr", {}, heads)), body)),
    takes);
  element.lines = () => [heads.map(cell => shownIn(cell, false)),
    ...found().map(one => columns.map((column, index) => shownIn(one.element().children[index], Boolean(column.number))))];

  function found() {
    const list = lines.filter(one => (!state.only || only.holds(one.row)) && (state.words === "" || one.text().includes(state.words)));
    return state.sorted === null ? list : list.sort(order(columns[state.sorted], state.sorted, state.down));
  }

  function change(to) {
    Object.assign(state, {from: 0}, to);
    draw();
  }

  function draw() {
    const list = found();
    if (state.from >= list.length) state.from = 0;
    const shown = list.slice(state.from, state.from + atOnce);
    body.replaceChildren(...shown.map(one => one.element()));
    if (list.length === 0) body.append(h("tr", {}, h("td", {colspan: columns.length, class: "quiet"}, t("noneFound"))));
    heads.forEach((cell, index) => cell.setAttribute("aria-sort", state.sorted !== index ? "none" : state.down ? "descending" : "ascending"));
    const many = list.length > atOnce;
    told.textContent = many ? t("rowsShown", {first: state.from + 1, last: state.from + shown.length, n: list.length})
      : list.length < rows.length ? t("rowsFound", {n: list.length, of: rows.length}) : "";
    pager.replaceChildren(...(many ? [
      h("button", {type: "button", disabled: state.from === 0, onclick: () => change({from: state.from - atOnce}), "aria-label": t("pageBefore")}, "‹"),
      h("button", {type: "button", disabled: state.from + atOnce >= list.length, onclick: () => change({from: state.from + atOnce}), "aria-label": t("pageAfter")}, "›"),
    ] : []));
  }

  tools.hidden = rows.length <= MANY && !only && !columns.some(column => column.less);
  draw();
  return element;
}

function head(column, index, state, draw) {
  const press = () => {
    state.down = state.sorted === index ? !state.down : Boolean(column.number);
    state.sorted = index;
    state.from = 0;
    draw();
  };
  return h("th", {scope: "col", class: css(column)},
    column.title === "" ? h("span", {class: "unseen"}, t("more")) : h("button", {type: "button", class: "sorter", onclick: press}, column.title));
}

/** The remarks of the card that a table stands in. */
export const remarksBeside = element => [...element.closest(".card")?.querySelectorAll(".body p.note, .body .under p.note") ?? []].map(one => one.textContent.trim()).filter(Boolean);

const css = (column, ...more) => [column.number ? "number" : null, column.wrap ? "wrap" : null, column.less ? `less${column.less}` : null, ...more].filter(Boolean).join(" ") || null;

function line(row, columns, rowClass) {
  let built = null;
  let words = null;
  const element = () => built ??= h("tr", {class: rowClass?.(row) ?? null}, columns.map((column, index) =>
    h(index === 0 ? "th" : "td", {scope: index === 0 ? "row" : null, class: css(column)}, column.cell(row) ?? "–")));
  return {row, element, text: () => words ??= element().textContent.toLowerCase(), printed: index => element().children[index].textContent};
}

/** Numbers by their size, words by the alphabet; what is missing stands at the end either way. */
function order(column, index, down) {
  const key = one => column.by ? column.by(one.row) : plain(one.printed(index));
  const empty = value => value === null || value === undefined || value === "" || value === "–";
  return (one, other) => {
    const [a, b] = [key(one), key(other)];
    if (empty(a) || empty(b)) return empty(a) - empty(b);
    const way = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN", {numeric: true});
    return down ? -way : way;
  };
}

const plain = text => /^[<▲✗✓ ]*-?[\d.]+/.test(text) ? Number(/-?[\d.]+/.exec(text)[0]) : text;
