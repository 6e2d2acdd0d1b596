import {all} from "./api.js";
import {card, empty, h} from "./dom.js";
import {today} from "./format.js";
import {applyLanguage, readWords, switchLanguage, t} from "./i18n.js";
import * as live from "./live.js";
import {get} from "./api.js";

const SCREENS = ["overview", "air", "water", "noise", "programmes", "operations"];

const main = document.getElementById("main");
let stations = null;
let leave = () => {};
let visit = 0;

/** #/water?section=W-1 */
function place() {
  const [name, query] = location.hash.replace(/^#\//, "").split("?");
  return {screen: SCREENS.includes(name) ? name : "overview", query: new URLSearchParams(query ?? "")};
}

const link = (screen, query = {}) => `#/${screen}` + (Object.keys(query).length ? "?" + new URLSearchParams(query) : "");

function city() {
  const cities = [...new Set(stations.map(station => station.city).filter(Boolean))].sort();
  const stored = localStorage.getItem("limpid.city");
  return {cities, chosen: cities.includes(stored) ? stored : cities[0] ?? ""};
}

function frame() {
  const {screen} = place();
  document.title = `${t(screen)} · Limpid 清澈`;
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("nav").setAttribute("aria-label", t("screens"));
  document.getElementById("nav").replaceChildren(...SCREENS.map(name =>
    h("a", {href: link(name), "aria-current": name === screen ? "page" : null}, t(name))));
  document.querySelector("nav [aria-current]")?.scrollIntoView({inline: "center", block: "nearest"});
  document.getElementById("language").textContent = t("language");
  const dark = document.documentElement.dataset.theme === "dark";
  document.getElementById("theme").textContent = t(dark ? "light" : "dark");
  document.getElementById("city-label").textContent = t("city");
  live.show();
}

function cities() {
  const {cities: names, chosen} = city();
  const select = document.getElementById("city");
  select.replaceChildren(...names.map(name => h("option", {value: name, selected: name === chosen}, name)));
  select.hidden = names.length === 0;
}

async function show() {
  const mine = ++visit;
  leave();
  leave = () => {};
  frame();
  try {
    [stations] = await Promise.all([stations ?? all("stations"), readWords()]);
    cities();
    const {screen, query} = place();
    const module = await import(`./screens/${screen}.js`);
    if (mine !== visit) return;
    if (stations.length === 0) {
      main.replaceChildren(empty(t("noStations")));
      return;
    }
    const chosen = city().chosen;
    const context = {
      city: chosen, query, link, main,
      stations: stations.filter(station => station.city === chosen),
      station: code => stations.find(station => station.code === code),
      go: changes => {
        const next = Object.fromEntries(query);
        Object.assign(next, changes);
        for (const key of Object.keys(next)) if (next[key] === null) delete next[key];
        location.hash = link(screen, next);
      },
    };
    leave = module.show(context) ?? leave;
  } catch (fault) {
    if (mine !== visit) return;
    stations = null;
    const place = card(t("fault"), {wide: "full"});
    place.body.replaceChildren(h("p", {class: "fault", role: "alert"}, fault.message),
      h("button", {type: "button", onclick: show}, t("again")));
    main.replaceChildren(h("div", {class: "grid"}, place));
  }
}

function tick() {
  const now = new Date(Date.now() + 8 * 3600e3).toISOString();
  document.getElementById("clock").textContent = `${today()} ${now.slice(11, 16)}`;
}

async function foot() {
  const version = await get("version");
  document.getElementById("foot").replaceChildren(
    `Limpid ${t("version")} ${version.version} · ${t("localTime")} · `, h("a", {href: "docs"}, t("manual")), " · ", h("a", {href: "swagger-ui"}, t("api")));
}

document.getElementById("language").onclick = () => {
  switchLanguage();
  foot();
  show();
};
document.getElementById("theme").onclick = () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("limpid.theme", theme);
  show();
};
document.getElementById("city").onchange = event => {
  localStorage.setItem("limpid.city", event.target.value);
  show();
};
document.getElementById("skip").onclick = event => {
  event.preventDefault();
  main.focus();
};
addEventListener("hashchange", async () => {
  await show();
  main.focus({preventScroll: true});
  scrollTo(0, 0);
});

applyLanguage();
tick();
setInterval(tick, 10e3);
await show();
live.connect();
foot();
