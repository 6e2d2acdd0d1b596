import {all} from "./api.js";
import {h, table} from "./dom.js";
import {evidence} from "./evidence.js";
import {ago, dayTime, measured, number, pollutant} from "./format.js";
import {pick, t} from "./i18n.js";
import {handling} from "./desk.js";
import {waterClasses} from "./palette.js";

const OF_CLASSES = "worse-than-target";

const newestFirst = (one, other) => Date.parse(other.raisedAt) - Date.parse(one.raisedAt);

/** Alerts of the city, those raised last first. */
export const alertsOf = async (context, query) => (await all("alerts", {city: context.city, ...query})).sort(newestFirst);

/** Alerts with what raised them; over: also when they were cleared; again(): draws them anew once one was handled. */
export async function alertTable(context, alerts, {over = false, only, again, atOnce} = {}) {
  const classes = await waterClasses();
  const shown = (alert, value) => value !== null && alert.kind === OF_CLASSES ? classes.name(value) : alert.item ? measured(value, alert.item) : number(value);
  return table(t("alerts"), [
    {title: t("alert"), cell: one => [h("span", {class: one.active ? "missed sign" : "quiet sign", "aria-hidden": "true"}, one.active ? "⚠" : "✓"),
      h("span", {title: one.seen}, pick(one.name, one.nameEn))]},
    {title: t("subject"), cell: one => subject(context, one)},
    {title: t("seen"), cell: one => [one.item ? `${pollutant(one.item)} ` : null, one.value === null && one.item ? null : h("strong", {}, shown(one, one.value))], number: true},
    {title: t("threshold"), cell: one => one.threshold === null ? "–" : unitOfKind(one.kind) ? [number(one.threshold), unitOfKind(one.kind)] : shown(one, one.threshold), number: true, less: 2},
    {title: t("since"), cell: one => [dayTime(one.raisedAt), h("small", {class: "quiet"}, ` ${ago(one.raisedAt)}`)], by: one => one.raisedAt},
    over ? {title: t("clearedAt"), cell: one => one.withdrawn ? t("withdrawn") : one.active ? h("span", {class: "missed"}, t("holds")) : dayTime(one.clearedAt), by: one => one.clearedAt ?? "9", less: 2} : null,
    alerts.some(basisOf) ? {title: t("evidence"), cell: one => basisOf(one) ?? "", less: 2} : null,
    again ? {title: t("handling"), cell: one => handling(one, again)} : null,
  ].filter(Boolean), alerts, {emptyText: t("noAlerts"), only, atOnce, rowClass: one => one.active ? null : "past"});
}

const basisOf = alert => alert.evidence.map(address => evidence(address)).find(Boolean);

/** Times or sets, where the threshold is not in the unit of the value. */
function unitOfKind(kind) {
  const key = `threshold.${kind}`;
  return t(key) === key ? null : h("small", {class: "quiet"}, ` ${t(key)}`);
}

/** A section leads to its page, a city to its programmes. */
function subject(context, alert) {
  const station = context.station(alert.subject);
  const name = station ? pick(station.nameZh, station.nameEn) : alert.subject;
  if (alert.medium === "water") return h("a", {href: context.link("water", {section: alert.subject})}, name);
  if (station && (alert.medium === "air" || alert.medium === "noise")) return h("a", {href: context.link(alert.medium, {station: alert.subject})}, name);
  return alert.scope === "city" ? h("a", {href: context.link("programmes")}, name) : name;
}
