import {optional, whole} from "../api.js";
import {card, empty, fill, h, select, table} from "../dom.js";
import {reporter} from "../desk.js";
import {evidence} from "../evidence.js";
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

const checksIn = (programme, city, asOf) => whole(`programmes/${encodeURIComponent(programme.id)}/checks`, {asOf, city});

/** Every indicator of a programme with its verdict, margin and what it rests on. */
export function show(context) {
  const asOf = context.query.get("asOf") ?? today();
  const board = card(t("board"), {wide: "full", note: asOf});
  const top = h("div", {class: "top"}, h("h1", {}, t("programmes")));
  context.main.replaceChildren(top, h("div", {class: "grid"}, board));
  fill(board, async () => {
    const programmes = await programmesOf(context.city);
    if (programmes.length === 0) return empty(t("programmesEmpty"));
    const chosen = programmes.find(one => one.id === context.query.get("programme")) ?? programmes[0];
    top.replaceChildren(h("h1", {}, t("programmes")), h("div", {class: "acts"},
      select(t("programme"), programmes.map(one => [one.id, pick(one.nameZh, one.nameEn)]), chosen.id, id => context.go({programme: id})),
      h("label", {class: "select"}, h("span", {}, t("taskDay")), h("input", {type: "date", value: asOf, max: today(), onchange: event => context.go({asOf: event.target.value || null})})),
      chosen.taskLists.length > 0 ? h("a", {href: context.link("tasks", {programme: chosen.id})}, `${t("tasks")} →`) : null,
      h("a", {href: context.link("bulletin")}, t("bulletin")),
      exporter(["programme-checks"], {programme: chosen.id, city: context.city})));
    return boardOf(await checksIn(chosen, context.city, asOf), () => context.again());
  });
}

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

/** What the rest of a running period can still afford. */
function allowance(check) {
  const rest = check.allowance;
  if (!rest) return "";
  if (!rest.reachable) return h("span", {class: "missed"}, `✗ ${t("outOfReach")}`);
  return `${t(rest.kind)} ${rest.amount} ${t(unit(rest.unit || check.unit))}`;
}
