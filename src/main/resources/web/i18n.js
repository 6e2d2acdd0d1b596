import {once} from "./api.js";
import {WORDS} from "./words.js";

// Words that bulletins, tables of a terminal and dashboards have too come from the service: verdicts, and reasons as reason.<code>.
const served = new Map();

/** Reads the words of the service; before that their codes are shown. */
export async function readWords() {
  for (const {code, zh, en} of await once("words")) {
    served.set(code, [zh, en]);
    served.set(`reason.${code}`, [zh, en]);
  }
}

const LANGUAGES = ["zh", "en"];

let language = localStorage.getItem("limpid.language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

export const current = () => language;

/** Takes the language of an address; an unknown one changes nothing. */
export function speak(asked) {
  if (!LANGUAGES.includes(asked) || asked === language) return;
  language = asked;
  applyLanguage();
}

export const zh = () => language === "zh";

/** The word for a key in the language chosen; {name} is replaced by values. A key that is missing is shown as it is. */
export function t(key, values = {}) {
  const pair = WORDS[key] ?? served.get(key);
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
