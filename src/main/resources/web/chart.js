import {h, table} from "./dom.js";
import {t} from "./i18n.js";

let library = null;

export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Colours of lines that have no official one, told apart by their dashes too. */
export const LINES = ["#0b84a5", "#e07b39", "#7a5195", "#3f9b63", "#c94f7c", "#8c8c3c"];
const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3], [2, 2], [12, 4]];
export const lineStyle = index => ({color: LINES[index % LINES.length], type: DASHES[index % DASHES.length], width: 2});

/** Of texts in charts, in pixels. */
export const size = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.86;

function base() {
  const fontSize = size();
  const soft = colour("--soft");
  const line = colour("--line");
  const axis = {
    axisLine: {lineStyle: {color: line}}, axisTick: {show: false}, axisLabel: {color: soft, hideOverlap: true, fontSize},
    splitLine: {lineStyle: {color: line}}, nameTextStyle: {color: soft, align: "left", fontSize},
  };
  return {
    animation: false,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
    grid: {left: 8, right: 12, top: 2.6 * fontSize, bottom: 4, containLabel: true},
    legend: {type: "scroll", top: 0, left: 6.4 * fontSize, right: 0, itemWidth: 26, itemHeight: 9, textStyle: {color: colour("--ink"), fontSize}},
    tooltip: {trigger: "axis", backgroundColor: colour("--card"), borderColor: line, textStyle: {color: colour("--ink"), fontSize}, confine: true},
    xAxis: axis, yAxis: axis,
  };
}

function merge(under, over) {
  if (Array.isArray(over)) return over.map(one => merge(under, one));
  if (typeof over !== "object" || over === null || typeof under !== "object" || under === null) return over ?? under;
  const both = {...under};
  for (const key of Object.keys(over)) both[key] = merge(under[key], over[key]);
  return both;
}

/** The next round number above, so that an axis ends well and a limit is seen. */
export function above(value) {
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.ceil(value / step) * step;
}

/** A dashed line across the chart with its name, which stands right of the chart: see roomForLimits. */
export const limitLine = (value, name) => ({
  silent: true, symbol: "none",
  label: {formatter: `${name} ${value}`, position: "end", color: colour("--bad"), fontSize: size()},
  lineStyle: {color: colour("--bad"), type: "dashed", width: 1.5},
  data: [{yAxis: value}],
});

/** A limit as it held at each place of the axis, so that a change of the standard is seen as a step. */
export const limitSteps = (values, name) => ({
  type: "line", name, step: "middle", symbol: "none", connectNulls: false, data: values, silent: true, z: 1,
  lineStyle: {color: colour("--bad"), type: "dashed", width: 1.5}, itemStyle: {color: colour("--bad")},
});

/** A slider under a long row of figures, to look at a part of them. */
export const zoom = count => count > 60 ? {
  dataZoom: [{type: "slider", height: 18, bottom: 4, borderColor: "transparent", showDetail: false, brushSelect: true}],
  grid: {bottom: 34},
} : {};

/** Room for the names of limits. */
export const roomForLimits = () => 5.4 * size();

/** The first and the last label of a line that reaches the edges stand within them. */
const edges = option => option.xAxis?.boundaryGap === false ? {xAxis: {axisLabel: {alignMinLabel: "left", alignMaxLabel: "right"}}} : {};

/**
 * A chart and, behind a button, the same figures as a table.
 *
 * columns and rows are those of the table; option is of ECharts.
 */
export async function chart(label, option, columns, rows, css = "") {
  library ??= import("./echarts/echarts.esm.min.js");
  const echarts = await library;
  const box = h("div", {class: `chart ${css}`, role: "img", "aria-label": label});
  const figures = table(label, columns, rows);
  figures.hidden = true;
  const toggle = h("button", {type: "button", "aria-pressed": "false", onclick: () => {
    figures.hidden = !figures.hidden;
    box.hidden = !figures.hidden;
    toggle.textContent = t(figures.hidden ? "asTable" : "asChart");
    toggle.setAttribute("aria-pressed", String(!figures.hidden));
  }}, t("asTable"));
  let drawn = null;
  new ResizeObserver(() => {
    if (box.clientWidth === 0) return;
    if (drawn) {
      drawn.resize();
      return;
    }
    drawn = echarts.init(box, null, {renderer: "svg"});
    drawn.setOption(merge(merge(base(), edges(option)), option));
  }).observe(box);
  return h("div", {class: "drawing"}, box, figures, h("div", {class: "head", style: "padding:.3rem 0 0;min-height:0"}, h("div", {class: "acts"}, toggle)));
}
