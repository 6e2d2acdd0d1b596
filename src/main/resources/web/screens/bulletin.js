import {address, get, send, whole} from "../api.js";
import {card, empty, fill, h, select, table} from "../dom.js";
import {formDialog, may, reasonField} from "../session.js";
import {stamped, today} from "../format.js";
import {current, t} from "../i18n.js";

const PUBLISH = "POST publications";
const LANGUAGES = {zh: "中文", en: "English"};
const WITHDRAW = "POST publications/{id}/withdrawal";

/** Months, quarters and years that have begun, the newest first. */
function periods() {
  const [year, month] = today().split("-").map(Number);
  const months = Array.from({length: 13}, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7));
  const quarters = Array.from({length: 5}, (_, back) => {
    const at = year * 4 + Math.floor((month - 1) / 3) - back;
    return `${Math.floor(at / 4)}-Q${at % 4 + 1}`;
  });
  return [...months, ...quarters, String(year), String(year - 1)];
}

/** The bulletin of a period as it would be published now, and those that were. */
export function show(context) {
  const all = periods();
  const period = context.query.get("period") ?? all[1];
  const publication = context.query.get("publication");
  const text = card(t("preview"), {wide: "w8", note: period});
  const log = card(t("published"));
  context.main.replaceChildren(
    h("div", {class: "top"}, h("h1", {}, t("bulletin")), h("div", {class: "acts"},
      select(t("period"), (all.includes(period) ? all : [period, ...all]).map(one => [one, one]), period, one => context.go({period: one, publication: null})),
      may(PUBLISH) ? h("button", {type: "button", class: "main", onclick: () => publish(context, period)}, t("publish")) : null,
      ...["docx", "pdf"].map(kind => h("a", {class: "button", download: "", href: publication ? `api/v1/publications/${publication}/text.${kind}`
        : address(`bulletins.${kind}`, {city: context.city, period, lang: current()})}, kind === "docx" ? "Word" : "PDF")),
      h("button", {type: "button", onclick: () => print()}, t("print")))),
    h("div", {class: "grid loose"}, text, log));
  if (publication) {
    const since = card(t("changedSince"), {wide: "w8", note: t("changedSinceNote")});
    context.main.querySelector(".grid").append(since);
    fill(since, () => differences(publication));
  }
  fill(text, () => read(publication ? `publications/${publication}/text` : address("bulletins", {city: context.city, period, lang: current()}).slice("api/v1/".length)));
  fill(log, () => logOf(context));
}

/** A page of the service, its content alone. */
async function read(path) {
  const response = await fetch(`api/v1/${path}`, {headers: {Accept: "text/html"}});
  if (!response.ok) {
    const problem = await response.json();
    throw Object.assign(new Error(problem.detail), {detail: problem.detail, status: response.status});
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  page.querySelectorAll("script, style, link").forEach(one => one.remove());
  return h("article", {class: "bulletin", tabindex: 0}, ...(page.querySelector("main") ?? page.body).childNodes);
}

async function logOf(context) {
  const {items} = await get("publications", {city: context.city, limit: 200});
  return items.length === 0 ? empty(t("nonePublished")) : table(t("published"), [
    {title: t("period"), cell: one => h("a", {href: context.link("bulletin", {period: one.period, publication: one.id})}, `${one.period} ${LANGUAGES[one.lang] ?? one.lang}`)},
    {title: t("when"), cell: one => [stamped(one.publishedAt), one.publishedBy ? h("small", {class: "quiet"}, ` ${one.publishedBy}`) : null], by: one => one.publishedAt, wrap: true},
    items.some(one => one.withdrawnAt) || may(WITHDRAW) ? {title: t("status"), cell: one => standing(context, one), wrap: true} : null,
  ].filter(Boolean), items);
}

/** Whether a publication stands; where it does, a button to withdraw it. */
function standing(context, one) {
  if (one.withdrawnAt) return [h("span", {class: "missed"}, `✗ ${t("publicationWithdrawn")}`), h("div", {class: "quiet"}, one.withdrawnFor)];
  return may(WITHDRAW) ? h("button", {type: "button", class: "plain", onclick: () => withdraw(context, one)}, t("withdraw")) : h("span", {class: "met"}, `✓ ${t("inForce")}`);
}

function withdraw(context, {id, period}) {
  formDialog(`${t("withdraw")} ${period}`, [h("p", {}, t("withdrawNote")), ...reasonField(["figuresWrong", "textWrong", "publishedEarly"].map(one => t(`withdrawFor.${one}`)))],
    t("withdraw"), async form => {
      await send("POST", `publications/${id}/withdrawal`, {reason: form.get("reason")});
      await context.again();
    });
}

/** Figures that would be others today. */
async function differences(publication) {
  const items = await whole(`publications/${publication}/differences`);
  return items.length === 0 ? empty(t("noneChangedSince")) : table(t("changedSince"), [
    {title: t("figure"), cell: one => one.figure},
    {title: t("asPublished"), cell: one => one.then ?? "–"},
    {title: t("asOfToday"), cell: one => one.now ?? "–"},
  ], items);
}

/** A period in which nothing was measured is published only where somebody says so. */
function publish(context, period) {
  const anyway = h("label", {class: "check", hidden: true}, h("input", {type: "checkbox", name: "empty", value: "true"}), h("span", {}, t("publishEmpty")));
  formDialog(t("publish"), [h("p", {}, t("publishSure", {period})), anyway], t("publish"), async form => {
    try {
      const kept = await send("POST", "publications", undefined, {query: {city: context.city, period, lang: current(), empty: form.get("empty")}});
      context.go({period, publication: kept.id});
    } catch (fault) {
      anyway.hidden = !fault.more?.type?.endsWith("/empty-period");
      throw fault;
    }
  });
}
