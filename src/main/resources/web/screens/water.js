import {changed} from "../address.js";
import {all, get, kept, once} from "../api.js";
import {chart, lineStyle, limitSteps, zoom} from "../chart.js";
import {card, empty, figure, fill, h, select, table} from "../dom.js";
import {judger, judges} from "../desk.js";
import {evidence} from "../evidence.js";
import {exporter, official, taken} from "../exports.js";
import {alike, daysBefore, lastDayOf, lastYears, listed, measured, number, overTarget, parameter, percent, pollutant, reason, stamped, today, unitOf} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {drawing} from "../map.js";
import {waterClasses} from "../palette.js";
import {districts, flagged, spanPicker} from "./air.js";
import {offTargetColumns} from "./overview.js";

/** Sections by month, the shares of classes, and a page for each section. */
export function show(context) {
  const code = context.query.get("section");
  return code ? section(context, context.station(code)) : sections(context);
}

const monthsOf = year => {
  const last = year === today().slice(0, 4) ? +today().slice(5, 7) : 12;
  return Array.from({length: last}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
};

function sections(context) {
  const year = context.query.get("year") ?? today().slice(0, 4);
  const off = card(t("offTarget"), {wide: "w7"});
  const month = card(t("cityMonth"), {wide: "w5"});
  const matrix = card(t("matrix"), {wide: "full", note: t("matrixNote")});
  const shares = card(t("shares"), {wide: "w7"});
  const map = card(t("sectionMap"), {wide: "w5"});
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("water")), h("div", {class: "acts"},
      districts(context),
      select(t("year"), lastYears(), year, chosen => context.go({year: chosen, month: null})),
      h("a", {href: context.link("waters")}, t("waters")),
      exporter(["water-sections", "water-samples", "water-periods"], {city: context.city}))),
    h("div", {class: "grid"}, off, map, month, shares, matrix));
  const own = context.stations.filter(station => station.medium === "water");
  const draw = () => {
    const answer = own.length === 0 ? Promise.resolve({months: [], sections: []}) : get("screen/water", {city: context.city, year});
    fill(off, async () => offOf(context, await answer, own, off));
    fill(month, async () => monthOf(context, await answer, month));
    fill(matrix, async () => matrixOf(context, own, year, await answer));
    fill(shares, async () => sharesOf((await answer).months));
    fill(map, async () => mapOf(context, own, await answer));
  };
  draw();
  const later = soon(draw, 5000);
  return listen(({name, data}) => {
    if (name === "gap" || name === "result" && data.result === "water-month") later();
  });
}

/** The month asked for, else the last that has a class. */
const chosenMonth = (context, months) => months.find(one => one.period === context.query.get("month")) ?? months.findLast(one => one.assessed > 0) ?? months.at(-1);

async function offOf(context, {months, sections: rows}, own, target) {
  const month = chosenMonth(context, months);
  if (!month) return empty();
  const classes = await waterClasses();
  const mine = new Set(own.map(station => station.code));
  const judged = rows.filter(one => one.period === month.period && one.meetsTarget !== null && mine.has(one.section));
  const off = judged.filter(one => !one.meetsTarget).sort((one, other) => (other.overTarget[0]?.exceedance ?? 0) - (one.overTarget[0]?.exceedance ?? 0));
  target.querySelector(".head .acts").replaceChildren(
    select(t("month"), months.map(one => [one.period, one.period]).reverse(), month.period, chosen => context.go({month: chosen})));
  return off.length === 0
    ? h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("allOnTarget", {n: judged.length}))
    : [h("p", {}, t("offOf", {off: off.length, n: judged.length})), table(t("offTarget"), offTargetColumns(context, classes), off, {atOnce: 10})];
}

async function matrixOf(context, stations, year, {sections: rows}) {
  if (stations.length === 0) return empty();
  const classes = await waterClasses();
  const columns = monthsOf(year);
  const by = Map.groupBy(rows, one => one.section);
  const own = (station, month) => by.get(station.code)?.find(one => one.period === month);
  const isOff = station => columns.some(month => own(station, month)?.meetsTarget === false);
  return h("div", {class: "matrix"}, table(t("matrix"), [
    {title: t("section"), cell: one => h("a", {href: context.link("water", {section: one.code, year})}, pick(one.nameZh, one.nameEn))},
    {title: t("river"), cell: one => one.waterBody, less: 2},
    {title: t("target"), cell: one => classes.name(one.targetClass), by: one => one.targetClass},
    ...[...columns].map(month => ({title: t("monthName", {n: +month.slice(5)}), by: one => own(one, month)?.class,
      cell: one => square(own(one, month), classes), less: month === columns.at(-1) || month === columns.at(-2) || month === columns.at(-3) ? 0 : 2})),
  ], stations, {only: {label: t("onlyOff"), holds: isOff}}));
}

function square(month, classes) {
  if (!month || month.class === null) return h("span", {class: "square gap", title: reason(month?.reason)}, "–");
  const off = month.meetsTarget === false;
  const over = overTarget(month.overTarget);
  return h("span", {class: `square ${classes.css(month.class)}${off ? " off" : ""}`, title: `${month.period} ${classes.name(month.class)} ${off ? over : listed(month.decidingItems.map(pollutant))}`},
    classes.name(month.class), off ? h("small", {}, `${t("offMark")} ${listed(month.overTarget.slice(0, 2).map(one => pollutant(one.item)))}`) : null);
}

async function sharesOf(months) {
  if (months.length === 0) return empty();
  const classes = await waterClasses();
  const share = (region, number) => region.classCounts.find(one => one.class === number)?.share ?? null;
  return chart(t("shares"), {
    xAxis: {type: "category", data: months.map(region => region.period)},
    yAxis: {type: "value", max: 100, name: "%"},
    series: classes.all.map(one => ({
      type: "bar", stack: "all", name: classes.name(one.class), barMaxWidth: 48,
      itemStyle: {color: classes.hex(one.class), borderColor: "rgba(0,0,0,.25)", borderWidth: .5, decal: one.class === 1 ? {symbol: "line", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: .8, color: "rgba(255,255,255,.45)"} : null},
      label: {show: true, formatter: point => point.value >= 12 ? classes.name(one.class) : "", color: one.class <= 3 || one.class === 6 ? "#fff" : "#1d0e00"},
      data: months.map(region => share(region, one.class)),
    })),
  }, [
    {title: t("month"), cell: region => region.period},
    ...classes.all.map(one => ({title: classes.name(one.class), cell: region => number(share(region, one.class)), number: true, less: 2})),
    {title: t("share123"), cell: region => number(region.shareClass1To3), number: true},
    {title: t("compliance"), cell: region => number(region.targetCompliance[0]?.share), number: true},
    {title: t("evidence"), cell: region => evidence(region.evidence)},
  ], [...months].reverse());
}

/** Sections by the class of the month. */
async function mapOf(context, stations, {months, sections: rows}) {
  const placed = stations.filter(station => station.lon !== null && station.lat !== null);
  const month = chosenMonth(context, months);
  if (placed.length === 0 || !month) return empty();
  const [classes, base] = [await waterClasses(), await kept("map")];
  const by = new Map(rows.filter(one => one.period === month.period).map(one => [one.section, one]));
  return [drawing(t("sectionMap"), base.features, context.all, placed.map(station => {
    const one = by.get(station.code);
    const off = one?.meetsTarget === false ? ` ${t("misses")} ${overTarget(one.overTarget)}` : "";
    return {station, text: `${one?.class ? classes.name(one.class) : "–"}${off ? "!" : ""}`, colour: one?.class ? classes.hex(one.class) : null,
      rank: (one?.class ?? -1) + (off ? .5 : 0), href: context.link("water", {section: station.code}),
      words: one?.class ? `${classes.name(one.class)} / ${classes.name(one.target)}${off}` : reason(one?.reason) || t("nothing"),
      facts: [[station.waterBody, month.period].filter(Boolean).join(" · ")]};
  }), {reaches: true}), h("p", {class: "note"}, `${month.period} · ${t("mapNoteWater")}`)];
}

async function monthOf(context, {months}, target) {
  const region = chosenMonth(context, months);
  if (!region) return empty();
  target.querySelector("h2").textContent = `${t("cityMonth")} ${region.period}`;
  target.querySelector(".head .acts").replaceChildren(official(t("officialSections"), "water-sections", context.city, region.period));
  const rate = region.targetCompliance[0];
  const counted = region.classCounts.filter(one => one.sections > 0);
  const classes = await waterClasses();
  return [
    h("div", {class: "figures"},
      figure(t("share123"), percent(region.shareClass1To3), {unit: "%"}),
      figure(t("shareWorse"), percent(region.shareWorseThan5), {unit: "%"}),
      figure(t("compliance"), percent(rate?.share), {unit: "%", under: rate ? `${rate.met} / ${rate.checks}` : ""})),
    h("p", {}, counted.map(one => [classes.badge(one.class), ` ${one.sections} `])),
    region.grade ? h("p", {}, `${t("grade")} `, h("strong", {}, pick(region.grade.nameZh, region.grade.nameEn))) : null,
    region.leftOut.length ? table(t("why"), [
      {title: t("section"), cell: one => one.name},
      {title: t("why"), cell: one => reason(one.reason)}], region.leftOut, {atOnce: 8}) : null,
    h("p", {class: "note"}, region.edition, " · ", evidence(region.evidence)),
  ];
}

function section(context, station) {
  const year = context.query.get("year") ?? today().slice(0, 4);
  const items = card(t("items"), {wide: "w7"});
  const trend = card(t("itemTrend"), {wide: "w5"});
  const curve = card(t("curve"), {wide: "full"});
  const samples = card(t("samples"), {wide: "full"});
  const last = `${year}-12-31` > today() ? today() : `${year}-12-31`;
  const to = context.query.get("to") ?? last;
  const span = {to, from: context.query.get("from") ?? daysBefore(to, 13), last};
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, pick(station.nameZh, station.nameEn)),
      h("span", {class: "note"}, [station.code, station.waterBody, station.district].filter(Boolean).join(" · ")),
      h("div", {class: "acts"}, h("a", {href: context.link("water", {year})}, `← ${t("backToAll")}`),
        select(t("year"), lastYears(), year, chosen => context.go({year: chosen, month: null, from: null, to: null})),
        taken(t("yearWorkbook", {year}), "water/sections.xlsx", {section: station.code, from: `${year}-01-01`, to: last}),
        exporter(["water-sections", "water-samples", "readings"], {section: station.code, station: station.code}, {from: `${year}-01-01`, to: last},
          `${pick(station.nameZh, station.nameEn)} ${station.code} · ${year}`))),
    h("div", {class: "grid"}, items, trend, curve, samples));
  const draw = () => {
    const assessed = all(`water/sections/${encodeURIComponent(station.code)}/assessments`, {period: "month", from: `${year}-01-01`, to: lastDayOf(monthsOf(year).at(-1))});
    const own = get("screen/section", {section: station.code});
    const item = context.query.get("item");
    const readings = own.then(async known => {
      const code = item ?? mainItem(await assessed) ?? known.newest[0]?.parameter;
      return {code, known, list: code ? await all(`stations/${encodeURIComponent(station.code)}/readings`, {parameter: code, from: span.from, to: span.to}) : []};
    });
    fill(items, async () => itemsOf(context, (await assessed).filter(one => one.class !== null), items));
    fill(trend, async () => trendOf(context, (await assessed).filter(one => one.class !== null), (await readings), trend));
    fill(curve, async () => curveOf(context, station, span, await readings, curve));
    fill(samples, () => samplesOf(station, span));
  };
  draw();
  const later = soon(draw, 5000);
  return listen(({name, data}) => {
    if (name === "gap" || name === "result" && data.station === station.code) later();
  });
}

/** What is over the target in the newest month, else what decided its class. */
function mainItem(assessed) {
  const last = assessed.findLast(one => one.class !== null);
  return last?.overTarget[0]?.item ?? last?.decidingItems[0]?.item ?? null;
}

async function itemsOf(context, assessed, target) {
  const chosen = assessed.find(one => one.period === context.query.get("month")) ?? assessed.at(-1);
  if (!chosen) return empty();
  const classes = await waterClasses();
  target.querySelector(".head .acts").replaceChildren(
    select(t("month"), assessed.map(one => [one.period, one.period]).reverse(), chosen.period, month => context.go({month})));
  const deciding = new Set(chosen.decidingItems.map(one => one.item));
  const over = new Map(chosen.overTarget.map(one => [one.item, one]));
  const rank = one => over.has(one.item) ? 0 : deciding.has(one.item) ? 1 : 2;
  return [
    h("div", {class: "figures"},
      figure(t("class"), classes.badge(chosen.class), {under: pick(chosen.grade?.nameZh, chosen.grade?.nameEn)}),
      figure(t("target"), classes.name(chosen.target), {under: verdict(chosen)}),
      figure(t("items"), chosen.itemsAssessed)),
    chosen.overTarget.length ? h("p", {class: "missed"}, h("span", {class: "sign"}, "▲"), `${t("overItems")} `, overTarget(chosen.overTarget)) : null,
    table(t("items"), [
      {title: t("item"), cell: one => h("a", {href: changed({item: one.item})}, pollutant(one.item), h("small", {class: "quiet"}, ` ${one.item}`))},
      {title: t("value"), cell: one => [one.belowDetection ? "< " : "", number(one.value), h("small", {class: "quiet"}, ` ${unitOf(one.item)}`)], number: true},
      {title: t("targetLimit"), cell: one => over.has(one.item) ? h("span", {class: "missed"}, "▲ ", number(over.get(one.item).limit)) : "", number: true},
      {title: t("class"), cell: one => classes.badge(one.class), by: one => one.class},
      {title: t("multiple3"), cell: one => one.exceedance === null ? "–" : h("strong", {class: "missed"}, one.exceedance), number: true, less: 2},
      {title: t("note"), cell: one => deciding.has(one.item) ? h("strong", {}, t("deciding")) : "", less: 2},
    ], [...chosen.items].sort((one, other) => rank(one) - rank(other)), {atOnce: 30}),
    h("p", {class: "note"}, `${chosen.edition} · ${chosen.start} – ${chosen.end} · `, evidence(chosen.evidence)),
  ];
}

const verdict = one => one.meetsTarget === null ? h("span", {class: "open"}, `? ${t("undecided")}`)
  : one.meetsTarget ? h("span", {class: "met"}, `✓ ${t("meets")}`) : h("span", {class: "missed"}, `✗ ${t("misses")}`);

/** What the target asks of an item, as lines of a chart. */
function targetLines(limits, code, count) {
  const bounds = limits.find(one => one.item === code);
  return [bounds?.low, bounds?.high].filter(one => one !== null && one !== undefined)
    .map(one => ({value: one, series: limitSteps(Array(count).fill(one), `${t(bounds.own ? "ownLimit" : "targetLimit")} ${one}`)}));
}

/** An axis that shows the target too and some room, so that rounding noise does not look like a trend. */
function axis(values, lines, code) {
  const all = [...values.filter(one => typeof one === "number"), ...lines.map(one => one.value)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((most - least) * .1, 10 ** -(parameter(code)?.digits ?? 1) * 20);
  return all.length ? {scale: true, min: ({min}) => nice(Math.max(0, Math.min(min, least) - room), Math.floor), max: ({max}) => nice(Math.max(max, most) + room, Math.ceil)} : {};

  function nice(value, round) {
    const step = 10 ** Math.floor(Math.log10(most - least + 2 * room)) / 2;
    return Number((round(value / step) * step).toFixed(6));
  }
}

async function trendOf(context, assessed, {code, known}, target) {
  if (assessed.length === 0) return empty();
  const classes = await waterClasses();
  const codes = [...new Set(assessed.flatMap(one => one.items.map(item => item.item)))];
  const shown = codes.includes(code) ? code : codes[0];
  target.querySelector(".head .acts").replaceChildren(select(t("item"), codes.map(one => [one, pollutant(one)]), shown, item => context.go({item})));
  const item = one => one.items.find(each => each.item === shown);
  const lines = targetLines(known.limits, shown, assessed.length);
  const values = assessed.map(one => item(one)?.value ?? null);
  const print = alike(values);
  return chart(`${t("itemTrend")} ${pollutant(shown)}`, {
    legend: {show: lines.length > 0},
    xAxis: {type: "category", data: assessed.map(one => one.period)},
    yAxis: {type: "value", name: unitOf(shown), ...axis(values, lines, shown)},
    series: [{type: "line", name: pollutant(shown), symbolSize: 18, symbol: "circle", lineStyle: lineStyle(0), itemStyle: {color: lineStyle(0).color},
      label: {show: true, position: "inside", fontSize: 9, formatter: point => classes.name(item(assessed[point.dataIndex])?.class)},
      data: assessed.map(one => ({value: item(one)?.value ?? null,
        itemStyle: {color: item(one)?.class ? classes.hex(item(one).class) : "#999"}, label: {color: [4, 5].includes(item(one)?.class) ? "#1d0e00" : "#fff"}}))},
    ...lines.map(one => one.series)],
  }, [
    {title: t("month"), cell: one => one.period},
    {title: t("value"), cell: one => print(item(one)?.value), number: true},
    {title: t("class"), cell: one => classes.badge(item(one)?.class), by: one => item(one)?.class},
    {title: t("multiple3"), cell: one => number(item(one)?.exceedance), number: true},
  ], [...assessed].reverse());
}

const LENGTHS = [[last => daysBefore(last, 2), "days3"], [last => daysBefore(last, 13), "days14"], [last => daysBefore(last, 89), "days90"], [last => `${last.slice(0, 4)}-01-01`, "wholeYear"]];

/** The readings of an item as they came, with what the target asks. */
async function curveOf(context, station, span, {code, known, list}, target) {
  const judging = judges();
  const flags = new Map((await once("flags")).map(flag => [flag.code, flag]));
  const codes = [...new Set(known.newest.map(one => one.parameter))];
  target.querySelector(".head .acts").replaceChildren(...[select(t("item"), codes.map(one => [one, pollutant(one)]), code, item => context.go({item})), ...spanPicker(context, span, LENGTHS)].flat());
  if (list.length === 0) return empty();
  const valid = one => flags.get(one.flag)?.entersMean === "yes";
  const values = list.map(one => valid(one) ? one.value : null);
  const lines = targetLines(known.limits, code, list.length);
  return chart(`${pollutant(code)} ${span.from} – ${span.to}`, {
    ...zoom(list.length),
    xAxis: {type: "category", data: list.map(one => stamped(one.end)), boundaryGap: false},
    yAxis: {type: "value", name: unitOf(code), ...axis(values, lines, code)},
    series: [{type: "line", name: pollutant(code), showSymbol: list.length < 60, symbolSize: 5, connectNulls: false, data: values,
      lineStyle: lineStyle(0), itemStyle: {color: lineStyle(0).color}}, ...lines.map(one => one.series)],
  }, [
    {title: t("when"), cell: one => stamped(one.end), by: one => one.end},
    {title: `${pollutant(code)} ${unitOf(code)}`, cell: one => one.value === null ? reason(one.reason) : measured(one.value, code), number: true},
    {title: t("flag"), cell: one => flagged(flags.get(one.flag))},
    {title: t("recordedAt"), cell: one => stamped(one.recordedAt), less: 2, by: one => one.recordedAt},
    judging ? {title: t("judge"), cell: one => judger(station, {from: one.start, to: one.end}, [code], () => context.again())} : null,
  ].filter(Boolean), [...list].reverse(), "", {tabled: span.from === span.to});
}

async function samplesOf(station, {from, to}) {
  const classes = await waterClasses();
  const rows = (await all("water/samples", {section: station.code, from, to})).reverse();
  return table(t("samples"), [
    {title: t("when"), cell: one => stamped(one.end), by: one => one.end},
    {title: t("class"), cell: one => one.class === null ? reason(one.reason) : classes.badge(one.class), by: one => one.class},
    {title: t("target"), cell: one => verdict(one)},
    {title: t("decidingItems"), cell: one => listed(one.decidingItems.map(item => `${pollutant(item.item)} ${measured(item.value, item.item)}`)), wrap: true},
    {title: t("items"), cell: one => one.itemsAssessed.length, number: true, less: 2},
    {title: t("edition"), cell: one => h("span", {class: "quiet"}, one.edition), less: 2},
  ], rows, {only: {label: t("onlyOff"), holds: one => one.meetsTarget === false}});
}
