import {address, optional, whole} from "../api.js";
import {card, empty, fill, h, select, table} from "../dom.js";
import {reporter} from "../desk.js";
import {evidence} from "../evidence.js";
import {archive} from "../evidencefiles.js";
import {exporter} from "../exports.js";
import {listed, number, today, unit} from "../format.js";
import {pick, t} from "../i18n.js";

const SIGNS = {met: ["✓", "met"], notMet: ["✗", "missed"], behindSchedule: ["↓", "missed"],
  onSchedule: ["↑", "open"], notDue: ["○", "quiet"], insufficient: ["?", "open"], awaitingReport: ["…", "open"], notApplicable: ["–", "quiet"]};

/** A verdict as a sign and a word. */
export function verdictSign(verdict) {
  const [sign, css] = SIGNS[verdict] ?? ["?", "open"];
  return h("span", {class: css}, h("span", {class: "sign", "aria-hidden": "true"}, sign), t(verdict));
}

export const checkName = check => pick(check.nameZh, check.nameEn);

/** The city's own programmes, then the rule sets for any city; none where the service has no programmes. */
async function programmesOf(city) {
  const list = (await optional(whole("programmes"))) ?? [];
  return [...list.filter(one => one.city === city), ...list.filter(one => one.city === "")];
}

const checksIn = (programme, city, asOf, beside) => whole(`programmes/${encodeURIComponent(programme.id)}/checks`, {asOf, city, beside});

/** Texts of air under which checks can be seen beside those in force. */
const TEXTS = ["2026-final", "2026-transition", "2012"];

/** Every indicator of a programme with its verdict, margin and what it rests on. */
export function show(context) {
  const asOf = context.query.get("asOf") ?? today();
  const board = card(t("board"), {wide: "full", note: asOf});
  const top = h("div", {class: "top"}, h("h1", {}, t("programmes")));
  const grid = h("div", {class: "grid"}, board);
  context.main.replaceChildren(top, grid);
  fill(board, async () => {
    const programmes = await programmesOf(context.city);
    if (programmes.length === 0) return empty(t("programmesEmpty"));
    const chosen = programmes.find(one => one.id === context.query.get("programme")) ?? programmes[0];
    top.replaceChildren(h("h1", {}, t("programmes")), h("div", {class: "acts"},
      select(t("programme"), programmes.map(one => [one.id, pick(one.nameZh, one.nameEn)]), chosen.id, id => context.go({programme: id})),
      h("label", {class: "select"}, h("span", {}, t("taskDay")), h("input", {type: "date", value: asOf, max: today(), onchange: event => context.go({asOf: event.target.value || null})})),
      select(t("beside"), [["", t("none")], ...TEXTS.map(one => [one, t(`texts.${one}`)])], context.query.get("beside") ?? "", value => context.go({beside: value || null})),
      chosen.taskLists.length > 0 ? h("a", {href: context.link("tasks", {programme: chosen.id})}, `${t("tasks")} →`) : null,
      archive(chosen.id),
      h("a", {href: context.link("bulletin")}, t("bulletin")),
      exporter(["programme-checks"], {programme: chosen.id, city: context.city})));
    return boardOf(await checksIn(chosen, context.city, asOf, context.query.get("beside")), () => context.again());
  });
  showCompensation(context, grid, asOf);
}

/** What regions pay each other for the months of sections, where the city has a rule for it. */
async function showCompensation(context, grid, asOf) {
  const rules = ((await optional(whole("compensation"))) ?? []).filter(rule => rule.city === context.city);
  if (rules.length === 0) return;
  const box = card(t("compensation"), {wide: "full"});
  grid.append(box);
  const rule = rules.find(one => one.id === context.query.get("rule")) ?? rules[0];
  const month = context.query.get("month") ?? monthBefore(asOf);
  const path = `compensation/${encodeURIComponent(rule.id)}`;
  const span = {from: month, to: month};
  fill(box, async () => {
    const [months, regions] = await Promise.all([whole(`${path}/months`, span), whole(`${path}/regions`, span)]);
    return [
      h("div", {class: "acts"},
        rules.length > 1 ? select(t("compensationRule"), rules.map(one => [one.id, pick(one.nameZh, one.nameEn)]), rule.id, id => context.go({rule: id})) : h("span", {class: "quiet"}, pick(rule.nameZh, rule.nameEn)),
        h("label", {class: "select"}, h("span", {}, t("month")), h("input", {type: "month", value: month, max: today().slice(0, 7), onchange: event => context.go({month: event.target.value || null})})),
        h("a", {href: address(`${path}/months.xlsx`, span), download: ""}, t("compensationFile"))),
      months.length === 0 ? empty(t("compensationNone")) : sectionsOf(months), regions.length === 0 ? null : regionsOf(regions)];
  });
}

/** The last month that is over on a date. */
const monthBefore = date => new Date(Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 2, 1)).toISOString().slice(0, 7);

const sectionsOf = months => table(t("compensation"), [
  {title: t("section"), cell: one => [h("span", {class: "quiet"}, `${one.section} `), one.name], wrap: true, by: one => one.section},
  {title: t("compensationPayer"), cell: one => one.payer || "–"},
  {title: t("compensationPayee"), cell: one => one.payee || "–"},
  {title: t("compensationAmount"), cell: one => one.amount === null ? h("span", {class: "open", title: listed(one.leftOut)}, `– ${pick(one.reasonZh, t(one.reason))}`) : number(one.amount), number: true, by: one => one.amount},
  {title: t("compensationFactors"), cell: one => listed(one.factors.filter(factor => factor.multiple !== null).map(factor => `${pick(factor.nameZh, factor.nameEn)} ${factor.value} > ${factor.limit}`)) || "–", wrap: true, less: 1},
  {title: t("compensationData"), cell: one => `${one.valid}/${one.expected}`, number: true, less: 2},
  {title: t("evidence"), cell: one => evidence(one.evidence)},
], months);

const regionsOf = regions => table(t("compensationRegions"), [
  {title: t("compensationRegion"), cell: one => one.name, by: one => one.name},
  {title: t("compensationPaid"), cell: one => number(one.paid), number: true, by: one => one.paid},
  {title: t("compensationReceived"), cell: one => number(one.received), number: true, by: one => one.received},
  {title: t("compensationNet"), cell: one => h("span", {class: one.net < 0 ? "missed" : ""}, number(one.net)), number: true, by: one => one.net},
  {title: t("compensationData"), cell: one => h("span", {title: listed(one.leftOut)}, `${one.valid}/${one.expected}`), number: true, less: 1},
], regions);

function boardOf(checks, again) {
  const counts = Object.keys(SIGNS).map(verdict => [verdict, checks.filter(check => check.verdict === verdict).length]);
  return [
    h("div", {class: "figures"}, counts.filter(([, n]) => n > 0).map(([verdict, n]) =>
      h("div", {class: "figure"}, h("span", {class: "name"}, verdictSign(verdict)), h("span", {class: "value"}, n)))),
    table(t("board"), [
      {title: t("indicator"), cell: check => [h("span", {class: "quiet"}, `${check.indicator}${check.part} `), checkName(check)], wrap: true},
      {title: t("verdict"), cell: check => verdictSign(check.verdict)},
      {title: t("figure"), cell: check => check.value === null ? h("span", {class: "quiet", title: told(check)}, "–") : measured(check.value, check), number: true, by: check => check.value},
      {title: t("target"), cell: aim, number: true, by: check => check.limit},
      {title: t("margin"), cell: check => check.margin === null ? "–" : h("span", {class: check.margin < 0 ? "missed" : ""}, number(Math.round(check.margin * 100) / 100)), number: true, less: 2, by: check => check.margin},
      ...checks.some(check => check.beside) ? [{title: t("beside"), cell: check => check.beside ? besideOf(check) : "", wrap: true}] : [],
      {title: t("allowance"), cell: check => allowance(check), less: 2},
      {title: t("period"), cell: check => check.period, less: 1},
      {title: t("basis"), cell: check => told(check), wrap: true, less: 2},
      {title: t("units"), cell: check => listed(check.units), wrap: true, less: 1},
      {title: t("evidence"), cell: check => [evidence(check.evidence), check.verdict === "awaitingReport" ? reporter(check, again) : null]},
    ], checks, {atOnce: 40, only: {label: t("onlyMissed"), holds: check => ["notMet", "behindSchedule"].includes(check.verdict)}}),
  ];
}

/** Why there is no verdict, else what was counted. */
const told = check => pick(check.reasonZh ?? check.basisZh, check.reason ?? check.basis);

export const OPERATORS = {">=": "≥", "<=": "≤"};

/** A number to be reached with its unit, or in words. */
const aim = check => check.limit === null || !/^[\d.]+$/.test(check.target) ? pick(check.words || check.target, `${OPERATORS[check.operator] ?? check.operator} ${check.targetEn}`)
  : [`${OPERATORS[check.operator] ?? check.operator} `, measured(check.target, check)];

const measured = (value, check) => [number(value), check.unit ? h("small", {class: "quiet"}, ` ${unit(check.unit)}`) : null];

/** What it would be under other texts of air. */
const besideOf = check => h("span", {title: check.beside.edition}, verdictSign(check.beside.verdict), " ",
  check.beside.value === null ? null : measured(check.beside.value, check), check.beside.allowance ? ` ${allowance({...check, allowance: check.beside.allowance})}` : null);

/** What the rest of a running period can still afford. */
function allowance(check) {
  const rest = check.allowance;
  if (!rest) return "";
  if (!rest.reachable) return h("span", {class: "missed"}, `✗ ${t("outOfReach")}`);
  return `${t(rest.kind)} ${rest.amount} ${t(unit(rest.unit || check.unit))} ${t("remainingDays", {days: rest.remainingDays, until: rest.until})}`;
}
