import {all} from "./api.js";
import {h, table} from "./dom.js";
import {ago, dayTime, number, pollutant} from "./format.js";
import {pick, t} from "./i18n.js";

/** Alerts of the city that hold, those known last first. */
export const activeAlerts = async context =>
  (await all("alerts", {active: true})).filter(one => one.city === context.city);

/** Alerts with what raised them; over: also when they were cleared. */
export function alertTable(context, alerts, {over = false} = {}) {
  return table(t("alerts"), [
    {title: t("alert"), cell: one => [h("span", {class: one.active ? "missed sign" : "quiet sign", "aria-hidden": "true"}, one.active ? "⚠" : "✓"),
      h("span", {title: one.seen}, pick(one.name, one.nameEn))]},
    {title: t("subject"), cell: one => subject(context, one)},
    {title: t("item"), cell: one => one.item ? pollutant(one.item) : "–"},
    {title: t("seen"), cell: one => number(one.value), number: true},
    {title: t("threshold"), cell: one => number(one.threshold), number: true},
    {title: t("since"), cell: one => [dayTime(one.raisedAt), h("small", {class: "quiet"}, ` ${ago(one.raisedAt)}`)]},
    over ? {title: t("clearedAt"), cell: one => one.withdrawn ? t("withdrawn") : one.active ? h("span", {class: "missed"}, t("holds")) : dayTime(one.clearedAt)} : null,
  ].filter(Boolean), alerts, {emptyText: t("noAlerts")});
}

/** A section leads to its page, a city to its programmes. */
function subject(context, alert) {
  const station = context.station(alert.subject);
  const name = station ? pick(station.nameZh, station.nameEn) : alert.subject;
  if (alert.medium === "water") return h("a", {href: context.link("water", {section: alert.subject})}, name);
  if (station && (alert.medium === "air" || alert.medium === "noise")) return h("a", {href: context.link(alert.medium, {station: alert.subject})}, name);
  return alert.scope === "city" ? h("a", {href: context.link("programmes")}, name) : name;
}
