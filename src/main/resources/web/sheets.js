// Tables that an office hands in: a form to fill in, what is wrong before anything is written, and the sheet back with it in red.
import {address, sendFile, WORKBOOK} from "./api.js";
import {h, said, table} from "./dom.js";
import {pick, t} from "./i18n.js";
import {formDialog, may} from "./session.js";

/** By the name of the form: the route that takes it, below that of a programme where it is of one. */
export const FORMS = {
  samples: {method: "POST", path: "readings/import"},
  surveys: {method: "POST", path: "noise/surveys/import"},
  intakes: {method: "POST", path: "water/intakes/import"},
  limits: {method: "PUT", path: "water/limits"},
  dust: {method: "POST", path: "air/dust/import"},
  stations: {method: "POST", path: "stations/import"},
  reports: {method: "POST", path: "programmes/{id}/reports/import", of: "programme"},
  tasks: {method: "POST", path: "programmes/{id}/tasks/import", of: "programme"},
};

/** Whether the asker may hand in this form. */
export const takes = form => may(`${FORMS[form].method} ${FORMS[form].path}`);

/** Template, file, what is wrong with it, and the button that takes it in. path and query where they are not those of the form */
export function importer(form, {path = FORMS[form].path, query = {}, done = () => {}} = {}) {
  const {method} = FORMS[form];
  const told = h("p", {role: "alert"});
  const shown = h("div");
  let file = null;
  const submit = h("button", {type: "button", class: "main", disabled: true, onclick: () => take()}, t("importIt"));
  const tell = (css, text) => {
    told.className = css;
    told.textContent = text;
  };

  async function look() {
    submit.disabled = true;
    shown.replaceChildren();
    tell("note", t("checking"));
    try {
      const found = await sendFile(method, path, file, {query: {...query, check: true}});
      tell("met", `✓ ${t("linesFit", {n: found.lines})}`);
      submit.disabled = found.lines === 0;
    } catch (fault) {
      wrong(fault);
    }
  }

  async function take() {
    if (form === "limits") {
      formDialog(t("importIt"), h("p", {}, t("limitsReplaced")), t("importIt"), write);
      return;
    }
    try {
      await write();
    } catch (fault) {
      wrong(fault);
    }
  }

  async function write() {
    const did = await sendFile(method, path, file, {query});
    submit.disabled = true;
    tell("met", `✓ ${did.received === undefined ? t("importedLines", did) : t("importedReadings", did)}`);
    done();
  }

  function wrong(fault) {
    tell("missed", t("notImported", {why: said(fault)}));
    const errors = fault.more?.errors ?? [];
    if (errors.length === 0) return;
    tell("missed", t("errorsFound", {n: errors.length}));
    shown.replaceChildren(table(t("errors"), [
      {title: t("line"), cell: one => one.line || "–", number: true, by: one => one.line},
      {title: t("column"), cell: one => one.column || "–"},
      {title: t("problem"), cell: one => pick(one.reasonZh, one.reason), wrap: true},
    ], errors), h("p", {}, h("button", {type: "button", onclick: giveBack}, t("markedSheet"))));
  }

  async function giveBack() {
    const blob = await sendFile(method, path, file, {query: {...query, check: true}, accept: WORKBOOK});
    const place = h("a", {href: URL.createObjectURL(blob), download: `${t("errors")}-${file.name.replace(/\.\w+$/, "")}.xlsx`});
    place.click();
    setTimeout(() => URL.revokeObjectURL(place.href), 10e3);
  }

  return h("div", {class: "desk"},
    h("p", {}, `${t("emptyForm")} `, ["xlsx", "csv"].map(format => [h("a", {href: address(`sheets/${form}.${format}`), download: `${form}.${format}`}, format.toUpperCase()), " "])),
    h("label", {}, h("span", {}, t("chooseFile")), h("input", {type: "file", name: `file-${form}`, accept: `.xlsx,.csv,text/csv,${WORKBOOK}`, onchange: event => {
      file = event.target.files[0];
      if (file) look();
    }})), told, shown, h("div", {class: "acts"}, submit));
}
