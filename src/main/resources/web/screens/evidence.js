import {link} from "../address.js";
import {all, get} from "../api.js";
import {figure, h, table} from "../dom.js";
import {evidence} from "../evidence.js";
import {listed, measured, number, pollutant, reason, stamped, today, unitOf} from "../format.js";
import {current, pick, t} from "../i18n.js";
import {airLevels, waterClasses} from "../palette.js";
import {OPERATORS, verdictSign} from "./programmes.js";

/** What a published figure rests on, to be read, printed and redone by hand. Its address stays. */
export function show(context) {
  const id = context.query.get("of") ?? "";
  const paper = h("article", {class: "paper"}, h("p", {class: "state", role: "status"}, t("loading")));
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("evidence")), h("div", {class: "acts"},
    h("button", {type: "button", onclick: () => history.back()}, t("back")), copier(),
    ["docx", "pdf"].map(kind => h("a", {class: "button", download: "", href: `api/v1/results/${encodeURIComponent(id)}/evidence.${kind}?lang=${current()}`}, kind === "docx" ? "Word" : "PDF")),
    h("button", {type: "button", onclick: () => print()}, t("print")))), paper);
  write(context, id, paper);
}

/** Copies the address of what is shown. */
function copier() {
  const button = h("button", {type: "button", onclick: async () => {
    await navigator.clipboard?.writeText(location.href);
    button.textContent = t("copied");
  }}, t("copyLink"));
  return button;
}

async function write(context, id, paper) {
  try {
    const view = await get(`results/${encodeURIComponent(id)}/evidence`);
    const content = view.check ? await checkOf(context, view) : view.payment ? compensationOf(context, view) : view.sections ? await regionOf(context, view) : view.section ? await sectionOf(context, view) : await airOf(context, view);
    paper.replaceChildren(...[content].flat(3).filter(Boolean), h("p", {class: "note"}, `${id} · `, h("a", {href: `api/v1/results/${encodeURIComponent(id)}/evidence`}, "JSON")));
  } catch (fault) {
    paper.replaceChildren(h("p", {class: "fault", role: "alert"}, fault.detail ?? fault.message));
  }
}

const nameOf = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

const facts = rows => h("dl", {class: "facts"}, rows.filter(([, value]) => value !== null && value !== undefined && value !== "")
  .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

const clauses = list => list.length === 0 ? null : [h("h2", {}, t("clauses")), h("ul", {}, list.map(one => h("li", {}, one)))];

const again = yes => yes === null || yes === undefined ? null : yes
  ? h("p", {class: "met"}, h("span", {class: "sign"}, "✓"), t("reproduced"))
  : h("p", {class: "open"}, h("span", {class: "sign"}, "?"), t("notReproduced"));

/** A title with its Chinese after its English, as the service writes some texts. */
const part = text => {
  const at = [...text].findIndex(letter => letter > "\u2e80");
  const [english, chinese] = at > 0 ? [text.slice(0, at).trim(), text.slice(at)] : [text, ""];
  return pick(chinese, english);
};

function rounding(text) {
  const digits = /(no|one|two|three|(\d+)) (?:significant )?decimals?/.exec(text);
  return digits ? t("roundedTo", {digits: {no: 0, one: 1, two: 2, three: 3}[digits[1]] ?? digits[2]}) : text;
}

async function airOf(context, view) {
  const levels = await airLevels();
  const level = view.aqi === null ? null : levels.all.find(one => one.max === null || view.aqi <= one.max);
  const day = view.id.startsWith("air-day");
  const who = view.station ? `${nameOf(context, view.station)} ${view.station}` : view.city;
  const codes = Object.keys(view.items).sort((one, other) => (view.items[other].iaqi ?? -1) - (view.items[one].iaqi ?? -1));
  return [
    h("header", {}, h("h2", {class: "title"}, `${who} · ${day ? view.date : stamped(view.end)} · ${t(day ? "aqiOfDay" : "aqiOfHour")}`),
      h("div", {class: "figures"},
        figure("AQI", level ? h("span", {class: "badge", style: levels.style(level.level)}, view.aqi) : null, {under: level ? levels.name(level.level) : reason(view.reason)}),
        figure(t("primary"), listed(view.primaryPollutants.map(pollutant)) || t("none")),
        figure(t("edition"), view.edition)),
      again(view.reproduced)),
    h("h2", {}, t("howMade")),
    h("ol", {class: "steps"},
      h("li", {}, t(day ? "stepDay" : "stepHour")),
      h("li", {}, t("stepIaqi")),
      h("li", {}, t("stepAqi"), " ", h("code", {}, `max(${codes.map(code => view.items[code].iaqi ?? "–").join(", ")}) = ${number(view.aqi)}`))),
    table(t("howMade"), [
      {title: t("pollutant"), cell: code => pollutant(code)},
      {title: "IAQI", cell: code => number(view.items[code].iaqi), number: true},
      {title: t("value"), cell: code => [measured(view.items[code].concentration, code), h("small", {class: "quiet"}, ` ${unitOf(code)}`)], number: true},
      {title: t("formula"), cell: code => view.items[code].formula ? h("code", {}, `${view.items[code].formula} = ${number(view.items[code].iaqiUnrounded)} → ${view.items[code].iaqi}`)
        : reason(view.items[code].reason), wrap: true},
    ], codes),
    codes.map((code, index) => itemOf(context, code, view.items[code], index === 0)),
    leftOut(view.leftOut.map(one => {
      const [item, why] = one.split(":");
      return why ? `${pollutant(item)}${t("colon")}${reason(why.trim())}` : reason(one);
    })),
    view.reviews.length ? [h("h2", {}, t("reviews")), table(t("reviews"), [
      {title: t("station"), cell: one => nameOf(context, one.station)},
      {title: t("when"), cell: one => stamped(one.at)},
      {title: t("why"), cell: one => one.reason, wrap: true},
      {title: t("readings"), cell: one => one.readings, number: true},
    ], view.reviews)] : null,
    view.dust.length ? h("p", {}, t("dustListed", {pollutants: listed(view.dust.flatMap(one => one.pollutants ?? []).map(pollutant))})) : null,
    clauses(view.clauses),
    timeline(view, one => [`AQI ${number(one.aqi)}`, one.reason ? ` ${reason(one.reason)}` : "", " · ",
      listed(Object.entries(one.concentrations).map(([code, own]) => `${pollutant(code)} ${measured(own.value, code)}`))], `AQI ${number(view.aqi)}`),
  ];
}

/** Where a target comes from: a class, the rule, or a limit of its own of a plan. */
const limitOf = from => from.startsWith("class ") ? pick(from.replace(/^class (.*)$/, "$1类"), from) : t(`limitFrom.${from}`);

/** What is paid for a section's month: mean, target and arithmetic of each factor. */
function compensationOf(context, view) {
  const paid = view.payment;
  return [
    h("header", {}, h("h2", {class: "title"}, `${paid.name} ${paid.section} · ${paid.month} · ${t("compensation")}`),
      h("div", {class: "figures"},
        figure(t("compensationAmount"), paid.amount === null ? null : number(paid.amount), {under: pick(paid.reasonZh, paid.reason)}),
        figure(t("compensationPayer"), paid.payer || "–"),
        figure(t("compensationPayee"), paid.payee || "–"),
        figure(t("edition"), paid.edition))),
    h("h2", {}, t("howMade")),
    facts([[t("arithmetic"), paid.arithmetic ? h("code", {}, paid.arithmetic) : null], ...paid.transfers.map(one => [`${one.payer} → ${one.payee}`, number(one.amount)])]),
    table(t("howMade"), [
      {title: t("item"), cell: one => `${pick(one.nameZh, one.nameEn)} ${one.factor}`},
      {title: t("compensationMean"), cell: one => h("span", {title: number(one.unrounded)}, number(one.value)), number: true},
      {title: t("target"), cell: one => [number(one.limit), one.limitFrom ? h("small", {class: "quiet"}, ` ${limitOf(one.limitFrom)}`) : null], number: true},
      {title: t("compensationMultiple"), cell: one => one.multiple === null ? "–" : String(Math.round(one.multiple * 1e4) / 1e4), number: true},
      {title: t("compensationDays"), cell: one => one.validDays === null ? "–" : `${one.validDays}/${one.requiredDays}`, number: true},
      {title: t("formula"), cell: one => one.arithmetic ? h("code", {}, one.arithmetic) : pick(one.reasonZh, one.reason), wrap: true},
    ], paid.factors),
    leftOut(paid.leftOut),
    clauses([view.clause, pick(view.rule.title, view.rule.titleEn)]),
    evidence(view.means, `${t("compensationMean")} ${nameOf(context, paid.section)} ${paid.month}`),
  ];
}

function itemOf(context, code, item, opened) {
  const entered = item.inputs.filter(one => one.enters).length;
  return h("section", {class: "worked"},
    h("h3", {}, `${pollutant(code)} · ${part(item.figure)}`),
    facts([
      [t("arithmetic"), item.arithmetic ? h("code", {}, `${item.arithmetic} = ${number(item.unrounded)}`) : reason(item.reason)],
      [t("rounding"), item.concentration === null ? null : `${rounding(item.rounding)} → ${measured(item.concentration, code)} ${unitOf(code)}`],
      [t("segment"), item.segment ? `${item.segment.concentrationLow}–${item.segment.concentrationHigh} ${unitOf(code)} ↔ IAQI ${item.segment.indexLow}–${item.segment.indexHigh}` : null],
      [t("coverage"), item.coverage ? t("coverageOf", item.coverage) : null],
      [t("clause"), item.clause],
      [t("windows"), item.windows.length ? listed(item.windows.map(one => one === null ? "–" : String(Number(one).toFixed(1)))) : null],
    ]),
    h("details", {open: opened || item.inputs.some(one => !one.enters)}, h("summary", {}, t("inputsOf", {n: entered, out: item.inputs.length - entered})),
      table(`${t("inputs")} ${pollutant(code)}`, [
        {title: t("when"), cell: one => stamped(one.end), by: one => one.end},
        {title: t("station"), cell: one => nameOf(context, one.station)},
        {title: t("value"), cell: one => measured(one.value, code), number: true},
        {title: t("flag"), cell: one => one.flag ?? ""},
        {title: t("enters"), cell: one => one.enters ? h("span", {class: "met"}, "✓") : h("span", {class: "missed"}, `✗ ${reason(one.reason)}`)},
        {title: t("evidence"), cell: one => one.value === null ? "" : evidence(one.evidence) ?? ""},
      ], item.inputs, {atOnce: 31})));
}

async function sectionOf(context, view) {
  const classes = await waterClasses();
  const over = new Map(view.overTarget.map(one => [one.item, one]));
  const used = view.items.filter(item => item.value !== null);
  const unused = view.items.filter(item => item.value === null);
  const rank = item => over.has(item.item) ? 0 : view.decidingItems.includes(item.item) ? 1 : 2;
  return [
    h("header", {}, h("h2", {class: "title"}, `${nameOf(context, view.section)} ${view.section} · ${view.period} · ${t("classOfSection")}`),
      h("div", {class: "figures"},
        figure(t("class"), view.class === null ? null : classes.badge(view.class), {under: view.reason ? reason(view.reason) : ""}),
        figure(t("target"), classes.name(view.target), {under: view.meetsTarget === null ? reason(view.targetReason) : view.meetsTarget ? h("span", {class: "met"}, `✓ ${t("meets")}`) : h("span", {class: "missed"}, `✗ ${t("misses")}`)}),
        figure(t("decidingItems"), listed(view.decidingItems.map(pollutant)) || null),
        figure(t("edition"), view.edition)),
      again(view.reproduced)),
    h("h2", {}, t("howMade")),
    h("ol", {class: "steps"}, h("li", {}, t("stepMean")), h("li", {}, t("stepClass")), h("li", {}, t("stepWorst"), " ",
      h("code", {}, `max(${used.map(item => item.class === null ? "–" : classes.name(item.class)).join(", ")}) = ${classes.name(view.class)}`)),
      view.target === null ? null : h("li", {}, t("stepTarget"))),
    table(t("howMade"), [
      {title: t("item"), cell: item => pollutant(item.item)},
      {title: t("class"), cell: item => item.class === null ? "–" : classes.badge(item.class), by: item => item.class},
      {title: t("value"), cell: item => [number(item.value), h("small", {class: "quiet"}, ` ${unitOf(item.item)}`)], number: true},
      {title: t("limitsOfClasses"), cell: item => item.limits.length ? item.limits.join(" / ") : "–"},
      {title: t("targetLimit"), cell: item => over.has(item.item) ? h("span", {class: "missed"}, `▲ ${number(over.get(item.item).limit)}${over.get(item.item).exceedance === null ? "" : ` (${t("times_", {n: over.get(item.item).exceedance})})`}`) : ""},
      {title: t("multiple3"), cell: item => item.exceedance ? h("code", {}, item.exceedance) : ""},
    ], [...used].sort((one, other) => rank(one) - rank(other)), {atOnce: 30}),
    used.map(item => h("section", {class: "worked"}, h("h3", {}, pollutant(item.item)),
      facts([[t("arithmetic"), item.arithmetic ? h("code", {}, `${item.arithmetic} = ${number(item.unrounded)}`) : null],
        [t("rounding"), item.rounding ? `${rounding(item.rounding)} → ${number(item.value)} ${unitOf(item.item)}` : null]]),
      h("details", {open: rank(item) < 2}, h("summary", {}, t("inputsOf", {n: item.inputs.filter(one => one.enters).length, out: item.inputs.filter(one => !one.enters).length})),
        table(`${t("inputs")} ${pollutant(item.item)}`, [
          {title: t("period"), cell: one => beneath(view.section, item.item, one.period), by: one => one.period},
          {title: t("origin"), cell: one => one.origin ? t(`origin.${one.origin}`) : "–"},
          {title: t("value"), cell: one => number(one.value), number: true},
          {title: t("coverage"), cell: one => t("coverageOf", one)},
          {title: t("belowDetection"), cell: one => one.belowDetection || "", number: true},
          {title: t("enters"), cell: one => one.enters ? h("span", {class: "met"}, "✓") : h("span", {class: "missed"}, `✗ ${reason(one.reason)}`)},
        ], item.inputs, {atOnce: 31})))),
    leftOut(Object.entries(Object.groupBy(unused, item => reason(item.reason))).map(([why, items]) => `${why}${t("colon")}${listed(items.map(item => pollutant(item.item)))}`)),
    view.ownLimits.length ? [h("h2", {}, t("ownLimits")), table(t("ownLimits"), [
      {title: t("item"), cell: one => pollutant(one.item)}, {title: t("limit"), cell: one => one.limit, number: true},
      {title: t("from"), cell: one => one.from}, {title: t("to"), cell: one => one.to ?? "–"}, {title: t("plan"), cell: one => one.plan, wrap: true},
    ], view.ownLimits)] : null,
    clauses(view.clauses),
    view.revision === null ? null : timeline(view, one => [classes.name(one.class), one.reason ? ` ${reason(one.reason)}` : "", one.overTarget.length ? ` · ${t("offMark")} ${listed(one.overTarget.map(pollutant))}` : ""], classes.name(view.class)),
  ];
}

async function regionOf(context, view) {
  const classes = await waterClasses();
  return [
    h("header", {}, h("h2", {class: "title"}, `${view.city ?? view.river} · ${view.period} · ${t("gradeOfRegion")}`),
      h("div", {class: "figures"}, figure(t("grade"), view.grade ? pick(view.grade.nameZh, view.grade.nameEn) : null, {under: view.reason ? reason(view.reason) : ""}),
        figure(t("section"), view.sections.length), figure(t("edition"), view.edition)), again(view.reproduced)),
    h("h2", {}, t("howMade")),
    h("ol", {class: "steps"}, view.arithmetic.map(one => h("li", {}, h("code", {}, one)))),
    h("h2", {}, t("inputs")),
    table(t("inputs"), [
      {title: t("section"), cell: one => nameOf(context, one.section)},
      {title: t("class"), cell: one => classes.badge(one.class), by: one => one.class},
      {title: t("target"), cell: one => classes.name(one.target), by: one => one.target},
      {title: t("complies"), cell: one => one.meetsTarget === null ? h("span", {class: "open"}, `? ${t("undecided")}`) : one.meetsTarget ? h("span", {class: "met"}, `✓ ${t("meets")}`) : h("span", {class: "missed"}, `✗ ${t("misses")}`)},
      {title: t("evidence"), cell: one => evidence(one.evidence)},
    ], view.sections, {atOnce: 50}),
    leftOut(view.leftOut.map(one => `${one.name}${t("colon")}${reason(one.reason)}`)),
    clauses(view.clauses),
    timeline(view, one => [one.grade ?? reason(one.reason), ` · ${one.classCounts.join(" / ")}`], view.grade ? pick(view.grade.nameZh, view.grade.nameEn) : reason(view.reason)),
  ];
}

/** A month leads to its own evidence, a day to the readings of the item. */
function beneath(section, item, period) {
  const href = /^\d{4}-\d{2}$/.test(period) ? link("evidence", {of: `water-section.${section}.${period}`})
    : /^\d{4}-\d{2}-\d{2}$/.test(period) ? link("water", {section, item, year: period.slice(0, 4), from: period, to: period}) : null;
  return href ? h("a", {href}, period) : period;
}

async function checkOf(context, view) {
  const {check} = view;
  const medium = view.measure?.split(".")[0];
  const sections = new Map(medium === "water" ? context.all.filter(one => one.medium === "water").map(one => [one.nameZh, one.code]) : []);
  const part = one => sections.has(one.name) ? h("a", {href: link("evidence", {of: `water-section.${sections.get(one.name)}.${check.period}`})}, one.name) : one.name;
  return [
    h("header", {}, h("h2", {class: "title"}, `${check.city} · ${check.indicator}${check.part} ${pick(check.nameZh, check.nameEn)} · ${check.asOf}`),
      h("div", {class: "figures"}, figure(t("verdict"), verdictSign(check.verdict), {under: pick(check.reasonZh, check.reason)}),
        figure(t("figure"), number(check.value), {unit: pick(check.unitZh, check.unit)}),
        figure(t("target"), `${OPERATORS[check.operator] ?? check.operator} ${pick(check.target, check.targetEn)}`, {unit: pick(check.unitZh, check.unit)}),
        figure(t("period"), check.period))),
    h("h2", {}, t("clause")), h("p", {}, view.clause),
    facts([[t("basis"), pick(check.basisZh, check.basis)], [t("edition"), check.edition], [t("unrounded"), number(check.unrounded)],
      [t("limit"), check.limit], [t("margin"), check.margin === null ? null : Math.round(check.margin * 100) / 100], [t("coverage"), check.expected === null ? null : `${check.valid} / ${check.expected}`],
      [t("units"), listed(check.units)], [t("anomaly"), check.anomaly]]),
    view.items.length ? [h("h2", {}, t("inputs")), table(t("inputs"), [
      {title: t("item"), cell: part},
      {title: t("figure"), cell: one => number(one.value), number: true},
      {title: t("limit"), cell: one => number(one.limit), number: true},
      {title: t("complies"), cell: one => one.meets === null ? h("span", {class: "open"}, "?") : one.meets ? h("span", {class: "met"}, "✓") : h("span", {class: "missed"}, "✗")},
      {title: t("why"), cell: one => pick(one.reasonZh, one.reason), wrap: true},
    ], view.items, {atOnce: 50})] : null,
    view.reports.length ? [h("h2", {}, t("reports")), table(t("reports"), [
      {title: t("period"), cell: one => one.period}, {title: t("item"), cell: one => one.item ?? ""},
      {title: t("figure"), cell: one => one.value === null ? one.met === null ? "–" : t(one.met ? "yes" : "no") : number(one.value), number: true},
      {title: t("source"), cell: one => one.source, wrap: true},
    ], view.reports)] : null,
    medium === "air" && view.from ? await daysOf(view) : null,
    medium === "noise" ? h("p", {}, h("a", {href: link("noise", {date: view.to > today() ? null : view.to})}, t("levelsBeneath"))) : null,
    leftOut(view.leftOut.map(reason)),
  ];
}

/** The days that a figure of a year of air rests on, the worst first: of the pollutant it names, else by their index. */
async function daysOf({measure, check, from, to}) {
  const levels = await airLevels();
  const named = /(SO2|NO2|PM10|PM2\.5|CO|O3)/.exec(measure)?.[1];
  const code = named === "O3" ? "o3Max8h" : named;
  const value = day => named ? day.values[code]?.value : day.aqi;
  const days = await all("air/days", {city: check.city, from, to: to < today() ? to : today()});
  const ranked = days.filter(day => typeof value(day) === "number").sort((one, other) => value(other) - value(one));
  return ranked.length === 0 ? null : [h("h2", {}, t("daysBeneath")), table(t("daysBeneath"), [
    {title: t("date"), cell: day => h("a", {href: link("evidence", {of: `air-day.city.${check.city}.${day.date}`})}, day.date)},
    named ? {title: `${pollutant(code)} ${unitOf(code)}`, cell: day => measured(value(day), code), number: true} : null,
    {title: "AQI", cell: day => h("span", {class: "badge", style: levels.style(day.level)}, number(day.aqi)), number: true, by: day => day.aqi},
    {title: t("category"), cell: day => levels.name(day.level)},
    {title: t("primary"), cell: day => listed(day.primaryPollutants.map(pollutant)) || t("none")},
  ].filter(Boolean), ranked, {atOnce: 12})];
}

const leftOut = list => list.length === 0 ? null : [h("h2", {}, t("leftOut")), h("ul", {}, list.map(one => h("li", {}, one)))];

/** What it was before, and what it is. */
function timeline(view, told, now) {
  return [h("h2", {}, t("revisions")), h("ol", {class: "timeline"},
    view.revisions.map(one => h("li", {}, h("time", {}, stamped(one.knownFrom)), ` ${t("revision", {n: one.revision})} · `, told(one))),
    h("li", {}, h("time", {}, stamped(view.knownFrom)), ` ${t("revision", {n: view.revision})} · `, h("strong", {}, now), ` ${t("asNow")}`))];
}
