import {t} from "./i18n.js";
import {clockTime} from "./format.js";

const listeners = new Set();
let source = null;
let last = null;

/** Tells of events {name, data}: reading, readings, result, gap. Returns what ends it. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls once for many events of one moment. */
export function soon(work, wait = 400) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, wait);
  };
}

function tell(name, data) {
  for (const listener of [...listeners]) listener({name, data});
}

export function connect() {
  source = new EventSource("api/v1/stream");
  for (const name of ["reading", "readings", "result", "gap"]) {
    source.addEventListener(name, event => {
      last = new Date();
      tell(name, JSON.parse(event.data));
      show();
    });
  }
  source.onopen = show;
  source.addEventListener("heartbeat", show);
  source.onerror = show;
  addEventListener("pagehide", () => source.close());
}

export function show() {
  const open = source?.readyState === EventSource.OPEN;
  const light = document.getElementById("live");
  light.className = open ? "on" : "off";
  light.textContent = open ? t("live") : t("offline");
  light.title = last ? t("lastEvent", {time: clockTime(last)}) : "";
}
