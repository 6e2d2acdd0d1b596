// What persons and keys have in common on the page: roles, places, and what is shown once.
import {h, popUp} from "./dom.js";
import {listed} from "./format.js";
import {link} from "./address.js";
import {t} from "./i18n.js";
import {may} from "./session.js";

export const ROLES = ["viewer", "stationEngineer", "analyst", "reviewer", "reviewer2", "reviewer3", "publisher", "admin"];
/** Screens for administrators alone. */
export const ADMINISTRATION = ["people", "keys", "audit"];

/** Whether persons, keys and the audit are shown. */
export const administers = () => may("POST persons");

export const roleName = role => t(`role.${role}`);
export const rolesOf = roles => listed(roles.map(roleName));

/** A scope as people read it: everywhere, or cities, districts and stations. */
export const scopeOf = words => words.length === 0 ? t("nowhere") : words.includes("*") ? t("everywhere") : listed(words.map(word => word.replace(/^\w+:/, "")));

/** The head of a screen of administration with the way to the others. */
export const topOf = (screen, acts = []) => h("div", {class: "top"}, h("h1", {}, t(screen)),
  h("div", {class: "acts"}, ADMINISTRATION.filter(one => one !== screen).map(one => h("a", {href: link(one)}, t(one))), acts));

/** Controls for a scope: everywhere, cities, and districts or stations as words. */
export function scopeControls(context, words) {
  const cities = [...new Set([...context.cities, ...words.filter(word => word.startsWith("city:")).map(word => word.slice(5))])];
  const others = words.filter(word => /^(district|station):/.test(word));
  const known = [...new Set(context.every.filter(one => one.district).map(one => `district:${one.city}/${one.district}`)), ...context.every.map(one => `station:${one.code}`)];
  const check = (value, label) => h("label", {class: "check"}, h("input", {type: "checkbox", name: "place", value, checked: words.includes(value)}), ` ${label}`);
  return [
    h("fieldset", {}, h("legend", {}, t("scope")), check("*", t("everywhere")), cities.map(city => check(`city:${city}`, city))),
    h("label", {}, h("span", {}, t("scopeWords")), h("input", {name: "places", list: "scope-words", value: others.join("; "), placeholder: "district:…/…; station:…"})),
    h("datalist", {id: "scope-words"}, known.map(value => h("option", {value}))),
  ];
}

/** The scope that was chosen in such controls. */
export const chosenScope = form => [...form.getAll("place"), ...form.get("places").split(/[;；\s]+/).filter(Boolean)];

/** A secret that is shown once and kept nowhere. */
export function shownOnce(title, of, secret) {
  const told = h("span", {class: "note", role: "status"});
  const field = h("input", {class: "secret", readonly: true, value: secret, "aria-label": title, onfocus: event => event.target.select()});
  popUp(title, [h("p", {}, t("shownOnce", {of})), field, told], navigator.clipboard ? [h("button", {type: "button", class: "main", onclick: async () => {
    await navigator.clipboard.writeText(secret);
    told.textContent = t("copied");
  }}, t("copy"))] : []);
  field.focus();
}
