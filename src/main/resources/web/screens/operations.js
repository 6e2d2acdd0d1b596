import {changed, link} from "../address.js";
import {registers, rejectActs, replay, replays} from "../desk.js";
import {alertFilters, alertGroups, alertQuestion, alertsOf, alertTable} from "../alerts.js";
import {address, all, get, whole} from "../api.js";
import {card, drawAnew, figure, fill, h, popUp, table} from "../dom.js";
import {ago, count, dayTime, daysBefore, listed, pollutant, reason, today} from "../format.js";
import {pick, t} from "../i18n.js";
import {listen, soon} from "../live.js";
import {may} from "../session.js";

const REFUSED = 500;

/** Whether everything arrives, where it goes, and what was refused. */
export function show(context) {
  const state = card(t("state"), {wide: "full"});
  const ledger = card(t("ledger"), {wide: "full", note: t("balance")});
  const alerts = card(t("alerts"), {wide: "full", tools: alertFilters(context)});
  const reasons = card(t("rejectReasons"));
  const rejects = card(t("rejects"), {wide: "w8"});
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("operations")), h("div", {class: "acts"}, h("a", {href: link("connections")}, t("connections")), h("a", {href: link("duty")}, t("duty")), h("a", {href: link("rules")}, t("rules")), may("POST recomputations") ? h("a", {href: link("recompute")}, t("recompute")) : null, may("PUT channels/{name}") ? h("a", {href: link("channels")}, t("channels")) : null, registers() ? h("a", {href: link("station")}, t("registerStations")) : null)),
    h("div", {class: "grid"}, state, alerts, ledger, reasons, rejects));
  const draw = {
    state: () => fill(state, stateOf),
    alerts: () => fill(alerts, () => newestAlerts(context, draw.alerts)),
    ledger: () => fill(ledger, () => ledgerOf(context)),
    reasons: () => fill(reasons, () => reasonsOf(context)),
    rejects: () => fill(rejects, () => rejectsOf(context, rejects, () => [draw.rejects, draw.reasons, draw.ledger].forEach(work => work()))),
  };
  Object.values(draw).forEach(work => work());
  const ten = setInterval(() => [draw.state, draw.alerts, draw.reasons, draw.rejects].forEach(work => work()), 15e3);
  const arrived = soon(draw.ledger, 5000);
  const stop = listen(({name}) => {
    if (name !== "result") arrived();
  });
  return () => {
    clearInterval(ten);
    stop();
  };
}

/** The state as monitors see it: readiness, and a few of the counters for Prometheus. */
async function stateOf() {
  const [ready, metrics] = await Promise.all([
    fetch("health/readiness").then(response => response.json()),
    fetch("prometheus").then(response => response.text()),
  ]);
  const metric = (name, labels = "") => {
    const line = metrics.split("\n").find(one => one.startsWith(name) && one.includes(labels));
    return line ? Math.round(Number(line.slice(line.lastIndexOf(" ") + 1))) : null;
  };
  const parts = Object.entries(ready.details ?? {}).filter(([name]) => t(name) !== name);
  return h("div", {class: "figures"},
    parts.map(([name, {status}]) => h("div", {class: "figure"}, h("span", {class: "name"}, t(name)), h("span", {class: "value"}, light(status === "UP")))),
    figure(t("storedTotal"), count(metric("limpid_readings_total", 'outcome="stored"') ?? 0)),
    figure(t("workedOff"), count(metric("limpid_rollup_periods"))),
    figure(t("waitingBytes"), count(metric("limpid_intake_waiting_bytes")), {unit: "B"}),
    figure(t("deadChannels"), metric("limpid_channels_dead") ? h("a", {class: "missed", href: link("channels")}, `✗ ${count(metric("limpid_channels_dead"))}`) : count(0)),
    ...cellFigures(metrics),
    figure(t("streamReaders"), count(metric("limpid_stream_readers"))));
}

/** Above cells: whether each comes in, and since when it was last heard of. */
function cellFigures(metrics) {
  const found = [...metrics.matchAll(/^limpid_cells_follows\{cell="([^"]+)"\} (\S+)/gm)];
  const delay = name => Number(metrics.match(new RegExp(`^limpid_cells_delay_seconds\\{cell="${name}"\\} (\\S+)`, "m"))?.[1]);
  const collide = Number(metrics.match(/^limpid_cells_conflicts (\S+)/m)?.[1] ?? 0);
  return [
    ...found.map(([, name, follows]) => h("div", {class: "figure"}, h("span", {class: "name"}, `${t("cell")} ${name}`),
      h("span", {class: "value"}, light(follows === "1.0")), h("small", {class: "quiet"}, Number.isNaN(delay(name)) ? "" : ` ${count(Math.round(delay(name)))} s`))),
    ...collide ? [figure(t("cellsCollide"), h("span", {class: "missed"}, `⚠ ${count(collide)}`))] : [],
  ];
}

const light = up => h("span", {class: up ? "met" : "missed"}, h("span", {class: "sign"}, up ? "✓" : "✗"), t(up ? "up" : "down"));

async function ledgerOf(context) {
  const accounts = (await whole("ledger")).filter(one => context.station(one.station)?.city === context.city);
  const total = key => accounts.reduce((sum, one) => sum + one[key], 0);
  const keys = ["received", "stored", "duplicate", "revised", "refused"];
  return [
    h("div", {class: "figures"}, keys.map(key => figure(t(key), count(total(key))))),
    table(t("ledger"), [
      {title: t("station"), cell: one => [name(context, one.station), h("small", {class: "quiet"}, ` ${one.station}`), registers() ? [" ", h("a", {class: "basis", href: link("station", {edit: one.station})}, t("edit"))] : null]},
      {title: t("medium"), cell: one => t(one.medium), less: 2},
      {title: t("state"), cell: one => one.silent ? h("span", {class: "missed"}, `⚠ ${t("silent")}`) : h("span", {class: "met"}, `✓ ${t("reporting")}`)},
      {title: t("lag"), cell: one => ago(one.lastReceivedAt), by: one => one.lastReceivedAt},
      ...keys.map(key => ({title: t(key), cell: one => count(one[key]), number: true, by: one => one[key], less: 2})),
      {title: t("lastHeard"), cell: one => dayTime(one.lastReceivedAt), by: one => one.lastReceivedAt, less: 1},
      {title: t("slots"), cell: one => h("button", {type: "button", class: "plain", onclick: () => slots(one.station)}, t("showIt"))},
    ], accounts, {only: {label: t("onlySilent"), holds: one => one.silent}}),
  ];
}

const name = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

async function slots(code) {
  const account = await get(`stations/${encodeURIComponent(code)}/ledger`);
  popUp(`${t("slots")} ${code}`, table(t("slots"), [
    {title: t("item"), cell: one => pollutant(one.parameter)},
    {title: t("expected"), cell: one => count(one.expected), number: true},
    {title: t("present"), cell: one => count(one.present), number: true},
    {title: t("missing"), cell: one => one.missing ? h("strong", {class: "missed"}, count(one.missing)) : count(one.missing), number: true},
    {title: t("lastHeard"), cell: one => dayTime(one.lastEnd)},
  ], account.slots));
}

/** Those of the last year, with those of the service itself; of them those that hold at first. */
async function newestAlerts(context, again) {
  const question = {...alertQuestion(context), from: daysBefore(today(), 366)};
  const [own, ofService] = await Promise.all([alertsOf(context, question), question.medium ? [] : all("alerts", {...question, scope: "service"})]);
  const alerts = [...ofService.filter(one => one.active), ...own];
  const options = {over: true, only: {label: t("onlyHolding"), holds: one => one.active, on: alerts.some(one => one.active)}, again, emptyText: t("noneFound")};
  return [
    context.query.get("a-group") === null ? await alertTable(context, alerts, options) : await alertGroups(context, alerts, {...options, only: undefined}),
    h("p", {class: "note"}, h("a", {href: address("alerts.csv", {...question, city: context.city, limit: 10000}), download: ""}, t("download"))),
  ];
}

async function reasonsOf(context) {
  const counts = await whole("rejects/counts");
  return table(t("rejectReasons"), [
    {title: t("station"), cell: one => name(context, one.station), wrap: true},
    {title: t("why"), cell: one => h("a", {href: changed({refusedOf: one.station, reason: one.reason})}, reason(one.reason))},
    {title: t("times"), cell: one => count(one.refusals), number: true, by: one => one.refusals},
  ], counts, {emptyText: t("noRejects")});
}

async function rejectsOf(context, target, again) {
  const station = context.query.get("refusedOf");
  const why = context.query.get("reason");
  const page = await get("rejects", {limit: REFUSED, station, reason: why});
  const told = h("span", {class: "note", role: "status"});
  const isOpen = one => !one.replayedAt && !one.discardedAt;
  const open = page.items.filter(isOpen);
  drawAnew(target.querySelector(".head .acts"), [
    ...[station, why && reason(why)].filter(Boolean).map(one => h("span", {class: "chip"}, one)),
    ...station || why ? [h("a", {href: changed({refusedOf: null, reason: null})}, t("showAll"))] : [],
    ...replays() && open.length > 0 ? [told, h("button", {type: "button", onclick: event => {
      // A disabled button would lose the focus.
      if (event.target.ariaDisabled) return;
      event.target.ariaDisabled = "true";
      replay(open, told, again);
    }}, t("replayAll", {n: open.length}))] : [],
  ]);
  return table(t("rejects"), [
    {title: t("when"), cell: one => dayTime(one.lastAt), by: one => one.lastAt},
    {title: t("station"), cell: one => name(context, one.station), wrap: true},
    {title: t("why"), cell: one => listed([...new Set(one.refusals.map(refusal => reason(refusal.reason)))]), wrap: true},
    {title: t("refusedValues"), cell: one => count(one.refused), number: true, by: one => one.refused, less: 2},
    {title: t("times"), cell: one => one.times, number: true, less: 2},
    {title: t("replayed"), cell: one => one.replayedAt ? `✓ ${dayTime(one.replayedAt)}` : one.discardedAt ? h("span", {class: "quiet", title: one.discardedFor}, t("discarded")) : "", less: 2},
    {title: t("payload"), cell: one => h("button", {type: "button", class: "plain", onclick: () => message(context, one, again)}, t("showIt"))},
  ], page.items, {emptyText: t("noRejects"), only: {label: t("onlyOpen"), holds: isOpen}});
}

async function message(context, {id}, again) {
  const one = await get(`rejects/${id}`);
  const told = h("p", {class: "note", role: "status"});
  const dialog = popUp(`${t("payload")} ${id}`, [
    one.discardedAt ? h("p", {class: "quiet"}, `${t("discarded")} ${dayTime(one.discardedAt)} ${one.discardedBy ?? ""}: ${one.discardedFor}`) : "",
    table(t("why"), [
      {title: t("place"), cell: refusal => listed(refusal.places), wrap: true},
      {title: t("refusedValues"), cell: refusal => count(refusal.count), number: true},
      {title: t("why"), cell: refusal => [h("strong", {}, reason(refusal.reason)), ` ${refusal.detail}`], wrap: true},
    ], one.refusals),
    h("p", {class: "note"}, one.topic), h("pre", {tabindex: 0}, one.payload === null ? t("payloadNeedsKey") : one.payload.text ?? one.payload.base64), told],
  [...rejectActs(context, one, () => dialog.close(), again), ...replays() ? [h("button", {type: "button", class: "main", onclick: () => replay([one], told, again)}, t("replay"))] : []]);
}
