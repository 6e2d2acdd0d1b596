import {changed} from "../address.js";
import {address, get, optional, send, whole} from "../api.js";
import {card, empty, fill, h, popUp, select, table} from "../dom.js";
import {filed, filesOf, handIn} from "../evidencefiles.js";
import {listed, stamped, today} from "../format.js";
import {pick, t} from "../i18n.js";
import {formDialog, may} from "../session.js";

const STATES = {done: ["✓", "met"], overdue: ["✗", "missed"], underWay: ["→", "open"], notReported: ["…", "quiet"]};
const ENTER = "PUT programmes/{id}/tasks/{task}/entries/{unit}/{day}";

const pathOf = (programme, ...rest) => ["programmes", programme, ...rest].map(encodeURIComponent).join("/");

function stateSign(state) {
  const [sign, css] = STATES[state];
  return h("span", {class: css}, h("span", {class: "sign", "aria-hidden": "true"}, sign), t(`taskState.${state}`));
}

/** Tasks 任务 of the city's programmes on a day: by table, unit and state, with what the units reported, files to hand on. */
export function show(context) {
  const top = h("div", {class: "top"}, h("h1", {}, t("tasks")));
  const list = card(t("tasks"), {wide: "full", note: context.query.get("date") ?? today()});
  const units = card(t("units"), {wide: "full"});
  context.main.replaceChildren(top, h("div", {class: "grid"}, list, units));
  const found = programmeOf(context);
  fill(list, async () => {
    const {programmes, programme} = await found;
    if (!programme) return empty(t("noTasks"));
    const narrowed = asked(context);
    const unitsNamed = await whole(pathOf(programme.id, "units"), {date: narrowed.date, list: narrowed.list});
    top.replaceChildren(...head(context, programmes, programme, unitsNamed, narrowed));
    return listOf(programme, await whole(pathOf(programme.id, "tasks"), narrowed), () => context.again());
  });
  fill(units, async () => {
    const {programme} = await found;
    return programme ? unitsOf(await whole(pathOf(programme.id, "units"), {date: asked(context).date, list: asked(context).list})) : empty(t("noTasks"));
  });
}

async function programmeOf(context) {
  const all = (await optional(whole("programmes"))) ?? [];
  const programmes = all.filter(one => one.city === context.city && one.taskLists.length > 0);
  return {programmes, programme: programmes.find(one => one.id === context.query.get("programme")) ?? programmes[0]};
}

const asked = context => Object.fromEntries(["date", "list", "unit", "state"].map(name => [name, context.query.get(name)]));

function head(context, programmes, programme, units, narrowed) {
  const {date, list, unit} = narrowed;
  return [h("h1", {}, t("tasks")), h("div", {class: "acts"},
    h("a", {href: context.link("programmes", {programme: programme.id})}, `← ${t("programmes")}`),
    programmes.length > 1 ? select(t("programme"), programmes.map(one => [one.id, pick(one.nameZh, one.nameEn)]), programme.id, id => context.go({programme: id, list: null, unit: null})) : null,
    select(t("taskTable"), [["", t("allTables")], ...programme.taskLists.map(one => [one.list, one.titleZh])], list ?? "", value => context.go({list: value || null, unit: null})),
    select(t("taskUnit"), [["", t("allUnits")], ...units.map(one => [one.unit, one.unit])], unit ?? "", value => context.go({unit: value || null})),
    select(t("taskState"), [["", t("allTables")], ...Object.keys(STATES).map(one => [one, t(`taskState.${one}`)])], narrowed.state ?? "", value => context.go({state: value || null})),
    h("label", {class: "select"}, h("span", {}, t("taskDay")), h("input", {type: "date", value: date ?? today(), max: today(), onchange: event => context.go({date: event.target.value || null})})),
    h("a", {href: address(`${pathOf(programme.id)}/tasks.xlsx`, narrowed), download: ""}, t("taskListFile")),
    h("a", {href: address(`${pathOf(programme.id)}/letters.docx`, {date, list, unit}), download: ""}, t("taskLetters")))];
}

function listOf(programme, tasks, again) {
  const counts = Object.keys(STATES).map(state => [state, tasks.filter(task => task.state === state).length]);
  return [
    h("div", {class: "figures"}, counts.filter(([, n]) => n > 0).map(([state, n]) =>
      h("div", {class: "figure"}, h("span", {class: "name"}, stateSign(state)), h("span", {class: "value"}, n)))),
    table(t("tasks"), [
      {title: t("task"), cell: task => h("button", {type: "button", class: "plain told", onclick: () => whatOf(programme, task, again)}, h("span", {class: "quiet"}, `${task.code} `), task.task), wrap: true, by: task => task.code},
      {title: t("taskLead"), cell: task => listed(task.lead), wrap: true, less: 1},
      {title: t("taskResponsible"), cell: task => listed(task.units), wrap: true, less: 2},
      {title: t("taskDue"), cell: task => task.dueWords || "–", by: task => task.due ?? "9999", less: 1},
      {title: t("taskProgress"), cell: task => task.percent ?? "–", number: true, by: task => task.percent},
      {title: t("taskState"), cell: task => stateSign(task.state)},
      {title: t("taskSaid"), cell: task => saidLast(task), wrap: true, less: 2},
      ...may(ENTER) ? [{title: t("taskReport"), cell: task => h("button", {type: "button", class: "plain", onclick: () => enter(programme, task, again)}, t("taskReport"))}] : [],
    ], tasks, {only: {label: t("onlyOverdue"), holds: task => task.state === "overdue"}}),
  ];
}

function saidLast(task) {
  const last = task.entries.toSorted((one, other) => other.day.localeCompare(one.day))[0];
  return last ? `${last.day} ${last.unit}：${[last.percent === null ? "" : `${last.percent} %`, last.words].filter(Boolean).join(" ")}` : "";
}

function unitsOf(units) {
  return table(t("units"), [
    {title: t("taskUnit"), cell: one => h("a", {href: changed({unit: one.unit})}, one.unit)},
    {title: t("tasks"), cell: one => one.tasks, number: true},
    {title: t("taskLead"), cell: one => one.lead, number: true, less: 2},
    ...Object.keys(STATES).map(state => ({title: t(`taskState.${state}`), cell: one => one[state], number: true, less: state === "underWay" ? 1 : 0})),
  ], units);
}

/** All that the document prints of a task, what was reported on it, and the files. */
async function whatOf(programme, task, again) {
  const told = [["taskContent", task.content], ["taskSteps", task.steps.join("\n")], ["taskLead", task.leadWords], ["taskResponsible", task.unitWords],
    ["taskSupport", task.supportWords], ["taskDue", task.dueWords], ["indicator", listed(task.indicators)], ["document", task.documentZh]];
  const entries = await whole(pathOf(programme.id, "tasks", task.code, "entries"));
  const files = h("div", {});
  const draw = async () => files.replaceChildren(...[await filesOf(programme.id, {task: task.code}, draw)].filter(Boolean));
  await draw();
  popUp(`${task.code} ${task.task}`, [
    h("dl", {class: "facts"}, told.filter(([, words]) => words).flatMap(([name, words]) => [h("dt", {}, t(name)), h("dd", {class: "lines"}, words)])),
    h("h3", {}, t("taskHistory")),
    entries.length === 0 ? h("p", {class: "state"}, t("noReports")) : h("ol", {class: "timeline"}, entries.map(one =>
      h("li", {}, h("time", {}, one.day), ` ${one.unit} ${one.percent === null ? "" : `${one.percent} %`} ${one.words}`,
        h("span", {class: "quiet"}, ` ${one.enteredBy ?? ""} ${stamped(one.enteredAt)}`)))),
    files.childElementCount ? h("h3", {}, t("evidenceFiles")) : null, files].filter(Boolean),
  may(ENTER) ? [h("button", {type: "button", onclick: event => {
    event.target.closest("dialog").close();
    enter(programme, task, again);
  }}, t("taskReport"))] : []);
}

async function enter(programme, task, again) {
  const {lead, units, support} = await get(pathOf(programme.id, "tasks", task.code));
  const named = [...new Set([...lead, ...units, ...support])];
  const unit = named.length
    ? h("select", {name: "unit"}, named.map(one => h("option", {value: one}, one)))
    : h("input", {name: "unit", required: true});
  formDialog(`${task.code} ${task.task}`, [
    h("label", {}, h("span", {}, t("taskUnit")), unit),
    h("div", {class: "row"},
      h("label", {}, h("span", {}, t("taskDay")), h("input", {name: "day", type: "date", value: today(), max: today(), required: true})),
      h("label", {}, h("span", {}, t("taskProgress")), h("input", {name: "percent", type: "number", min: 0, max: 100, step: 1}))),
    h("label", {}, h("span", {}, t("taskWords")), h("textarea", {name: "words", maxlength: 2000})), filed()],
  t("save"), async form => {
    const body = {words: form.get("words")};
    if (form.get("percent") !== "") body.percent = Number(form.get("percent"));
    await send("PUT", pathOf(programme.id, "tasks", task.code, "entries", form.get("unit"), form.get("day")), body);
    await handIn(programme.id, form, {task: task.code, unit: form.get("unit")});
    again();
  });
}
