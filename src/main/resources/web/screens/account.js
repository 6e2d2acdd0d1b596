import {send} from "../api.js";
import {card, empty, h, said} from "../dom.js";
import {t} from "../i18n.js";
import {rolesOf, scopeOf} from "../rights.js";
import {me, renewed, signedIn} from "../session.js";

/** Who has signed in, what they may, and their password. */
export function show(context) {
  const own = card(t("account"), {wide: "w5"});
  const password = card(t("changePassword"), {wide: "w5"});
  context.main.replaceChildren(h("div", {class: "top"}, h("h1", {}, t("account"))), h("div", {class: "grid loose"}, own, signedIn() ? password : null));
  if (!signedIn()) {
    const why = `signIn.${context.query.get("signIn")}`;
    own.body.replaceChildren(t(why) === why ? empty(t("signInToRead")) : h("p", {class: "missed", role: "alert"}, t(why)));
    return;
  }
  const {name, displayName, roles, scope} = me();
  own.body.replaceChildren(h("dl", {class: "facts"}, [[t("userName"), name], [t("displayName"), displayName], [t("roles"), rolesOf(roles)], [t("scope"), scopeOf(scope)]]
    .map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)])));
  password.body.replaceChildren(passwordForm());
}

function passwordForm() {
  const told = h("p", {role: "alert"});
  const field = (name, more) => h("label", {}, h("span", {}, t(name)), h("input", {name, type: "password", required: true, ...more}));
  const tell = (css, text) => {
    told.className = css;
    told.textContent = text;
  };
  const form = h("form", {class: "desk", onsubmit: async event => {
    event.preventDefault();
    const given = new FormData(form);
    if (given.get("newPassword") !== given.get("repeatPassword")) {
      tell("missed", t("notTheSame"));
      return;
    }
    try {
      renewed(await send("PUT", "session/password", {password: given.get("password"), newPassword: given.get("newPassword")}));
      form.reset();
      tell("met", `✓ ${t("passwordChanged")}`);
    } catch (fault) {
      tell("missed", said(fault));
    }
  }}, field("password", {autocomplete: "current-password"}), field("newPassword", {autocomplete: "new-password", minlength: 10, maxlength: 128}), field("repeatPassword", {autocomplete: "new-password"}),
  h("p", {class: "note"}, t("passwordRule")), h("div", {class: "acts"}, h("button", {type: "submit", class: "main"}, t("changePassword"))), told);
  return form;
}
