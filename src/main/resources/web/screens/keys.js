import {address, send, whole} from "../api.js";
import {card, empty, fill, h, table} from "../dom.js";
import {dayTime} from "../format.js";
import {t} from "../i18n.js";
import {administers, chosenScope, ROLES, roleName, scopeControls, scopeOf, shownOnce, topOf} from "../rights.js";
import {formDialog} from "../session.js";

/** Keys of programs and stations. */
export function show(context) {
  const list = card(t("keys"), {wide: "full", note: t("keysNote")});
  const draw = () => fill(list, () => keysOf(context, draw));
  context.main.replaceChildren(topOf("keys", administers() ? [
    h("a", {href: address("keys.csv"), download: "keys.csv"}, "CSV"),
    h("button", {type: "button", class: "main", onclick: () => make(context, draw)}, t("makeKey"))] : []),
  h("div", {class: "grid"}, list));
  if (administers()) draw();
  else list.body.replaceChildren(empty(t("adminsOnly")));
}

const stateOf = key => key.valid ? "valid" : key.revokedAt ? "revoked" : "expired";

async function keysOf(context, again) {
  const keys = await whole("keys");
  return table(t("keys"), [
    {title: t("keyName"), cell: one => one.name},
    {title: t("role"), cell: one => roleName(one.role), less: 2},
    {title: t("scope"), cell: one => h("span", {title: one.scope.join(" ")}, scopeOf(one.scope)), wrap: true, less: 2},
    {title: t("status"), cell: one => h("span", {class: one.valid ? "met" : "quiet"}, t(`key.${stateOf(one)}`))},
    {title: t("expiresAt"), cell: one => one.expiresAt ? dayTime(one.expiresAt) : t("noExpiry"), by: one => one.expiresAt ?? "9", less: 1},
    {title: t("createdBy"), cell: one => `${one.createdBy} ${dayTime(one.createdAt)}`, by: one => one.createdAt, less: 2},
    {title: t("revokedBy"), cell: one => one.revokedAt ? `${one.revokedBy} ${dayTime(one.revokedAt)}` : "", less: 2},
    {title: t("actions"), cell: one => h("span", {class: "acts"},
      one.valid ? h("button", {type: "button", class: "plain", onclick: () => revoke(one, again)}, t("revoke")) : null,
      h("a", {href: context.link("audit", {who: one.name})}, t("audit")))},
  ], keys, {emptyText: t("noKeys"), only: {label: t("onlyValid"), holds: one => one.valid, on: true}});
}

function make(context, again) {
  formDialog(t("makeKey"), [
    h("div", {class: "row"},
      h("label", {}, h("span", {}, t("keyName")), h("input", {name: "name", required: true, pattern: "[A-Za-z0-9._\\-]{1,64}", autocomplete: "off", autofocus: true})),
      h("label", {}, h("span", {}, t("role")), h("select", {name: "role"}, ["station", ...ROLES].map(role => h("option", {value: role}, roleName(role))))),
      h("label", {}, h("span", {}, t("expiresAt")), h("input", {name: "expiresAt", type: "date"}))),
    h("p", {class: "note"}, t("stationKeyNote")),
    scopeControls(context, [])],
  t("makeKey"), async form => {
    const body = {name: form.get("name"), role: form.get("role"), scope: chosenScope(form)};
    if (form.get("expiresAt")) body.expiresAt = form.get("expiresAt");
    const made = await send("POST", "keys", body);
    again();
    shownOnce(t("newKey"), made.name, made.key);
  });
}

function revoke(one, again) {
  formDialog(t("revoke"), h("p", {}, t("revokeSure", {of: one.name})), t("revoke"), async () => {
    await send("DELETE", `keys/${encodeURIComponent(one.name)}`);
    again();
  });
}
