import {h, table} from "./dom.js";
import {t} from "./i18n.js";
import {fileName, save, takers} from "./shown.js";
import {remarksBeside} from "./table.js";

let library = null;

const load = () => library ??= import("./echarts/echarts.esm.min.js").catch(fault => {
  library = null;
  throw fault;
});

// A screen that has charts asks for the library while it waits for what they show.
(window.requestIdleCallback ?? setTimeout)(() => load().catch(() => {}));

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

/** How far a key goes into a chart or out of it: to half of what is seen, or to twice as much. */
const CLOSER = {"+": 0.5, "=": 0.5, "-": 2, "_": 2};

/** What the mouse does on a chart, by keys: its figures one after another, a closer look, lines left out and taken in. */
function keysOf(drawn, {series, dataZoom}) {
  const lines = [series].flat();
  const names = [...new Set(lines.map(one => one.name).filter(Boolean))];
  const first = lines.findIndex(one => !one.silent && one.data?.length);
  const count = lines[first]?.data.length ?? 0;
  let at = -1;

  function seen() {
    const {start, end} = drawn.getOption().dataZoom[0];
    return [start, end];
  }

  function look(from, to) {
    const width = Math.min(100, to - from);
    const start = Math.max(0, Math.min(100 - width, from));
    drawn.dispatchAction({type: "dataZoom", start, end: start + width});
  }

  function step(by) {
    at = at < 0 ? by > 0 ? 0 : count - 1 : Math.max(0, Math.min(count - 1, at + by));
    if (dataZoom) {
      const [start, end] = seen();
      const share = at / Math.max(1, count - 1) * 100;
      if (share < start || share > end) look(share - (end - start) / 2, share + (end - start) / 2);
    }
    drawn.dispatchAction({type: "showTip", seriesIndex: first, dataIndex: at});
  }

  return key => {
    if (key === "ArrowRight") step(1);
    else if (key === "ArrowLeft") step(-1);
    else if (key === "Escape" && at >= 0) {
      at = -1;
      drawn.dispatchAction({type: "hideTip"});
    } else if (CLOSER[key] && dataZoom) {
      const [start, end] = seen();
      const middle = at < 0 ? (start + end) / 2 : at / Math.max(1, count - 1) * 100;
      const half = Math.min(100, Math.max(2, (end - start) * CLOSER[key])) / 2;
      look(middle - half, middle + half);
    } else if (key === "Home" && dataZoom) look(0, 100);
    else if (/^[1-9]$/.test(key) && names[key - 1]) drawn.dispatchAction({type: "legendToggleSelect", name: names[key - 1]});
    else return false;
    return true;
  };
}

/** Of a picture: twice as fine as a screen, so that it prints well. */
const FINE = 2;
const PICTURE = {width: 1200, height: 520, head: 44};

/** The chart as it stands in colours of paper, with its name and address above it, as PNG. */
async function pictureOf(echarts, label, option) {
  const place = document.createElement("div");
  place.style.cssText = `position:absolute;left:-9999px;width:${PICTURE.width}px;height:${PICTURE.height}px`;
  document.body.append(place);
  const drawn = echarts.init(place, null, {renderer: "canvas", width: PICTURE.width, height: PICTURE.height, devicePixelRatio: FINE});
  try {
    drawn.setOption(merge(merge(base(), edges(option)), option));
    const picture = document.createElement("canvas");
    picture.width = PICTURE.width * FINE;
    picture.height = (PICTURE.height + PICTURE.head) * FINE;
    const pen = picture.getContext("2d");
    pen.fillStyle = colour("--card");
    pen.fillRect(0, 0, picture.width, picture.height);
    pen.scale(FINE, FINE);
    pen.fillStyle = colour("--ink");
    pen.font = `600 16px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText([new URLSearchParams(location.hash.split("?")[1] ?? "").get("city"), label].filter(Boolean).join(" · "), 12, 28);
    pen.drawImage(drawn.renderToCanvas({pixelRatio: FINE}), 0, PICTURE.head, PICTURE.width, PICTURE.height);
    return await new Promise(done => { picture.toBlob(done, "image/png"); });
  } finally {
    drawn.dispose();
    place.remove();
  }
}

/**
 * A chart and, behind a button, the same figures as a table; both can be taken as files.
 *
 * columns and rows are those of the table; option is of ECharts; tabled: the table is seen first.
 */
export async function chart(label, option, columns, rows, css = "", {tabled = false} = {}) {
  const echarts = await load();
  let drawn = null;
  let keys = null;
  const box = h("div", {class: `chart ${css}`, role: "application", tabindex: 0, "aria-label": `${label} ${t("chartKeys")}`, onkeydown: event => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys?.(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }});
  const figures = table(label, columns, rows, {taken: false});
  figures.hidden = !tabled;
  box.hidden = tabled;
  const toggle = h("button", {type: "button", "aria-pressed": String(tabled), onclick: () => {
    figures.hidden = !figures.hidden;
    box.hidden = !figures.hidden;
    toggle.textContent = t(figures.hidden ? "asTable" : "asChart");
    toggle.setAttribute("aria-pressed", String(!figures.hidden));
  }}, t(tabled ? "asChart" : "asTable"));
  const picture = h("button", {type: "button", class: "take", "aria-label": `${t("takeAs", {caption: label})} PNG`, title: t("takeAs", {caption: label}),
    onclick: async () => save(await pictureOf(echarts, label, option), fileName(label, "png"))}, "PNG");
  new ResizeObserver(() => {
    if (box.clientWidth === 0) return;
    if (drawn) {
      drawn.resize();
      return;
    }
    drawn = echarts.init(box, null, {renderer: "svg"});
    drawn.setOption(merge(merge(base(), edges(option)), option));
    keys = keysOf(drawn, option);
  }).observe(box);
  return h("div", {class: "drawing"}, box, figures, h("div", {class: "head", style: "padding:.3rem 0 0;min-height:0"}, h("div", {class: "acts"}, toggle, picture, figures.lines ? takers(label, figures.lines, () => remarksBeside(figures)) : null)));
}
