import {all, optional, whole} from "../api.js";
import {card, empty, fill, h, select, table} from "../dom.js";
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

const checksIn = (programme, city) => whole(`programmes/${encodeURIComponent(programme.id)}/checks`, {asOf: today(), city});

/** Today's checks of the city's own programmes. */
export async function checksOf(city) {
  const own = (await programmesOf(city)).filter(programme => programme.city === city);
  return (await Promise.all(own.map(programme => checksIn(programme, city)))).flat();
}

/** Every indicator of a programme with its verdict, margin and what it rests on. */
export function show(context) {
  const board = card(t("board"), {wide: "full", note: today()});
  const top = h("div", {class: "top"}, h("h1", {}, t("programmes")));
  context.main.replaceChildren(top, h("div", {class: "grid"}, board));
  fill(board, async () => {
    const programmes = await programmesOf(context.city);
    if (programmes.length === 0) return empty(t("programmesEmpty"));
    const chosen = programmes.find(one => one.id === context.query.get("programme")) ?? programmes[0];
    top.replaceChildren(h("h1", {}, t("programmes")), h("div", {class: "acts"},
      select(t("programme"), programmes.map(one => [one.id, pick(one.nameZh, one.nameEn)]), chosen.id, id => context.go({programme: id})),
      exporter(["programme-checks"], {programme: chosen.id, city: context.city})));
    return boardOf(await checksIn(chosen, context.city));
  });
}

function boardOf(checks) {
  const counts = Object.keys(SIGNS).map(verdict => [verdict, checks.filter(check => check.verdict === verdict).length]);
  return [
    h("div", {class: "figures"}, counts.filter(([, n]) => n > 0).map(([verdict, n]) =>
      h("div", {class: "figure"}, h("span", {class: "name"}, verdictSign(verdict)), h("span", {class: "value"}, n)))),
    table(t("board"), [
      {title: t("indicator"), cell: check => [h("span", {class: "quiet"}, `${check.indicator}${check.part} `), checkName(check)]},
      {title: t("verdict"), cell: check => verdictSign(check.verdict)},
      {title: t("figure"), cell: check => check.value === null ? h("span", {class: "quiet", title: told(check)}, "–") : measured(check.value, check), number: true},
      {title: t("target"), cell: aim, number: true},
      {title: t("margin"), cell: check => check.margin === null ? "–" : h("span", {class: check.margin < 0 ? "missed" : ""}, number(Math.round(check.margin * 100) / 100)), number: true},
      {title: t("allowance"), cell: check => allowance(check.allowance)},
      {title: t("period"), cell: check => check.period},
      {title: t("basis"), cell: check => clipped(told(check))},
      {title: t("units"), cell: check => clipped(listed(check.units))},
      {title: t("evidence"), cell: check => evidence(check.evidence)},
    ], checks),
  ];
}

/** Why there is no verdict, else what was counted. */
const told = check => pick(check.reasonZh ?? check.basisZh, check.reason ?? check.basis);

const OPERATORS = {">=": "≥", "<=": "≤"};

/** A number to be reached with its unit, or in words. */
function aim(check) {
  const word = `target.${check.target}`;
  const operator = `${OPERATORS[check.operator] ?? check.operator} `;
  if (t(word) === word) return [operator, measured(check.target, check)];
  return check.operator === "=" ? t(word) : operator + t(word);
}

const measured = (value, check) => [number(value), check.unit ? h("small", {class: "quiet"}, ` ${unit(check.unit)}`) : null];

/** What the rest of a running period can still afford. */
function allowance(rest) {
  if (!rest) return "";
  if (!rest.reachable) return h("span", {class: "missed"}, `✗ ${t("outOfReach")}`);
  return `${t(rest.kind)} ${rest.amount} ${t(unit(rest.unit))}`;
}

/** A text of any length in one line; whole where the pointer rests. */
const clipped = text => h("span", {class: "clip", title: text}, text);
