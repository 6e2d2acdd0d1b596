import {address, all, get, send, whole} from "../api.js";
import {card, empty, fill, h, select, table} from "../dom.js";
import {dayTime, daysBefore, listed, number, pollutant, reason, today} from "../format.js";
import {pick, t} from "../i18n.js";
import {formDialog, may} from "../session.js";
import {FORMS, importer, takes} from "../sheets.js";

const DUST = "PUT air/dust/{city}/{date}";
const UNDUST = "DELETE air/dust/{city}/{date}";

/** What no station sends: tables of laboratories and offices, days of dust, limits of plans, water taken. */
export function show(context) {
  const allowed = Object.keys(FORMS).filter(takes);
  const chosen = allowed.includes(context.query.get("form")) ? context.query.get("form") : allowed[0];
  const file = card(t("tableIn"), {wide: "w5"});
  const kept = card(t(`kept.${chosen ?? "samples"}`), {wide: "w7"});
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("entry"))), h("div", {class: "grid loose"}, file, ...allowed.length ? [kept] : []));
  if (allowed.length === 0) {
    file.body.replaceChildren(empty(t("signInToEnter")));
    return;
  }
  const draw = () => fill(kept, () => KEPT[chosen](context, kept, draw));
  file.querySelector(".head .acts").replaceChildren(select(t("form"), allowed.map(one => [one, t(`form.${one}`)]), chosen, form => context.go({form, programme: null})));
  fill(file, async () => FORMS[chosen].of ? ofProgramme(context, chosen, draw) : [h("p", {class: "note"}, t(`formNote.${chosen}`)), importer(chosen, {done: draw})]);
  draw();
}

async function ofProgramme(context, form, draw) {
  const programmes = await whole("programmes");
  const fit = programmes.filter(one => !one.city || one.city === context.city);
  if (fit.length === 0) return empty(t("noProgramme"));
  const id = context.query.get("programme") ?? fit[0].id;
  return [select(t("programme_"), fit.map(one => [one.id, pick(one.titleZh, one.titleEn) || one.id]), id, programme => context.go({programme})),
    importer(form, {path: FORMS[form].path.replace("{id}", encodeURIComponent(id)), query: form === "reports" ? {city: context.city} : {}, done: draw})];
}

const name = (context, code) => {
  const station = context.station(code);
  return station ? pick(station.nameZh, station.nameEn) : code;
};

/** What stands already, by form. */
const KEPT = {
  samples: async (context, target) => {
    const sections = context.all.filter(one => one.medium === "water");
    const code = context.query.get("section") ?? sections[0]?.code;
    if (!code) return empty();
    target.querySelector(".head .acts").replaceChildren(select(t("section"), sections.map(one => [one.code, pick(one.nameZh, one.nameEn)]), code, section => context.go({section})));
    const samples = await all("water/samples", {section: code, from: daysBefore(today(), 366)});
    return table(t("kept.samples"), [
      {title: t("when"), cell: one => dayTime(one.end), by: one => one.end},
      {title: t("class_"), cell: one => one.className ?? reason(one.reason)},
      {title: t("itemCount"), cell: one => one.itemsAssessed.length, number: true},
    ], samples.reverse());
  },
  surveys: async () => {
    const {items} = await get("noise/surveys", {limit: 200});
    return table(t("kept.surveys"), [
      {title: t("when"), cell: one => dayTime(one.start), by: one => one.start},
      {title: t("station"), cell: one => one.station},
      {title: t("survey_"), cell: one => one.survey},
      {title: "Leq", cell: one => number(one.leq), number: true},
    ], items);
  },
  intakes: async context => table(t("kept.intakes"), [
    {title: t("section"), cell: one => name(context, one.section)},
    {title: t("month"), cell: one => one.month},
    {title: t("volume"), cell: one => number(one.volume), number: true},
    {title: t("source"), cell: one => one.origin, wrap: true},
  ], await whole("water/intakes", {period: today().slice(0, 4)})),
  limits: async (context, target) => {
    target.querySelector(".head .acts").replaceChildren(h("a", {href: address("water/limits.csv"), download: "limits.csv"}, "CSV"));
    return table(t("kept.limits"), [
      {title: t("section"), cell: one => name(context, one.section)},
      {title: t("item"), cell: one => pollutant(one.item)},
      {title: t("limit"), cell: one => number(one.limit), number: true},
      {title: t("from"), cell: one => one.from},
      {title: t("to"), cell: one => one.to ?? "–"},
      {title: t("plan"), cell: one => one.plan, wrap: true, less: 2},
    ], await whole("water/limits"));
  },
  dust: async (context, target, again) => {
    target.querySelector(".head .acts").replaceChildren(...may(DUST) ? [h("button", {type: "button", onclick: () => dusty(context, again)}, t("addDust"))] : []);
    return table(t("kept.dust"), [
      {title: t("date"), cell: one => one.date},
      {title: t("pollutants"), cell: one => listed(one.pollutants.map(pollutant))},
      {title: t("hours"), cell: one => one.fromHour === 1 && one.toHour === 24 ? t("wholeDay") : `${one.fromHour}–${one.toHour}`},
      {title: t("source"), cell: one => one.source, wrap: true},
      {title: t("actions"), cell: one => may(UNDUST) ? h("button", {type: "button", class: "plain", onclick: () => undust(context, one, again)}, t("takeBack")) : ""},
    ], (await whole("air/dust", {city: context.city})).reverse());
  },
  stations: async context => table(t("kept.stations"), [
    {title: t("station"), cell: one => h("a", {href: context.link("station", {edit: one.code})}, one.code)},
    {title: t("station.nameZh"), cell: one => pick(one.nameZh, one.nameEn)},
    {title: t("medium"), cell: one => t(one.medium)},
  ], context.all),
  reports: async context => h("p", {}, h("a", {href: context.link("programmes")}, t("programmes"))),
  tasks: async context => h("p", {}, h("a", {href: context.link("tasks")}, t("tasks"))),
};

/** What follows from a day of dust is shown before it is entered: the day with and without. */
function dusty(context, again) {
  const follows = h("p", {class: "note", role: "status"});
  const look = async date => {
    if (!date) return;
    const {items} = await get("air/days", {city: context.city, from: date, to: date});
    follows.textContent = items.length === 0 ? t("dustNoDay") : t("dustFollows", {aqi: items[0].aqi ?? "–", date});
  };
  formDialog(t("addDust"), [h("p", {class: "note"}, context.city),
    h("label", {}, h("span", {}, t("date")), h("input", {type: "date", name: "date", max: today(), required: true, onchange: event => look(event.target.value)})), follows,
    h("fieldset", {}, h("legend", {}, t("pollutants")), ["PM10", "PM2.5"].map(one => h("label", {class: "check"}, h("input", {type: "checkbox", name: "pollutant", value: one, checked: one === "PM10"}), ` ${pollutant(one)}`))),
    h("div", {class: "row"}, [["fromHour", t("firstHour")], ["toHour", t("lastHour")]].map(([field, label]) => h("label", {}, h("span", {}, label), h("input", {type: "number", name: field, min: 1, max: 24})))),
    h("label", {}, h("span", {}, t("source")), h("input", {name: "source", required: true, list: "dust-sources"})),
    h("datalist", {id: "dust-sources"}, ["中国环境监测总站通报", "省站通报"].map(value => h("option", {value})))],
  t("save"), async form => {
    const body = {pollutants: form.getAll("pollutant"), source: form.get("source")};
    for (const hour of ["fromHour", "toHour"]) if (form.get(hour)) body[hour] = Number(form.get(hour));
    await send("PUT", `air/dust/${encodeURIComponent(context.city)}/${form.get("date")}`, body);
    again();
  });
}

function undust(context, one, again) {
  formDialog(t("takeBack"), h("p", {}, t("undustSure", {date: one.date, city: context.city})), t("takeBack"), async () => {
    await send("DELETE", `air/dust/${encodeURIComponent(context.city)}/${one.date}`);
    again();
  });
}
