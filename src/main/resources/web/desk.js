// What people do from where they look: shown only to those who may.
import {link} from "./address.js";
import {get, send, start, whole} from "./api.js";
import {h, popUp, said} from "./dom.js";
import {filed, handIn} from "./evidencefiles.js";
import {daysBefore, dayTime, localDate, pollutant, reason, stamped, today} from "./format.js";
import {pick, t} from "./i18n.js";
import {formDialog, may, me, reasonField, reviewLevels} from "./session.js";

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
    popUp(title, [h("p", {}, pick(alert.seenZh, alert.seen)), history]);
    return;
  }
  const actions = ["acknowledged", "commented", "assigned", "snoozed", "closed"];
  const whom = choices("assignee", t("assignee"), persons.map(one => [one.name, one.displayName || one.name]), me().name ?? persons[0]?.name);
  const until = choices("hours", t("snoozeFor"), [1, 4, 8, 24, 72, 168].map(hours => [String(hours), hours < 24 ? t("hoursLong", {n: hours}) : t("daysLong", {n: hours / 24})]), "8");
  const chosen = choices("action", t("handling"), actions.map(one => [one, t(`handled.${one}`)]), alert.handled ? "commented" : "acknowledged");
  const adapt = () => {
    const action = chosen.querySelector("select").value;
    whom.hidden = action !== "assigned";
    until.hidden = action !== "snoozed";
  };
  chosen.addEventListener("change", adapt);
  adapt();
  formDialog(title, [h("p", {}, pick(alert.seenZh, alert.seen)), history, chosen, whom, until, text("comment", t("comment"))],
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
const JUDGED = ["maintenance", "calibration", "fault", "powerCut", "surroundings", "confirmed"];

/** Whether readings may be judged. */
export const judges = () => may(JUDGE);

/** How many hours and days a span has, and which figures rest on them. */
function judgeFollows({from, to}) {
  const hours = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 36e5));
  const first = localDate(Date.parse(from) + 1);
  const days = Math.round((Date.parse(localDate(Date.parse(to) - 1)) - Date.parse(first)) / 864e5) + 1;
  return t("judgeFollows", {hours, days, month: first.slice(0, 7), quarter: `${first.slice(0, 4)}-Q${Math.ceil(Number(first.slice(5, 7)) / 3)}`, year: first.slice(0, 4)});
}

/** A button that marks readings of a span invalid, or valid again. parameters: codes to choose from */
export function judger(station, span, parameters, again) {
  if (!judges()) return null;
  return h("button", {type: "button", onclick: () => formDialog(t("judge"), [
    h("p", {class: "note"}, `${pick(station.nameZh, station.nameEn)} · ${stamped(span.from)} – ${stamped(span.to)}`),
    h("fieldset", {}, h("legend", {}, t("item")), parameters.map(code => h("label", {class: "check"}, h("input", {type: "checkbox", name: "parameter", value: code, checked: parameters.length === 1}), ` ${pollutant(code)}`))),
    choices("valid", t("judgement"), [["false", t("markInvalid")], ["true", t("markValid")]], "false"),
    h("p", {class: "note"}, judgeFollows(span)),
    ...reasonField(JUDGED.map(one => t(`judged.${one}`)))],
  t("save"), async form => {
    // None would mean all of them to the service.
    if (form.getAll("parameter").length === 0) throw new Error(t("chooseOne"));
    await send("POST", `stations/${encodeURIComponent(station.code)}/reviews`,
      {from: span.from, to: span.to, parameters: form.getAll("parameter"), valid: form.get("valid") === "true", reason: form.get("reason")});
    again();
  })}, t("judge"));
}

/** A button that confirms days of air; what holds for them already and what follows is shown before. */
export function confirmer(subject, {from, to}, again) {
  if (!may("POST air/reviews")) return null;
  const last = to < today() ? to : daysBefore(today(), 1);
  return h("button", {type: "button", onclick: () => confirmation(subject, from, last, again)}, t("confirmDays"));
}

function confirmation(subject, from, last, again) {
  const {count: levels, own} = reviewLevels();
  const before = h("div", {class: "note", role: "status"});
  const look = async () => {
    const span = {...subject, from: form().from.value, to: form().to.value};
    if (!span.from || !span.to) return;
    const [days, given, lower] = await Promise.all([whole("air/days", {...span, limit: 400}), whole("air/reviews", span), levels > 1 ? whole("air/reviews/levels", span) : []]);
    const waiting = days.filter(one => one.status === "provisional").length;
    before.replaceChildren(h("p", {}, t("confirmFollows", {days: days.length, waiting})),
      h("ol", {class: "timeline"}, [...lower, ...given].map(one => h("li", {}, h("time", {}, stamped(one.at)), ` ${levels > 1 ? t(`level.${one.level}`) : t("confirmed")} ${one.from} – ${one.to}${one.by ? ` · ${one.by}` : ""}`))));
  };
  const tell = () => look().catch(fault => before.replaceChildren(said(fault)));
  const dialog = formDialog(t("confirmDays"), [
    h("p", {class: "note"}, Object.values(subject).join()),
    h("div", {class: "row"}, input("from", t("from"), {type: "date", value: from, max: last, required: true, onchange: tell}), input("to", t("to"), {type: "date", value: last, max: last, required: true, onchange: tell}),
      levels > 1 ? choices("level", t("level_"), own.map(one => [String(one), t(`level.${one}`)]), String(own.at(-1))) : null),
    before, text("remark", t("note"))],
  t("confirm"), async given => {
    const body = {...subject, from: given.get("from"), to: given.get("to"), remark: given.get("remark")};
    if (given.get("level")) body.level = Number(given.get("level"));
    await send("POST", "air/reviews", body);
    again();
  });
  const form = () => dialog.querySelector("form").elements;
  tell();
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
    h("div", {class: "row"}, input("year", t("period"), {value: check.period, required: true, pattern: "\\d{4}(-Q[1-4]|-H[12])?"}),
      items.length ? choices("item", t("item"), [["", "–"], ...items.map(one => [one, one])], "") : null),
    h("div", {class: "row"}, input("value", `${t("figure")} ${check.unit}`, {inputmode: "decimal"}),
      choices("met", t("orMet"), [["", "–"], ["true", t("yes")], ["false", t("no")]], "")),
    h("div", {class: "row"}, input("source", t("source"), {required: true}), input("file", t("file"))), filed()].filter(Boolean),
  t("save"), async form => {
    const body = {source: form.get("source")};
    const evidence = form.get("evidence");
    if (evidence?.size && !form.get("file")) body.file = evidence.name;
    for (const name of ["item", "value", "file"]) if (form.get(name)) body[name] = form.get(name);
    if (form.get("met")) body.met = form.get("met") === "true";
    await send("PUT", `programmes/${encodeURIComponent(check.programme)}/indicators/${encodeURIComponent(check.indicator + check.part)}/reports/${encodeURIComponent(form.get("year"))}`, body, {query: {city: check.city}});
    await handIn(check.programme, form, {indicator: check.indicator + check.part, period: form.get("year"), city: check.city});
    again();
  });
}

export const registers = () => may("PUT stations/{code}");

const DISCARD = "POST rejects/{id}/discard";
const DISCARDS = ["testMessage", "wrongStation", "sentAgain", "brokenLogger"];

/** Buttons about a refused message: register its station, replay it as it was meant, say that nothing is to be done. */
export function rejectActs(context, message, close, again) {
  const unknown = message.refusals.some(one => one.reason === "unknown-station");
  const medium = /\/(air|water|noise)\//.exec(message.topic)?.[1];
  const done = () => {
    close();
    again();
  };
  return [
    unknown && registers() ? h("a", {href: link("station", {code: message.station, medium}), onclick: close}, t("registerIt")) : null,
    replays() && message.payload?.text ? h("button", {type: "button", onclick: () => mean(message, done)}, t("replayMeant")) : null,
    may(DISCARD) && !message.discardedAt ? h("button", {type: "button", onclick: () => discard(message, done)}, t("discard")) : null,
  ].filter(Boolean);
}

function discard({id}, done) {
  formDialog(t("discard"), [h("p", {}, t("discardNote")), ...reasonField(DISCARDS.map(one => t(`discard.${one}`)))],
  t("discard"), async form => {
    await send("POST", `rejects/${id}/discard`, {reason: form.get("reason")});
    done();
  });
}

/** The values of a message as they were sent, each with the name it is to have and what it is multiplied by. */
async function mean(message, done) {
  let tree;
  try {
    tree = JSON.parse(message.payload.text);
  } catch {
    popUp(t("replayMeant"), [h("p", {}, t("onlyJson"))]);
    return;
  }
  const sent = [...new Set([tree].flat().flatMap(one => Object.keys(one?.values ?? {})))];
  const {parameters} = await start();
  const row = name => h("div", {class: "row"},
    h("label", {}, h("span", {}, t("sentAs", {name})), h("input", {name: `name ${name}`, value: parameters.some(one => one.code === name) ? name : "", list: "parameter-codes", required: true})),
    choices(`factor ${name}`, t("timesFactor"), [["1", "× 1"], ["1000", "× 1000 (mg → μg)"], ["0.001", "÷ 1000 (μg → mg)"]], "1"));
  formDialog(t("replayMeant"), [h("p", {class: "note"}, t("replayMeantNote")), sent.map(row),
    h("datalist", {id: "parameter-codes"}, parameters.map(one => h("option", {value: one.code}, pick(one.nameZh, one.nameEn))))],
  t("replay"), async form => {
    const names = {};
    const factors = {};
    for (const name of sent) {
      if (form.get(`name ${name}`) !== name) names[name] = form.get(`name ${name}`);
      if (form.get(`factor ${name}`) !== "1") factors[name] = Number(form.get(`factor ${name}`));
    }
    const receipt = await send("POST", `rejects/${message.id}/replay`, {names, factors});
    done();
    popUp(t("replay"), [h("p", {role: "status"}, t("replayedAll", {n: 1, stored: receipt.stored + receipt.revised})),
      receipt.refusals.length ? h("ul", {}, receipt.refusals.map(one => h("li", {}, `${one.place} ${reason(one.reason)} ${one.detail}`))) : null].filter(Boolean));
  });
}
