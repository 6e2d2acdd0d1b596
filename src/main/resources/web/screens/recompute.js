import {get, send} from "../api.js";
import {link} from "../address.js";
import {card, empty, fill, h, table} from "../dom.js";
import {count, dayTime, daysBefore, today} from "../format.js";
import {t} from "../i18n.js";
import {formDialog, may} from "../session.js";

const ASK = "POST recomputations";
const css = {marking: "open", computing: "open", finished: "met", cancelled: "quiet"};

/** Whether results may be computed again. */
export const recomputes = () => may(ASK);

/** Spans that are computed again, and how far they have come. */
export function show(context) {
  const list = card(t("recompute"), {wide: "full", note: t("recomputeNote")});
  const draw = () => fill(list, () => asked(draw));
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("recompute")), h("div", {class: "acts"}, h("a", {href: link("operations")}, t("operations")),
    recomputes() ? h("button", {type: "button", class: "main", onclick: () => ask(draw)}, t("recomputeSpan")) : null)),
  h("div", {class: "grid"}, list));
  if (!recomputes()) {
    list.body.replaceChildren(empty(t("adminsOnly")));
    return null;
  }
  draw();
  const timer = setInterval(draw, 2e3);
  return () => clearInterval(timer);
}

async function asked(again) {
  const {items} = await get("recomputations", {limit: 200});
  return table(t("recompute"), [
    {title: t("span"), cell: one => `${one.from} – ${one.to}`, by: one => one.from},
    {title: t("medium"), cell: one => one.medium ? t(one.medium) : t("every"), less: 1},
    {title: t("status"), cell: one => h("span", {class: css[one.state]}, t(`recompute.${one.state}`))},
    {title: t("progress"), cell: one => h("span", {}, h("progress", {max: one.days, value: one.daysMarked, "aria-label": t("progress")}), ` ${t("daysOf", {n: count(one.daysMarked), of: count(one.days)})}`)},
    {title: t("periodsMarked"), cell: one => count(one.periods), number: true, by: one => one.periods, less: 2},
    {title: t("askedBy"), cell: one => `${one.askedBy} ${dayTime(one.askedAt)}`, by: one => one.askedAt, less: 2},
    {title: t("endedAt"), cell: one => one.cancelledAt ? `${one.cancelledBy} ${dayTime(one.cancelledAt)}` : one.finishedAt ? dayTime(one.finishedAt) : "", less: 2},
    {title: t("actions"), cell: one => one.state === "marking" ? h("button", {type: "button", class: "plain", onclick: () => cancel(one, again)}, t("cancelIt")) : ""},
  ], items, {emptyText: t("noRecomputations")});
}

const day = (name, label, value, change) => h("label", {}, h("span", {}, label), h("input", {name, type: "date", value, max: today(), required: true, onchange: change}));

function ask(again) {
  const told = h("p", {class: "note", role: "status"});
  const look = async () => {
    const {from, to, medium} = dialog.querySelector("form").elements;
    if (!from.value || !to.value) return;
    try {
      const found = await get("recomputations/grounds", {from: from.value, to: to.value, medium: medium.value});
      told.textContent = t("recomputeFollows", {stations: count(found.stations), days: count(found.days), samples: count(found.samples), reviewed: count(found.reviewedDays), publications: count(found.publications)});
    } catch (fault) {
      told.textContent = fault.detail ?? fault.message;
    }
  };
  const dialog = formDialog(t("recomputeSpan"), [
    h("div", {class: "row"}, day("from", t("from"), daysBefore(today(), 1), look), day("to", t("to"), daysBefore(today(), 1), look),
      h("label", {}, h("span", {}, t("medium")), h("select", {name: "medium", onchange: look}, [["", t("every")], ...["air", "water", "noise"].map(one => [one, t(one)])].map(([value, word]) => h("option", {value}, word))))),
    told], t("recompute"), async form => {
    const body = {from: form.get("from"), to: form.get("to")};
    if (form.get("medium")) body.medium = form.get("medium");
    await send("POST", "recomputations", body);
    again();
  });
  look();
}

function cancel({id, from, to}, again) {
  formDialog(t("cancelIt"), h("p", {}, t("cancelRecompute", {from, to})), t("cancelIt"), async () => {
    await send("DELETE", `recomputations/${id}`);
    again();
  });
}
