import {changed, link} from "../address.js";
import {get, send, whole} from "../api.js";
import {card, empty, fill, h, popUp, table} from "../dom.js";
import {count, dayTime, reason} from "../format.js";
import {t} from "../i18n.js";
import {formDialog, may} from "../session.js";

const PUT = "PUT channels/{name}";
const KINDS = ["wecom", "dingtalk", "feishu", "mail", "webhook"];
const NOTICES = ["daily", "weekly", "monthly", "halfYear"];
const LOGGED = 200;

/** By which ways people are told of alerts, whether these work, and what was told. */
export function show(context) {
  const channels = card(t("channels"), {wide: "full", tools: may(PUT) ? [h("button", {type: "button", class: "main", onclick: () => edit(null, [], draw)}, t("newChannel"))] : []});
  const log = card(t("channelLog"), {wide: "full"});
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("channels")), h("div", {class: "acts"}, h("a", {href: link("operations")}, t("operations")))),
    h("div", {class: "grid"}, channels, log));
  if (!may(PUT)) {
    for (const one of [channels, log]) one.body.replaceChildren(empty(t("forAdmins")));
    return null;
  }
  const draw = () => {
    fill(channels, () => listOf(draw));
    fill(log, () => logOf(context, log));
  };
  draw();
  const timer = setInterval(draw, 10e3);
  return () => clearInterval(timer);
}

const SIGNS = {working: ["met", "✓"], failing: ["missed", "⚠"], dead: ["missed", "✗"], unused: ["quiet", "·"], off: ["quiet", "–"]};

function stateOf(one) {
  const [css, sign] = SIGNS[one.state];
  return [h("span", {class: css}, `${sign} ${t(`channel.${one.state}`)}`), one.lastError ? h("small", {class: "quiet"}, ` ${reason(one.lastError)}`) : null];
}

async function listOf(draw) {
  const items = await whole("channels");
  return table(t("channels"), [
    {title: t("channelName"), cell: one => one.name},
    {title: t("kindOfChannel"), cell: one => t(`channel.${one.kind}`)},
    {title: t("state"), cell: stateOf, wrap: true},
    {title: t("toldOf"), cell: one => [one.cities.join("、") || t("everyCity"), one.media.length ? one.media.map(medium => t(medium)).join("、") : null, t("severityFrom", {severity: t(`severity.${one.severity}`)})].filter(Boolean).join(" · "), wrap: true, less: 2},
    {title: t("quietHours"), cell: one => one.quietFrom ? `${one.quietFrom}–${one.quietTo}` : "–", less: 2},
    {title: t("reminders"), cell: one => [one.repeatMinutes ? t("everyMinutes", {n: one.repeatMinutes}) : null, one.escalateMinutes ? t("escalates", {n: one.escalateMinutes, to: one.escalateTo}) : null].filter(Boolean).join(" · ") || "–", wrap: true, less: 2},
    {title: t("lastDelivered"), cell: one => one.lastDelivered ? dayTime(one.lastDelivered) : "–", by: one => one.lastDelivered, less: 2},
    {title: t("address"), cell: one => one.address, wrap: true, less: 2},
    {title: t("handling"), cell: one => one.setting ? t("bySetting") : h("span", {class: "acts"},
      h("button", {type: "button", class: "plain", "data-test": one.name, onclick: event => tryOut(one, event.target, draw)}, t("tryOut")),
      h("button", {type: "button", class: "plain", onclick: () => edit(one, items, draw)}, t("edit")),
      h("button", {type: "button", class: "plain", onclick: () => remove(one, draw)}, t("remove")))},
  ], items, {emptyText: t("noChannels")});
}

async function tryOut(one, button, draw) {
  button.disabled = true;
  try {
    const told = await send("POST", `channels/${encodeURIComponent(one.name)}/test`);
    popUp(t("tryOut"), [h("p", {role: "status", class: told.state === "delivered" ? "met" : "missed"}, told.state === "delivered" ? `✓ ${t("testDelivered")}` : `✗ ${t(`message.${told.state}`)} ${reason(told.error)}`),
      h("p", {class: "note"}, told.text)]);
  } catch (fault) {
    popUp(t("tryOut"), [h("p", {role: "alert", class: "missed"}, fault.message)]);
  }
  button.disabled = false;
  draw();
}

function remove(one, draw) {
  formDialog(t("removeChannel", {name: one.name}), [h("p", {}, t("removeChannelWhy"))], t("remove"), async () => {
    await send("DELETE", `channels/${encodeURIComponent(one.name)}`);
    draw();
  });
}

const input = (name, label, more = {}) => h("label", {}, h("span", {}, label), h("input", {name, ...more}));
const choices = (name, label, options, chosen) => h("label", {}, h("span", {}, label), h("select", {name}, options.map(([value, word]) => h("option", {value, selected: value === chosen}, word))));
const checks = (name, label, options, chosen) => h("fieldset", {}, h("legend", {}, label), options.map(([value, word]) => h("label", {class: "check"}, h("input", {type: "checkbox", name, value, checked: chosen.includes(value)}), ` ${word}`)));

function edit(one, others, draw) {
  const names = others.filter(other => !other.setting && other.name !== one?.name).map(other => [other.name, other.name]);
  formDialog(one ? one.name : t("newChannel"), [
    h("div", {class: "row"}, one ? null : input("name", t("channelName"), {required: true, pattern: "[A-Za-z0-9][A-Za-z0-9._\\-]*", maxlength: 64}),
      choices("kind", t("kindOfChannel"), KINDS.map(kind => [kind, t(`channel.${kind}`)]), one?.kind)),
    input("address", t("channelAddress"), {required: !one, placeholder: one ? `${one.address} ${t("staysIfEmpty")}` : "https://…", autocomplete: "off"}),
    input("secret", t("channelSecret"), {type: "password", placeholder: one?.signed ? t("staysIfEmpty") : "", autocomplete: "new-password"}),
    h("div", {class: "row"}, input("cities", t("citiesApart"), {value: one?.cities.join(" ") ?? ""}), choices("severity", t("leastSeverity"), ["notice", "warning", "critical"].map(value => [value, t(`severity.${value}`)]), one?.severity)),
    checks("media", t("mediaOrAll"), ["air", "water", "noise"].map(value => [value, t(value)]), one?.media ?? []),
    h("div", {class: "row"}, input("quietFrom", t("quietFrom"), {type: "time", value: one?.quietFrom ?? ""}), input("quietTo", t("quietTo"), {type: "time", value: one?.quietTo ?? ""})),
    h("div", {class: "row"}, input("repeatMinutes", t("repeatMinutes"), {type: "number", min: 1, value: one?.repeatMinutes ?? ""}), input("escalateMinutes", t("escalateMinutes"), {type: "number", min: 1, value: one?.escalateMinutes ?? ""}),
      choices("escalateTo", t("escalateTo"), [["", "–"], ...names], one?.escalateTo ?? "")),
    checks("notices", t("noticesByTime"), NOTICES.map(value => [value, t(`notice.${value}`)]), one?.notices ?? []),
    h("label", {}, h("span", {}, t("channelTemplate")), h("textarea", {name: "template", maxlength: 1000, placeholder: t("usualTemplate")}, one?.template ?? "")),
    h("label", {class: "check"}, h("input", {type: "checkbox", name: "enabled", checked: one ? one.enabled : true}), ` ${t("channelOn")}`)],
  t("save"), async form => {
    const body = {kind: form.get("kind"), severity: form.get("severity"), cities: form.get("cities").split(/[\s,，、]+/).filter(Boolean), media: form.getAll("media"),
      notices: form.getAll("notices"), enabled: form.get("enabled") !== null};
    for (const name of ["address", "secret", "quietFrom", "quietTo", "escalateTo", "template"]) if (form.get(name)) body[name] = form.get(name);
    for (const name of ["repeatMinutes", "escalateMinutes"]) if (form.get(name)) body[name] = Number(form.get(name));
    await send("PUT", `channels/${encodeURIComponent(one?.name ?? form.get("name"))}`, body);
    draw();
  });
}

async function logOf(context, target) {
  const channel = context.query.get("channel");
  target.querySelector(".head .acts").replaceChildren(...channel ? [h("span", {class: "chip"}, channel), h("a", {href: changed({channel: null})}, t("showAll"))] : []);
  const {items} = await get("channels/log", {limit: LOGGED, channel});
  return table(t("channelLog"), [
    {title: t("when"), cell: one => dayTime(one.createdAt), by: one => one.createdAt},
    {title: t("channelName"), cell: one => h("a", {href: changed({channel: one.channel})}, one.channel)},
    {title: t("event"), cell: one => t(`event.${one.event}`), less: 2},
    {title: t("message"), cell: one => h("button", {type: "button", class: "plain told", onclick: () => popUp(one.title, [h("pre", {tabindex: 0}, one.text)])}, one.title), wrap: true},
    {title: t("state"), cell: one => [h("span", {class: one.state === "delivered" ? "met" : one.state === "waiting" ? "open" : "missed"}, `${one.state === "delivered" ? "✓" : one.state === "waiting" ? "…" : "✗"} ${t(`message.${one.state}`)}`), one.error ? h("small", {class: "quiet"}, ` ${reason(one.error)}`) : null], wrap: true},
    {title: t("times"), cell: one => count(one.attempts), number: true, by: one => one.attempts, less: 2},
  ], items, {emptyText: t("noMessages"), only: {label: t("onlyUndelivered"), holds: one => one.state !== "delivered"}});
}
