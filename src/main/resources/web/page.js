import {changed, link, place, SCREENS, settle} from "./address.js";
import {all, start} from "./api.js";
import {card, empty, h, said} from "./dom.js";
import {know, today} from "./format.js";
import {applyLanguage, current, pick, readWords, speak, switchLanguage, t} from "./i18n.js";
import * as live from "./live.js";
import {ADMINISTRATION, administers} from "./rights.js";
import {door, me, readSession} from "./session.js";
import {FORMS, takes} from "./sheets.js";

/** A page that stays open learns of new stations. */
const FRESH = 60e3;

const main = document.getElementById("main");
let stations = null;
let readAt = 0;
let leave = () => {};
let visit = 0;
let asked = false;

const citiesOf = list => [...new Set(list.map(station => station.city).filter(Boolean))].sort((one, other) => one.localeCompare(other, "zh-CN"));

/** The city of the address, else that of its station, else the one chosen last, else that of whoever has signed in. */
function city(query) {
  const cities = citiesOf(stations);
  const asked = query.get("city");
  if (asked !== null) return {cities, chosen: asked, known: cities.includes(asked)};
  const own = stations.find(station => station.code === (query.get("station") ?? query.get("section")))?.city;
  const stored = localStorage.getItem("limpid.city");
  return {cities, chosen: own ?? [stored, mine()].find(one => cities.includes(one)) ?? largest(cities), known: true};
}

/** The first city in which the asker writes. */
const mine = () => me().scope.find(one => /^(city|district):/.test(one))?.replace(/^[^:]*:/, "").replace(/\/.*/, "");

/** Where nothing says which city, the one with most stations. */
function largest(cities) {
  const count = Map.groupBy(stations, station => station.city);
  return cities.reduce((one, other) => one !== "" && count.get(one).length >= count.get(other).length ? one : other, "");
}

/** Under which entry of the navigation a screen lies that has none of its own. */
const UNDER = {channels: "operations", connections: "operations", duty: "operations", recompute: "operations", rules: "operations", station: "operations", tasks: "programmes", bulletin: "programmes", waters: "water"};

function frame() {
  const {screen} = place();
  const mark = name => screen === name ? "page" : UNDER[screen] === name ? "true" : null;
  document.title = `${t(screen)} · Limpid 清澈`;
  document.body.dataset.screen = screen;
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("nav").setAttribute("aria-label", t("screens"));
  document.getElementById("nav").replaceChildren(...SCREENS.map(name =>
    h("a", {href: link(name), "aria-current": mark(name)}, t(name))),
  ...Object.keys(FORMS).some(takes) ? [h("a", {href: link("entry"), "aria-current": screen === "entry" ? "page" : null}, t("entry"))] : [],
  ...administers() ? [h("a", {href: link("people"), "aria-current": ADMINISTRATION.includes(screen) ? "page" : null}, t("administration"))] : []);
  document.querySelector("nav [aria-current]")?.scrollIntoView({inline: "center", block: "nearest"});
  document.querySelector(".brand").href = link("overview");
  document.getElementById("language").textContent = t("language");
  const dark = document.documentElement.dataset.theme === "dark";
  document.getElementById("theme").textContent = t(dark ? "light" : "dark");
  document.getElementById("city-label").textContent = t("city");
  live.show();
}

function cities({cities: names, chosen}) {
  const select = document.getElementById("city");
  const every = names.includes(chosen) ? names : [chosen, ...names];
  select.replaceChildren(...every.filter(Boolean).map(name => h("option", {value: name, selected: name === chosen}, name)));
  select.hidden = names.length === 0;
}

async function readStations() {
  if (stations && Date.now() - readAt < FRESH) return stations;
  stations = await all("stations");
  readAt = Date.now();
  return stations;
}

/** Why the address names no place of this city; null where it does. */
function astray({chosen, known}, query) {
  if (!known) return h("p", {}, t("unknownCity", {city: chosen}));
  const district = query.get("district");
  if (district && !stations.some(station => station.city === chosen && station.district === district)) return h("p", {}, t("unknownDistrict", {district, city: chosen}));
  for (const name of ["station", "section"]) {
    const code = query.get(name);
    if (code === null) continue;
    const station = stations.find(one => one.code === code);
    if (!station) return h("p", {}, t("unknownStation", {code}));
    if (station.city !== chosen) {
      return [h("p", {}, t("otherCity", {name: pick(station.nameZh, station.nameEn), code, city: chosen, own: station.city})),
        h("p", {}, h("a", {href: changed({city: station.city})}, t("showThere", {city: station.city})))];
    }
  }
  return null;
}

async function show() {
  const mine = ++visit;
  leave();
  leave = () => {};
  speak(place().query.get("lang"));
  frame();
  try {
    const [places, screens] = [readStations(), import(`./screens/${place().screen}.js`)];
    [places, screens].forEach(one => one.catch(() => {}));
    const [lists] = await Promise.all([start(), readWords(), asked ? null : readSession()]);
    asked = true;
    know(lists.parameters);
    door(document.getElementById("door"), show);
    await places;
    const module = await screens;
    if (mine !== visit) return;
    const {screen} = place();
    const of = city(place().query);
    if (stations.length > 0) settle({city: of.chosen, lang: current()});
    cities(of);
    frame();
    const {query} = place();
    if (stations.length === 0 && ![...ADMINISTRATION, "station", "account"].includes(screen)) {
      main.replaceChildren(empty(t("noStations")));
      return;
    }
    const wrong = astray(of, query);
    if (wrong) {
      tell(t("notFound"), wrong);
      return;
    }
    if (query.get("city")) localStorage.setItem("limpid.city", of.chosen);
    main.dataset.printed = `Limpid 清澈 · ${[of.chosen, query.get("district")].filter(Boolean).join(" ")} · ${today()}`;
    leave = module.show(contextOf(of.chosen, query)) ?? leave;
  } catch (fault) {
    if (mine !== visit) return;
    stations = null;
    tell(t("fault"), [h("p", {class: "fault", role: "alert"}, fault.status === 401 ? t("signInToRead") : said(fault)), h("button", {type: "button", onclick: show}, t("again"))]);
  }
}

function contextOf(chosen, query) {
  const district = query.get("district");
  const own = stations.filter(station => station.city === chosen);
  return {
    city: chosen, query, link, main, all: own, every: stations, cities: citiesOf(stations),
    districts: [...new Set(own.map(station => station.district).filter(Boolean))],
    stations: own.filter(station => !district || station.district === district),
    station: code => stations.find(station => station.code === code),
    refresh: () => {
      readAt = 0;
    },
    go: changes => { location.hash = changed(changes); },
    again: async () => {
      stations = null;
      await show();
    },
  };
}

function tell(title, content) {
  const place = card(title, {wide: "full"});
  place.body.replaceChildren(...[content].flat());
  main.replaceChildren(h("div", {class: "grid"}, place));
}

function tick() {
  const now = new Date(Date.now() + 8 * 3600e3).toISOString();
  document.getElementById("clock").textContent = `${today()} ${now.slice(11, 16)}`;
}

async function foot() {
  const {version} = await start();
  document.getElementById("foot").replaceChildren(
    `Limpid ${t("version")} ${version} · ${t("localTime")} · `, h("a", {href: "docs"}, t("manual")), " · ", h("a", {href: "swagger-ui"}, t("api")));
}

document.getElementById("language").onclick = () => {
  switchLanguage();
  settle({lang: current()});
  foot();
  show();
};
document.getElementById("theme").onclick = () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("limpid.theme", theme);
  show();
};
/** Another city is the same screen from its beginning: what was chosen of the one before is not of this. */
document.getElementById("city").onchange = event => {
  const {screen} = place();
  location.hash = link(screen === "evidence" || screen === "station" ? "overview" : screen, {city: event.target.value});
};
document.getElementById("skip").onclick = event => {
  event.preventDefault();
  main.focus();
};
addEventListener("hashchange", async event => {
  const screenOf = address => /#\/(\w+)/.exec(address)?.[1];
  const another = screenOf(event.oldURL) !== screenOf(event.newURL);
  await show();
  if (!another) return;
  main.focus({preventScroll: true});
  scrollTo(0, 0);
});

applyLanguage();
tick();
setInterval(tick, 10e3);
await show();
live.connect();
foot().catch(() => document.getElementById("foot").replaceChildren("Limpid"));
