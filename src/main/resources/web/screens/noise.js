import {all, get} from "../api.js";
import {above, chart, limitLine, lineStyle, roomForLimits} from "../chart.js";
import {card, empty, figure, fill, h, select, table} from "../dom.js";
import {exporter} from "../exports.js";
import {clockTime, daysBefore, number, percent, reason, today} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {zoneLimits} from "../palette.js";
import {judged} from "./overview.js";

const HISTORY = 60;

/** Points by day and night against the limits of their zone, the profile of a day, and the city's means. */
export function show(context) {
  const points = context.stations.filter(station => station.medium === "noise");
  const date = context.query.get("date") ?? daysBefore(today(), 1);
  const code = context.query.get("station") ?? points[0]?.code;
  const point = context.station(code);
  const name = point ? pick(point.nameZh, point.nameEn) : "";
  const dayNight = card(t("dayNight"), {wide: "full", note: date});
  const city = card(t("noiseCity"), {wide: "full", note: date.slice(0, 7)});
  const profile = card(t("hourProfile"), {wide: "w6", note: `${name} ${date}`});
  const history = card(t("noiseHistory"), {wide: "w6", note: name});
  const input = h("input", {type: "date", value: date, max: today(), onchange: event => event.target.value && context.go({date: event.target.value})});
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("noise")), h("div", {class: "acts"},
      h("label", {class: "select"}, h("span", {}, t("date")), input),
      select(t("station"), points.map(one => [one.code, pick(one.nameZh, one.nameEn)]), code, chosen => context.go({station: chosen})),
      exporter(["noise-days", "noise-hours", "noise-surveys"], {city: context.city}))),
    h("div", {class: "grid"}, dayNight, city, profile, history));
  const draw = {
    days: () => fill(dayNight, () => daysOf(context, points, date)),
    city: () => fill(city, () => cityOf(context.city, date.slice(0, 7))),
    profile: () => fill(profile, () => point ? profileOf(point, date) : empty()),
    history: () => fill(history, () => point ? historyOf(point) : empty()),
  };
  Object.values(draw).forEach(work => work());
  const hours = soon(draw.profile, 3000);
  const days = soon(() => [draw.days, draw.history].forEach(work => work()), 10000);
  return listen(({name: event, data}) => {
    if (event === "gap") Object.values(draw).forEach(work => work());
    if (event !== "result") return;
    if (data.result === "noise-hour" && data.station === code && date === today()) hours();
    if (data.result === "noise-day" && date >= data.first && date <= data.last) days();
  });
}

async function daysOf(context, points, date) {
  const limit = await zoneLimits();
  const rows = await Promise.all(points.map(async point =>
    ({point, day: (await all("noise/days", {station: point.code, from: date, to: date}))[0] ?? null})));
  const part = one => one ? `${one.validHours} / ${one.dueHours} h` : "–";
  return table(t("dayNight"), [
    {title: t("station"), cell: one => h("a", {href: context.link("noise", {station: one.point.code, date})}, pick(one.point.nameZh, one.point.nameEn))},
    {title: t("network"), cell: one => t(one.point.noiseNetwork ?? "–")},
    {title: t("zone"), cell: one => one.point.noiseZone},
    {title: `${t("ld")} / ${t("limit")}`, cell: one => judged(one.day?.ld, limit(one.point.noiseZone, "day")), number: true},
    {title: `${t("ln")} / ${t("limit")}`, cell: one => judged(one.day?.ln, limit(one.point.noiseZone, "night")), number: true},
    {title: t("ldn"), cell: one => number(one.day?.ldn), number: true},
    {title: `${t("present")} ${t("day")}`, cell: one => part(one.day?.day), number: true},
    {title: `${t("present")} ${t("night")}`, cell: one => part(one.day?.night), number: true},
    {title: t("why"), cell: one => one.day ? reason(one.day.reason) : t("nothing")},
  ], rows);
}

async function cityOf(city, period) {
  const [regional, traffic, functional] = await Promise.all(["regional", "traffic", "functional"].map(network =>
    get("noise/assessment", {city, network, period})));
  return [
    h("div", {class: "thirds"}, [["regional", regional, meanOf], ["traffic", traffic, meanOf], ["functional", functional, rateOf]].map(([network, answer, of]) =>
      h("div", {}, h("h3", {}, t(network)), h("div", {class: "figures"}, of(t("day"), answer.day), of(t("night"), answer.night))))),
    h("p", {class: "note"}, `${regional.edition} · ${functional.edition}`),
  ];
}

function meanOf(name, part) {
  const {mean, points} = part;
  return figure(name, mean.value, {unit: "dB(A)",
    under: [mean.value === null ? reason(mean.reason) : h("strong", {}, pick(mean.gradeName, mean.gradeNameEn)), ` · ${t("points", points)}`]});
}

function rateOf(name, part) {
  return figure(name, percent(part.total.percent), {unit: "%", under: `${t("complianceRate")} · ${t("compliantOf", part.total)}`});
}

async function profileOf(point, date) {
  const limit = await zoneLimits();
  const hours = await all("noise/hours", {station: point.code, from: date, to: date});
  if (hours.length === 0) return empty();
  const lines = [["leq", "Leq"], ["l10", "L10"], ["l50", "L50"], ["l90", "L90"]];
  const label = hour => hour.end.slice(0, 10) > date ? "24:00" : clockTime(hour.end);
  const bounds = hours.map(hour => limit(point.noiseZone, nightly(hour) ? "night" : "day"));
  return chart(t("hourProfile"), {
    xAxis: {type: "category", data: hours.map(label)},
    yAxis: {type: "value", scale: true, name: "dB(A)"},
    series: [
      ...lines.map(([key, name], index) => ({type: "line", name, symbol: "none", connectNulls: false, data: hours.map(hour => hour[key]),
        lineStyle: lineStyle(index), itemStyle: {color: lineStyle(index).color}})),
      {type: "line", step: "middle", name: t("limit"), symbol: "none", data: bounds,
        lineStyle: {color: "#c0392b", type: "dashed", width: 1.5}, itemStyle: {color: "#c0392b"}},
    ],
  }, [
    {title: t("when"), cell: label},
    ...[...lines, ["lmax", "Lmax"]].map(([key, name]) => ({title: name, cell: hour => number(hour[key]), number: true})),
    {title: t("why"), cell: hour => reason(hour.reason)},
  ], hours);
}

/** The night is 22:00 to 6:00. */
const nightly = hour => {
  const end = +clockTime(hour.end).slice(0, 2) || 24;
  return end <= 6 || end > 22;
};

async function historyOf(point) {
  const limit = await zoneLimits();
  const days = await all("noise/days", {station: point.code, from: daysBefore(today(), HISTORY), to: today()});
  if (days.length === 0) return empty();
  const line = (key, name, index, part) => ({
    type: "line", name, symbol: "none", connectNulls: false, data: days.map(day => day[key]),
    lineStyle: lineStyle(index), itemStyle: {color: lineStyle(index).color},
    markLine: limit(point.noiseZone, part) === null ? null : limitLine(limit(point.noiseZone, part), t(part)),
  });
  return chart(t("noiseHistory"), {
    grid: {right: roomForLimits()},
    xAxis: {type: "category", data: days.map(day => day.date)},
    yAxis: {type: "value", scale: true, name: "dB(A)",
      
      max: value => above(Math.max(value.max, (limit(point.noiseZone, "day") ?? 0) + 1)),
      min: value => Math.floor(Math.min(value.min, limit(point.noiseZone, "night") ?? value.min) / 5) * 5},
    series: [line("ld", t("ld"), 0, "day"), line("ln", t("ln"), 1, "night")],
  }, [
    {title: t("date"), cell: day => day.date},
    {title: t("ld"), cell: day => number(day.ld), number: true},
    {title: t("ln"), cell: day => number(day.ln), number: true},
    {title: t("ldn"), cell: day => number(day.ldn), number: true},
    {title: t("why"), cell: day => reason(day.reason)},
  ], [...days].reverse());
}
