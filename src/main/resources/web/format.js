import {pick, t, zh} from "./i18n.js";

const OFFSET = 8 * 3600e3;

/** Today's local date of the stations, whatever zone the screen is in: 2026-03-01. */
export const today = () => localDate(Date.now());
export const localDate = instant => new Date(new Date(instant).getTime() + OFFSET).toISOString().slice(0, 10);
export const daysBefore = (date, days) => new Date(Date.parse(date) - days * 864e5).toISOString().slice(0, 10);
export const lastDayOf = month => new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7), 0)).toISOString().slice(0, 10);

/** This year and those before it, as choices. */
export const lastYears = () => [0, 1, 2, 3].map(back => String(+today().slice(0, 4) - back)).map(year => [year, year]);

/** 15:00 of a stamp with its offset. */
export const clockTime = stamp => stamp ? new Date(Date.parse(stamp) + OFFSET).toISOString().slice(11, 16) : "–";
/** 03-01 15:00, with the year where it is another than this. */
export function dayTime(stamp) {
  if (!stamp) return "–";
  const local = new Date(Date.parse(stamp) + OFFSET).toISOString().slice(0, 16).replace("T", " ");
  return local.startsWith(today().slice(0, 4)) ? local.slice(5) : local;
}

/** The date and hour of a stamp as a person says it: 11-29 03:00. A midnight is 24:00 of the day before. */
export function stamped(stamp) {
  if (!stamp) return "–";
  if (clockTime(stamp) !== "00:00") return dayTime(stamp);
  const day = localDate(Date.parse(stamp) - 1);
  return `${day.startsWith(today().slice(0, 4)) ? day.slice(5) : day} 24:00`;
}

/** Digits as the service gives them. */
export const number = value => value === null || value === undefined ? "–" : String(value);
export const count = value => value === null || value === undefined ? "–" : value.toLocaleString(zh() ? "zh-CN" : "en");
export const percent = value => value === null || value === undefined ? null : Number(value).toFixed(1);

/** Several, as a sentence lists them. */
export const listed = words => words.join(zh() ? "、" : ", ");

/** How long ago. */
export function ago(stamp) {
  if (!stamp) return t("never");
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(stamp)) / 60e3));
  if (minutes < 1) return t("now");
  if (minutes < 60) return t("minutesAgo", {n: minutes});
  return minutes < 2880 ? t("hoursAgo", {n: Math.round(minutes / 60)}) : t("daysAgo", {n: Math.round(minutes / 1440)});
}

const SUBSCRIPTS = {"PM2.5": "PM₂.₅", PM10: "PM₁₀", SO2: "SO₂", NO2: "NO₂", O3: "O₃", o3Max8h: "O₃-8h", CO: "CO"};

let parameters = new Map();

/** Takes the list of parameters, by which items are named and printed. */
export const know = list => { parameters = new Map(list.map(one => [one.code, one])); };

export const parameter = code => parameters.get(code === "o3Max8h" ? "O3" : code);

/** A pollutant as it is printed: the six of the air by their formulas, any other by its name. */
export const pollutant = code => SUBSCRIPTS[code] ?? (parameter(code) ? pick(parameter(code).nameZh, parameter(code).nameEn) : code);

export const unitOf = code => unit(parameter(code)?.unit ?? "");

/** A value with the decimals of its parameter, so that a column ends alike: 51.0, 0.070. */
export function measured(value, code) {
  if (value === null || value === undefined) return "–";
  const digits = parameter(code)?.digits;
  return digits === undefined ? String(value) : Number(value).toFixed(digits);
}

const decimals = value => String(value).split(".")[1]?.length ?? 0;

/** Published figures of one item, whose decimals a rule settles: with as many as any of them has. */
export function alike(values) {
  const digits = Math.max(0, ...values.filter(one => typeof one === "number").map(decimals));
  return value => value === null || value === undefined ? "–" : Number(value).toFixed(digits);
}

/** A level, dB. */
export const level = value => value === null || value === undefined ? "–" : Number(value).toFixed(1);

/** Items with their multiples, as a sentence lists them. */
export const overTarget = items => listed(items.map(one => `${pollutant(one.item)} ${number(one.value)}`
  + (one.limit === null ? "" : ` / ${one.limit}`) + (one.exceedance === null ? "" : ` (${t("times_", {n: one.exceedance})})`)));
export const unit = text => text === "1" ? "" : text.replace("degC", "℃").replace("uS/cm", "μS/cm").replace("deg", "°").replace("ug/m3", "μg/m³").replace("mg/m3", "mg/m³");

/** The words for a reason of the service: of a code, or of a sentence, in which # stands for a number; else what it said. */
export function reason(said) {
  if (!said) return "";
  const key = `reason.${said.replace(/\d+/g, "#")}`;
  const words = t(key, {...said.match(/\d+/g)});
  return words === key ? said : words;
}

/** Black or white, whichever is better read on a colour. */
export function ink(hex) {
  const [r, g, b] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#111" : "#fff";
}
