import {changed} from "../address.js";
import {all, get, kept, once} from "../api.js";
import {above, chart, limitSteps, lineStyle, zoom} from "../chart.js";
import {card, choice, empty, figure, fill, h, select, several, table} from "../dom.js";
import {confirmer, judger} from "../desk.js";
import {evidence} from "../evidence.js";
import {exporter, official} from "../exports.js";
import {alike, clockTime, daysBefore, lastDayOf, lastYears, listed, measured, number, percent, pollutant, reason, stamped, today, unitOf} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {drawing} from "../map.js";
import {airLevels, airLimits} from "../palette.js";
import {onYearBefore} from "./overview.js";
import {windOf} from "./wind.js";

const POLLUTANTS = ["PM2.5", "PM10", "O3", "NO2", "SO2", "CO"];
const EDITIONS = ["in-force", "2012", "2026-transition", "2026-final"];

/** Up to so many days are shown by their hours. */
const HOURLY = 8;
const PROFILE_DAYS = 31;
const MOST_LINES = 6;

/** So many stations to compare with stand side by side; more are a list. */
const AT_HAND = 10;

/** What the address asks for, with what holds where it is silent. */
function asked(context) {
  const {query} = context;
  const year = /^\d{4}$/.test(query.get("year") ?? "") ? query.get("year") : (query.get("to") ?? today()).slice(0, 4);
  const last = `${year}-12-31` > today() ? today() : `${year}-12-31`;
  const to = query.get("to") ?? last;
  const from = query.get("from") ?? (year === today().slice(0, 4) ? daysBefore(to, 30) : `${year}-01-01`);
  const code = query.get("station");
  const edition = EDITIONS.includes(query.get("edition")) ? query.get("edition") : EDITIONS[0];
  const pollutants = (query.get("p") ?? "PM2.5").split(",").filter(one => POLLUTANTS.includes(one) || one === "AQI");
  return {year, last, from, to, code, edition,
    pollutants: pollutants.length ? pollutants : ["PM2.5"],
    others: (query.get("with") ?? "").split(",").filter(one => one === "city" || context.all.some(station => station.code === one)),
    subject: code ? {station: code} : {city: context.city},
    hourly: (Date.parse(to) - Date.parse(from)) / 864e5 < HOURLY};
}

/** The year's calendar down to hours and readings, pollutants over time, profiles, wind, evaluation, ranking and the stations. */
export function show(context) {
  const wanted = asked(context);
  const {year, code, subject, edition} = wanted;
  const stations = context.stations.filter(station => station.medium === "air");
  const cards = {
    calendar: card(`${t("calendar")} ${year}`, {wide: "full"}),
    series: card(t("series"), {wide: "w7"}),
    map: card(t("stationMap"), {wide: "w5"}),
    profile: card(t("profile"), {wide: "w6"}),
    wind: card(t("wind"), {wide: "w6"}),
    evaluation: card(t("evaluation"), {wide: "w7", note: year}),
    ranking: card(t("ranking"), {wide: "w5", note: year}),
  };
  const day = context.query.get("day") ? card(t("hoursOfDay"), {wide: "full", note: context.query.get("day")}) : null;
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("air")), h("div", {class: "acts"},
      districts(context),
      select(t("station"), [["", t("wholeCity")], ...stations.map(one => [one.code, pick(one.nameZh, one.nameEn)])], code ?? "",
        chosen => context.go({station: chosen || null, wind: null, hour: null})),
      select(t("year"), lastYears(), year, chosen => context.go({year: chosen, from: null, to: null, day: null, hour: null})),
      select(t("judgedBy"), EDITIONS.map(one => [one, t(`edition.${one}`)]), edition, one => context.go({edition: one === EDITIONS[0] ? null : one})),
      confirmer(subject, {from: wanted.from, to: wanted.to}, () => context.again()),
      official(t("officialDay"), "air-daily", context.city, context.query.get("day") ?? (wanted.to < today() ? wanted.to : daysBefore(today(), 1))),
      official(t("officialMonth"), "air-monthly", context.city, (context.query.get("day") ?? wanted.to).slice(0, 7)),
      exporter(["air-days", "air-hours", "air-periods", "readings"], {...subject, medium: "air"}, {from: wanted.from, to: wanted.to}))),
    h("div", {class: "grid"}, cards.calendar, day, Object.values(cards).slice(1)));

  const draw = () => {
    const days = all("air/days", {...subject, from: `${year}-01-01`, to: `${year}-12-31`, edition: edition === EDITIONS[0] ? null : edition});
    const hours = all("air/hours", {...subject, to: wanted.to, from: wanted.hourly || wanted.from > daysBefore(wanted.to, PROFILE_DAYS) ? wanted.from : daysBefore(wanted.to, PROFILE_DAYS)});
    const answer = get("screen/air", {city: context.city, station: code, from: `${year}-01-01`, to: wanted.last, edition: edition === EDITIONS[0] ? null : edition});
    fill(cards.calendar, async () => calendarOf(context, await days, year));
    fill(cards.series, async () => seriesOf(context, wanted, stations, cards.series, days, hours));
    fill(cards.profile, async () => profileOf(context, wanted, await hours, cards.profile));
    fill(cards.wind, async () => windOf(context, wanted, stations, await hours, cards.wind));
    fill(cards.evaluation, async () => evaluationOf((await answer).evaluation));
    fill(cards.ranking, async () => rankingOf(context, (await answer).ranking));
    fill(cards.map, async () => mapOf(context, stations, (await answer).newest));
  };
  draw();
  if (day) fill(day, () => dayOf(context, wanted, context.query.get("day")));
  const later = soon(draw, 10000);
  return listen(({name, data}) => {
    if (name === "gap" || name === "result" && data.medium === "air" && (code ? data.station === code : data.city === context.city) && data.result === "air-hour") later();
  });
}

/** A choice of the city's districts, where it has several. */
export function districts(context) {
  return context.districts.length < 2 ? null
    : select(t("district"), [["", t("allDistricts")], ...context.districts.map(one => [one, one])], context.query.get("district") ?? "",
      chosen => context.go({district: chosen || null}));
}

async function calendarOf(context, list, year) {
  const levels = await airLevels();
  const days = new Map(list.map(day => [day.date, day]));
  const months = Array.from({length: 12}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  const grid = h("div", {class: "scroll calendar", tabindex: 0, role: "group", "aria-label": t("calendar")},
    h("table", {}, h("caption", {class: "unseen"}, `${t("calendar")} ${year}`),
      h("thead", {}, h("tr", {}, h("td"), Array.from({length: 31}, (_, index) => h("th", {scope: "col"}, index + 1)))),
      h("tbody", {}, months.map(month => h("tr", {},
        h("th", {scope: "row"}, t("monthName", {n: +month.slice(5)})),
        Array.from({length: 31}, (_, index) => cell(context, `${month}-${String(index + 1).padStart(2, "0")}`, lastDayOf(month), days, levels)))))));
  requestAnimationFrame(() => grid.querySelector(".chosen, .today")?.scrollIntoView({block: "nearest", inline: "center"}));
  return [grid, h("div", {class: "under"}, levels.legend(), h("p", {class: "note"}, reviewed(list)), h("p", {class: "note"}, t("calendarNote")))];
}

function reviewed(days) {
  const count = status => days.filter(day => day.status === status).length;
  return t("reviewedDays", {n: count("reviewed"), rest: count("provisional")});
}

function cell(context, date, last, days, levels) {
  if (date > last) return h("td", {class: "blank"});
  const day = days.get(date);
  const mark = (date === today() ? " today" : "") + (date === context.query.get("day") ? " chosen" : "");
  if (!day || day.aqi === null) {
    const why = date > today() ? "" : day ? reason(day.reason) : t("nothing");
    return h("td", {class: "missing" + mark, title: why ? `${date} ${why}` : null},
      day ? h("a", {href: changed({day: date, hour: null}), "aria-label": `${date} ${why}`}, "·") : why ? h("span", {"aria-label": why}, "·") : "");
  }
  const primary = listed(day.primaryPollutants.map(pollutant));
  const words = `${date} AQI ${day.aqi} ${levels.name(day.level)} ${primary} ${t(`status.${day.status}`)}`;
  return h("td", {class: mark, style: levels.style(day.level)}, h("a", {href: changed({day: date, hour: null}), title: words, "aria-label": words}, day.aqi));
}

/** The hours of a day, each of which leads to what it was made of. */
async function dayOf(context, wanted, date) {
  const levels = await airLevels();
  const hours = await all("air/hours", {...wanted.subject, from: date, to: date});
  if (hours.length === 0) return empty(t("noHours", {date}));
  const chosen = hours.find(hour => hour.end === context.query.get("hour"));
  const [one] = await all("air/days", {...wanted.subject, from: date, to: date});
  return [
    h("p", {}, one && one.aqi !== null ? [h("span", {class: "badge", style: levels.style(one.level)}, one.aqi), ` ${levels.name(one.level)} · `] : one ? `${reason(one.reason)} · ` : "",
      one ? [`${one.edition} · ${t(`status.${one.status}`)} · `, evidence(one.evidence)] : null, " · ",
      h("a", {href: changed({day: daysBefore(date, 1), hour: null})}, `← ${daysBefore(date, 1)}`), " ",
      date < today() ? h("a", {href: changed({day: daysBefore(date, -1), hour: null})}, `${daysBefore(date, -1)} →`) : null, " · ",
      h("a", {href: changed({day: null, hour: null})}, t("close"))),
    table(t("hoursOfDay"), [
      {title: t("when"), cell: hour => h("a", {href: changed({hour: hour.end}), "aria-current": hour === chosen ? "true" : null}, stamped(hour.end).slice(-5)), by: hour => hour.end},
      {title: t("aqi"), cell: hour => badge(hour, levels), by: hour => hour.aqi},
      {title: t("primary"), cell: hour => listed(hour.primaryPollutants.map(pollutant))},
      ...POLLUTANTS.map(code => ({title: [pollutant(code), h("small", {class: "quiet"}, ` ${unitOf(code)}`)], number: true, less: 2,
        cell: hour => hour.values[code]?.value === null ? h("span", {class: "quiet", title: reason(hour.values[code]?.reason)}, "–") : measured(hour.values[code]?.value, code)})),
      {title: t("why"), cell: hour => reason(hour.reason), less: 2},
      {title: t("evidence"), cell: hour => evidence(hour.evidence), less: 1},
    ], hours, {atOnce: 24, rowClass: hour => hour === chosen ? "chosen" : null}),
    chosen ? await hourOf(context, wanted, chosen) : h("p", {class: "note"}, t("hourNote")),
  ];
}

const hourOf = (context, wanted, hour) => wanted.code ? readingsOf(context, wanted.code, hour) : stationsAt(context, hour);

/** What the stations had in an hour of the city. */
async function stationsAt(context, hour) {
  const levels = await airLevels();
  const own = (await all("air/hours", {from: hour.start, to: hour.end})).filter(one => one.station && context.station(one.station)?.city === context.city);
  return [h("h3", {}, `${t("stationsAt")} ${stamped(hour.end)}`), table(t("stationsAt"), [
    {title: t("station"), cell: one => h("a", {href: changed({station: one.station})}, nameOf(context, one.station))},
    {title: t("aqi"), cell: one => badge(one, levels), by: one => one.aqi},
    ...POLLUTANTS.map(code => ({title: pollutant(code), number: true, less: 2, cell: one => measured(one.values[code]?.value, code)})),
    {title: t("evidence"), cell: one => evidence(one.evidence)},
  ], own)];
}

/** What a station sent for an hour, each value with its flag. */
async function readingsOf(context, code, hour) {
  const flags = new Map((await once("flags")).map(flag => [flag.code, flag]));
  const readings = await all(`stations/${encodeURIComponent(code)}/readings`, {from: hour.start, to: hour.end});
  const act = judger(context.station(code), {from: hour.start, to: hour.end}, readings.map(one => one.parameter), () => context.again());
  return [h("h3", {}, `${t("readings")} ${stamped(hour.end)} `, act), table(t("readings"), [
    {title: t("item"), cell: one => pollutant(one.parameter)},
    {title: t("reading"), cell: one => one.value === null ? reason(one.reason) : [measured(one.value, one.parameter), h("small", {class: "quiet"}, ` ${unitOf(one.parameter)}`)], number: true},
    {title: t("flag"), cell: one => flagged(flags.get(one.flag))},
    {title: t("recordedAt"), cell: one => stamped(one.recordedAt), less: 2, by: one => one.recordedAt},
  ], readings)];
}

/** A flag by its name, with a sign where it keeps a value out of figures. */
export const flagged = flag => !flag ? "–" : h("span", {class: flag.entersMean === "yes" ? "quiet" : "missed"},
  flag.entersMean === "yes" ? null : h("span", {class: "sign"}, "✗"), `${flag.code} ${pick(flag.nameZh, flag.nameEn)}`);

const nameOf = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

/** Inputs of a span with its usual lengths. */
export function spanPicker(context, {from, to, last}, lengths) {
  const input = (name, value) => h("label", {class: "select"}, h("span", {}, t(name)),
    h("input", {type: "date", value, max: today(), onchange: event => {
      const next = {from, to, [name]: event.target.value};
      if (next.from && next.to && next.from <= next.to) context.go({from: next.from, to: next.to, year: next.to.slice(0, 4)});
    }}));
  const chosen = lengths.find(([days]) => from === days(last) && to === last)?.[1] ?? "";
  return [choice(t("span"), lengths.map(([, name]) => [name, t(name)]), chosen,
    name => context.go({from: lengths.find(one => one[1] === name)[0](last), to: last, year: last.slice(0, 4)})), input("from", from), input("to", to)];
}

const LENGTHS = [[last => daysBefore(last, 1), "hours48"], [last => daysBefore(last, 6), "days7"], [last => daysBefore(last, 30), "days30"], [last => `${last.slice(0, 4)}-01-01`, "wholeYear"]];

async function seriesOf(context, wanted, stations, target, days, hours) {
  const {from, to, hourly, pollutants, others, subject, edition} = wanted;
  target.querySelector(".head .acts").replaceChildren(...spanPicker(context, wanted, LENGTHS).flat());
  const within = row => hourly || row.date >= from && row.date <= to;
  const inYear = from.slice(0, 4) === wanted.year && to.slice(0, 4) === wanted.year;
  const read = of => hourly ? all("air/hours", {...of, from, to}) : all("air/days", {...of, from, to, edition: edition === EDITIONS[0] ? null : edition});
  const own = hourly ? await hours : inYear ? (await days).filter(within) : await read(subject);
  const compared = others.filter(one => one !== (wanted.code ?? "city")).slice(0, MOST_LINES - 1);
  const more = await Promise.all(compared.map(one => read(one === "city" ? {city: context.city} : {station: one})));
  const called = one => one === "city" ? t("wholeCity") : nameOf(context, one);
  const groups = [{name: called(wanted.code ?? "city"), rows: own}, ...compared.map((one, index) => ({name: called(one), rows: more[index]}))];
  const key = row => hourly ? row.end : row.date;
  const keys = [...new Set(groups.flatMap(group => group.rows.map(key)))].sort();
  const picked = h("div", {class: "picked"},
    several(t("pollutant"), [["AQI", "AQI"], ...POLLUTANTS.map(one => [one, pollutant(one)])], pollutants, next => context.go({p: next.join(",")})),
    comparer(context, stations, wanted, compared, called));
  if (keys.length === 0) return [picked, empty()];
  const part = (row, code) => code === "AQI" ? row?.aqi ?? null : row?.values[!hourly && code === "O3" ? "o3Max8h" : code]?.value ?? null;
  const lines = pollutants.flatMap(code => groups.map(group => ({code, name: groups.length > 1 ? `${group.name} ${pollutants.length > 1 ? pollutant(code) : ""}`.trim() : word(code),
    by: new Map(group.rows.map(row => [key(row), row]))}))).slice(0, MOST_LINES);
  const limits = pollutants.length === 1 && pollutants[0] !== "AQI" ? await stepsOf(pollutants[0], keys, hourly) : null;
  const most = Math.max(...lines.flatMap(line => keys.map(one => part(line.by.get(one), line.code) ?? 0)), ...(limits ?? []).filter(one => one !== null));
  const units = [...new Set(pollutants.filter(code => code !== "AQI").map(unitOf))];
  const label = listed(pollutants.map(word));
  const title = one => hourly ? stamped(one) : one;
  return [picked, await chart(`${label} ${from} – ${to}`, {
    ...zoom(keys.length),
    xAxis: {type: "category", data: keys.map(title), boundaryGap: false},
    yAxis: {type: "value", name: units.join(" / "), max: above(most * 1.02 || 1)},
    series: [
      ...lines.map((line, index) => ({type: "line", name: line.name, showSymbol: keys.length < 40, symbolSize: 5, connectNulls: false,
        data: keys.map(one => part(line.by.get(one), line.code)), lineStyle: lineStyle(index), itemStyle: {color: lineStyle(index).color}})),
      ...(limits ? [limitSteps(limits, t(hourly ? "limit1h" : "limitDay"))] : []),
    ],
  }, [
    {title: t("when"), cell: title, by: one => one},
    ...lines.map(line => ({title: line.name, cell: one => line.code === "AQI" ? number(part(line.by.get(one), "AQI")) : measured(part(line.by.get(one), line.code), line.code), number: true})),
    limits ? {title: t("limit"), cell: one => number(limits[keys.indexOf(one)]), number: true} : null,
    {title: t("why"), cell: one => reason(lines[0].by.get(one)?.values[!hourly && lines[0].code === "O3" ? "o3Max8h" : lines[0].code]?.reason), less: 2},
    {title: t("evidence"), cell: one => evidence(lines[0].by.get(one)?.evidence), less: 2},
  ].filter(Boolean), [...keys].reverse()),
  h("p", {class: "note"}, !hourly && pollutants.includes("O3") ? t("ozoneDays") : "", limits && new Set(limits).size > 1 ? ` ${t("limitsChanged")}` : "")];

  function word(code) {
    return code === "AQI" ? "AQI" : `${pollutant(!hourly && code === "O3" ? "o3Max8h" : code)} ${t(hourly ? "hourly" : code === "O3" ? "dailyMax8h" : "daily")}`;
  }
}

/** The limit of class 2 as it held at each time; null where none does. */
async function stepsOf(code, keys, hourly) {
  const limit = await airLimits();
  const averaging = hourly ? "1h" : code === "O3" ? "8h" : "24h";
  const steps = keys.map(one => limit(code, averaging, hourly ? new Date(Date.parse(one) - 1 + 8 * 3600e3).toISOString().slice(0, 10) : one));
  return steps.some(one => one !== null) ? steps : null;
}

function comparer(context, stations, wanted, compared, called) {
  const put = list => context.go({with: list.join(",") || null});
  const open = [["city", t("wholeCity")], ...stations.map(one => [one.code, pick(one.nameZh, one.nameEn)])]
    .filter(([one]) => one !== (wanted.code ?? "city") && !compared.includes(one));
  if (open.length + compared.length <= AT_HAND) {
    const all = [["city", t("wholeCity")], ...stations.map(one => [one.code, pick(one.nameZh, one.nameEn)])].filter(([one]) => one !== (wanted.code ?? "city"));
    return h("div", {class: "choice", role: "group", "aria-label": t("compareWith")}, h("span", {class: "quiet"}, `${t("compareWith")} `), all.map(([one, name]) =>
      h("button", {type: "button", "aria-pressed": String(compared.includes(one)), disabled: !compared.includes(one) && compared.length >= MOST_LINES - 1,
        onclick: () => put(compared.includes(one) ? compared.filter(other => other !== one) : [...compared, one])}, name)));
  }
  return [
    compared.map(one => h("button", {type: "button", class: "chip", onclick: () => put(compared.filter(other => other !== one)), "aria-label": `${t("remove")} ${called(one)}`}, `${called(one)} ×`)),
    compared.length < MOST_LINES - 1 && open.length > 0 ? select(t("compareWith"), [["", t("choose")], ...open], "", one => one && put([...compared, one])) : null,
  ];
}

const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Means by the hour of the day or the day of the week. */
async function profileOf(context, {pollutants, to}, hours, target) {
  const by = context.query.get("profile") === "week" ? "week" : "day";
  target.querySelector(".head .acts").replaceChildren(choice(t("profile"), [["day", t("byHour")], ["week", t("byWeekday")]], by, one => context.go({profile: one === "day" ? null : one})));
  if (hours.length === 0) return empty();
  const codes = pollutants.filter(code => code !== "AQI");
  const shown = codes.length ? codes : ["PM2.5"];
  const places = by === "day" ? Array.from({length: 24}, (_, index) => index + 1) : WEEK;
  const local = hour => new Date(Date.parse(hour.end) - 1 + 8 * 3600e3);
  const at = hour => by === "day" ? local(hour).getUTCHours() + 1 : local(hour).getUTCDay();
  const groups = Map.groupBy(hours, at);
  const mean = (place, code) => {
    const values = (groups.get(place) ?? []).map(hour => hour.values[code]?.value).filter(value => typeof value === "number");
    return values.length ? {mean: values.reduce((sum, one) => sum + one, 0) / values.length, n: values.length} : {mean: null, n: 0};
  };
  const title = place => by === "day" ? `${String(place).padStart(2, "0")}:00` : t(`weekday.${place}`);
  return [await chart(t("profile"), {
    xAxis: {type: "category", data: places.map(title)},
    yAxis: {type: "value", scale: true, name: [...new Set(shown.map(unitOf))].join(" / ")},
    series: shown.map((code, index) => ({type: "line", name: pollutant(code), symbol: "none", data: places.map(place => rounded(mean(place, code).mean)),
      lineStyle: lineStyle(index), itemStyle: {color: lineStyle(index).color}})),
  }, [
    {title: t(by === "day" ? "hourOfDay" : "weekday"), cell: title, by: place => places.indexOf(place)},
    ...shown.map(code => ({title: `${pollutant(code)} ${unitOf(code)}`, cell: place => number(rounded(mean(place, code).mean)), number: true})),
    {title: t("validValues"), cell: place => mean(place, shown[0]).n, number: true, less: 2},
  ], places), h("p", {class: "note"}, t("profileNote", {from: stamped(hours[0].end), to: stamped(hours.at(-1).end)}))];
}

const rounded = value => value === null ? null : Math.round(value * 10) / 10;

function evaluationOf(one) {
  const index = alike(Object.values(one.pollutants).map(p => p.singleIndex));
  const statistic = (code, figures) => figures.value === null ? h("span", {class: "quiet"}, reason(figures.reason))
    : [figures.percent ? h("small", {class: "quiet"}, `P${figures.percent} `) : null, measured(figures.value, code), h("small", {class: "quiet"}, ` / ${number(figures.limit)}`)];
  return [
    h("div", {class: "figures"},
      figure(t("excellentRatio"), percent(one.excellentDayRatio), {unit: "%", under: t("ofValidDays", {n: one.days.valid})}),
      figure(t("excellentCount"), one.days.excellent + one.days.good, {unit: t("days")}),
      figure(t("compositeIndex"), one.compositeIndex, {under: one.compositeIndex === null ? reason(one.compositeIndexReason) : ""}),
      figure(t("mainPollutant"), listed([one.mainPollutant ?? []].flat().map(pollutant)) || null)),
    one.changes ? h("p", {class: "note"}, onYearBefore(one.changes)) : null,
    table(t("evaluation"), [
      {title: t("pollutant"), cell: ([code]) => pollutant(code)},
      {title: t("complies"), cell: ([, p]) => complies(p.complies)},
      {title: `${t("mean")} / ${t("limit")}`, cell: ([code, p]) => statistic(code, p.mean), number: true},
      {title: `${t("percentile")} / ${t("limit")}`, cell: ([code, p]) => statistic(code, p.percentile), number: true},
      {title: t("singleIndex"), cell: ([, p]) => index(p.singleIndex), number: true, less: 2},
    ], Object.entries(one.pollutants)),
    one.limitsApply ? null : h("p", {class: "note"}, t("limitsOfYear")),
    h("p", {class: "note"}, `${one.edition} · ${one.evaluationEdition} · ${one.from} – ${one.to}${one.official ? "" : ` · ${t("whatIf")}`}`),
  ];
}

const complies = yes => yes === null ? h("span", {class: "open"}, `? ${t("undecided")}`)
  : yes ? h("span", {class: "met"}, `✓ ${t("complies")}`) : h("span", {class: "missed"}, `✗ ${t("exceeds")}`);

function rankingOf(context, rows) {
  return table(t("ranking"), [
    {title: t("rank"), cell: row => number(row.rank), by: row => row.rank},
    {title: t("city"), cell: row => row.city === context.city ? h("strong", {}, row.city) : row.city},
    {title: t("compositeIndex"), cell: row => row.compositeIndex === null ? h("span", {class: "quiet"}, reason(row.reason)) : number(row.compositeIndex), number: true, by: row => row.compositeIndex},
    {title: t("mainPollutant"), cell: row => listed([row.mainPollutant ?? []].flat().map(pollutant)), less: 2},
    {title: t("validDays"), cell: row => row.validDays, number: true, less: 1},
  ], rows, {atOnce: 12});
}

/** Stations where they stand, with their newest hour. */
async function mapOf(context, stations, newest) {
  const levels = await airLevels();
  const base = await kept("map");
  const latest = new Map(newest.map(hour => [hour.station, hour]));
  const placed = stations.filter(station => station.lon !== null && station.lat !== null);
  if (placed.length === 0) return empty();
  return [drawing(t("stationMap"), base.features, context.all, placed.map(station => markOf(station, latest.get(station.code), levels))), levels.legend()];
}

function markOf(station, hour, levels) {
  const level = levels.of(hour?.level);
  return {station, text: number(hour?.aqi), colour: level?.colourHex ?? null, rank: hour?.aqi ?? -1, href: changed({station: station.code}),
    words: level ? `AQI ${levels.name(hour.level)}` : hour ? reason(hour.reason) : t("nothing"),
    facts: hour ? [stamped(hour.end), hour.primaryPollutants.length ? `${t("primary")} ${listed(hour.primaryPollutants.map(pollutant))}` : null,
      listed(Object.entries(hour.values).filter(([, part]) => part.value !== null).map(([code, part]) => `${pollutant(code)} ${measured(part.value, code)}`))].filter(Boolean) : []};
}

const badge = (hour, levels) => hour && hour.aqi !== null
  ? h("span", {class: "badge", style: levels.style(hour.level), title: levels.name(hour.level)}, hour.aqi) : "–";
