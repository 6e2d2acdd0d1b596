import {link} from "../address.js";
import {get, send, whole} from "../api.js";
import {card, empty, fill, h, table} from "../dom.js";
import {dayTime, daysBefore, today} from "../format.js";
import {t} from "../i18n.js";
import {formDialog, may, signedIn} from "../session.js";

const ENTER = "POST duty";

/** Who is on duty, now and next. */
export function show(context) {
  const list = card(t("duty"), {wide: "full", note: t("dutyNote")});
  const draw = () => fill(list, () => turns(context, draw));
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("duty")), h("div", {class: "acts"}, h("a", {href: link("operations")}, t("operations")),
    may(ENTER) ? h("button", {type: "button", class: "main", onclick: () => enter(context, draw)}, t("enterDuty")) : null)),
  h("div", {class: "grid"}, list));
  if (signedIn()) draw();
  else list.body.replaceChildren(empty(t("signInToRead")));
}

async function turns(context, again) {
  const items = await whole("duty", {city: context.city});
  const now = Date.now();
  const on = one => Date.parse(one.from) <= now && now < Date.parse(one.to);
  return table(t("duty"), [
    {title: t("onDuty"), cell: one => [h("strong", {}, one.displayName), h("small", {class: "quiet"}, ` ${one.person}`)], by: one => one.person},
    {title: t("state"), cell: one => on(one) ? h("span", {class: "met"}, `✓ ${t("onDutyNow")}`) : ""},
    {title: t("from"), cell: one => dayTime(one.from), by: one => one.from},
    {title: t("to"), cell: one => dayTime(one.to), by: one => one.to},
    {title: t("createdBy"), cell: one => one.enteredBy, less: 2},
    may(ENTER) ? {title: t("actions"), cell: one => h("button", {type: "button", class: "plain", onclick: () => remove(one, again)}, t("removeIt"))} : null,
  ].filter(Boolean), items, {emptyText: t("nobodyOnDuty")});
}

const time = (name, label, value) => h("label", {}, h("span", {}, label), h("input", {name, type: "datetime-local", value, required: true}));

async function enter(context, again) {
  const {items} = await get("alerts/assignees");
  formDialog(t("enterDuty"), [
    h("label", {}, h("span", {}, t("onDuty")), h("select", {name: "person", required: true}, items.map(one => h("option", {value: one.name}, one.displayName || one.name)))),
    h("div", {class: "row"}, time("from", t("from"), `${today()}T08:00`), time("to", t("to"), `${daysBefore(today(), -1)}T08:00`)),
    h("p", {class: "note"}, t("dutyFollows", {city: context.city}))],
  t("save"), async form => {
    await send("POST", "duty", {city: context.city, person: form.get("person"), from: `${form.get("from")}:00+08:00`, to: `${form.get("to")}:00+08:00`});
    again();
  });
}

function remove({id, displayName}, again) {
  formDialog(t("removeIt"), h("p", {}, t("removeDuty", {of: displayName})), t("removeIt"), async () => {
    await send("DELETE", `duty/${id}`);
    again();
  });
}
