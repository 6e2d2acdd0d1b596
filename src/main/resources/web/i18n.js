import {WORDS} from "./words.js";

let language = localStorage.getItem("limpid.language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

export const zh = () => language === "zh";

/** The word for a key in the language chosen; {name} is replaced by values. A key that is missing is shown as it is. */
export function t(key, values = {}) {
  const pair = WORDS[key];
  const text = pair ? pair[zh() ? 0 : 1] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Of a pair of names as the service gives them. */
export const pick = (chinese, english) => (zh() ? chinese : english) || chinese || english || "";

export function applyLanguage() {
  document.documentElement.lang = zh() ? "zh-CN" : "en";
}

export function switchLanguage() {
  language = zh() ? "en" : "zh";
  localStorage.setItem("limpid.language", language);
  applyLanguage();
}
