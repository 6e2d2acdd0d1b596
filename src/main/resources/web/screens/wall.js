import {all, get} from "../api.js";
import {card, fill, h} from "../dom.js";
import {t} from "../i18n.js";
import {clockTime, today} from "../format.js";
import {listen, soon} from "../live.js";
import {airNow, airTrend, excellent, indicators, noiseYesterday, offTarget, thatHold} from "./overview.js";

const DAY = 864e5;
const SECONDS = [10, 20, 30, 60];
const TONE = {hertz: 880, seconds: .6, loudness: .2};
const SHRINK = .96;
const LEAST_TYPE = 14;

/** What a wall shows in turn, and what each of it asks for: air hours or the answer for the overview. */
const SLIDES = {
  air: context => [[t("aqiNow"), "w5", ({hours}) => airNow(hours)], [t("todayTrend"), "w7", ({hours}) => airTrend(hours)], [t("excellentDays"), "w5", ({whole}) => excellent(context, whole.air)]],
  water: context => [[t("offTarget"), "full", ({whole}) => offTarget(context, whole.water)]],
  noise: context => [[t("noiseNow"), "full", ({whole}) => noiseYesterday(context, whole.noise)]],
  alerts: context => [[t("alerts"), "full", ({whole}) => thatHold(context, whole.alerts)]],
  programmes: context => [[t("indicators"), "full", () => indicators(context)]],
};
const NAMES = {air: "air", water: "water", noise: "noise", alerts: "alerts", programmes: "programmes"};

/** Browsers let a page sound once somebody has pressed something on it, or where their operator allows it. */
function beep() {
  const audio = new AudioContext();
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = TONE.hertz;
  volume.gain.value = TONE.loudness;
  tone.connect(volume).connect(audio.destination);
  tone.onended = () => audio.close();
  tone.start();
  tone.stop(audio.currentTime + TONE.seconds);
}

/** A screen for a wall 大屏: large type, one thing after another, without anything to press but the line at its foot. */
export function show(context) {
  const {query} = context;
  const chosen = (query.get("show") ?? "").split(",").filter(one => SLIDES[one]);
  const slides = chosen.length ? chosen : Object.keys(SLIDES);
  const loud = query.get("sound") !== null;
  const every = SECONDS.includes(+query.get("every")) ? +query.get("every") : 20;
  const body = h("div", {class: "grid"});
  const clock = h("time", {});
  const dots = h("span", {class: "dots", role: "status"});
  const pause = h("button", {type: "button", onclick: () => run(!running)});
  const box = h("section", {class: "wall", "aria-label": t("wall"), tabindex: -1},
    h("div", {class: "head"}, h("h1", {}, context.city), h("strong", {class: "named"}), clock),
    body,
    h("div", {class: "foot"}, h("a", {href: context.link("overview")}, `← ${t("overview")}`), dots,
      h("button", {type: "button", "aria-label": t("pageBefore"), onclick: () => turn(-1)}, "‹"), pause, h("button", {type: "button", "aria-label": t("pageAfter"), onclick: () => turn(1)}, "›"),
      h("fieldset", {}, h("legend", {class: "unseen"}, t("wallShows")), Object.keys(SLIDES).map(one => h("label", {class: "check"},
        h("input", {type: "checkbox", checked: slides.includes(one), onchange: event => choose(one, event.target.checked)}), ` ${t(NAMES[one])}`))),
      h("label", {class: "select"}, h("span", {}, t("wallEvery")), h("select", {onchange: event => context.go({every: event.target.value})},
        SECONDS.map(one => h("option", {value: one, selected: one === every}, `${one} s`)))),
      h("label", {class: "check"}, h("input", {type: "checkbox", checked: loud, onchange: event => context.go({sound: event.target.checked ? "1" : null})}), ` ${t("wallSound")}`),
      document.fullscreenEnabled ? h("button", {type: "button", onclick: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()}, t("fullScreen")) : null));
  context.main.replaceChildren(box);

  const root = document.documentElement;
  addEventListener("resize", fit);
  let at = 0;
  let timer = null;
  let running = true;
  let answers = null;
  let known = null;

  function choose(name, on) {
    const next = Object.keys(SLIDES).filter(one => one === name ? on : slides.includes(one));
    context.go({show: next.length === 0 || next.length === Object.keys(SLIDES).length ? null : next.join(",")});
  }

  function ask() {
    answers = Promise.all([all("air/hours", {city: context.city, from: new Date(Date.now() - DAY).toISOString()}), get("screen/overview", {city: context.city})])
      .then(([hours, whole]) => ({hours, whole}));
    answers.then(({whole}) => hear(whole.alerts)).catch(() => {});
  }

  /** A tone for alerts that were not there before and are more than a notice. */
  function hear(alerts) {
    const urgent = alerts.filter(one => one.severity !== "notice").map(one => one.id);
    if (loud && known !== null && urgent.some(one => !known.has(one))) beep();
    known = new Set(urgent);
  }

  function draw() {
    const name = slides[at];
    box.querySelector(".named").textContent = t(NAMES[name]);
    dots.textContent = `${at + 1} / ${slides.length}`;
    const filled = [];
    const cards = SLIDES[name](context).map(([title, wide, work]) => {
      const one = card(title, {wide});
      filled.push(fill(one, async () => work(await answers)));
      return one;
    });
    Promise.allSettled(filled).then(() => requestAnimationFrame(fit));
    const [first, second, third] = cards;
    body.replaceChildren(...(third ? [h("div", {class: "stack w5"}, first, third), second] : cards));
  }

  /** A wall is not scrolled: what is too high is shown in smaller type, but never in type that is smaller than on a desk. */
  function fit() {
    root.style.fontSize = "";
    let type = parseFloat(getComputedStyle(root).fontSize);
    while (root.scrollHeight > innerHeight && type * SHRINK > LEAST_TYPE) {
      type *= SHRINK;
      root.style.fontSize = `${type}px`;
    }
  }

  function turn(by) {
    at = (at + by + slides.length) % slides.length;
    draw();
    run(running);
  }

  function run(on) {
    running = on;
    clearInterval(timer);
    if (on && slides.length > 1) timer = setInterval(() => turn(1), every * 1000);
    pause.textContent = on ? "❚❚" : "▶";
    pause.setAttribute("aria-label", t(on ? "pause" : "goOn"));
  }

  const keys = {ArrowLeft: () => turn(-1), ArrowRight: () => turn(1), " ": () => run(!running)};
  const pressed = event => {
    if (!keys[event.key] || event.target.closest("input, select, button, a, .scroll")) return;
    event.preventDefault();
    keys[event.key]();
  };
  addEventListener("keydown", pressed);
  const tick = () => { clock.textContent = `${today()} ${clockTime(new Date().toISOString())}`; };
  tick();
  const clockTimer = setInterval(tick, 5000);
  const renew = () => {
    ask();
    draw();
  };
  const renewed = setInterval(renew, 60e3);
  const later = soon(renew, 10e3);
  const stop = listen(({name, data}) => {
    if (name === "gap" || name === "result" && data.city === context.city) later();
  });
  renew();
  run(true);
  return () => {
    stop();
    removeEventListener("keydown", pressed);
    removeEventListener("resize", fit);
    root.style.fontSize = "";
    [timer, clockTimer, renewed].forEach(clearInterval);
  };
}
