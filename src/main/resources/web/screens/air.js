import {all, get, once, whole} from "../api.js";
import {above, chart, limitLine, lineStyle, roomForLimits} from "../chart.js";
import {card, choice, empty, figure, fill, h, select, svg, table} from "../dom.js";
import {evidence} from "../evidence.js";
import {exporter} from "../exports.js";
import {clockTime, dayTime, daysBefore, ink, lastDayOf, lastYears, listed, number, percent, pollutant, reason, today, unit} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {airLevels} from "../palette.js";

const POLLUTANTS = ["PM2.5", "PM10", "O3", "NO2", "SO2", "CO"];

/** The year's calendar, pollutants against limits, evaluation, ranking and the stations. */
export function show(context) {
  const year = context.query.get("year") ?? today().slice(0, 4);
  const code = context.query.get("station");
  const subject = code ? {station: code} : {city: context.city};
  const stations = context.stations.filter(station => station.medium === "air");
  const calendar = card(t("calendar"), {wide: "full"});
  const series = card(t("series"), {wide: "w8"});
  const map = card(t("stationMap"));
  const evaluation = card(t("evaluation"), {wide: "w8"});
  const ranking = card(t("ranking"));
  const years = lastYears();
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("air")), h("div", {class: "acts"},
      select(t("station"), [["", t("wholeCity")], ...stations.map(one => [one.code, pick(one.nameZh, one.nameEn)])], code ?? "",
        chosen => context.go({station: chosen || null})),
      select(t("year"), years, year, chosen => context.go({year: chosen})),
      exporter(["air-days", "air-hours", "air-periods", "readings"], {...subject, medium: "air"}))),
    h("div", {class: "grid"}, calendar, series, map, evaluation, ranking));

  const draw = {
    calendar: () => fill(calendar, () => calendarOf(subject, year)),
    series: () => fill(series, () => seriesOf(context, subject, series, draw.series)),
    map: () => fill(map, () => mapOf(context, stations)),
    evaluation: () => fill(evaluation, () => evaluationOf(subject, year)),
    ranking: () => fill(ranking, () => rankingOf(context, year)),
  };
  Object.values(draw).forEach(work => work());
  const hours = soon(() => [draw.map, draw.series].forEach(work => work()), 2000);
  const days = soon(() => [draw.calendar, draw.evaluation].forEach(work => work()), 5000);
  return listen(({name, data}) => {
    if (name === "gap") Object.values(draw).forEach(work => work());
    if (name !== "result" || data.medium !== "air") return;
    if (data.result === "air-hour") hours();
    if (data.result === "air-day") days();
  });
}

async function calendarOf(subject, year) {
  const levels = await airLevels();
  const days = new Map((await all("air/days", {...subject, from: `${year}-01-01`, to: `${year}-12-31`})).map(day => [day.date, day]));
  const months = Array.from({length: 12}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  return [
    h("div", {class: "scroll calendar", tabindex: 0, role: "region", "aria-label": t("calendar")},
      h("table", {}, h("caption", {class: "unseen"}, `${t("calendar")} ${year}`),
        h("thead", {}, h("tr", {}, h("td"), Array.from({length: 31}, (_, index) => h("th", {scope: "col"}, index + 1)))),
        h("tbody", {}, months.map(month => h("tr", {},
          h("th", {scope: "row"}, t("monthName", {n: +month.slice(5)})),
          Array.from({length: 31}, (_, index) => cell(`${month}-${String(index + 1).padStart(2, "0")}`, lastDayOf(month), days, levels))))))),
    h("div", {class: "under"}, levels.legend(), h("p", {class: "note"}, reviewed([...days.values()]))),
  ];
}

function reviewed(days) {
  const count = status => days.filter(day => day.status === status).length;
  return t("reviewedDays", {n: count("reviewed"), rest: count("provisional")});
}

function cell(date, last, days, levels) {
  if (date > last) return h("td", {class: "blank"});
  const day = days.get(date);
  const mark = date === today() ? " today" : "";
  if (!day || day.aqi === null) {
    const why = date > today() ? "" : day ? reason(day.reason) : t("nothing");
    return h("td", {class: "missing" + mark, title: why ? `${date} ${why}` : null}, why ? h("span", {"aria-label": why}, "·") : "");
  }
  const primary = listed(day.primaryPollutants.map(pollutant));
  return h("td", {class: mark, style: levels.style(day.level), title: `${date} AQI ${day.aqi} ${levels.name(day.level)} ${primary} ${t(`status.${day.status}`)}`}, day.aqi);
}

async function seriesOf(context, subject, target, redraw) {
  const code = seriesOf.pollutant ?? "PM2.5";
  const span = seriesOf.span ?? "days30";
  const hourly = span === "hours48";
  target.querySelector(".head .acts").replaceChildren(
    choice(t("pollutant"), POLLUTANTS.map(one => [one, pollutant(one)]), code, one => { seriesOf.pollutant = one; redraw(); }),
    choice(t("date"), [["hours48", t("hours48")], ["days30", t("days30")], ["thisYear", t("thisYear")]], span, one => { seriesOf.span = one; redraw(); }));
  const rows = hourly ? await all("air/hours", {...subject, from: new Date(Date.now() - 48 * 3600e3).toISOString()})
    : await all("air/days", {...subject, from: span === "thisYear" ? today().slice(0, 4) + "-01-01" : daysBefore(today(), 30), to: today()});
  if (rows.length === 0) return empty();
  const part = row => row.values[!hourly && code === "O3" ? "o3Max8h" : code];
  const stamp = row => hourly ? dayTime(row.end) : row.date;
  const [judged] = await whole("air/evaluation", {...subject, from: today().slice(0, 4) + "-01-01", to: today()});
  const limit = hourly ? null : judged.pollutants[code].percentile.limit;
  const units = (await once("parameters")).find(one => one.code === code);
  const label = `${pollutant(code)} ${t(hourly ? "hourly" : "daily")}`;
  return chart(label, {
    legend: {show: false},
    grid: limit === null ? {} : {right: roomForLimits()},
    xAxis: {type: "category", data: rows.map(stamp), boundaryGap: false},
    yAxis: {type: "value", name: unit(units.unit), max: limit === null ? null : value => above(Math.max(limit * 1.05, value.max))},
    series: [{
      type: "line", name: label, showSymbol: rows.length < 60, symbolSize: 5, connectNulls: false, data: rows.map(row => part(row)?.value ?? null),
      lineStyle: lineStyle(0), itemStyle: {color: lineStyle(0).color}, areaStyle: {opacity: .08, color: lineStyle(0).color},
      markLine: limit === null ? null : limitLine(limit, t("limit")),
    }],
  }, [
    {title: t("when"), cell: stamp},
    {title: `${pollutant(code)} ${unit(units.unit)}`, cell: row => number(part(row)?.value), number: true},
    {title: "IAQI", cell: row => number(part(row)?.iaqi), number: true},
    {title: t("why"), cell: row => reason(part(row)?.reason)},
    {title: t("evidence"), cell: row => evidence(row.evidence)},
  ], [...rows].reverse());
}

async function evaluationOf(subject, year) {
  const to = `${year}-12-31` > today() ? today() : `${year}-12-31`;
  const [one] = await whole("air/evaluation", {...subject, from: `${year}-01-01`, to});
  const statistic = figures => figures.value === null ? reason(figures.reason) : [number(figures.value), h("small", {class: "quiet"}, ` / ${number(figures.limit)}`)];
  return [
    h("div", {class: "figures"},
      figure(t("excellentRatio"), percent(one.excellentDayRatio), {unit: "%", under: t("ofValidDays", {n: one.days.valid})}),
      figure(t("compositeIndex"), one.compositeIndex, {under: one.compositeIndex === null ? reason(one.compositeIndexReason) : ""}),
      figure(t("mainPollutant"), listed([one.mainPollutant ?? []].flat().map(pollutant)) || null)),
    table(t("evaluation"), [
      {title: t("pollutant"), cell: ([code]) => pollutant(code)},
      {title: `${t("mean")} / ${t("limit")}`, cell: ([, p]) => statistic(p.mean), number: true},
      {title: t("percentile"), cell: ([, p]) => p.percentile.percent ? `P${p.percentile.percent}` : "–"},
      {title: `${t("value")} / ${t("limit")}`, cell: ([, p]) => statistic(p.percentile), number: true},
      {title: t("singleIndex"), cell: ([, p]) => number(p.singleIndex), number: true},
      {title: t("complies"), cell: ([, p]) => complies(p.complies)},
    ], Object.entries(one.pollutants)),
    h("p", {class: "note"}, `${one.edition} · ${one.evaluationEdition} · ${one.from} – ${one.to}`),
  ];
}

const complies = yes => yes === null ? h("span", {class: "open"}, `? ${t("undecided")}`)
  : yes ? h("span", {class: "met"}, `✓ ${t("complies")}`) : h("span", {class: "missed"}, `✗ ${t("exceeds")}`);

async function rankingOf(context, year) {
  const to = `${year}-12-31` > today() ? today() : `${year}-12-31`;
  const rows = await whole("air/ranking", {from: `${year}-01-01`, to});
  return table(t("ranking"), [
    {title: t("rank"), cell: row => number(row.rank)},
    {title: t("city"), cell: row => row.city === context.city ? h("strong", {}, row.city) : row.city},
    {title: t("compositeIndex"), cell: row => row.compositeIndex === null ? reason(row.reason) : number(row.compositeIndex), number: true},
    {title: t("mainPollutant"), cell: row => listed([row.mainPollutant ?? []].flat().map(pollutant))},
  ], rows);
}

/** Stations where they stand, on the lines of latitude and longitude; sections of one river are joined. */
async function mapOf(context, stations) {
  const levels = await airLevels();
  const placed = stations.filter(station => station.lon !== null && station.lat !== null);
  const [hours, base] = await Promise.all([
    all("air/hours", {from: new Date(Date.now() - 3 * 3600e3).toISOString()}),
    get("map"),
  ]);
  const latest = new Map(hours.map(hour => [hour.station, hour]));
  const list = table(t("stationMap"), [
    {title: t("station"), cell: one => h("a", {href: context.link("air", {station: one.code})}, pick(one.nameZh, one.nameEn))},
    {title: t("aqi"), cell: one => badge(latest.get(one.code), levels), number: true},
    {title: t("when"), cell: one => clockTime(latest.get(one.code)?.end)},
  ], stations);
  if (placed.length === 0) return list;
  return [drawing(context, base.features, placed, latest, levels), list];
}

const badge = (hour, levels) => hour && hour.aqi !== null
  ? h("span", {class: "badge", style: levels.style(hour.level), title: levels.name(hour.level)}, hour.aqi) : "–";

const WIDTH = 420;
const HEIGHT = 300;

function drawing(context, base, placed, latest, levels) {
  const all = context.stations.filter(station => station.lon !== null && station.lat !== null);
  const middle = {lon: (min(all, "lon") + max(all, "lon")) / 2, lat: (min(all, "lat") + max(all, "lat")) / 2};
  const shrink = Math.cos(middle.lat * Math.PI / 180);
  const span = Math.max((max(all, "lon") - min(all, "lon")) * shrink / WIDTH, (max(all, "lat") - min(all, "lat")) / HEIGHT, 1e-4) * 1.35;
  const x = lon => WIDTH / 2 + (lon - middle.lon) * shrink / span;
  const y = lat => HEIGHT / 2 - (lat - middle.lat) / span;
  const rivers = base.length > 0 ? [] : Object.values(Object.groupBy(all.filter(one => one.medium === "water" && one.waterBodyType === "river"), one => one.waterBody));
  const names = labelled(placed.map(one => ({one, name: pick(one.nameZh, one.nameEn), x: x(one.lon), y: y(one.lat)})));
  return svg("svg", {class: "map", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": t("stationMap")},
    graticule(middle, span, shrink, x, y),
    base.map(feature => ground(feature, x, y)),
    named(base, names, x, y),
    rivers.map(river => svg("polyline", {class: "water", points: river.map(one => `${x(one.lon)},${y(one.lat)}`).join(" ")})),
    names.map(place => mark(context, place, latest.get(place.one.code), levels)));
}

const linesOf = ({type, coordinates}) => type === "LineString" ? [coordinates] : type === "MultiPolygon" ? coordinates.flat() : coordinates;

/** A district, river or lake of the base map. */
function ground({geometry, properties}, x, y) {
  const polygon = geometry.type.endsWith("Polygon");
  const path = linesOf(geometry).map(line =>
    "M" + line.map(([lon, lat]) => `${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join("L") + (polygon ? "Z" : "")).join("");
  const water = properties?.kind === "water";
  return svg("path", {class: water ? polygon ? "lake" : "water" : "district", d: path});
}

/** Names of districts where they cover neither a station nor its name. */
function named(base, places, x, y) {
  const taken = places.flatMap(place => [place.box, [place.x - 14, place.y - 14, place.x + 14, place.y + 14]]);
  return base.filter(({geometry, properties}) => geometry.type.endsWith("Polygon") && properties?.kind !== "water").map(({geometry, properties}) => {
    const name = pick(properties?.name, properties?.name_en);
    const [left, right, top, bottom] = edges(linesOf(geometry)[0].map(([lon, lat]) => [x(lon), y(lat)]));
    const box = at => boxOf({name, x: (left + right) / 2, y: top + (bottom - top) * at}, "middle", 0, 0);
    const free = [.5, .3, .7, .2, .8].find(at => taken.every(other => apart(box(at), other)));
    if (free === undefined) return null;
    taken.push(box(free));
    return svg("text", {class: "soft", x: (left + right) / 2, y: top + (bottom - top) * free, "text-anchor": "middle"}, name);
  });
}

function edges(points) {
  const [xs, ys] = [0, 1].map(axis => points.map(point => point[axis]));
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

const SIDES = [["start", 18, 4], ["end", -18, 4], ["middle", 0, -19], ["middle", 0, 27], ["start", 14, -12], ["end", -14, 20]];

/** Gives each name the first side on which it covers neither a mark nor a name. */
function labelled(places) {
  const taken = places.map(place => [place.x - 14, place.y - 14, place.x + 14, place.y + 14]);
  return places.map(place => {
    const boxes = SIDES.map(([anchor, dx, dy]) => ({anchor, dx, dy, box: boxOf(place, anchor, dx, dy)}));
    const free = boxes.find(({box}) => box[0] > 0 && box[2] < WIDTH && taken.every(other => apart(box, other))) ?? boxes[0];
    taken.push(free.box);
    return {...place, ...free};
  });
}

function boxOf({name, x, y}, anchor, dx, dy) {
  const width = [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 6.5), 0);
  const left = x + dx - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  return [left, y + dy - 11, left + width, y + dy + 3];
}

const apart = (one, other) => one[2] < other[0] || one[0] > other[2] || one[3] < other[1] || one[1] > other[3];

const min = (stations, key) => Math.min(...stations.map(station => station[key]));
const max = (stations, key) => Math.max(...stations.map(station => station[key]));

function graticule(middle, span, shrink, x, y) {
  const step = [.01, .02, .05, .1, .2, .5, 1, 2].find(one => one / span > 70) ?? 5;
  const lines = (center, half) => {
    const first = Math.ceil((center - half) / step);
    return Array.from({length: Math.floor((center + half) / step) - first + 1}, (_, index) => (first + index) * step);
  };
  return [
    lines(middle.lon, WIDTH / 2 * span / shrink).map(lon => [
      svg("line", {class: "grid-line", x1: x(lon), x2: x(lon), y1: 0, y2: HEIGHT}),
      svg("text", {class: "soft", x: x(lon) + 3, y: HEIGHT - 4}, `${lon.toFixed(2)}°E`)]),
    lines(middle.lat, HEIGHT / 2 * span).map(lat => [
      svg("line", {class: "grid-line", x1: 0, x2: WIDTH, y1: y(lat), y2: y(lat)}),
      svg("text", {class: "soft", x: 3, y: y(lat) - 3}, `${lat.toFixed(2)}°N`)]),
  ];
}

function mark(context, {one, name, x, y, anchor, dx, dy}, hour, levels) {
  const level = levels.of(hour?.level);
  const words = `${name} AQI ${number(hour?.aqi)} ${level ? levels.name(hour.level) : ""}`;
  return svg("a", {href: context.link("air", {station: one.code}), "aria-label": words},
    svg("title", {}, words),
    svg("circle", {cx: x, cy: y, r: 14, fill: level?.colourHex ?? "none", stroke: "currentColor", "stroke-width": 1}),
    svg("text", {x, y: y + 4, "text-anchor": "middle", style: `fill:${level ? ink(level.colourHex) : "currentColor"};font-weight:600;font-size:11px`}, number(hour?.aqi)),
    svg("text", {x: x + dx, y: y + dy, "text-anchor": anchor}, name));
}
