import {link} from "./address.js";
import {get, send, start, trust} from "./api.js";
import {h, popUp, said} from "./dom.js";
import {t} from "./i18n.js";

const NOBODY = {kind: "anonymous", name: null, displayName: null, roles: [], scope: [], csrf: null, mustChangePassword: false};

let asker = NOBODY;
let allowed = new Map();
let levels = 1;
let singleSignOn = false;

/** Reads who asks, and what each route that writes asks for. */
export async function readSession() {
  const [session, lists] = await Promise.all([get("session"), start()]);
  take(session);
  levels = lists.reviewLevels;
  singleSignOn = lists.singleSignOn;
  allowed = new Map(lists.writes.map(one => [`${one.method} ${one.path}`, one.roles]));
}

function take(session) {
  asker = session;
  trust(session.csrf);
}

/** Whether the person who has signed in may use a route that writes, such as POST rejects/{id}/replay. */
export const may = route => !asker.mustChangePassword && (allowed.get(route) ?? []).some(role => asker.roles.includes(role));

/** Whether somebody has signed in. */
export const signedIn = () => asker.kind === "person";

/** Who has signed in: name, displayName, roles, scope. */
export const me = () => asker;

/** Takes the session that a new password has begun. */
export const renewed = session => take(session);

/** How many reviewers confirm a day, and those of the levels that the asker may give. */
export const reviewLevels = () => ({count: levels, own: ["reviewer", "reviewer2", "reviewer3"].slice(0, levels).flatMap((role, index) => asker.roles.includes(role) ? [index + 1] : [])});

/** Every route that writes, as method and path. */
export const writes = () => [...allowed.keys()];

/** What stands in the head of the page: who has signed in, or how to. */
export function door(place, again) {
  place.replaceChildren(...(asker.kind === "person"
    ? [h("a", {class: "who", href: link("account"), title: t("account")}, asker.displayName || asker.name), h("button", {type: "button", onclick: () => leave(again)}, t("signOut"))]
    : [h("button", {type: "button", onclick: () => enter(again)}, t("signIn"))]));
  if (asker.mustChangePassword && !document.querySelector("dialog[open]")) renew(again);
}

const field = (name, label, type, more = {}) => h("label", {}, h("span", {}, label), h("input", {name, type, required: true, ...more}));

/** A dialog with a form whose answer ends it; what the service refuses is said in it. */
export function formDialog(title, content, submit, work) {
  const told = h("p", {role: "alert", class: "missed"});
  const button = h("button", {type: "submit", class: "main", form: "desk-form"}, submit);
  const form = h("form", {class: "desk", id: "desk-form", onsubmit: async event => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = "";
    try {
      await work(new FormData(form));
      dialog.close();
    } catch (fault) {
      told.textContent = said(fault);
    }
    button.disabled = false;
  }}, content, told);
  const dialog = popUp(title, form, [button]);
  return dialog;
}

/** A reason from a list, or in words of one's own. */
export const reasonField = usual => [h("label", {}, h("span", {}, t("why")), h("input", {name: "reason", required: true, maxlength: 1000, list: "usual-reasons"})),
  h("datalist", {id: "usual-reasons"}, usual.map(value => h("option", {value})))];

function enter(again) {
  formDialog(t("signIn"), [singleSignOn ? h("p", {}, h("a", {class: "button", href: "api/v1/session/oidc"}, t("singleSignOn"))) : null, field("name", t("userName"), "text", {autocomplete: "username", autofocus: true}), field("password", t("password"), "password", {autocomplete: "current-password"})],
    t("signIn"), async form => {
      take(await send("POST", "session", {name: form.get("name"), password: form.get("password")}));
      await again();
    });
}

/** A password from somebody else is changed before anything is done. */
function renew(again) {
  formDialog(t("newPassword"), [h("p", {}, t("newPasswordWhy")), field("password", t("password"), "password", {autocomplete: "current-password"}),
    field("newPassword", t("newPassword"), "password", {autocomplete: "new-password", minlength: 10})],
  t("save"), async form => {
    take(await send("PUT", "session/password", {password: form.get("password"), newPassword: form.get("newPassword")}));
    await again();
  });
}

async function leave(again) {
  const answer = await send("DELETE", "session");
  take(NOBODY);
  if (answer.provider) {
    location.assign(answer.provider);
    return;
  }
  await again();
}
