import {address, send, whole} from "../api.js";
import {card, empty, fill, h, table} from "../dom.js";
import {ago, dayTime} from "../format.js";
import {t} from "../i18n.js";
import {administers, chosenScope, ROLES, roleName, rolesOf, scopeControls, scopeOf, shownOnce, topOf} from "../rights.js";
import {formDialog} from "../session.js";

const STATES = ["active", "locked", "closed"];
const css = {active: "met", locked: "open", closed: "quiet"};

/** Persons, their roles and places. */
export function show(context) {
  const list = card(t("persons"), {wide: "full", note: t("personsNote")});
  const draw = () => fill(list, () => personsOf(context, draw));
  context.main.replaceChildren(topOf("people", administers() ? [
    h("a", {href: address("persons.csv"), download: "persons.csv"}, "CSV"),
    h("button", {type: "button", class: "main", onclick: () => add(context, draw)}, t("addPerson"))] : []),
  h("div", {class: "grid"}, list));
  if (administers()) draw();
  else list.body.replaceChildren(empty(t("adminsOnly")));
}

async function personsOf(context, again) {
  const persons = await whole("persons");
  return table(t("persons"), [
    {title: t("userName"), cell: one => one.name},
    {title: t("displayName"), cell: one => one.displayName, less: 2},
    {title: t("roles"), cell: one => rolesOf(one.roles), wrap: true, less: 2},
    {title: t("scope"), cell: one => h("span", {title: one.scope.join(" ")}, scopeOf(one.scope)), wrap: true, less: 2},
    {title: t("status"), cell: one => [h("span", {class: css[one.state]}, t(`person.${one.state}`)),
      one.lockedUntil && Date.parse(one.lockedUntil) > Date.now() ? h("small", {class: "missed"}, ` ${t("lockedUntil", {time: dayTime(one.lockedUntil)})}`) : null,
      one.mustChangePassword ? h("small", {class: "quiet"}, ` ${t("passwordDue")}`) : null]},
    {title: t("lastSignIn"), cell: one => ago(one.lastSignIn), by: one => one.lastSignIn, less: 1},
    {title: t("createdBy"), cell: one => `${one.createdBy} ${dayTime(one.createdAt)}`, less: 2},
    {title: t("actions"), cell: one => h("span", {class: "acts"},
      h("button", {type: "button", class: "plain", onclick: () => change(context, one, again)}, t("edit")),
      h("button", {type: "button", class: "plain", onclick: () => reset(one, again)}, t("resetPassword")),
      h("a", {href: context.link("audit", {who: one.name})}, t("audit")))},
  ], persons, {only: {label: t("onlyActive"), holds: one => one.state !== "closed", on: true}});
}

const line = (name, label, more) => h("label", {}, h("span", {}, label), h("input", {name, ...more}));

const rolesField = chosen => h("fieldset", {}, h("legend", {}, t("roles")), ROLES.map(role =>
  h("label", {class: "check", title: t(`may.${role}`)}, h("input", {type: "checkbox", name: "role", value: role, checked: chosen.includes(role)}), ` ${roleName(role)}`)));

function add(context, again) {
  formDialog(t("addPerson"), [
    h("div", {class: "row"}, line("name", t("userName"), {required: true, pattern: "[A-Za-z0-9._\\-]{1,64}", autocomplete: "off", autofocus: true}), line("displayName", t("displayName"))),
    rolesField(["viewer"]), scopeControls(context, [`city:${context.city}`])],
  t("addPerson"), async form => {
    const made = await send("POST", "persons", {name: form.get("name"), displayName: form.get("displayName") || form.get("name"), roles: form.getAll("role"), scope: chosenScope(form)});
    again();
    shownOnce(t("firstPassword"), `${made.displayName} ${made.name}`, made.password);
  });
}

function change(context, one, again) {
  const warning = h("p", {class: "note", role: "status"});
  const warn = state => { warning.textContent = state === "active" ? "" : t(`person.${state}Means`); };
  warn(one.state);
  formDialog(`${t("edit")} ${one.displayName} ${one.name}`, [
    line("displayName", t("displayName"), {value: one.displayName, required: true}), rolesField(one.roles), scopeControls(context, one.scope),
    h("label", {}, h("span", {}, t("status")), h("select", {name: "state", onchange: event => warn(event.target.value)},
      STATES.map(state => h("option", {value: state, selected: state === one.state}, t(`person.${state}`))))), warning],
  t("save"), async form => {
    await send("PUT", `persons/${encodeURIComponent(one.name)}`, {displayName: form.get("displayName"), roles: form.getAll("role"), scope: chosenScope(form), state: form.get("state")});
    again();
  });
}

function reset(one, again) {
  formDialog(t("resetPassword"), h("p", {}, t("resetSure", {of: `${one.displayName} ${one.name}`})), t("resetPassword"), async () => {
    const made = await send("POST", `persons/${encodeURIComponent(one.name)}/password`);
    again();
    shownOnce(t("firstPassword"), `${one.displayName} ${one.name}`, made.password);
  });
}
