import {alertsOf, alertTable} from "../alerts.js";
import {all, get, once, whole} from "../api.js";
import {chart, size} from "../chart.js";
import {card, empty, figure, fill, h, table} from "../dom.js";
import {ago, clockTime, count, daysBefore, listed, number, percent, pollutant, reason, today, unit} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {airLevels, waterClasses, zoneLimits} from "../palette.js";
import {checkName, checksOf, verdictSign} from "./programmes.js";

const FEED = 8;
const KEPT_OUT = new Set();
const ALERTS = 6;
const DAY = 864e5;

/** What a duty officer needs at six in the morning. */
export function show(context) {
  const now = card(t("aqiNow"), {wide: "w5"});
  const trend = card(t("todayTrend"), {wide: "w7"});
  const alerts = card(t("alerts"), {wide: "full"});
  const days = card(t("excellentDays"));
  const sections = card(t("offTarget"));
  const noise = card(t("noiseNow"));
  const silent = card(t("silentStations"));
  const lights = card(t("indicators"));
  const feed = card(t("newest"));
  context.main.replaceChildren(h("h1", {class: "unseen"}, t("overview")),
    h("div", {class: "grid"}, now, trend, alerts, days, sections, noise, silent, lights, feed));

  const air = () => {
    const hours = all("air/hours", {city: context.city, from: new Date(Date.now() - DAY).toISOString()});
    fill(now, async () => airNow(await hours));
    fill(trend, async () => airTrend(await hours));
  };
  const year = () => fill(days, () => excellent(context.city));
  const water = () => fill(sections, () => offTarget(context));
  const levels = () => fill(noise, () => noiseYesterday(context));
  const quiet = () => fill(silent, () => silentStations(context));
  const board = () => fill(lights, () => indicators(context));
  const warned = () => fill(alerts, () => thatHold(context));
  const everything = [air, year, water, levels, quiet, board, warned];
  everything.forEach(work => work());
  fill(feed, () => newest(feed, context));

  const later = Object.fromEntries(Object.entries({air, year, water, levels}).map(([name, work]) => [name, soon(work, 1500)]));
  const minute = setInterval(() => [quiet, board, warned].forEach(work => work()), 60e3);
  const stop = listen(({name, data}) => {
    if (name === "gap") everything.forEach(work => work());
    if (name === "reading") pushed(feed, data, context);
    if (name !== "result") return;
    if (data.city === context.city) later.air();
    if (data.city === context.city && data.result === "air-day") later.year();
    if (data.result === "water-month") later.water();
    if (data.result === "noise-day") later.levels();
  });
  return () => {
    stop();
    clearInterval(minute);
  };
}

async function airNow(hours) {
  const last = hours.at(-1);
  if (!last) return empty();
  const levels = await airLevels();
  const units = await unitsOf();
  const level = levels.of(last.level);
  return [
    h("div", {class: "aqi"},
      h("div", {class: "big", style: levels.style(last.level)},
        h("b", {id: "aqi-now"}, number(last.aqi)), h("span", {}, last.aqi === null ? reason(last.reason) : levels.name(last.level))),
      h("div", {class: "facts"},
        h("span", {class: "note"}, t("stamped", {time: clockTime(last.end)})),
        h("span", {}, `${t("primary")} `, h("strong", {}, listed(last.primaryPollutants.map(pollutant)) || t("none"))),
        level ? h("span", {class: "note"}, `${pick(level.levelZh, `level ${level.level}`)} · ${level.min}–${level.max ?? ""}`) : null,
        h("span", {class: "note"}, last.edition))),
    h("div", {class: "parts"}, Object.entries(last.values).map(([code, part]) => {
      const own = part.iaqi === null ? null : levels.ofIndex(part.iaqi);
      return h("div", {class: "part", style: own ? `--level:${own.colourHex}` : ""},
        h("span", {class: "name"}, pollutant(code)), h("b", {}, number(part.value)),
        h("small", {}, units[code] ?? ""), h("small", {}, part.iaqi === null ? reason(part.reason) : `IAQI ${part.iaqi}`));
    })),
  ];
}

async function unitsOf() {
  const parameters = await once("parameters");
  return Object.fromEntries(parameters.map(one => [one.code, unit(one.unit)]));
}

async function airTrend(hours) {
  if (hours.length === 0) return empty();
  const levels = await airLevels();
  const columns = [
    {title: t("when"), cell: hour => clockTime(hour.end)},
    {title: t("aqi"), cell: hour => number(hour.aqi), number: true},
    {title: t("category"), cell: hour => hour.aqi === null ? reason(hour.reason) : levels.name(hour.level)},
    {title: t("primary"), cell: hour => listed(hour.primaryPollutants.map(pollutant)) || t("none")},
  ];
  return [await chart(t("todayTrend"), {
    legend: {show: false},
    grid: {top: 16},
    tooltip: {formatter: points => tip(hours[points[0].dataIndex], levels)},
    xAxis: {type: "category", data: hours.map(hour => clockTime(hour.end))},
    yAxis: {type: "value", minInterval: 10},
    series: [{
      type: "bar", name: "AQI", barCategoryGap: "12%", label: {show: innerWidth > 720, position: "top", fontSize: 0.9 * size(), color: "inherit"},
      labelLayout: {hideOverlap: true},
      data: hours.map(hour => ({
        value: hour.aqi,
        itemStyle: {color: levels.of(hour.level)?.colourHex, borderColor: "rgba(0,0,0,.35)", borderWidth: 1},
        label: {color: getComputedStyle(document.documentElement).getPropertyValue("--ink").trim()},
      })),
    }],
  }, columns, [...hours].reverse()), levels.legend()];
}

const tip = (hour, levels) => `${clockTime(hour.end)} · AQI ${number(hour.aqi)} ${levels.name(hour.level)}`;

async function excellent(city) {
  const year = today().slice(0, 4);
  const [evaluation] = await whole("air/evaluation", {city, from: `${year}-01-01`, to: today(), compare: "previousYear"});
  const levels = await airLevels();
  const {days} = evaluation;
  const target = (await checksOf(city)).find(check => check.nameZh.includes("优良天数比例"));
  const counts = [days.excellent, days.good, days.light, days.moderate, days.heavy, days.severe];
  const change = evaluation.changes?.excellentDayRatio?.amount;
  const bar = h("div", {class: "bar", role: "img", "aria-label": counts.map((n, i) => `${levels.name(i + 1)} ${n}`).join(", ")},
    counts.map((n, i) => n === 0 ? null : h("i", {style: `flex:${n};${levels.style(i + 1)}`, title: `${levels.name(i + 1)} ${n}`}, n)));
  return [
    h("div", {class: "figures"},
      figure(t("excellentCount"), count(days.excellent + days.good), {unit: t("days"), under: t("ofValidDays", {n: days.valid})}),
      figure(t("excellentRatio"), percent(evaluation.excellentDayRatio), {unit: "%",
        under: evaluation.excellentDayRatio === null ? reason(evaluation.excellentDayRatioReason)
          : typeof change === "number" ? t("sameSpanBefore", {change: (change > 0 ? "+" : "") + change}) : ""}),
      figure(t("target"), target ? `${target.target}` : null,
        {unit: target?.unit ?? "", under: target ? verdictSign(target.verdict) : t("noTarget")})),
    days.valid > 0 ? bar : null,
    h("ul", {class: "legend"}, counts.map((n, i) =>
      h("li", {style: `--level:${levels.of(i + 1)?.colourHex}`}, `${levels.name(i + 1)} ${n}`))),
  ];
}

async function offTarget(context) {
  const month = today().slice(0, 7);
  const water = context.stations.filter(station => station.medium === "water");
  if (water.length === 0) return empty();
  const assessment = await get("water/assessment", {city: context.city, period: month});
  const rate = assessment.targetCompliance[0];
  const classes = await waterClasses();
  const off = assessment.sectionClasses
    .map(one => ({...one, station: context.station(one.section)}))
    .filter(one => one.class !== null && one.station?.targetClass && one.class > one.station.targetClass);
  const missed = rate ? rate.checks - rate.met : off.length;
  return [
    h("div", {class: "figures"},
      figure(t("offTarget"), rate ? `${missed} / ${rate.checks}` : null, {under: month}),
      figure(t("share123"), percent(assessment.shareClass1To3), {unit: "%"}),
      figure(t("shareWorse"), percent(assessment.shareWorseThan5), {unit: "%"})),
    missed === 0 ? h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("allOnTarget", {n: rate?.checks ?? 0}))
      : table(t("offTarget"), [
        {title: t("section"), cell: one => h("a", {href: context.link("water", {section: one.section})}, pick(one.station.nameZh, one.station.nameEn))},
        {title: t("class"), cell: one => classes.badge(one.class)},
        {title: t("target"), cell: one => classes.name(one.station.targetClass)},
        {title: t("mainPollutant"), cell: one => listed(one.mainIndicators)},
      ], off, {emptyText: t("offOf", {off: missed, n: rate.checks})}),
  ];
}

async function noiseYesterday(context) {
  const points = context.stations.filter(station => station.medium === "noise");
  if (points.length === 0) return empty();
  const date = daysBefore(today(), 1);
  const limit = await zoneLimits();
  const days = await Promise.all(points.slice(0, 50).map(async point =>
    ({point, day: (await all("noise/days", {station: point.code, from: date, to: date}))[0] ?? null})));
  return table(t("noiseNow"), [
    {title: t("station"), cell: one => h("a", {href: context.link("noise", {station: one.point.code})}, pick(one.point.nameZh, one.point.nameEn))},
    {title: t("zone"), cell: one => one.point.noiseZone},
    {title: t("day"), cell: one => judged(one.day?.ld, limit(one.point.noiseZone, "day")), number: true},
    {title: t("night"), cell: one => judged(one.day?.ln, limit(one.point.noiseZone, "night")), number: true},
  ], days);
}

/** A level with a sign that says whether it is within its limit. */
export function judged(level, limit) {
  if (level === null || level === undefined) return "–";
  if (limit === null) return `${level}`;
  const over = level > limit;
  return h("span", {class: over ? "missed" : "", title: `${t("limit")} ${limit} dB`},
    over ? h("span", {class: "sign"}, "▲") : null, `${level}`, h("small", {class: "quiet"}, ` / ${limit}`),
    h("span", {class: "unseen"}, over ? t("over") : t("within")));
}

async function silentStations(context) {
  const accounts = (await whole("ledger")).filter(one => context.station(one.station)?.city === context.city);
  const silent = accounts.filter(one => one.silent);
  if (silent.length === 0) return h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("noneSilent", {n: accounts.length}));
  return table(t("silentStations"), [
    {title: t("station"), cell: one => [h("span", {class: "missed sign"}, "⚠"), name(context, one.station)]},
    {title: t("medium"), cell: one => t(one.medium)},
    {title: t("lastHeard"), cell: one => ago(one.lastReceivedAt)},
  ], silent);
}

const name = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

async function thatHold(context) {
  const active = await alertsOf(context, {active: true});
  if (active.length === 0) return h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("noAlerts"));
  const rest = active.length - ALERTS;
  return [await alertTable(context, active.slice(0, ALERTS)),
    rest > 0 ? h("p", {class: "note"}, h("a", {href: context.link("operations")}, t("moreAlerts", {n: rest}))) : null];
}

async function indicators(context) {
  const checks = await checksOf(context.city);
  if (checks.length === 0) return empty(t("noProgrammes"));
  return h("ul", {class: "lights"}, checks.map(check =>
    h("li", {}, h("span", {class: "what", title: checkName(check)}, checkName(check)), verdictSign(check.verdict))));
}

/** What there is before the first push: the newest reading of a few stations of each medium. */
async function newest(feed, context) {
  (await whole("flags")).filter(flag => flag.entersMean !== "yes").forEach(flag => KEPT_OUT.add(flag.code));
  const few = ["air", "water", "noise"].flatMap(medium => context.stations.filter(station => station.medium === medium).slice(0, 2));
  const readings = (await Promise.all(few.map(station => whole(`stations/${encodeURIComponent(station.code)}/latest`))))
    .map(own => own.find(one => one.parameter === "PM2.5" || one.parameter === "LAS") ?? own.at(-1)).filter(Boolean)
    .sort((one, other) => one.recordedAt.localeCompare(other.recordedAt));
  if (readings.length === 0) return empty(t("waiting"));
  const list = h("ol", {class: "feed", "aria-live": "off"});
  readings.forEach(reading => put(list, reading, context.station(reading.station)));
  return list;
}

/** Puts a reading that has just been committed on top of the feed. */
function pushed(feed, reading, context) {
  const station = context.station(reading.station);
  if (!station || station.city !== context.city) return;
  let list = feed.body.querySelector(".feed");
  if (!list) {
    list = h("ol", {class: "feed", "aria-live": "off"});
    feed.body.replaceChildren(list);
  }
  put(list, reading, station, "new");
}

/** A value that enters no figure is not printed as if it did: its flag says why. */
function put(list, reading, station, css = null) {
  const shown = reading.value !== null && !KEPT_OUT.has(reading.flag);
  const key = `${reading.station} ${reading.parameter}`;
  list.querySelector(`[data-key="${key}"]`)?.remove();
  list.prepend(h("li", {class: css, "data-key": key},
    h("time", {datetime: reading.end}, clockTime(reading.end)),
    h("span", {class: "what"}, `${pick(station.nameZh, station.nameEn)} · ${pollutant(reading.parameter)}`),
    h("span", {}, h("b", {}, shown ? number(reading.value) : reading.value === null && reading.flag === "N" ? reason(reading.reason) : "–"),
      ` ${shown ? unit(reading.unit) : ""}`, reading.flag === "N" ? "" : ` [${reading.flag}]`)));
  while (list.children.length > FEED) list.lastChild.remove();
}
