import {get, send} from "../api.js";
import {card, fill, h, said, select} from "../dom.js";
import {t} from "../i18n.js";
import {registers} from "../desk.js";
import {importer} from "../sheets.js";

/** The members of a station that a person enters, by medium; their names are those of the registry. */
const COMMON = ["nameZh", "nameEn", "city", "district", "lon", "lat", "kind", "period", "inServiceFrom", "inServiceTo", "controlLevel", "mn"];
const OF = {air: ["countsInCity", "notMonitored"], water: ["waterBody", "waterBodyType", "targetClass", "roles"], noise: ["noiseNetwork", "noiseZone", "roadLengthM", "gridAreaM2"]};
const LISTS = {waterBodyType: ["", "river", "lake"], noiseNetwork: ["", "regional", "traffic", "functional"], noiseZone: ["", "0", "1", "2", "3", "4a", "4b"],
  targetClass: ["", "1", "2", "3", "4", "5"], controlLevel: ["", "national", "provincial", "municipal", "county"], countsInCity: ["true", "false"]};
const TYPES = {inServiceFrom: "date", inServiceTo: "date"};
const SEVERAL = ["roles", "notMonitored"];

/** A station to be entered or changed, and a table of many. */
export function show(context) {
  const edited = context.query.get("edit");
  const form = card(t("stationForm"), {wide: "w7"});
  const file = card(t("stationTable"), {wide: "w5"});
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("registerStations")), h("div", {class: "acts"}, h("a", {href: context.link("operations")}, `← ${t("operations")}`))),
    h("div", {class: "grid"}, form, file));
  fill(form, async () => {
    const station = edited ? await get(`stations/${encodeURIComponent(edited)}`) : {code: "", medium: context.query.get("medium") ?? "air", city: context.city, period: "PT1H", countsInCity: true};
    return registers() ? formOf(context, station, Boolean(edited)) : h("p", {class: "state"}, t("signInFirst"));
  });
  fill(file, async () => registers() ? importing(context) : h("p", {class: "state"}, t("signInFirst")));
}

function formOf(context, station, known) {
  const told = h("p", {role: "alert"});
  const label = (name, control) => h("label", {}, h("span", {}, t(`station.${name}`)), control);
  const control = name => {
    const value = SEVERAL.includes(name) ? (station[name] ?? []).join("; ") : station[name] ?? "";
    return LISTS[name] ? h("select", {name}, LISTS[name].map(one => h("option", {value: one, selected: one === String(value)}, one === "" ? "–" : t(`station.${name}.${one}`))))
      : h("input", {name, type: TYPES[name] ?? "text", value: String(value), required: ["nameZh", "city", "period"].includes(name)});
  };
  const form = h("form", {class: "desk", onsubmit: async event => {
    event.preventDefault();
    const given = new FormData(form);
    const code = known ? station.code : given.get("code").trim();
    // What the form does not show stays as it is; what is emptied in it becomes empty.
    const shown = new Set([...COMMON, ...OF[station.medium], "updatedAt"]);
    const body = Object.fromEntries(Object.entries(station).filter(([name, value]) => !shown.has(name) && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)));
    body.code = code;
    for (const name of [...COMMON, ...OF[station.medium]]) {
      const value = given.get(name)?.trim();
      if (value) body[name] = SEVERAL.includes(name) ? value.split(/\s*[;,；，]\s*/) : value;
    }
    try {
      await send("PUT", `stations/${encodeURIComponent(code)}`, body);
      told.className = "met";
      told.textContent = `✓ ${code} ${t("saved")}`;
    } catch (fault) {
      told.className = "missed";
      told.textContent = said(fault);
      form.elements[fault.more?.parameter ?? fault.more?.member]?.focus();
    }
  }},
  h("div", {class: "row"},
    label("code", h("input", {name: "code", value: station.code, required: true, pattern: "[A-Za-z0-9._\\-]{1,64}", readonly: known})),
    known ? null : select(t("medium"), ["air", "water", "noise"].map(one => [one, t(one)]), station.medium, medium => context.go({medium}))),
  h("div", {class: "row"}, [...COMMON, ...OF[station.medium]].map(name => label(name, control(name)))),
  h("div", {class: "acts"}, h("button", {type: "submit", class: "main"}, t("save"))), told);
  return form;
}

const importing = context => [h("p", {}, h("a", {href: "api/v1/stations.csv?limit=10000", download: "stations.csv"}, t("template"))), importer("stations", {done: context.refresh})];
