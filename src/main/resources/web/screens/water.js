import {all, get, once} from "../api.js";
import {chart, lineStyle} from "../chart.js";
import {card, empty, figure, fill, h, select, table} from "../dom.js";
import {exporter} from "../exports.js";
import {dayTime, lastDayOf, lastYears, listed, number, percent, reason, today, unit} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {waterClasses} from "../palette.js";

const AT_ONCE = 6;

/** Sections by month, the shares of classes, and a page for each section. */
export function show(context) {
  const code = context.query.get("section");
  return code && context.station(code) ? section(context, context.station(code)) : sections(context);
}

const months = year => {
  const last = year === today().slice(0, 4) ? +today().slice(5, 7) : 12;
  return Array.from({length: last}, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
};

/** Asks a few at a time, so that a hundred sections do not crowd out others. */
async function some(items, ask) {
  const answers = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    answers.push(...await Promise.all(items.slice(from, from + AT_ONCE).map(ask)));
  }
  return answers;
}

function sections(context) {
  const year = context.query.get("year") ?? today().slice(0, 4);
  const matrix = card(t("matrix"), {wide: "full", note: t("matrixNote")});
  const shares = card(t("shares"), {wide: "w8"});
  const month = card(today().slice(0, 7));
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("water")), h("div", {class: "acts"},
      select(t("year"), lastYears(), year, chosen => context.go({year: chosen})),
      exporter(["water-sections", "water-samples", "water-periods"], {city: context.city}))),
    h("div", {class: "grid"}, matrix, shares, month));
  const own = context.stations.filter(station => station.medium === "water");
  const draw = () => {
    fill(matrix, () => matrixOf(context, own, year));
    const regions = own.length === 0 ? [] : some(months(year), period => get("water/assessment", {city: context.city, period}));
    fill(shares, async () => sharesOf(await regions));
    fill(month, async () => monthOf((await regions).at(-1), month));
  };
  draw();
  const later = soon(draw, 5000);
  return listen(({name, data}) => {
    if (name === "gap" || name === "result" && data.result === "water-month") later();
  });
}

async function matrixOf(context, stations, year) {
  if (stations.length === 0) return empty();
  const classes = await waterClasses();
  const columns = months(year);
  const rows = await some(stations, async station => ({station,
    months: await all(`water/sections/${encodeURIComponent(station.code)}/assessments`, {period: "month", from: `${year}-01-01`, to: lastDayOf(columns.at(-1))})}));
  return h("div", {class: "scroll matrix", tabindex: 0, role: "region", "aria-label": t("matrix")}, h("table", {},
    h("caption", {class: "unseen"}, `${t("matrix")} ${year}`),
    h("thead", {}, h("tr", {}, h("th", {scope: "col", style: "text-align:left"}, t("section")), h("th", {scope: "col", style: "text-align:left"}, t("river")),
      h("th", {scope: "col"}, t("target")), columns.map(month => h("th", {scope: "col"}, t("monthName", {n: +month.slice(5)}))))),
    h("tbody", {}, rows.map(({station, months: own}) => h("tr", {},
      h("th", {scope: "row"}, h("a", {href: context.link("water", {section: station.code})}, pick(station.nameZh, station.nameEn))),
      h("td", {style: "text-align:left"}, station.waterBody), h("td", {}, classes.name(station.targetClass)),
      columns.map(month => matrixCell(own.find(one => one.period === month), classes)))))));
}

function matrixCell(month, classes) {
  if (!month || month.class === null) return h("td", {class: "gap", title: reason(month?.reason)}, "–");
  const off = month.meetsTarget === false;
  const deciding = listed(month.decidingItems.map(one => one.item));
  return h("td", {class: classes.css(month.class) + (off ? " off" : ""), title: `${month.period} ${classes.name(month.class)} ${deciding}`},
    classes.name(month.class), off ? h("small", {}, `${t("offMark")} ${deciding}`) : null);
}

async function sharesOf(regions) {
  if (regions.length === 0) return empty();
  const classes = await waterClasses();
  const share = (region, number) => region.classCounts.find(one => one.class === number)?.share ?? null;
  return chart(t("shares"), {
    xAxis: {type: "category", data: regions.map(region => region.period)},
    yAxis: {type: "value", max: 100, name: "%"},
    series: classes.all.map(one => ({
      type: "bar", stack: "all", name: classes.name(one.class), barMaxWidth: 48,
      itemStyle: {color: classes.hex(one.class), borderColor: "rgba(0,0,0,.25)", borderWidth: .5, decal: one.class === 1 ? {symbol: "line", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: .8, color: "rgba(255,255,255,.45)"} : null},
      label: {show: true, formatter: point => point.value >= 12 ? classes.name(one.class) : "", color: one.class <= 3 || one.class === 6 ? "#fff" : "#1d0e00"},
      data: regions.map(region => share(region, one.class)),
    })),
  }, [
    {title: t("month"), cell: region => region.period},
    ...classes.all.map(one => ({title: classes.name(one.class), cell: region => number(share(region, one.class)), number: true})),
    {title: t("share123"), cell: region => number(region.shareClass1To3), number: true},
    {title: t("compliance"), cell: region => number(region.targetCompliance[0]?.share), number: true},
  ], [...regions].reverse());
}

async function monthOf(region, target) {
  if (!region) return empty();
  target.querySelector("h2").textContent = region.period;
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
      {title: t("why"), cell: one => reason(one.reason)}], region.leftOut) : null,
    h("p", {class: "note"}, region.edition),
  ];
}

function section(context, station) {
  const year = context.query.get("year") ?? today().slice(0, 4);
  const items = card(t("items"), {wide: "w7"});
  const trend = card(t("itemTrend"), {wide: "w5"});
  const samples = card(t("samples"), {wide: "full"});
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, pick(station.nameZh, station.nameEn)),
      h("span", {class: "note"}, `${station.code} · ${station.waterBody} · ${station.district}`),
      h("div", {class: "acts"}, h("a", {href: context.link("water")}, `← ${t("backToAll")}`),
        select(t("year"), lastYears(), year, chosen => context.go({year: chosen})),
        exporter(["water-samples", "water-sections"], {section: station.code}))),
    h("div", {class: "grid"}, items, trend, samples));
  const path = `water/sections/${encodeURIComponent(station.code)}/assessments`;
  const draw = () => {
    const assessed = all(path, {period: "month", from: `${year}-01-01`, to: lastDayOf(months(year).at(-1))});
    fill(items, async () => itemsOf(context, (await assessed).filter(one => one.class !== null), items));
    fill(trend, async () => trendOf((await assessed).filter(one => one.class !== null), trend, draw));
    fill(samples, () => samplesOf(station));
  };
  draw();
  const later = soon(draw, 3000);
  return listen(({name, data}) => {
    if (name === "gap" || name === "result" && data.station === station.code) later();
  });
}

async function itemsOf(context, assessed, target) {
  const chosen = assessed.find(one => one.period === context.query.get("month")) ?? assessed.at(-1);
  if (!chosen) return empty();
  const classes = await waterClasses();
  const parameters = new Map((await once("parameters")).map(one => [one.code, one]));
  target.querySelector(".head .acts").replaceChildren(
    select(t("month"), assessed.map(one => [one.period, one.period]).reverse(), chosen.period, month => context.go({month})));
  const deciding = new Set(chosen.decidingItems.map(one => one.item));
  return [
    h("div", {class: "figures"},
      figure(t("class"), classes.badge(chosen.class), {under: pick(chosen.grade?.nameZh, chosen.grade?.nameEn)}),
      figure(t("target"), classes.name(chosen.target), {under: verdict(chosen)}),
      figure(t("items"), chosen.itemsAssessed)),
    table(t("items"), [
      {title: t("item"), cell: one => named(parameters.get(one.item), one.item)},
      {title: t("value"), cell: one => one.belowDetection ? `< ${number(one.value)}` : number(one.value), number: true},
      {title: "", cell: one => h("span", {class: "quiet"}, unit(parameters.get(one.item)?.unit ?? ""))},
      {title: t("class"), cell: one => classes.badge(one.class)},
      {title: t("multiple"), cell: one => one.exceedance === null ? "–" : h("strong", {class: "missed"}, one.exceedance), number: true},
      {title: "", cell: one => deciding.has(one.item) ? h("strong", {}, t("deciding")) : ""},
    ], chosen.items),
    h("p", {class: "note"}, `${chosen.edition} · ${chosen.start} – ${chosen.end}`),
  ];
}

const verdict = one => one.meetsTarget === null ? h("span", {class: "open"}, `? ${t("undecided")}`)
  : one.meetsTarget ? h("span", {class: "met"}, `✓ ${t("meets")}`) : h("span", {class: "missed"}, `✗ ${t("misses")}`);

const named = (parameter, code) => parameter ? [pick(parameter.nameZh, parameter.nameEn), h("small", {class: "quiet"}, ` ${code}`)] : code;

async function trendOf(assessed, target, redraw) {
  if (assessed.length === 0) return empty();
  const classes = await waterClasses();
  const parameters = new Map((await once("parameters")).map(one => [one.code, one]));
  const codes = [...new Set(assessed.flatMap(one => one.items.map(item => item.item)))];
  const code = codes.includes(trendOf.item) ? trendOf.item : assessed.at(-1).decidingItems[0]?.item ?? codes[0];
  target.querySelector(".head .acts").replaceChildren(
    select(t("item"), codes.map(one => [one, pick(parameters.get(one)?.nameZh, parameters.get(one)?.nameEn)]), code, one => {
      trendOf.item = one;
      redraw();
    }));
  const item = one => one.items.find(each => each.item === code);
  return chart(`${t("itemTrend")} ${code}`, {
    legend: {show: false},
    xAxis: {type: "category", data: assessed.map(one => one.period)},
    yAxis: {type: "value", scale: true, name: unit(parameters.get(code)?.unit ?? "")},
    series: [{type: "line", name: code, symbolSize: 18, symbol: "circle", lineStyle: lineStyle(0),
      label: {show: true, position: "inside", fontSize: 9, formatter: point => classes.name(item(assessed[point.dataIndex])?.class)},
      data: assessed.map(one => ({value: item(one)?.value ?? null,
        itemStyle: {color: item(one)?.class ? classes.hex(item(one).class) : "#999"}, label: {color: [4, 5].includes(item(one)?.class) ? "#1d0e00" : "#fff"}}))}],
  }, [
    {title: t("month"), cell: one => one.period},
    {title: t("value"), cell: one => number(item(one)?.value), number: true},
    {title: t("class"), cell: one => classes.badge(item(one)?.class)},
    {title: t("multiple"), cell: one => number(item(one)?.exceedance), number: true},
  ], [...assessed].reverse());
}

async function samplesOf(station) {
  const classes = await waterClasses();
  const rows = (await all("water/samples", {section: station.code, from: new Date(Date.now() - 3 * 864e5).toISOString()})).reverse();
  return table(t("samples"), [
    {title: t("when"), cell: one => dayTime(one.end)},
    {title: t("class"), cell: one => one.class === null ? reason(one.reason) : classes.badge(one.class)},
    {title: t("target"), cell: one => verdict(one)},
    {title: t("decidingItems"), cell: one => listed(one.decidingItems.map(item => `${item.item} ${number(item.value)}`))},
    {title: t("items"), cell: one => one.itemsAssessed.length, number: true},
    {title: "", cell: one => h("span", {class: "quiet"}, one.edition)},
  ], rows);
}
