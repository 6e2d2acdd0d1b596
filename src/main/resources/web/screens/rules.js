import {changed, link} from "../address.js";
import {send, whole} from "../api.js";
import {card, empty, fill, h, table} from "../dom.js";
import {dayTime, today} from "../format.js";
import {pick, t} from "../i18n.js";
import {formDialog, may, signedIn} from "../session.js";

const CHOOSE = "PUT rules/choices";

/** Every point of the rules with the value that holds, and what was chosen, by whom and why. */
export function show(context) {
  const date = context.query.get("date") ?? today();
  const list = card(t("rules"), {wide: "full", note: t("rulesNote", {city: context.city}), tools: [
    h("label", {class: "select"}, h("span", {}, t("date")), h("input", {type: "date", value: date, onchange: event => {
      location.hash = changed({date: event.target.value || null});
    }}))]});
  const chosen = card(t("ruleChoices"), {wide: "full"});
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("rules")), h("div", {class: "acts"}, h("a", {href: link("operations")}, t("operations")))),
    h("p", {class: "note"}, t("rulesStay"), " ", h("a", {href: link("recompute")}, t("recompute"))), h("div", {class: "grid"}, chosen, list));
  const draw = () => {
    const choices = signedIn() ? whole("rules/choices") : Promise.resolve([]);
    fill(chosen, async () => signedIn() ? choicesOf(await choices, draw) : empty(t("signInToRead")));
    fill(list, async () => rulesOf(context, await whole("rules", {city: context.city || null, date}), await choices, draw));
  };
  draw();
}

const place = one => `${one.city ?? t("everyCity")} · ${one.from ?? t("ruleAlways")}`;

/** What becomes of a choice when the service starts. */
function state(one) {
  if (one.refused) return h("span", {class: "missed"}, `✗ ${t("ruleRefused", {why: one.refused})}`);
  if (one.atNextStart !== one.inForce) return h("strong", {class: "open"}, `⚠ ${t(one.inForce ? "ruleEnds" : "ruleWaits")}`);
  return one.inForce ? h("span", {class: "met"}, `✓ ${t("ruleHolds")}`) : h("span", {class: "quiet"}, t("ruleReplaced"));
}

function choicesOf(choices, again) {
  return table(t("ruleChoices"), [
    {title: t("rulePoint"), cell: one => one.rule},
    {title: t("ruleValue"), cell: one => one.value ?? t("ruleTakenBack")},
    {title: t("city"), cell: one => one.city ?? t("everyCity"), less: 1},
    {title: t("from"), cell: one => one.from ?? t("ruleAlways"), less: 1},
    {title: t("status"), cell: state, wrap: true},
    {title: t("chosenBy"), cell: one => one.source === "file" ? t("byFile") : `${one.enteredBy} ${dayTime(one.enteredAt)}`, by: one => one.enteredAt, less: 2},
    {title: t("why"), cell: one => one.reason, wrap: true, less: 2},
    may(CHOOSE) ? {title: t("actions"), cell: one => one.source === "desk" && one.value !== null && (one.atNextStart || one.refused)
      ? h("button", {type: "button", class: "plain", onclick: () => takeBack(one, again)}, t("ruleTakeBack")) : ""} : null,
  ].filter(Boolean), choices.toReversed(), {emptyText: t("chosenNone")});
}

function rulesOf(context, rules, choices, again) {
  const of = rule => choices.filter(one => one.rule === rule.rule && (one.inForce || one.atNextStart) && (one.city === null || one.city === context.city));
  return table(t("rules"), [
    {title: t("rulePoint"), cell: named, wrap: true},
    {title: t("medium"), cell: one => one.medium ? t(one.medium) : t("every"), less: 2},
    {title: t("ruleInForce"), cell: one => h(one.value === one.byDefault ? "span" : "strong", {}, unit(one.value, one)), wrap: true},
    {title: t("ruleDefault"), cell: one => unit(one.byDefault, one), wrap: true, less: 1},
    {title: t("ruleSure"), cell: one => t(`sure.${one.mark}`), less: 1},
    {title: t("ruleAllowed"), cell: one => one.allowed?.replaceAll("|", " | "), wrap: true, less: 2},
    signedIn() ? {title: t("chosenBy"), cell: one => of(one).map(line => h("div", {}, `${line.value ?? t("ruleTakenBack")} · ${place(line)} · ${line.enteredBy ?? t("byFile")} `, line.atNextStart === line.inForce ? null : state(line))), wrap: true, less: 2} : null,
    may(CHOOSE) ? {title: t("actions"), cell: one => h("button", {type: "button", class: "plain", onclick: () => choose(context, one, again)}, t("chooseRule"))} : null,
  ].filter(Boolean), rules);
}

/** By its Chinese name, its place in the settings and what it means in full. */
const named = one => [h("strong", {}, pick(one.meaningZh, one.rule)), " ", h("small", {class: "quiet"}, pick(one.rule, one.meaningZh)), h("br", {}), h("small", {class: "quiet"}, one.meaning)];

const unit = (value, rule) => rule.unit ? `${value} ${rule.unit}` : value;

function choose(context, rule, again) {
  const told = h("p", {class: "note", role: "status"});
  const look = () => {
    told.textContent = t("ruleFollows", {was: unit(rule.value, rule), value: unit(dialog.querySelector("[name=value]").value || "…", rule)});
  };
  const options = rule.allowed?.includes("|") ? rule.allowed.split("|") : null;
  const dialog = formDialog(t("chooseRule"), [
    h("p", {}, named(rule)),
    h("label", {}, h("span", {}, t("ruleValue")), options
      ? h("select", {name: "value", onchange: look}, options.map(one => h("option", {value: one, selected: one === rule.value}, one)))
      : h("input", {name: "value", value: rule.value, required: true, oninput: look})),
    !options && rule.allowed ? h("p", {class: "note"}, t("ruleValues", {allowed: rule.allowed})) : null,
    h("div", {class: "row"},
      h("label", {}, h("span", {}, t("city")), h("select", {name: "city"}, [["", t("everyCity")], ...rule.byCity && context.city ? [[context.city, context.city]] : []].map(([value, word]) => h("option", {value}, word)))),
      h("label", {}, h("span", {}, t("ruleFrom")), h("input", {name: "from", type: "date"}))),
    h("label", {}, h("span", {}, t("why")), h("input", {name: "reason", required: true, maxlength: 1000})),
    told], t("save"), async form => {
    await send("PUT", "rules/choices", {rule: rule.rule, city: form.get("city"), from: form.get("from"), value: form.get("value"), reason: form.get("reason")});
    again();
  });
  look();
}

function takeBack(one, again) {
  formDialog(t("ruleTakeBack"), [h("p", {}, t("ruleTakesBack", {rule: one.rule, value: one.value})),
    h("label", {}, h("span", {}, t("why")), h("input", {name: "reason", required: true, maxlength: 1000}))],
  t("ruleTakeBack"), async form => {
    await send("PUT", "rules/choices", {rule: one.rule, city: one.city ?? "", from: one.from, value: null, reason: form.get("reason")});
    again();
  });
}
