// What a screen shows stands in its address: #/water?city=…&lang=zh&section=W-1. Whoever opens it sees the same.
export const SCREENS = ["overview", "air", "water", "noise", "programmes", "operations"];

/** Screens that are reached from others. */
const REACHED = ["evidence", "bulletin", "tasks", "station", "connections", "wall", "waters", "channels", "recompute", "rules", "duty", "entry", "people", "keys", "audit", "account"];

/** Every screen there is. */
export const EVERY = [...SCREENS, ...REACHED];

/** Of the page as a whole; every link keeps them. */
const LASTING = ["city", "lang"];

/** Of one screen: what a change of the city leaves behind. */
export function place() {
  const [name, query] = location.hash.replace(/^#\//, "").split("?");
  return {screen: EVERY.includes(name) ? name : "overview", query: new URLSearchParams(query ?? "")};
}

/** An address with what lasts; null leaves a parameter out. */
export function link(screen, query = {}) {
  const lasting = LASTING.map(name => [name, place().query.get(name)]);
  const all = Object.entries({...Object.fromEntries(lasting), ...query}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return `#/${screen}` + (all.length ? "?" + new URLSearchParams(all) : "");
}

/** The same screen with some parameters changed. */
export const changed = changes => link(place().screen, {...Object.fromEntries(place().query), ...changes});

/** Writes what lasts into the address without a new entry in the history. */
export function settle(lasting) {
  const address = changed(lasting);
  if (address !== location.hash) history.replaceState(null, "", address);
}
