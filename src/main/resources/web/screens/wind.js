import {all} from "../api.js";
import {chart, colour, LINES} from "../chart.js";
import {choice, empty, h, select} from "../dom.js";
import {number, pollutant, unitOf} from "../format.js";
import {pick, t} from "../i18n.js";

const SECTORS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"];

/** Lower ends of classes of speed, m/s; below the first it is calm, which has no direction. */
const SPEEDS = [0.5, 2, 4, 6, 8];

/**
 * From where the wind blew and how strongly, or what the air held when it came from there. hours: of the station or city, whose
 * concentrations are shown.
 */
export async function windOf(context, {code, pollutants, from, to}, stations, hours, target) {
  const site = context.query.get("wind") ?? code ?? stations[0]?.code;
  const shows = context.query.get("rose") === "pollution" ? "pollution" : "wind";
  const item = pollutants.find(one => one !== "AQI") ?? "PM2.5";
  target.querySelector(".head .acts").replaceChildren(
    choice(t("wind"), [["wind", t("windRose")], ["pollution", t("pollutionRose", {item: pollutant(item)})]], shows, one => context.go({rose: one === "wind" ? null : one})),
    select(t("windOf"), stations.map(one => [one.code, pick(one.nameZh, one.nameEn)]), site, one => context.go({wind: one})));
  if (!site || hours.length === 0) return empty();
  const first = hours[0].start;
  const last = hours.at(-1).end;
  const read = parameter => all(`stations/${encodeURIComponent(site)}/readings`, {parameter, from: first, to: last});
  const [speeds, directions] = await Promise.all([read("WS"), read("WD")]);
  const speedAt = new Map(speeds.filter(one => one.value !== null && one.flag === "N").map(one => [one.end, one.value]));
  const known = directions.filter(one => one.value !== null && one.flag === "N" && speedAt.has(one.end));
  if (known.length === 0) return empty(t("noWind"));
  const windy = known.filter(one => speedAt.get(one.end) >= SPEEDS[0]);
  const sector = one => Math.round(one.value / 22.5) % 16;
  const note = t("windNote", {n: known.length, calm: (100 * (known.length - windy.length) / known.length).toFixed(1), speed: SPEEDS[0]});
  return [shows === "wind" ? await windRose(windy, known.length, sector, speedAt) : await pollutionRose(windy, sector, hours, item),
    h("p", {class: "note"}, note)];
}

const classOf = speed => SPEEDS.findLastIndex(one => speed >= one);
const classNames = SPEEDS.map((one, index) => index === SPEEDS.length - 1 ? `≥ ${one} m/s` : `${one}–${SPEEDS[index + 1]} m/s`);

function windRose(windy, all, sector, speedAt) {
  const counts = SECTORS.map(() => SPEEDS.map(() => 0));
  windy.forEach(one => counts[sector(one)][classOf(speedAt.get(one.end))]++);
  const share = count => Math.round(1000 * count / all) / 10;
  return chart(t("windRose"), {
    ...polar("%"),
    series: classNames.map((name, index) => ({type: "bar", coordinateSystem: "polar", stack: "all", name, itemStyle: {color: LINES[index]}, data: counts.map(row => share(row[index]))})),
  }, [
    {title: t("direction"), cell: row => t(`wind.${SECTORS[row]}`), by: row => row},
    ...classNames.map((name, index) => ({title: name, cell: row => `${share(counts[row][index])}`, number: true, less: index > 2 ? 2 : 0})),
    {title: "%", cell: row => share(counts[row].reduce((sum, one) => sum + one, 0)).toFixed(1), number: true},
  ], SECTORS.map((_, index) => index), "round");
}

function pollutionRose(windy, sector, hours, item) {
  const valueAt = new Map(hours.map(hour => [hour.end, hour.values[item]?.value]));
  const values = SECTORS.map(() => []);
  windy.forEach(one => typeof valueAt.get(one.end) === "number" && values[sector(one)].push(valueAt.get(one.end)));
  const mean = list => list.length ? Math.round(10 * list.reduce((sum, one) => sum + one, 0) / list.length) / 10 : null;
  return chart(t("pollutionRose", {item: pollutant(item)}), {
    ...polar(unitOf(item)),
    series: [{type: "bar", coordinateSystem: "polar", name: `${pollutant(item)} ${t("mean")}`, itemStyle: {color: LINES[0]}, data: values.map(mean)}],
  }, [
    {title: t("direction"), cell: row => t(`wind.${SECTORS[row]}`), by: row => row},
    {title: `${pollutant(item)} ${unitOf(item)}`, cell: row => number(mean(values[row])), number: true},
    {title: t("validValues"), cell: row => values[row].length, number: true},
  ], SECTORS.map((_, index) => index), "round");
}

const polar = unit => ({
  xAxis: {show: false}, yAxis: {show: false}, tooltip: {trigger: "item"},
  polar: {radius: "66%", center: ["50%", "56%"]},
  angleAxis: {type: "category", data: SECTORS.map(one => t(`wind.${one}`)), startAngle: 101.25, axisTick: {show: false}, axisLabel: {interval: 1, color: colour("--soft")},
    axisLine: {lineStyle: {color: colour("--line")}}},
  radiusAxis: {splitNumber: 3, axisLine: {show: false}, axisTick: {show: false}, axisLabel: {formatter: `{value} ${unit}`, color: colour("--soft"), margin: 12}, splitLine: {lineStyle: {color: colour("--line")}}},
});
