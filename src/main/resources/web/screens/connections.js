import {changed, link} from "../address.js";
import {get, send, whole} from "../api.js";
import {card, empty, fill, h, popUp, table} from "../dom.js";
import {ago, count, dayTime, stamped} from "../format.js";
import {pick, t} from "../i18n.js";
import {formDialog, may, signedIn} from "../session.js";

const SEND = "POST hj212/commands";
const COMMANDS = 200;
const OPEN = ["waiting", "sent", "ready"];

/** Who speaks HJ 212, what it says, what it is asked, and what goes up to platforms. */
export function show(context) {
  const loggers = card(t("loggers"), {wide: "full", note: t("loggersNote")});
  const frames = card(t("frames"), {wide: "w8"});
  const information = card(t("information"));
  const checks = card(t("qualityChecks"), {wide: "full", note: t("qualityChecksNote")});
  const commands = card(t("commands"), {wide: "full"});
  const uplinks = card(t("uplinks"), {wide: "full"});
  const mn = context.query.get("mn");
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("connections")), h("div", {class: "acts"}, h("a", {href: link("operations")}, t("operations")))),
    h("div", {class: "grid"}, loggers, ...mn ? [frames, information, checks] : [], commands, uplinks));
  if (!signedIn()) {
    for (const one of [loggers, frames, information, checks, commands, uplinks]) one.body.replaceChildren(empty(t("signInToRead")));
    return null;
  }
  const draw = {
    loggers: () => fill(loggers, () => loggersOf(context, draw)),
    commands: () => fill(commands, () => commandsOf(context, commands, draw)),
    uplinks: () => fill(uplinks, uplinksOf),
  };
  Object.values(draw).forEach(work => work());
  if (mn) {
    fill(frames, () => framesOf(mn, frames));
    fill(information, () => informationOf(mn));
    fill(checks, () => checksOf(mn));
  }
  const timer = setInterval(() => Object.values(draw).forEach(work => work()), 10e3);
  return () => clearInterval(timer);
}

const name = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

async function loggersOf(context, draw) {
  const items = await whole("hj212/connections");
  return table(t("loggers"), [
    {title: t("station"), wrap: true, cell: one => one.station ? [name(context, one.station), h("small", {class: "quiet"}, ` ${one.station}`)] : [h("span", {class: "missed"}, `⚠ ${t("notRegistered")}`), h("small", {class: "quiet narrow"}, ` ${one.mn}`)]},
    {title: t("state"), cell: one => h("span", {class: one.connected ? "met" : "missed"}, one.connected ? `✓ ${t("connected")}` : `✗ ${t("disconnected")}`), by: one => String(!one.connected)},
    {title: t("sinceWhen"), cell: one => dayTime(one.connected ? one.since : one.until), by: one => one.connected ? one.since : one.until, less: 2},
    {title: t("lastFrame"), cell: one => ago(one.lastFrameAt), by: one => one.lastFrameAt},
    {title: t("edition"), cell: one => one.edition, less: 1},
    {title: t("frameCount"), cell: one => count(one.frames), number: true, by: one => one.frames, less: 2},
    {title: t("refused"), cell: one => one.refused ? h("strong", {class: "missed"}, count(one.refused)) : count(0), number: true, by: one => one.refused},
    {title: t("deviations"), cell: one => one.deviations.join(" "), wrap: true, less: 2},
    {title: "MN", cell: one => h("a", {href: changed({mn: one.mn, of: one.station})}, one.mn), wrap: true, less: 1},
    {title: t("address"), cell: one => one.address, less: 2},
    {title: t("frames"), wrap: true, cell: one => h("span", {class: "acts"}, h("a", {href: changed({mn: one.mn, of: one.station})}, t("showIt")),
      one.station && may(SEND) ? [" ", h("button", {type: "button", class: "plain", onclick: () => ask(context, one.station, draw)}, t("sendCommand"))] : null)},
  ], items, {emptyText: t("noLoggers"), only: {label: t("onlyDisconnected"), holds: one => !one.connected}});
}

/** Frames one below the other, each field with what it means. */
async function framesOf(mn, target) {
  target.querySelector(".head .acts").replaceChildren(h("span", {class: "chip"}, mn), h("a", {href: changed({mn: null, of: null})}, t("close")));
  const {items} = await get("hj212/frames", {mn});
  if (items.length === 0) return empty(t("noFrames"));
  const newest = items.filter(isData).toSorted((one, other) => one.at < other.at ? 1 : -1)[0];
  return items.map(frame => h("details", {class: "frame", open: frame === newest},
    h("summary", {}, h("strong", {}, `CN=${frame.command}`), ` ${commandName(frame)} · ${stamped(frame.at)} `,
      h("span", {class: frame.sound ? "met" : "missed"}, frame.sound ? `✓ ${t("sound")}` : `✗ ${t("notSound")}`)),
    table(`CN=${frame.command}`, [
      {title: t("field"), cell: field => h("code", {}, field.name)},
      {title: t("figure"), cell: field => h("code", {}, field.value), wrap: true},
      {title: t("meaning"), cell: field => field.means, wrap: true},
    ], frame.fields, {atOnce: 200})));
}

const isData = frame => frame.command >= 2000 && frame.command < 3000;
const commandName = frame => frame.fields.find(field => field.name === "CN")?.means.replace(/^[^:]*: /, "") ?? "";

async function informationOf(mn) {
  const station = await stationOf(mn);
  if (!station) return empty(t("notRegistered"));
  const {items} = await get("hj212/information", {station});
  return table(t("information"), [
    {title: t("when"), cell: one => dayTime(one.at), by: one => one.at},
    {title: t("item"), cell: one => [one.item, one.item ? " " : "", h("code", {}, one.name)], wrap: true},
    {title: t("figure"), cell: one => one.value, wrap: true},
  ], items, {emptyText: t("noInformation")});
}

/** Standard solutions, recovery, parallel samples, zero and span, with what belongs to each. */
async function checksOf(mn) {
  const station = await stationOf(mn);
  if (!station) return empty(t("notRegistered"));
  const {items} = await get("hj212/checks", {station});
  const beside = one => [["checkStandard", one.standard], ["checkSpan", one.span], ["checkWater", one.water], ["checkAdded", one.added],
    ["checkAddedVolume", one.addedVolume], ["checkVolume", one.volume]].filter(([, value]) => value !== null);
  return table(t("qualityChecks"), [
    {title: t("when"), cell: one => dayTime(one.at), by: one => one.at},
    {title: t("checkKind"), cell: one => t(`check.${one.kind}`), by: one => one.kind},
    {title: t("checkParameter"), cell: one => [one.parameter ?? "", h("small", {class: "quiet"}, ` ${one.item}`)], by: one => one.item},
    {title: t("checkMeasured"), cell: one => String(one.measured), number: true},
    {title: t("checkBeside"), cell: one => beside(one).map(([word, value]) => `${t(word)} ${value}`).join(" · "), wrap: true},
    {title: t("checkPercent"), cell: one => one.percent === null ? "" : one.recoveryMet === false
      ? h("span", {class: "missed"}, `✗ ${one.percent.toFixed(1)} % ${t("checkRecoveryMissed")}`) : `${one.percent.toFixed(1)} %`, number: true},
    {title: t("checkPassed"), cell: one => one.passed === null ? one.flag : h("span", {class: one.passed ? "met" : "missed"}, one.passed ? `✓ ${t("checkGood")}` : `✗ ${t("checkBad")}`)},
  ], items, {emptyText: t("noQualityChecks")});
}

async function stationOf(mn) {
  const {items} = await get("hj212/connections");
  return items.find(one => one.mn === mn)?.station;
}

async function commandsOf(context, target, draw) {
  const of = context.query.get("of");
  const [{items}, kinds] = await Promise.all([get("hj212/commands", {limit: COMMANDS, station: of}), whole("hj212/commands/kinds")]);
  target.querySelector(".head .acts").replaceChildren(
    ...of ? [h("span", {class: "chip"}, name(context, of)), h("a", {href: changed({mn: null, of: null})}, t("showAll"))] : [],
    ...of && may(SEND) ? [h("button", {type: "button", onclick: () => ask(context, of, draw)}, t("sendCommand"))] : []);
  const kind = code => kinds.find(one => one.code === code);
  return table(t("commands"), [
    {title: t("when"), cell: one => dayTime(one.askedAt), by: one => one.askedAt},
    {title: t("station"), cell: one => name(context, one.station), wrap: true},
    {title: t("command"), cell: one => [pick(kind(one.command)?.nameZh, kind(one.command)?.nameEn) ?? one.command, h("small", {class: "quiet"}, ` ${kind(one.command)?.number ?? ""}`)], wrap: true},
    {title: t("span"), cell: one => one.from ? `${dayTime(one.from)} – ${dayTime(one.to)}` : "", less: 2},
    {title: t("askedBy"), cell: one => one.askedBy === "ledger" ? t("byLedger") : one.askedBy === "logger" ? t("byLogger") : one.askedBy, less: 2},
    {title: t("state"), cell: one => h("span", {class: one.state === "done" ? "met" : OPEN.includes(one.state) ? "open" : "missed"}, t(`command.${one.state}`))},
    {title: t("sentTimes"), cell: one => count(one.attempts), number: true, less: 2},
    {title: t("frameCount"), cell: one => count(one.frames), number: true, less: 2},
    {title: t("outcome"), cell: one => one.outcome, wrap: true, less: 1},
  ], items, {emptyText: t("noCommands"), only: {label: t("onlyBackfill"), holds: one => one.askedBy === "ledger"}});
}

/** A dialog that sends a command to the logger of a station. */
async function ask(context, station, draw) {
  const kinds = await whole("hj212/commands/kinds");
  const option = one => h("option", {value: one.code}, `${one.number} ${pick(one.nameZh, one.nameEn)}`);
  const from = h("input", {name: "from", type: "datetime-local", step: 1});
  const to = h("input", {name: "to", type: "datetime-local", step: 1});
  const span = h("div", {class: "row"}, h("label", {}, h("span", {}, t("firstRecord")), from), h("label", {}, h("span", {}, t("lastRecord")), to));
  const settle = code => {
    const kind = kinds.find(one => one.code === code);
    span.hidden = !kind.span;
    for (const input of [from, to]) input.required = kind.history;
  };
  formDialog(`${t("sendCommand")} · ${name(context, station)}`, [
    h("label", {}, h("span", {}, t("command")), h("select", {name: "command", onchange: event => settle(event.target.value)}, kinds.map(option))), span],
  t("sendCommand"), async form => {
    const body = {station, command: form.get("command")};
    for (const end of ["from", "to"]) if (!span.hidden && form.get(end)) body[end] = `${withSeconds(form.get(end))}+08:00`;
    await send("POST", "hj212/commands", body);
    draw.commands();
  });
  settle(kinds[0].code);
}

const withSeconds = text => text.length === 16 ? `${text}:00` : text;

async function uplinksOf() {
  const items = await whole("hj212/uplinks");
  return table(t("uplinks"), [
    {title: t("platform"), cell: one => one.platform},
    {title: t("state"), cell: one => h("span", {class: one.connectedSince ? "met" : "missed"}, one.connectedSince ? `✓ ${t("connected")}` : `✗ ${t("disconnected")}`)},
    {title: t("sinceWhen"), cell: one => dayTime(one.connectedSince), less: 1},
    {title: t("lastAnswer"), cell: one => ago(one.lastAnswerAt), by: one => one.lastAnswerAt},
    {title: t("waitingRecords"), cell: one => count(one.waiting), number: true, by: one => one.waiting},
    {title: t("answeredRecords"), cell: one => count(one.answered), number: true, by: one => one.answered, less: 2},
    {title: t("trouble"), cell: one => one.trouble, wrap: true, less: 1},
    {title: t("reconciliation"), cell: one => h("button", {type: "button", class: "plain", onclick: () => reconcile(one.platform)}, t("showIt"))},
  ], items, {emptyText: t("noUplinks")});
}

async function reconcile(platform) {
  const items = await whole(`hj212/uplinks/${encodeURIComponent(platform)}/reconciliation`);
  popUp(`${t("reconciliation")} ${platform} · ${t("lastDay")}`, table(t("reconciliation"), [
    {title: t("station"), cell: one => one.station},
    {title: t("period"), cell: one => one.period},
    {title: t("dueRecords"), cell: one => count(one.due), number: true},
    {title: t("sentRecords"), cell: one => count(one.sent), number: true},
    {title: t("answeredRecords"), cell: one => count(one.answered), number: true},
    {title: t("missing"), cell: one => one.missing ? h("strong", {class: "missed"}, count(one.missing)) : count(0), number: true},
  ], items));
}
