import {get, once, send} from "../api.js";
import {card, fill, h, popUp, said, select, svg} from "../dom.js";
import {today} from "../format.js";
import {pick, t} from "../i18n.js";
import {formDialog, may} from "../session.js";
import {registers} from "../desk.js";
import {importer} from "../sheets.js";

/** What a person enters follows from the columns of the registry; of these some are of one medium alone, some of no person. */
const OF = {air: ["countsInCity", "notMonitored"], water: ["waterBody", "waterBodyType", "targetClass", "roles"], noise: ["noiseNetwork", "noiseZone", "roadLengthM", "gridAreaM2"]};
const APART = ["code", "medium", "hj212Password"];
const SEVERAL = ["roles", "notMonitored"];
/** Any duration may be written, not only those that have a word. */
const OPEN = ["period"];

const memberOf = column => column.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** The name that tells the unit, where one does. */
const titleOf = ({names, meaning}) => pick(names.find(name => name.endsWith(")")) ?? names[0], meaning[0].toUpperCase() + meaning.slice(1));

/** The columns that are entered of a medium: those of all media, then its own. */
async function entered(medium) {
  const columns = (await once("sheets")).filter(one => one.form === "stations").map(one => ({...one, name: memberOf(one.column)}));
  const ofOne = Object.values(OF).flat();
  return [...columns.filter(one => !ofOne.includes(one.name) && !APART.includes(one.name)), ...columns.filter(one => OF[medium].includes(one.name))];
}

/** What the registry calls yes and no is true and false in an answer. */
const answered = {yes: "true", no: "false"};

function controlOf(column, station) {
  const {name} = column;
  const value = SEVERAL.includes(name) ? (station[name] ?? []).join("; ") : station[name] ?? "";
  const choices = OPEN.includes(name) ? [] : Object.entries(column.choices).map(([code, [word]]) => [answered[code] ?? code, pick(word, code)]);
  if (choices.length === 0) return h("input", {name, type: column.kind === "date" ? "date" : "text", value: String(value), required: column.required});
  return h("select", {name}, [...(typeof value === "boolean" ? [] : [["", "–"]]), ...choices].map(([code, word]) => h("option", {value: code, selected: code === String(value)}, word)));
}

/** A station to be entered or changed, and a table of many. */
export function show(context) {
  const edited = context.query.get("edit");
  const form = card(t("stationForm"), {wide: "w7"});
  const file = card(t("stationTable"), {wide: "w5"});
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("registerStations")), h("div", {class: "acts"}, h("a", {href: context.link("operations")}, `← ${t("operations")}`))),
    h("div", {class: "grid loose"}, form, file));
  fill(form, async () => {
    const station = edited ? await get(`stations/${encodeURIComponent(edited)}`) : {code: context.query.get("code") ?? "", medium: context.query.get("medium") ?? "air", city: context.city, period: "PT1H", countsInCity: true};
    return registers() ? formOf(context, station, Boolean(edited), await entered(station.medium)) : h("p", {class: "state"}, t("signInFirst"));
  });
  fill(file, async () => registers() ? importing(context) : h("p", {class: "state"}, t("signInFirst")));
}

function formOf(context, station, known, columns) {
  const told = h("p", {role: "alert"});
  const label = (name, control) => h("label", {}, h("span", {}, name), control);
  const names = columns.map(column => column.name);
  const form = h("form", {class: "desk", onsubmit: async event => {
    event.preventDefault();
    const given = new FormData(form);
    const code = known ? station.code : given.get("code").trim();
    // What the form does not show stays as it is; what is emptied in it becomes empty.
    const shown = new Set([...names, "updatedAt"]);
    const body = Object.fromEntries(Object.entries(station).filter(([name, value]) => !shown.has(name) && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)));
    body.code = code;
    for (const name of names) {
      const value = given.get(name)?.trim();
      if (value) body[name] = SEVERAL.includes(name) ? value.split(/\s*[;,；，]\s*/) : value;
    }
    try {
      await send("PUT", `stations/${encodeURIComponent(code)}`, body);
      context.refresh();
      told.className = "met";
      told.textContent = `✓ ${code} ${t("saved")}`;
    } catch (fault) {
      told.className = "missed";
      told.textContent = said(fault);
      form.elements[fault.more?.parameter ?? fault.more?.member]?.focus();
    }
  }},
  h("div", {class: "row"},
    label(t("station.code"), h("input", {name: "code", value: station.code, required: true, pattern: "[A-Za-z0-9._\\-]{1,64}", readonly: known})),
    known ? null : select(t("medium"), ["air", "water", "noise"].map(one => [one, t(one)]), station.medium, medium => context.go({medium}))),
  h("div", {class: "row"}, columns.map(column => label(titleOf(column), controlOf(column, station)))),
  h("div", {class: "acts"}, h("button", {type: "submit", class: "main"}, t("save")), known ? h("button", {type: "button", onclick: () => retire(context, station)}, t("closeStation")) : null,
    known && may("DELETE stations/{code}") ? h("button", {type: "button", onclick: () => remove(context, station)}, t("deleteStation")) : null,
    h("button", {type: "button", onclick: () => place(form, context)}, t("mapPoint"))), told);
  return form;
}

const importing = context => [h("p", {}, h("a", {href: "api/v1/stations.csv?limit=10000", download: "stations.csv"}, t("template"))), importer("stations", {done: context.refresh})];

/** A station that is taken out of service keeps all it has sent. */
function retire(context, station) {
  formDialog(t("closeStation"), [h("p", {}, t("closeNote")), h("label", {}, h("span", {}, t("station.inServiceTo")), h("input", {type: "date", name: "last", value: station.inServiceTo ?? today(), required: true}))],
    t("closeStation"), async form => {
      const {updatedAt, ...rest} = station;
      const body = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)));
      await send("PUT", `stations/${encodeURIComponent(station.code)}`, {...body, inServiceTo: form.get("last")});
      await context.again();
    });
}

function remove(context, station) {
  formDialog(t("deleteStation"), h("p", {}, t("deleteNote", {code: station.code})), t("deleteStation"), async () => {
    await send("DELETE", `stations/${encodeURIComponent(station.code)}`);
    context.refresh();
    context.go({edit: null});
  });
}

const SIDE = 420;

/** Of the map, so small a part is a step by a key, and so many steps one with Shift. */
const STEPS = 200;
const FAR = 20;

/** The stations of the city on a plain map; a click there gives longitude and latitude. */
function place(form, context) {
  const known = context.every.filter(one => one.city === form.elements.city.value && one.lon !== null && one.lat !== null);
  const own = {lon: Number(form.elements.lon.value), lat: Number(form.elements.lat.value)};
  const points = form.elements.lon.value ? [...known, own] : known;
  const [left, right] = span(points.map(one => one.lon), 113);
  const [low, high] = span(points.map(one => one.lat), 31);
  const x = lon => (lon - left) / (right - left) * SIDE;
  const y = lat => SIDE - (lat - low) / (high - low) * SIDE;
  const told = h("p", {role: "status", class: "note"}, t("mapPointNote"));
  const mark = svg("circle", {r: 7, class: "mark", cx: form.elements.lon.value ? x(own.lon) : -20, cy: form.elements.lon.value ? y(own.lat) : -20});
  const put = (lon, lat) => {
    own.lon = Math.min(right, Math.max(left, lon));
    own.lat = Math.min(high, Math.max(low, lat));
    mark.setAttribute("cx", x(own.lon));
    mark.setAttribute("cy", y(own.lat));
    told.textContent = `${own.lon.toFixed(5)}, ${own.lat.toFixed(5)}`;
  };
  const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
  let placed = form.elements.lon.value !== "";
  const map = svg("svg", {viewBox: `0 0 ${SIDE} ${SIDE}`, class: "map point", role: "application", tabindex: 0, "aria-label": `${t("mapPoint")} ${t("mapPointNote")}`, onclick: event => {
    const box = map.getBoundingClientRect();
    placed = true;
    put(left + (event.clientX - box.left) / box.width * (right - left), high - (event.clientY - box.top) / box.height * (high - low));
  }, onkeydown: event => {
    if (!ways[event.key]) return;
    event.preventDefault();
    const [east, north] = ways[event.key].map(one => placed ? one * (event.shiftKey ? FAR : 1) / STEPS : 0);
    const [lon, lat] = placed ? [own.lon, own.lat] : [(left + right) / 2, (low + high) / 2];
    placed = true;
    put(lon + east * (right - left), lat + north * (high - low));
  }}, known.map(one => [svg("circle", {r: 4, cx: x(one.lon), cy: y(one.lat), class: "soft"}), svg("text", {x: x(one.lon) + 7, y: y(one.lat) + 4}, pick(one.nameZh, one.nameEn))]), mark);
  const dialog = popUp(t("mapPoint"), [map, told], [h("button", {type: "button", class: "main", onclick: () => {
    form.elements.lon.value = own.lon.toFixed(5);
    form.elements.lat.value = own.lat.toFixed(5);
    dialog.close();
  }}, t("takePoint"))]);
}

/** What all of these lie in, with room around. */
function span(values, usual) {
  const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [usual, usual];
  const room = Math.max(0.02, (high - low) * 0.15);
  return [low - room, high + room];
}
