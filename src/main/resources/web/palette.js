import {once} from "./api.js";
import {h} from "./dom.js";
import {ink} from "./format.js";
import {pick, t, zh} from "./i18n.js";

/** Levels of the air quality index as the service publishes them. */
export async function airLevels() {
  const levels = await once("air/categories");
  const of = level => levels.find(one => one.level === level);
  return {
    all: levels,
    of,
    ofIndex: index => levels.find(one => one.max === null || index <= one.max) ?? levels.at(-1),
    name: level => of(level) ? pick(of(level).nameZh, of(level).nameEn) : "–",
    style: level => of(level) ? `background:${of(level).colourHex};color:${ink(of(level).colourHex)}` : "",
    legend: () => h("ul", {class: "legend"}, levels.map(one =>
      h("li", {style: `--level:${one.colourHex}`}, `${pick(one.nameZh, one.nameEn)} ${one.min}–${one.max ?? ""}`))),
  };
}

/** Classes of surface water. Their colours are words in the standard; the style sheet says how they look. */
export async function waterClasses() {
  const classes = await once("water/classes");
  const of = number => classes.find(one => one.class === number);
  const name = number => zh() || number !== 6 ? of(number)?.className ?? "–" : t("worseThan5");
  return {
    all: classes,
    css: number => of(number) ? `c-${of(number).grade.colourEn}` : "gap",
    hex: number => getComputedStyle(document.documentElement).getPropertyValue(`--${of(number).grade.colourEn}`).trim(),
    name,
    badge: number => h("span", {class: `badge c-${of(number)?.grade.colourEn ?? "none"}`}, name(number)),
  };
}

/** Limits of acoustic zones: limit("2", "night"). */
export async function zoneLimits() {
  const limits = await once("noise/limits");
  return (zone, part) => limits.find(one => one.zone === zone && one.part === part)?.leq ?? null;
}

/** Limits of air as they held on a local date: limit("PM2.5", "24h", "2026-02-28"); null where there was none. */
export async function airLimits() {
  const editions = await once("air/limits");
  return (pollutant, averaging, date) => editions.find(one => one.effectiveFromInclusive <= date
    && (one.effectiveToExclusive === null || date < one.effectiveToExclusive))?.limits[pollutant]?.[averaging] ?? null;
}
