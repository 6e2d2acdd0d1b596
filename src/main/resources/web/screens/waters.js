import {get, kept, whole} from "../api.js";
import {chart, limitSteps, lineStyle} from "../chart.js";
import {card, choice, empty, figure, fill, h, select, table} from "../dom.js";
import {evidence} from "../evidence.js";
import {alike, listed, number, overTarget, percent, pollutant, reason, today, unitOf} from "../format.js";
import {pick, t} from "../i18n.js";
import {waterClasses} from "../palette.js";

const VIEWS = ["river", "bodies", "index"];
const YEARS = 10;

/** Months, quarters and years, the newest whole month first. */
function periods() {
  const [year, month] = today().split("-").map(Number);
  const months = Array.from({length: 13}, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7));
  const quarters = Array.from({length: 5}, (_, back) => year * 4 + Math.floor((month - 1) / 3) - back).map(at => `${Math.floor(at / 4)}-Q${at % 4 + 1}`);
  return [...months, ...quarters, String(year), String(year - 1)];
}

/** Waters 水体: a river from its source to its mouth; drinking sources, lakes, black-odorous waters, the sea; index, ranking and trend. */
export function show(context) {
  const all = periods();
  const period = context.query.get("period") ?? all[1];
  const view = VIEWS.includes(context.query.get("view")) ? context.query.get("view") : VIEWS[0];
  const grid = h("div", {class: "grid"});
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("waters")), h("div", {class: "acts"},
      h("a", {href: context.link("water")}, `← ${t("water")}`),
      choice(t("waters"), VIEWS.map(one => [one, t(`waters.${one}`)]), view, one => context.go({view: one})),
      select(t("period"), (all.includes(period) ? all : [period, ...all]).map(one => [one, one]), period, one => context.go({period: one})))),
    grid);
  ({river, bodies, index})[view](context, period, grid);
}

function river(context, period, grid) {
  const rivers = [...new Set(context.all.filter(one => one.medium === "water" && one.waterBodyType !== "lake" && one.waterBody).map(one => one.waterBody))]
    .sort((one, other) => one.localeCompare(other, "zh-CN"));
  const chosen = context.query.get("river") ?? rivers[0];
  const along = card(t("sourceToMouth"), {wide: "full", note: period, tools: rivers.length ? [select(t("river"), rivers.map(one => [one, one]), chosen, one => context.go({river: one, item: null}))] : []});
  const list = card(t("sectionsOfRiver"), {wide: "full"});
  const trend = card(t("trendOfYears"), {wide: "full", note: chosen ?? ""});
  grid.replaceChildren(along, list, trend);
  const answer = chosen ? get("screen/river", {river: chosen, period}) : null;
  const ordered = answer?.then(async one => downstream(context, one.sections, (await kept("map")).features, chosen));
  fill(along, async () => answer ? alongOf(context, await ordered, along) : empty());
  fill(list, async () => answer ? listOf(context, await answer, await ordered) : empty());
  fill(trend, async () => chosen ? trendOf(await whole("water/trend", {river: chosen, from: String(+today().slice(0, 4) - YEARS + 1), to: today().slice(0, 4)})) : empty());
}

/** By where they stand on the river as the base map draws it, which is from its source on; without one in the order of the registry. */
function downstream(context, sections, features, name) {
  const line = features.find(one => one.geometry.type === "LineString" && one.properties?.name === name)?.geometry.coordinates;
  const at = section => {
    const station = context.station(section.section);
    if (!line || !station || station.lon === null) return 0;
    const away = line.map(([lon, lat]) => Math.hypot(lon - station.lon, lat - station.lat));
    const nearest = away.indexOf(Math.min(...away));
    const on = Math.max(0, Math.min(line.length - 2, (away[nearest - 1] ?? Infinity) < (away[nearest + 1] ?? Infinity) ? nearest - 1 : nearest));
    const [[x1, y1], [x2, y2]] = [line[on], line[on + 1]];
    return on + ((station.lon - x1) * (x2 - x1) + (station.lat - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2 || 1);
  };
  return line ? [...sections].sort((one, other) => at(one) - at(other)) : sections;
}

const nameOf = (context, one) => {
  const station = context.station(one.section);
  return station ? pick(station.nameZh, station.nameEn) : one.name;
};

/** The values of an item at the sections; between them nothing is known, so nothing joins them. */
async function alongOf(context, sections, target) {
  const codes = [...new Set(sections.flatMap(one => one.items.map(item => item.item)))];
  if (codes.length === 0) return empty();
  const classes = await waterClasses();
  const worst = sections.flatMap(one => one.overTarget)[0]?.item;
  const code = codes.includes(context.query.get("item")) ? context.query.get("item") : worst ?? (codes.includes("NH3N") ? "NH3N" : codes[0]);
  target.querySelector(".head .acts .item")?.remove();
  target.querySelector(".head .acts").append(h("span", {class: "item"}, select(t("item"), codes.map(one => [one, pollutant(one)]), code, item => context.go({item}))));
  const item = one => one.items.find(each => each.item === code);
  const print = alike(sections.map(one => item(one)?.value));
  const over = one => one.overTarget.find(each => each.item === code);
  const limits = sections.map(one => over(one)?.limit ?? null);
  return [await chart(`${t("sourceToMouth")} ${pollutant(code)}`, {
    legend: {show: limits.some(one => one !== null)},
    xAxis: {type: "category", data: sections.map(one => nameOf(context, one)), axisLabel: {rotate: 40, hideOverlap: false, interval: 0}},
    yAxis: {type: "value", name: unitOf(code)},
    series: [{type: "bar", name: pollutant(code), barMaxWidth: 26,
      data: sections.map(one => ({value: item(one)?.value ?? null, itemStyle: {color: item(one)?.class ? classes.hex(item(one).class) : lineStyle(0).color}}))},
    limits.some(one => one !== null) ? {...limitSteps(limits, t("targetLimit")), symbol: "rect", symbolSize: [26, 3], lineStyle: {width: 0}} : null].filter(Boolean),
  }, [
    {title: t("section"), cell: one => nameOf(context, one)},
    {title: `${pollutant(code)} ${unitOf(code)}`, cell: one => print(item(one)?.value), number: true},
    {title: t("class"), cell: one => classes.badge(item(one)?.class), by: one => item(one)?.class},
    {title: t("targetLimit"), cell: one => over(one) ? h("span", {class: "missed"}, "▲ ", number(over(one).limit)) : "", number: true},
  ], sections, "round"), h("p", {class: "note"}, t("alongNote"))];
}

async function listOf(context, {whole: region}, sections) {
  const classes = await waterClasses();
  return [h("div", {class: "figures"},
    figure(t("share123"), percent(region.shareClass1To3), {unit: "%", under: region.reason ? reason(region.reason) : ""}),
    figure(t("shareWorse"), percent(region.shareWorseThan5), {unit: "%"}),
    region.grade ? figure(t("grade"), pick(region.grade.nameZh, region.grade.nameEn)) : null),
  table(t("sectionsOfRiver"), [
    {title: t("section"), cell: one => h("a", {href: context.link("water", {section: one.section})}, nameOf(context, one))},
    {title: `${t("class")} / ${t("target")}`, cell: one => [classes.badge(one.class), h("span", {class: "quiet"}, ` / ${classes.name(one.target)}`)], by: one => one.class},
    {title: t("overItems"), cell: one => one.overTarget.length ? h("span", {class: "missed"}, overTarget(one.overTarget)) : one.class === null ? reason(one.reason) : "–", wrap: true},
    {title: t("decidingItems"), cell: one => listed(one.decidingItems.map(item => pollutant(item.item))), less: 2},
    {title: t("evidence"), cell: one => evidence(one.evidence), less: 2},
  ], sections), h("p", {class: "note"}, region.edition, " · ", evidence(region.evidence))];
}

function trendOf(items) {
  const years = [...new Set(items.flatMap(one => one.years.map(year => year.year)))];
  return [table(t("trendOfYears"), [
    {title: t("item"), cell: one => pollutant(one.item)},
    {title: t("trend"), cell: one => one.direction ? pick(one.directionZh, one.direction) : reason(one.reason)},
    {title: "r", cell: one => number(one.r), number: true},
    {title: t("critical"), cell: one => number(one.critical), number: true, less: 2},
    ...years.map(year => ({title: String(year), cell: one => number(rounded(one.years.find(each => each.year === year)?.mean)), number: true, less: 1})),
  ], items, {atOnce: 12}), h("p", {class: "note"}, t("trendNote"))];
}

const rounded = value => value === null || value === undefined ? null : Number(Number(value).toPrecision(4));

function bodies(context, period, grid) {
  const cards = {sources: card(t("sources"), {wide: "w6"}), lakes: card(t("lakes"), {wide: "w6"}), black: card(t("blackOdorous"), {wide: "w6"}), coastal: card(t("coastal"), {wide: "w6"})};
  grid.replaceChildren(...Object.values(cards));
  const {city} = context;
  fill(cards.sources, async () => sourcesOf(context, await get("water/sources", {city, period})));
  fill(cards.lakes, async () => lakesOf(await whole("water/lakes", {city, period})));
  fill(cards.black, async () => blackOf(await whole("water/blackOdorous", {city, period})));
  fill(cards.coastal, async () => coastalOf(await whole("water/coastal", {city, period})));
}

function sourcesOf(context, one) {
  if (one.due === 0) return empty(t("noSources"));
  return [h("div", {class: "figures"},
    figure(t("compliantSources"), `${one.compliant} / ${one.judged}`, {under: `${t("due")} ${one.due}`}),
    figure(t("byCount"), percent(one.shareByCount), {unit: "%"}),
    figure(t("byVolume"), percent(one.shareByVolume), {unit: "%", under: one.shareByVolume === null ? reason(one.reason) : ""})),
  table(t("sources"), [
    {title: t("section"), cell: each => h("a", {href: context.link("water", {section: each.section})}, nameOf(context, each))},
    {title: t("complies"), cell: each => each.complies ? h("span", {class: "met"}, `✓ ${t("complies")}`) : h("span", {class: "missed"}, `✗ ${t("exceeds")}`)},
    {title: t("overItems"), cell: each => each.failing.length ? h("span", {class: "missed"}, overTarget(each.failing)) : "–", wrap: true},
    {title: t("month"), cell: each => each.month, less: 2},
    {title: t("items"), cell: each => `${each.itemsAssessed} / ${each.itemsDue}`, number: true, less: 2},
  ], one.sources, {atOnce: 10}), h("p", {class: "note"}, one.edition)];
}

async function lakesOf(lakes) {
  const classes = await waterClasses();
  return table(t("lakes"), [
    {title: t("river"), cell: one => one.lake},
    {title: t("class"), cell: one => one.class === null ? reason(one.reason) : classes.badge(one.class), by: one => one.class},
    {title: t("trophicIndex"), cell: one => one.trophicIndex === null ? reason(one.trophicReason) : number(one.trophicIndex), number: true, by: one => one.trophicIndex},
    {title: t("trophicState"), cell: one => pick(one.trophicGrade?.nameZh, one.trophicGrade?.nameEn) || "–"},
    {title: t("overItems"), cell: one => listed(one.mainIndicators.map(pollutant)) || "–", wrap: true, less: 2},
  ], lakes, {atOnce: 10, emptyText: t("noLakes")});
}

function blackOf(waters) {
  return table(t("blackOdorous"), [
    {title: t("river"), cell: one => one.waterBody},
    {title: t("verdict"), cell: one => one.verdict ? pick(one.verdictZh, one.verdict) : reason(one.reason)},
    {title: t("heavyShare"), cell: one => number(one.heavyShare), number: true},
    {title: t("points_"), cell: one => one.points.length, number: true, less: 2},
  ], waters, {atOnce: 10, emptyText: t("noBlackOdorous")});
}

function coastalOf(points) {
  const ROMAN = ["–", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "劣Ⅳ"];
  return table(t("coastal"), [
    {title: t("station"), cell: one => one.name},
    {title: t("class"), cell: one => one.class === null ? reason(one.reason) : one.className ?? ROMAN[one.class], by: one => one.class},
    {title: t("decidingItems"), cell: one => listed(one.decidingItems.map(item => pollutant(item.item))) || "–", wrap: true},
    {title: t("edition"), cell: one => one.edition, less: 2},
  ], points, {atOnce: 10, emptyText: t("noCoastal")});
}

function index(context, period, grid) {
  const own = card(t("cityWaterIndex"), {wide: "w6", note: period});
  const rank = card(t("waterRanking"), {wide: "w6", note: period});
  grid.replaceChildren(own, rank);
  fill(own, async () => indexOf(await get("water/index", {city: context.city, period, compare: "previousYear"})));
  fill(rank, async () => table(t("waterRanking"), [
    {title: t("rank"), cell: one => number(one.rank), by: one => one.rank},
    {title: t("city"), cell: one => one.city === context.city ? h("strong", {}, one.city) : one.city},
    {title: t("cityWaterIndex"), cell: one => one.index === null ? h("span", {class: "quiet"}, reason(one.reason)) : number(one.index), number: true, by: one => one.index},
    {title: t("sections"), cell: one => `${one.rivers + one.lakes} / ${one.due}`, number: true, less: 2},
  ], await whole("water/ranking", {period}), {atOnce: 20}));
}

function indexOf(one) {
  const part = (name, waters) => waters === null ? null : [h("h3", {}, `${name} ${number(waters.index)}`),
    table(name, [
      {title: t("item"), cell: each => pollutant(each.item)},
      {title: t("mean"), cell: each => number(rounded(each.mean)), number: true},
      {title: t("singleIndex"), cell: each => number(each.index), number: true},
    ], waters.items, {atOnce: 25}), waters.missing.length ? h("p", {class: "note"}, `${t("notMeasured")}${t("colon")}${listed(waters.missing.map(pollutant))}`) : null];
  return [h("div", {class: "figures"}, figure(t("cityWaterIndex"), one.index, {under: one.index === null ? reason(one.reason) : `${one.sections} / ${one.due} ${t("sections")}`}),
    one.earlier ? figure(t("onYear"), one.earlier.change, {unit: "%", under: one.earlier.change === null ? reason(one.earlier.reason) : one.earlier.period}) : null),
  part(t("rivers"), one.rivers), part(t("lakes"), one.lakes), h("p", {class: "note"}, one.edition)];
}
