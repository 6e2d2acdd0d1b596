// What people do from where they look: shown only to those who may.
import {get, send} from "./api.js";
import {h, popUp} from "./dom.js";
import {daysBefore, dayTime, pollutant, stamped, today} from "./format.js";
import {pick, t} from "./i18n.js";
import {askerName, formDialog, may} from "./session.js";

const input = (name, label, more = {}) => h("label", {}, h("span", {}, label), h("input", {name, ...more}));
const text = (name, label, more = {}) => h("label", {}, h("span", {}, label), h("textarea", {name, maxlength: 1000, ...more}));
const choices = (name, label, options, chosen) => h("label", {}, h("span", {}, label),
  h("select", {name}, options.map(([value, word]) => h("option", {value, selected: value === chosen}, word))));

const REPLAY = "POST rejects/{id}/replay";
const NOTE = "POST alerts/{id}/notes";

/** Whether refused messages may be handed in once more. */
export const replays = () => may(REPLAY);

/** Hands refused messages in once more, one after the other, and says what came of them. */
export async function replay(messages, told, again) {
  let stored = 0;
  const faults = [];
  for (const [index, one] of messages.entries()) {
    told.textContent = t("replaying", {n: index + 1, of: messages.length});
    try {
      const receipt = await send("POST", `rejects/${one.id}/replay`);
      stored += receipt.stored + receipt.revised;
    } catch (fault) {
      faults.push(`${one.id}: ${fault.message}`);
    }
  }
  told.textContent = "";
  popUp(t("replay"), [h("p", {role: "status"}, t("replayedAll", {n: messages.length, stored})), faults.length ? h("ul", {}, faults.map(one => h("li", {}, one))) : null].filter(Boolean));
  again();
}

/** How an alert is handled, with what was done; a button for more where that is allowed. */
export function handling(alert, again) {
  const word = alert.handled ? t(`handled.${alert.handled}`) : t("handled.no");
  const css = alert.handled === "closed" ? "quiet" : alert.handled ? "met" : "open";
  return h("button", {type: "button", class: `plain ${css}`, onclick: () => notes(alert, again)}, word);
}

async function notes(alert, again) {
  const writes = may(NOTE);
  const [{items}, persons] = await Promise.all([get(`alerts/${alert.id}/notes`), writes ? get("alerts/assignees").then(answer => answer.items) : []]);
  const history = items.length === 0 ? h("p", {class: "state"}, t("noNotes")) : h("ol", {class: "timeline"}, items.map(one =>
    h("li", {}, h("time", {}, stamped(one.at)), ` ${t(`handled.${one.action}`)}`, one.assignee ? ` → ${one.assignee}` : "", one.until ? ` → ${stamped(one.until)}` : "",
      one.by ? ` · ${one.by}` : "", one.comment ? h("div", {}, one.comment) : null)));
  const title = `${pick(alert.name, alert.nameEn)} · ${dayTime(alert.raisedAt)}`;
  if (!writes) {
    popUp(title, [h("p", {}, alert.seen), history]);
    return;
  }
  const actions = ["acknowledged", "commented", "assigned", "snoozed", "closed"];
  const whom = choices("assignee", t("assignee"), persons.map(one => [one.name, one.displayName || one.name]), askerName() ?? persons[0]?.name);
  const until = choices("hours", t("snoozeFor"), [1, 4, 8, 24, 72, 168].map(hours => [String(hours), hours < 24 ? t("hoursLong", {n: hours}) : t("daysLong", {n: hours / 24})]), "8");
  const chosen = choices("action", t("handling"), actions.map(one => [one, t(`handled.${one}`)]), alert.handled ? "commented" : "acknowledged");
  const adapt = () => {
    const action = chosen.querySelector("select").value;
    whom.hidden = action !== "assigned";
    until.hidden = action !== "snoozed";
  };
  chosen.addEventListener("change", adapt);
  adapt();
  formDialog(title, [h("p", {}, alert.seen), history, chosen, whom, until, text("comment", t("comment"))],
  t("save"), async form => {
    const action = form.get("action");
    const body = {action, comment: form.get("comment")};
    if (action === "assigned") body.assignee = form.get("assignee");
    if (action === "snoozed") body.until = new Date(Date.now() + Number(form.get("hours")) * 3600e3).toISOString();
    await send("POST", `alerts/${alert.id}/notes`, body);
    again();
  });
}

const JUDGE = "POST stations/{code}/reviews";

/** Whether readings may be judged. */
export const judges = () => may(JUDGE);

/** A button that marks readings of a span invalid, or valid again. parameters: codes to choose from */
export function judger(station, span, parameters, again) {
  if (!judges()) return null;
  return h("button", {type: "button", onclick: () => formDialog(t("judge"), [
    h("p", {class: "note"}, `${pick(station.nameZh, station.nameEn)} · ${stamped(span.from)} – ${stamped(span.to)}`),
    h("fieldset", {}, h("legend", {}, t("item")), parameters.map(code => h("label", {class: "check"}, h("input", {type: "checkbox", name: "parameter", value: code, checked: parameters.length === 1}), ` ${pollutant(code)}`))),
    choices("valid", t("judgement"), [["false", t("markInvalid")], ["true", t("markValid")]], "false"),
    text("reason", t("why"), {required: true})],
  t("save"), async form => {
    // None would mean all of them to the service.
    if (form.getAll("parameter").length === 0) throw new Error(t("chooseOne"));
    await send("POST", `stations/${encodeURIComponent(station.code)}/reviews`,
      {from: span.from, to: span.to, parameters: form.getAll("parameter"), valid: form.get("valid") === "true", reason: form.get("reason")});
    again();
  })}, t("judge"));
}

/** A button that confirms days of air. */
export function confirmer(subject, {from, to}, again) {
  if (!may("POST air/reviews")) return null;
  const last = to < today() ? to : daysBefore(today(), 1);
  return h("button", {type: "button", onclick: () => formDialog(t("confirmDays"), [
    h("p", {class: "note"}, Object.values(subject).join()),
    h("div", {class: "row"}, input("from", t("from"), {type: "date", value: from, max: last, required: true}), input("to", t("to"), {type: "date", value: last, max: last, required: true})),
    text("remark", t("note"))],
  t("confirm"), async form => {
    await send("POST", "air/reviews", {...subject, from: form.get("from"), to: form.get("to"), remark: form.get("remark")});
    again();
  })}, t("confirmDays"));
}

const REPORT = "PUT programmes/{id}/indicators/{no}/reports/{year}";

/** A button that enters the figure of an indicator which no station measures. */
export function reporter(check, again) {
  if (!may(REPORT)) return null;
  return h("button", {type: "button", class: "plain", onclick: () => report(check, again)}, t("enterFigure"));
}

async function report(check, again) {
  const programme = await get(`programmes/${encodeURIComponent(check.programme)}`);
  const indicator = programme.indicators?.find(one => one.no === check.indicator && (one.part ?? "") === check.part);
  const items = indicator?.items ?? [];
  formDialog(`${check.indicator}${check.part} ${pick(check.nameZh, check.nameEn)}`, [
    h("p", {class: "note"}, `${t("target")} ${check.operator} ${check.target} ${check.unit}`),
    h("div", {class: "row"}, input("year", t("period"), {value: check.period, required: true, pattern: "\\d{4}(-Q[1-4])?"}),
      items.length ? choices("item", t("item"), [["", "–"], ...items.map(one => [one, one])], "") : null),
    h("div", {class: "row"}, input("value", `${t("figure")} ${check.unit}`, {inputmode: "decimal"}),
      choices("met", t("orMet"), [["", "–"], ["true", t("yes")], ["false", t("no")]], "")),
    h("div", {class: "row"}, input("source", t("source"), {required: true}), input("file", t("file")))],
  t("save"), async form => {
    const body = {source: form.get("source")};
    for (const name of ["item", "value", "file"]) if (form.get(name)) body[name] = form.get(name);
    if (form.get("met")) body.met = form.get("met") === "true";
    await send("PUT", `programmes/${encodeURIComponent(check.programme)}/indicators/${encodeURIComponent(check.indicator + check.part)}/reports/${encodeURIComponent(form.get("year"))}`, body, {query: {city: check.city}});
    again();
  });
}

export const registers = () => may("PUT stations/{code}");
