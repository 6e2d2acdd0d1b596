import {link} from "../address.js";
import {alertTable} from "../alerts.js";
import {all, get, once} from "../api.js";
import {chart, size} from "../chart.js";
import {card, empty, figure, fill, h, table} from "../dom.js";
import {evidence} from "../evidence.js";
import {ago, clockTime, count, listed, level as decibel, measured, number, overTarget, percent, pollutant, reason, stamped, today, unitOf, unit} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {airLevels, waterClasses} from "../palette.js";
import {checkName, verdictSign} from "./programmes.js";

const FEED = 8;
const KEPT_OUT = new Set();
const ALERTS = 10;
const DAY = 864e5;

/** An hour that ended longer ago is not how the air is now. */
const STALE = 2 * 3600e3;

/** What a duty officer needs at six in the morning. */
export function show(context) {
  const stack = (wide, ...cards) => h("div", {class: `stack ${wide}`}, cards);
  const now = card(t("aqiNow"), {wide: "w5"});
  const trend = card(t("todayTrend"), {wide: "w7"});
  const alerts = card(t("alerts"), {wide: "w7"});
  const sections = card(t("offTarget"), {wide: "w7"});
  const days = card(t("excellentDays"), {wide: "w5"});
  const noise = card(t("noiseNow"), {wide: "w5"});
  const silent = card(t("silentStations"), {wide: "w5"});
  const lights = card(t("indicators"), {wide: "w7"});
  const bulletin = card(t("bulletin"), {wide: "w5"});
  const feed = card(t("newest"), {wide: "w5"});
  context.main.replaceChildren(h("h1", {class: "unseen"}, t("overview")),
    h("div", {class: "grid"}, stack("", trend, sections, alerts, days, lights), stack("w5", now, noise, silent, bulletin, feed)),
    h("p", {class: "note"}, h("a", {href: context.link("wall")}, t("toWall"))));
  [now, sections, alerts, noise, silent, trend, days, lights, bulletin, feed].forEach((one, turn) => one.style.setProperty("--turn", turn));

  const air = () => {
    const hours = all("air/hours", {city: context.city, from: new Date(Date.now() - DAY).toISOString()});
    fill(now, async () => airNow(await hours));
    fill(trend, async () => airTrend(await hours));
  };
  const whole = (withFeed = false) => {
    const answer = get("screen/overview", {city: context.city});
    fill(days, async () => excellent(context, (await answer).air));
    fill(sections, async () => offTarget(context, (await answer).water));
    fill(noise, async () => noiseYesterday(context, (await answer).noise));
    fill(silent, async () => silentStations(context, (await answer).reporting));
    fill(alerts, async () => thatHold(context, (await answer).alerts, () => whole()));
    if (withFeed) fill(feed, async () => newest(context, (await answer).newest));
  };
  const board = () => fill(lights, () => indicators(context));
  air();
  whole(true);
  board();
  fill(bulletin, () => bulletins(context));

  const later = {air: soon(air, 1500), whole: soon(whole, 5000), board: soon(board, 5000)};
  const minute = setInterval(() => whole(), 60e3);
  const quarter = setInterval(board, 15 * 60e3);
  const stop = listen(({name, data}) => {
    if (name === "gap") Object.values(later).forEach(work => work());
    if (name === "reading") pushed(feed, data, context);
    if (name !== "result") return;
    if (data.city === context.city && data.medium === "air") later.air();
    if (data.result === "water-month" || data.result === "noise-day" || data.city === context.city && data.result === "air-day") later.whole();
  });
  return () => {
    stop();
    clearInterval(minute);
    clearInterval(quarter);
  };
}

export async function airNow(hours) {
  const last = hours.at(-1);
  if (!last) return empty();
  const levels = await airLevels();
  const level = levels.of(last.level);
  const stale = Date.now() - Date.parse(last.end) > STALE;
  return [
    h("div", {class: "aqi"},
      h("div", {class: "big", style: levels.style(last.level)},
        h("b", {id: "aqi-now"}, number(last.aqi)), h("span", {}, last.aqi === null ? reason(last.reason) : levels.name(last.level))),
      h("div", {class: "facts"},
        h("span", {class: stale ? "missed" : "note"}, stale ? [h("span", {class: "sign"}, "⚠"), `${t("stamped", {time: stamped(last.end)})} · ${ago(last.end)}`]
          : t("stamped", {time: stamped(last.end)})),
        h("span", {}, `${t("primary")} `, h("strong", {}, listed(last.primaryPollutants.map(pollutant)) || t("none"))),
        level ? h("span", {class: "note"}, `${pick(level.levelZh, `level ${level.level}`)} · ${level.min}–${level.max ?? ""}`) : null,
        level?.advice ? h("span", {class: "note advice"}, pick(level.adviceZh, level.advice)) : null,
        h("span", {class: "note"}, last.edition, " · ", evidence(last.evidence)))),
    h("div", {class: "parts"}, Object.entries(last.values).map(([code, part]) => {
      const own = part.iaqi === null ? null : levels.ofIndex(part.iaqi);
      return h("div", {class: "part", style: own ? `--level:${own.colourHex}` : ""},
        h("a", {class: "name", href: link("air", {p: code})}, pollutant(code)), h("b", {}, measured(part.value, code)),
        h("small", {}, unitOf(code)), h("small", {}, part.iaqi === null ? reason(part.reason) : `IAQI ${part.iaqi}`));
    })),
  ];
}

export async function airTrend(hours) {
  if (hours.length === 0) return empty();
  const levels = await airLevels();
  const columns = [
    {title: t("when"), cell: hour => stamped(hour.end), by: hour => hour.end},
    {title: t("aqi"), cell: hour => number(hour.aqi), number: true},
    {title: t("category"), cell: hour => hour.aqi === null ? reason(hour.reason) : levels.name(hour.level)},
    {title: t("primary"), cell: hour => listed(hour.primaryPollutants.map(pollutant)) || t("none")},
    {title: t("evidence"), cell: hour => evidence(hour.evidence), less: 2},
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

const tip = (hour, levels) => `${stamped(hour.end)} · AQI ${number(hour.aqi)} ${levels.name(hour.level)}`;

export async function excellent(context, evaluation) {
  const levels = await airLevels();
  const {days} = evaluation;
  const counts = [days.excellent, days.good, days.light, days.moderate, days.heavy, days.severe];
  const bar = h("div", {class: "bar", role: "img", "aria-label": counts.map((n, i) => `${levels.name(i + 1)} ${n}`).join(", ")},
    counts.map((n, i) => n === 0 ? null : h("i", {style: `flex:${n};${levels.style(i + 1)}`, title: `${levels.name(i + 1)} ${n}`}, n)));
  return [
    h("div", {class: "figures"},
      figure(t("excellentCount"), count(days.excellent + days.good), {unit: t("days"), under: t("ofValidDays", {n: days.valid})}),
      figure(t("excellentRatio"), percent(evaluation.excellentDayRatio), {unit: "%",
        under: evaluation.excellentDayRatio === null ? reason(evaluation.excellentDayRatioReason) : ""})),
    h("p", {class: "note"}, onYearBefore(evaluation.changes)),
    days.valid > 0 ? bar : null,
    h("ul", {class: "legend"}, counts.map((n, i) =>
      h("li", {style: `--level:${levels.of(i + 1)?.colourHex}`}, `${levels.name(i + 1)} ${n}`))),
    h("p", {class: "note"}, h("a", {href: context.link("air")}, t("toAir"))),
  ];
}

/** The change of the excellent-day ratio with the days on both sides, or why there is none. */
export function onYearBefore(changes) {
  if (!changes) return "";
  const {days} = changes;
  const sides = days ? t("sidesOfChange", {now: days.now, nowOf: days.nowCalendar, before: days.before, beforeOf: days.beforeCalendar}) : "";
  const change = changes.excellentDayRatio?.amount;
  if (changes.reason !== null || typeof change !== "number") {
    return `${t("noComparison")}${t("colon")}${reason(changes.reason ?? changes.excellentDayRatio?.reason)}${sides ? ` · ${sides}` : ""}`;
  }
  return `${t("sameSpanBefore", {change: (change > 0 ? "+" : "") + change})} · ${sides}`;
}

export async function offTarget(context, water) {
  if (water.sections === 0) return empty();
  const classes = await waterClasses();
  return [
    h("div", {class: "figures"},
      figure(t("offTarget"), `${water.offTarget.length} / ${water.judged}`, {under: water.period}),
      figure(t("share123"), percent(water.shareClass1To3), {unit: "%"}),
      figure(t("shareWorse"), percent(water.shareWorseThan5), {unit: "%"}),
      water.sections > water.judged ? figure(t("undecided"), water.sections - water.judged, {under: t("sections")}) : null),
    water.offTarget.length === 0 ? h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("allOnTarget", {n: water.judged}))
      : table(t("offTarget"), offTargetColumns(context, classes), water.offTarget, {atOnce: 8}),
  ];
}

/** A section that misses its target: the item over it, with its value and limit, stands first after the name. */
export const offTargetColumns = (context, classes) => [
  {title: t("section"), cell: one => h("a", {href: context.link("water", {section: one.section, year: one.period.slice(0, 4), month: one.period})}, name(context, one.section))},
  {title: t("overItems"), cell: one => one.overTarget.length ? h("span", {class: "missed"}, overTarget(one.overTarget)) : "–", wrap: true,
    by: one => one.overTarget[0]?.exceedance ?? 0},
  {title: `${t("class")} / ${t("target")}`, cell: one => [classes.badge(one.class), h("span", {class: "quiet"}, ` / ${classes.name(one.target)}`)], by: one => one.class},
  {title: t("evidence"), cell: one => evidence(one.evidence), less: 2},
];

export function noiseYesterday(context, noise) {
  if (noise.points === 0) return empty();
  return [
    h("div", {class: "figures"},
      figure(t("overPoints"), `${noise.over.length} / ${noise.points}`, {under: noise.date}),
      noise.points > noise.complete ? figure(t("undecided"), noise.points - noise.complete, {under: t("missingLevel")}) : null),
    noise.over.length === 0 ? h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("noneOver", {n: noise.complete}))
      : table(t("noiseNow"), [
        {title: t("station"), cell: one => h("a", {href: context.link("noise", {station: one.station, date: noise.date})}, name(context, one.station))},
        {title: t("night"), cell: one => judged(one.day?.ln, one.nightLimit), number: true},
        {title: t("day"), cell: one => judged(one.day?.ld, one.dayLimit), number: true},
        {title: t("zone"), cell: one => one.zone, less: 2},
      ], noise.over, {atOnce: 8}),
  ];
}

/** A level with a sign that says whether it is within its limit. */
export function judged(level, limit) {
  if (level === null || level === undefined) return "–";
  if (limit === null) return decibel(level);
  const over = level > limit;
  return h("span", {class: over ? "missed" : "", title: `${t("limit")} ${limit} dB(A)`},
    over ? h("span", {class: "sign"}, "▲") : null, decibel(level), h("small", {class: "quiet"}, ` / ${limit} dB`),
    h("span", {class: "unseen"}, over ? t("over") : t("within")));
}

function silentStations(context, {stations, silent}) {
  if (silent.length === 0) return h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("noneSilent", {n: stations}));
  return table(t("silentStations"), [
    {title: t("station"), cell: one => [h("span", {class: "missed sign"}, "⚠"), name(context, one.station)]},
    {title: t("lastHeard"), cell: one => ago(one.lastReceivedAt), by: one => one.lastReceivedAt},
    {title: t("medium"), cell: one => t(one.medium), less: 2},
  ], silent, {atOnce: 8});
}

const name = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

const URGENCY = ["critical", "warning", "notice"];

/** What a person must act on stands before what is odd, where an alert says nothing of its severity. */
const KINDS = ["worse-than-target", "over-limit", "verdict-changed", "class-fell", "silent", "missing-sets"];

const place = (list, one) => list.includes(one) ? list.indexOf(one) : list.length;

const byUrgency = (one, other) => place(URGENCY, one.severity) - place(URGENCY, other.severity) || place(KINDS, one.kind) - place(KINDS, other.kind)
  || Date.parse(other.raisedAt) - Date.parse(one.raisedAt);

export async function thatHold(context, active, again) {
  if (active.length === 0) return h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("noAlerts"));
  const counted = URGENCY.map(one => [one, active.filter(alert => alert.severity === one).length]).filter(([, n]) => n > 0);
  return [counted.length ? h("div", {class: "figures"}, counted.map(([one, n]) => figure(t(`urgency.${one}`), n))) : null,
    await alertTable(context, [...active].sort(byUrgency), {atOnce: ALERTS, again}), h("p", {class: "note"}, h("a", {href: context.link("operations")}, t("allAlerts")))];
}

export async function indicators(context) {
  const {checks} = await get("screen/checks", {city: context.city});
  if (checks.length === 0) return empty(t("noProgrammes"));
  return [h("p", {class: "note"}, dueNext(checks)), h("ul", {class: "lights"}, checks.map(check =>
    h("li", {}, h("a", {class: "what", title: checkName(check), href: context.link("programmes", {programme: check.programme})}, checkName(check)),
      evidence(check.evidence, verdictSign(check.verdict)))))];
}

/** The next date on which something must be reached, and what of it is not yet. */
function dueNext(checks) {
  const coming = checks.filter(check => check.dueOn >= today());
  if (coming.length === 0) return t("nothingDue");
  const date = coming.map(check => check.dueOn).sort()[0];
  const due = coming.filter(check => check.dueOn === date);
  const open = due.filter(check => check.verdict !== "met");
  const days = Math.round((Date.parse(date) - Date.parse(today())) / DAY);
  return [t("dueNext", {date, days, n: due.length}), " ", open.length === 0 ? h("span", {class: "met"}, `✓ ${t("allReached")}`)
    : h("strong", {}, `${t("notYet")}${t("colon")}${listed(open.slice(0, 3).map(checkName))}${open.length > 3 ? " …" : ""}`)];
}

/** The bulletin of the month before, as it would be now or as it was published, and that of the month so far. */
async function bulletins(context) {
  const [year, month] = today().split("-").map(Number);
  const periods = [0, 1].map(back => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7));
  const {items} = await get("publications", {city: context.city, limit: 50});
  return h("ul", {class: "lights one"}, periods.map((period, back) => {
    const published = items.find(one => one.period === period && !one.withdrawnAt);
    return h("li", {}, h("a", {href: context.link("bulletin", {period, publication: published?.id})}, `${period} ${t(back === 0 ? "soFar" : "bulletinOfMonth")}`),
      published ? h("span", {class: "met"}, `✓ ${t("publishedAt", {when: stamped(published.publishedAt)})}`) : h("span", {class: "quiet"}, t("notPublished")));
  }));
}

/** What there is before the first push: the newest reading of a few stations of each medium. */
async function newest(context, readings) {
  (await once("flags")).filter(flag => flag.entersMean !== "yes").forEach(flag => KEPT_OUT.add(flag.code));
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
  if (!station) return;
  const shown = reading.value !== null && !KEPT_OUT.has(reading.flag);
  const key = `${reading.station} ${reading.parameter}`;
  list.querySelector(`[data-key="${key}"]`)?.remove();
  list.prepend(h("li", {class: css, "data-key": key},
    h("time", {datetime: reading.end}, stamped(reading.end)),
    h("span", {class: "what"}, `${pick(station.nameZh, station.nameEn)} · ${pollutant(reading.parameter)}`),
    h("span", {}, h("b", {}, shown ? measured(reading.value, reading.parameter) : reading.value === null && reading.flag === "N" ? reason(reading.reason) : "–"),
      ` ${shown ? unit(reading.unit) : ""}`, reading.flag === "N" ? "" : ` [${reading.flag}]`)));
  while (list.children.length > FEED) list.lastChild.remove();
}
