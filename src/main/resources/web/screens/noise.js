import {changed} from "../address.js";
import {all, get, kept} from "../api.js";
import {above, chart, limitLine, lineStyle, roomForLimits, zoom} from "../chart.js";
import {card, empty, figure, fill, h, select, table} from "../dom.js";
import {exporter, official} from "../exports.js";
import {clockTime, daysBefore, level, percent, reason, today} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {drawing} from "../map.js";
import {zoneLimits} from "../palette.js";
import {districts, spanPicker} from "./air.js";
import {judged} from "./overview.js";

/** Points by day and night against the limits of their zone, the profile of a day, and the city's means. */
export function show(context) {
  const points = context.stations.filter(station => station.medium === "noise");
  const date = context.query.get("date") ?? daysBefore(today(), 1);
  const code = context.query.get("station") ?? points[0]?.code;
  const point = context.station(code);
  const name = point ? pick(point.nameZh, point.nameEn) : "";
  const to = context.query.get("to") ?? today();
  const span = {to, from: context.query.get("from") ?? daysBefore(to, 60), last: today()};
  const dayNight = card(t("dayNight"), {wide: "full", note: `${date} · dB(A)`});
  const map = card(t("noiseMap"), {wide: "w7", note: date});
  const city = card(t("noiseCity"), {wide: "w5", note: date.slice(0, 7), tools: [official(t("officialYear"), "noise-yearly", context.city, date.slice(0, 4))]});
  const profile = card(t("hourProfile"), {wide: "w6", note: `${name} ${date}`});
  const history = card(t("noiseHistory"), {wide: "w6", note: name});
  const input = h("input", {type: "date", value: date, max: today(), onchange: event => event.target.value && context.go({date: event.target.value})});
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("noise")), h("div", {class: "acts"},
      districts(context),
      h("label", {class: "select"}, h("span", {}, t("date")), input),
      select(t("station"), points.map(one => [one.code, pick(one.nameZh, one.nameEn)]), code, chosen => context.go({station: chosen})),
      exporter(["noise-days", "noise-hours", "noise-surveys"], {city: context.city}, span))),
    h("div", {class: "grid"}, dayNight, map, city, profile, history));
  const own = new Set(points.map(one => one.code));
  const draw = {
    day: () => {
      const answer = get("screen/noise", {city: context.city, date});
      fill(dayNight, async () => daysOf(context, (await answer).points.filter(one => own.has(one.station))));
      fill(city, async () => cityOf(await answer));
      fill(map, async () => mapOf(context, (await answer).points.filter(one => own.has(one.station))));
    },
    profile: () => fill(profile, () => point ? profileOf(point, date) : empty()),
    history: () => fill(history, () => point ? historyOf(context, point, span, history) : empty()),
  };
  Object.values(draw).forEach(work => work());
  const hours = soon(draw.profile, 3000);
  const days = soon(() => [draw.day, draw.history].forEach(work => work()), 10000);
  return listen(({name: event, data}) => {
    if (event === "gap") Object.values(draw).forEach(work => work());
    if (event !== "result") return;
    if (data.result === "noise-hour" && data.station === code && date === today()) hours();
    if (data.result === "noise-day" && date >= data.first && date <= data.last) days();
  });
}

const isOver = one => one.overDay !== null || one.overNight !== null;

/** Those over a limit stand first, by how much they are over. */
function daysOf(context, points) {
  const worst = one => Math.max(one.overDay ?? 0, one.overNight ?? 0);
  const part = one => one ? `${one.validHours} / ${one.dueHours} h` : "–";
  const of = one => context.station(one.station);
  return table(t("dayNight"), [
    {title: t("station"), cell: one => h("a", {href: changed({station: one.station})}, pick(of(one).nameZh, of(one).nameEn))},
    {title: `${t("ln")} / ${t("limit")}`, cell: one => judged(one.day?.ln, one.nightLimit), number: true, by: one => one.day?.ln},
    {title: `${t("ld")} / ${t("limit")}`, cell: one => judged(one.day?.ld, one.dayLimit), number: true, by: one => one.day?.ld},
    {title: t("zone"), cell: one => one.zone, less: 2},
    {title: t("network"), cell: one => t(of(one).noiseNetwork ?? "–"), less: 2},
    {title: t("ldn"), cell: one => level(one.day?.ldn), number: true, less: 2},
    {title: `${t("present")} ${t("day")}`, cell: one => part(one.day?.day), number: true, less: 1},
    {title: `${t("present")} ${t("night")}`, cell: one => part(one.day?.night), number: true, less: 1},
    {title: t("why"), cell: one => one.day ? reason(one.day.reason) : t("nothing"), less: 2},
  ], [...points].sort((one, other) => worst(other) - worst(one)), {atOnce: 12, only: {label: t("onlyOver"), holds: isOver}});
}

/** Points by how much they are over the limit of their zone, by day or by night. */
async function mapOf(context, points) {
  const placed = points.map(one => ({...one, of: context.station(one.station)})).filter(({of}) => of && of.lon !== null && of.lat !== null);
  if (placed.length === 0) return empty();
  const base = await kept("map");
  return [drawing(t("noiseMap"), base.features, context.all, placed.map(one => {
    const over = Math.max(one.overDay ?? 0, one.overNight ?? 0);
    const known = one.day?.ld !== null && one.day?.ln !== null && one.day;
    return {station: one.of, text: over > 0 ? level(over) : known ? "✓" : "?", rank: over > 0 ? over : known ? 0 : -1, colour: over > 0 ? "#c23a35" : known ? "#2e8049" : null,
      href: changed({station: one.station}), words: over > 0 ? t("over") : known ? t("within") : one.day ? reason(one.day.reason) : t("nothing"),
      facts: [`${t("ln")} ${level(one.day?.ln)} / ${level(one.nightLimit)} dB(A)`, `${t("ld")} ${level(one.day?.ld)} / ${level(one.dayLimit)} dB(A)`, `${t("zone")} ${one.zone} · ${t(one.of.noiseNetwork ?? "–")}`]};
  })), h("p", {class: "note"}, t("mapNoteNoise"))];
}

function cityOf({regional, traffic, functional}) {
  const editions = [...new Set([regional.edition, functional.edition].filter(Boolean))];
  return [
    h("div", {class: "thirds"}, [["regional", regional, meanOf], ["traffic", traffic, meanOf], ["functional", functional, rateOf]].map(([network, answer, of]) =>
      h("div", {}, h("h3", {}, t(network)), h("div", {class: "figures"}, of(t("day"), answer.day), of(t("night"), answer.night))))),
    editions.length ? h("p", {class: "note"}, editions.join(" · ")) : null,
  ];
}

function meanOf(name, part) {
  const {mean, points} = part;
  return figure(name, mean.value === null ? null : level(mean.value), {unit: "dB(A)",
    under: [mean.value === null ? reason(mean.reason) : h("strong", {}, pick(mean.gradeName, mean.gradeNameEn)), ` · ${t("points", points)}`]});
}

function rateOf(name, part) {
  return figure(name, percent(part.total.percent), {unit: "%",
    under: `${t("complianceRate")} · ${t(part.unit === "stationDays" ? "compliantOf" : "compliantTimes", part.total)}`});
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
    ...[...lines, ["lmax", "Lmax"]].map(([key, name]) => ({title: name, cell: hour => level(hour[key]), number: true})),
    {title: t("why"), cell: hour => reason(hour.reason)},
  ], hours);
}

/** The night is 22:00 to 6:00. */
const nightly = hour => {
  const end = +clockTime(hour.end).slice(0, 2) || 24;
  return end <= 6 || end > 22;
};

const LENGTHS = [[last => daysBefore(last, 30), "days30"], [last => daysBefore(last, 60), "days60"], [last => `${last.slice(0, 4)}-01-01`, "wholeYear"]];

async function historyOf(context, point, span, target) {
  target.querySelector(".head .acts").replaceChildren(...spanPicker(context, span, LENGTHS).flat());
  const limit = await zoneLimits();
  const days = await all("noise/days", {station: point.code, from: span.from, to: span.to});
  if (days.length === 0) return empty();
  const line = (key, name, index, part) => ({
    type: "line", name, symbol: "none", connectNulls: false, data: days.map(day => day[key]),
    lineStyle: lineStyle(index), itemStyle: {color: lineStyle(index).color},
    markLine: limit(point.noiseZone, part) === null ? null : limitLine(limit(point.noiseZone, part), t(part)),
  });
  return chart(t("noiseHistory"), {
    ...zoom(days.length),
    grid: {...zoom(days.length).grid, right: roomForLimits()},
    xAxis: {type: "category", data: days.map(day => day.date)},
    yAxis: {type: "value", scale: true, name: "dB(A)",
      max: value => above(Math.max(value.max, (limit(point.noiseZone, "day") ?? 0) + 1)),
      min: value => Math.floor(Math.min(value.min, limit(point.noiseZone, "night") ?? value.min) / 5) * 5},
    series: [line("ld", t("ld"), 0, "day"), line("ln", t("ln"), 1, "night")],
  }, [
    {title: t("date"), cell: day => h("a", {href: changed({date: day.date})}, day.date)},
    {title: t("ln"), cell: day => judged(day.ln, limit(point.noiseZone, "night")), number: true, by: day => day.ln},
    {title: t("ld"), cell: day => judged(day.ld, limit(point.noiseZone, "day")), number: true, by: day => day.ld},
    {title: t("ldn"), cell: day => level(day.ldn), number: true, less: 2},
    {title: t("why"), cell: day => reason(day.reason), less: 2},
  ], [...days].reverse());
}
