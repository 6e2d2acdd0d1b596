import {all} from "./api.js";
import {h, select, table} from "./dom.js";
import {evidence} from "./evidence.js";
import {ago, dayTime} from "./format.js";
import {pick, t} from "./i18n.js";
import {handling} from "./desk.js";
import {me, signedIn} from "./session.js";

const SIGNS = {critical: "‼", warning: "⚠", notice: "ℹ"};

/** How urgent it is, by sign, word and colour. */
export const severity = one => h("span", {class: `severity ${one.severity}`}, h("span", {class: "sign", "aria-hidden": "true"}, SIGNS[one.severity]), t(`severity.${one.severity}`));

const newestFirst = (one, other) => Date.parse(other.raisedAt) - Date.parse(one.raisedAt);

/** Alerts of the city, those raised last first. */
export const alertsOf = async (context, query) => (await all("alerts", {city: context.city, ...query})).sort(newestFirst);

/** Alerts with what raised them; over: also when they were cleared; again(): draws them anew once one was handled. */
export async function alertTable(context, alerts, {over = false, only, again, atOnce, emptyText} = {}) {
  return table(t("alerts"), [
    {title: t("alert"), cell: one => [h("span", {class: one.active ? "missed sign" : "quiet sign", "aria-hidden": "true"}, one.active ? "⚠" : "✓"),
      pick(one.name, one.nameEn)]},
    {title: t("severity"), cell: severity, by: one => ["critical", "warning", "notice"].indexOf(one.severity), less: 2},
    {title: t("subject"), cell: one => subject(context, one)},
    {title: t("seen"), cell: one => pick(one.seenZh, one.seen), by: one => one.value, wrap: true},
    {title: t("since"), cell: one => [dayTime(one.raisedAt), h("small", {class: "quiet"}, ` ${ago(one.raisedAt)}`)], by: one => one.raisedAt},
    over ? {title: t("clearedAt"), cell: one => one.withdrawn ? t("withdrawn") : one.active ? h("span", {class: "missed"}, t("holds")) : dayTime(one.clearedAt), by: one => one.clearedAt ?? "9", less: 2} : null,
    alerts.some(basisOf) ? {title: t("evidence"), cell: one => basisOf(one) ?? "", less: 2} : null,
    again ? {title: t("handling"), cell: one => [handling(one, again), one.assignee ? h("small", {class: "quiet"}, ` ${one.assignee}`) : null,
      one.snoozedUntil ? h("small", {class: "quiet"}, ` ${t("snoozedUntil", {time: dayTime(one.snoozedUntil)})}`) : null]} : null,
  ].filter(Boolean), alerts, {emptyText: emptyText ?? t("noAlerts"), only, atOnce, rowClass: one => one.active ? null : "past"});
}

const basisOf = alert => alert.evidence.map(address => evidence(address)).find(Boolean);

/** Alerts by their subject: who has most of those that hold first, each subject opened by a press. */
export async function alertGroups(context, alerts, options) {
  const groups = new Map();
  for (const one of alerts) groups.set(one.subject, [...groups.get(one.subject) ?? [], one]);
  const holding = list => list.filter(one => one.active).length;
  const sorted = [...groups.values()].sort((one, other) => holding(other) - holding(one) || other.length - one.length);
  return Promise.all(sorted.map(async (list, index) => h("details", {class: "group", open: index === 0},
    h("summary", {}, subjectName(context, list[0]), h("small", {class: "quiet"}, ` ${t("groupCount", {n: holding(list), of: list.length})}`)),
    await alertTable(context, list, options))));
}

const FILTERS = [["severity", ["critical", "warning", "notice"]], ["medium", ["air", "water", "noise"]], ["state", ["open", "acknowledged", "snoozed", "closed"]]];

/** What narrows alerts; it stands in the address. */
export function alertFilters(context) {
  const {query, go} = context;
  const word = (name, value) => t(name === "state" ? `state.${value}` : name === "severity" ? `severity.${value}` : value);
  return [
    ...FILTERS.map(([name, values]) => select(t(name === "state" ? "handling" : name), [["", t("every")], ...values.map(value => [value, word(name, value)])],
      query.get(`a-${name}`) ?? "", value => go({[`a-${name}`]: value || null}))),
    signedIn() ? h("label", {class: "check"}, h("input", {type: "checkbox", checked: query.get("a-mine") !== null, onchange: event => go({"a-mine": event.target.checked ? "1" : null})}), ` ${t("mine")}`) : null,
    h("label", {class: "check"}, h("input", {type: "checkbox", checked: query.get("a-group") !== null, onchange: event => go({"a-group": event.target.checked ? "1" : null})}), ` ${t("bySubject")}`),
  ].filter(Boolean);
}

/** The question that the address asks. */
export function alertQuestion({query}) {
  const question = Object.fromEntries(FILTERS.map(([name]) => [name, query.get(`a-${name}`)]));
  return query.get("a-mine") !== null ? {...question, assignee: me().name} : question;
}

function subjectName(context, alert) {
  const station = context.station(alert.subject);
  return alert.scope === "service" ? t("thisService") : station ? pick(station.nameZh, station.nameEn) : alert.subject;
}

/** A section leads to its page, a city to its programmes. */
function subject(context, alert) {
  const station = context.station(alert.subject);
  const name = subjectName(context, alert);
  if (alert.medium === "water") return h("a", {href: context.link("water", {section: alert.subject})}, name);
  if (station && (alert.medium === "air" || alert.medium === "noise")) return h("a", {href: context.link(alert.medium, {station: alert.subject})}, name);
  return alert.scope === "city" ? h("a", {href: context.link("programmes")}, name) : name;
}
