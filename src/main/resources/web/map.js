import {h, svg} from "./dom.js";
import {ink} from "./format.js";
import {pick, t} from "./i18n.js";

const WIDTH = 420;
const HEIGHT = 300;

const STEP = 1.6;
const MOST = 64;

/** From so many places on each is a small mark without its text. */
const MANY = 40;

/**
 * Places where they stand, on the lines of latitude and longitude; to be come closer to and moved by buttons, keys and the pointer.
 *
 * base: features of the map beneath; every: all places of the city, which settle the frame; marks: {station, text, words, colour, href}
 */
export function drawing(label, base, every, marks) {
  const all = every.filter(station => station.lon !== null && station.lat !== null);
  const middle = {lon: (min(all, "lon") + max(all, "lon")) / 2, lat: (min(all, "lat") + max(all, "lat")) / 2};
  const shrink = Math.cos(middle.lat * Math.PI / 180);
  const whole = Math.max((max(all, "lon") - min(all, "lon")) * shrink / WIDTH, (max(all, "lat") - min(all, "lat")) / HEIGHT, 1e-4) * 1.35;
  const state = {zoom: 1, ...middle};
  const picture = svg("svg", {class: "map", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": label, tabindex: 0});
  const look = changes => {
    Object.assign(state, changes);
    state.zoom = Math.min(MOST, Math.max(1, state.zoom));
    picture.replaceChildren(...parts(base, marks, state, whole / state.zoom, shrink));
  };
  const move = (x, y) => look({lon: state.lon + x * whole / state.zoom / shrink, lat: state.lat - y * whole / state.zoom});
  const keys = {ArrowLeft: () => move(-40, 0), ArrowRight: () => move(40, 0), ArrowUp: () => move(0, -40), ArrowDown: () => move(0, 40),
    "+": () => look({zoom: state.zoom * STEP}), "=": () => look({zoom: state.zoom * STEP}), "-": () => look({zoom: state.zoom / STEP})};
  picture.addEventListener("keydown", event => {
    if (event.target !== picture || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  dragged(picture, move);
  look({});
  const button = (text, name, work) => h("button", {type: "button", "aria-label": t(name), title: t(name), onclick: work}, text);
  return h("div", {class: "mapbox"}, picture, h("div", {class: "zoom"},
    button("+", "closer", () => look({zoom: state.zoom * STEP})), button("−", "farther", () => look({zoom: state.zoom / STEP})),
    button("⤢", "wholeMap", () => look({zoom: 1, ...middle}))));
}

/** A press that moves is no press on a link. */
function dragged(picture, move) {
  let from = null;
  let moved = false;
  picture.addEventListener("pointerdown", event => {
    from = event.pointerType === "touch" ? null : [event.clientX, event.clientY];
    moved = false;
  });
  picture.addEventListener("pointermove", event => {
    if (!from || event.buttons === 0) return;
    const scale = WIDTH / picture.clientWidth;
    const [x, y] = [(from[0] - event.clientX) * scale, (from[1] - event.clientY) * scale];
    if (!moved && Math.hypot(x, y) < 4) return;
    moved = true;
    from = [event.clientX, event.clientY];
    move(x, y);
  });
  picture.addEventListener("pointerup", () => { from = null; });
  picture.addEventListener("click", event => moved && event.preventDefault(), true);
  picture.addEventListener("dragstart", event => event.preventDefault());
}

function parts(base, marks, middle, span, shrink) {
  const x = lon => WIDTH / 2 + (lon - middle.lon) * shrink / span;
  const y = lat => HEIGHT / 2 - (lat - middle.lat) / span;
  const seen = marks.map(one => ({...one, name: pick(one.station.nameZh, one.station.nameEn), x: x(one.station.lon), y: y(one.station.lat)}))
    .filter(one => one.x > -20 && one.x < WIDTH + 20 && one.y > -20 && one.y < HEIGHT + 20);
  const small = seen.length > MANY;
  const names = small ? labelled(seen, 6) : labelled(apartFrom(seen), 14);
  return [
    graticule(middle, span, shrink, x, y),
    base.map(feature => ground(feature, x, y)),
    named(base, names, x, y),
    names.map(one => mark(one, small ? 6 : 14)),
  ].flat(3).filter(Boolean);
}

const linesOf = ({type, coordinates}) => type === "LineString" ? [coordinates] : type === "MultiPolygon" ? coordinates.flat() : coordinates;

/** A district, river or lake of the base map. */
function ground({geometry, properties}, x, y) {
  const polygon = geometry.type.endsWith("Polygon");
  const path = linesOf(geometry).map(line =>
    "M" + line.map(([lon, lat]) => `${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join("L") + (polygon ? "Z" : "")).join("");
  const water = properties?.kind === "water";
  return svg("path", {class: water ? polygon ? "lake" : "water" : "district", d: path});
}

/** Names of districts where they cover neither a station nor its name. */
function named(base, places, x, y) {
  const taken = places.flatMap(place => [place.box, [place.x - 14, place.y - 14, place.x + 14, place.y + 14]]).filter(Boolean);
  return base.filter(({geometry, properties}) => geometry.type.endsWith("Polygon") && properties?.kind !== "water").map(({geometry, properties}) => {
    const name = pick(properties?.name, properties?.name_en);
    const [left, right, top, bottom] = edges(linesOf(geometry)[0].map(([lon, lat]) => [x(lon), y(lat)]));
    const box = at => boxOf({name, x: (left + right) / 2, y: top + (bottom - top) * at}, "middle", 0, 0);
    const free = [.5, .3, .7, .2, .8].find(at => taken.every(other => apart(box(at), other)));
    if (free === undefined) return null;
    taken.push(box(free));
    return svg("text", {class: "soft", x: (left + right) / 2, y: top + (bottom - top) * free, "text-anchor": "middle"}, name);
  });
}

function edges(points) {
  const [xs, ys] = [0, 1].map(axis => points.map(point => point[axis]));
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

const BESIDE = 27;

/** Moves a mark that would cover another to the nearest free place beside it. */
function apartFrom(places) {
  const placed = [];
  for (const place of places) {
    const free = spot => placed.every(other => Math.hypot(other.x - spot.x, other.y - spot.y) >= BESIDE - 1);
    const around = [0, 1, 2].flatMap(ring => Array.from({length: ring === 0 ? 1 : 8 * ring}, (_, index) => {
      const angle = index * Math.PI / (4 * Math.max(1, ring));
      return {x: place.x + ring * BESIDE * Math.cos(angle), y: place.y + ring * BESIDE * Math.sin(angle)};
    }));
    placed.push({...place, ...(around.find(free) ?? {})});
  }
  return placed;
}

const SIDES = [["start", 18, 4], ["end", -18, 4], ["middle", 0, -19], ["middle", 0, 27], ["start", 14, -12], ["end", -14, 20]];

/** Gives each name the first side on which it covers neither a mark nor a name; a name without such a side is left out. */
function labelled(places, radius) {
  const taken = places.map(place => [place.x - radius, place.y - radius, place.x + radius, place.y + radius]);
  return places.map(place => {
    const boxes = SIDES.map(([anchor, dx, dy]) => ({anchor, dx, dy, box: boxOf(place, anchor, dx, dy)}));
    const free = boxes.find(({box}) => box[0] > 0 && box[2] < WIDTH && taken.every(other => apart(box, other)));
    if (free) taken.push(free.box);
    return {...place, ...free};
  });
}

function boxOf({name, x, y}, anchor, dx, dy) {
  const width = [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 6.5), 0);
  const left = x + dx - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  return [left, y + dy - 11, left + width, y + dy + 3];
}

const apart = (one, other) => one[2] < other[0] || one[0] > other[2] || one[3] < other[1] || one[1] > other[3];

const min = (stations, key) => Math.min(...stations.map(station => station[key]));
const max = (stations, key) => Math.max(...stations.map(station => station[key]));

function graticule(middle, span, shrink, x, y) {
  const step = [.01, .02, .05, .1, .2, .5, 1, 2].find(one => one / span > 70) ?? 5;
  const lines = (center, half) => {
    const first = Math.ceil((center - half) / step);
    return Array.from({length: Math.floor((center + half) / step) - first + 1}, (_, index) => (first + index) * step);
  };
  return [
    lines(middle.lon, WIDTH / 2 * span / shrink).map(lon => [
      svg("line", {class: "grid-line", x1: x(lon), x2: x(lon), y1: 0, y2: HEIGHT}),
      svg("text", {class: "soft", x: x(lon) + 3, y: HEIGHT - 4}, `${lon.toFixed(2)}°E`)]),
    lines(middle.lat, HEIGHT / 2 * span).map(lat => [
      svg("line", {class: "grid-line", x1: 0, x2: WIDTH, y1: y(lat), y2: y(lat)}),
      svg("text", {class: "soft", x: 3, y: y(lat) - 3}, `${lat.toFixed(2)}°N`)]),
  ];
}

function mark({href, words, colour, text, name, x, y, anchor, dx, dy}, radius) {
  return svg("a", {href, "aria-label": words},
    svg("title", {}, words),
    svg("circle", {cx: x, cy: y, r: radius, fill: colour ?? "none", stroke: "currentColor", "stroke-width": 1}),
    radius < 10 ? null : svg("text", {x, y: y + 4, "text-anchor": "middle", style: `fill:${colour ? ink(colour) : "currentColor"};font-weight:600;font-size:11px`}, text),
    anchor ? svg("text", {x: x + dx, y: y + dy, "text-anchor": anchor}, name) : null);
}
