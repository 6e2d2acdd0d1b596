import {address, get} from "../api.js";
import {card, empty, fill, h, popUp, select, table} from "../dom.js";
import {dayTime, stamped} from "../format.js";
import {t} from "../i18n.js";
import {administers, topOf} from "../rights.js";
import {writes} from "../session.js";

const AT_ONCE = 500;
const MOST = 10000;
const FILTERS = ["who", "action", "refused", "from", "to"];

/** Who did what, when and from where, and what was refused. */
export function show(context) {
  const list = card(t("auditList"), {wide: "full", note: t("auditNote")});
  const asked = Object.fromEntries(FILTERS.map(name => [name, context.query.get(name)]));
  context.main.replaceChildren(topOf("audit"), h("div", {class: "grid"}, list));
  if (!administers()) {
    list.body.replaceChildren(empty(t("adminsOnly")));
    return;
  }
  list.querySelector(".head .acts").replaceChildren(h("a", {href: address("audit.csv", {...asked, limit: MOST}), download: "audit.csv"}, t("downloadCsv")));
  fill(list, async () => [filterOf(context, asked), await entriesOf(asked)]);
}

/** An action as people read it; those of the command line are words already. */
export const deed = action => t(`deed.${action.replace("/api/v1/", "")}`).replace(/^deed\./, "");

function filterOf(context, asked) {
  const go = (name, value) => context.go({[name]: value});
  const box = (name, label, more) => h("label", {class: "select"}, h("span", {}, label), h("input", {name, value: asked[name], onchange: event => go(name, event.target.value.trim()), ...more}));
  const actions = ["POST session", "DELETE session", "PUT session/password", ...writes()];
  return h("div", {class: "picked", role: "search"}, box("who", t("who"), {type: "search"}),
    select(t("action"), [["", t("every")], ...actions.map(one => [one.replace(" ", " /api/v1/"), deed(one)])], asked.action ?? "", value => go("action", value)),
    select(t("outcome"), [["", t("every")], ["false", t("wasDone")], ["true", t("wasRefused")]], asked.refused ?? "", value => go("refused", value)),
    box("from", t("from"), {type: "date"}), box("to", t("to"), {type: "date"}),
    Object.values(asked).some(Boolean) ? h("a", {href: context.link("audit")}, t("showAll")) : null);
}

async function entriesOf(asked) {
  const items = [];
  const place = h("div");
  let next = null;
  const more = async () => {
    const page = await get("audit", {...asked, limit: AT_ONCE, cursor: next});
    items.push(...page.items);
    next = page.next;
    place.replaceChildren(...[tableOf(items), next ? h("button", {type: "button", onclick: more}, t("older")) : null].filter(Boolean));
  };
  await more();
  return place;
}

const tableOf = items => table(t("auditList"), [
  {title: t("when"), cell: one => h("span", {title: one.at}, dayTime(one.at)), by: one => one.at},
  {title: t("who"), cell: one => one.who || t(`asker.${one.kind}`), wrap: true},
  {title: t("from_"), cell: one => one.address, less: 2},
  {title: t("action"), cell: one => h("span", {title: one.action}, deed(one.action)), wrap: true},
  {title: t("target_"), cell: one => subjectOf(one), wrap: true, less: 1},
  {title: t("outcome"), cell: one => h("span", {class: one.status < 400 ? "met" : "missed"}, one.status < 400 ? `✓ ${t("wasDone")}` : [`✗ ${one.status} `, h("span", {class: "far"}, one.detail.problem ?? "")])},
  {title: t("detail"), cell: one => h("button", {type: "button", class: "plain", onclick: () => detail(one)}, t("showIt"))},
], items, {emptyText: t("noEntries"), atOnce: 50});

/** What a route was used on: the path behind what all share, as people write it. */
function subjectOf({target}) {
  try {
    return decodeURIComponent(target.replace("/api/v1/", ""));
  } catch {
    return target;
  }
}

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
const shown = value => value === undefined ? "–" : Array.isArray(value) ? value.map(shown).join(", ") : isObject(value) ? JSON.stringify(value) : String(value);

/** An entry with what was sent and what stood before and after, member by member. */
function detail(one) {
  const {before, after, sent, problem, why, ...rest} = one.detail;
  const members = [...new Set([before, after].filter(isObject).flatMap(Object.keys))];
  const facts = [[t("when"), stamped(one.at)], [t("who"), `${one.who} (${t(`asker.${one.kind}`)})`], [t("from_"), one.address], [t("action"), one.action], [t("target_"), subjectOf(one)],
    [t("outcome"), problem ? `${one.status} ${problem}: ${why}` : one.status], ...Object.entries(rest).map(([name, value]) => [name, shown(value)]), [t("digest"), one.digest]];
  popUp(`${deed(one.action)} · ${one.id}`, [
    h("dl", {class: "facts"}, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    members.length ? table(t("beforeAfter"), [
      {title: t("member"), cell: name => name},
      {title: t("before"), cell: name => shown(before?.[name]), wrap: true},
      {title: t("after"), cell: name => shown(before?.[name]) === shown(after?.[name]) ? shown(after?.[name]) : h("strong", {class: "open"}, shown(after?.[name])), wrap: true},
    ], members) : null,
    sent ? [h("h3", {}, t("sent")), h("pre", {tabindex: 0}, JSON.stringify(sent, null, 1))] : null].filter(Boolean).flat());
}
