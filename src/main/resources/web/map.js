import {place, settle} from "./address.js";
import {h, table} from "./dom.js";
import {ink} from "./format.js";
import {current, pick, t} from "./i18n.js";
import {colour} from "./chart.js";

/** Marks nearer to each other than this many pixels are one. */
const NEAR = 34;
const CLOSEST = 17;

/** Of a river, so many pixels up and down from a section are drawn in its class; what lies between two sections nobody has measured. */
const REACH = 16;
const ON_RIVER = 40;

let library = null;

/** The library and its styles, fetched when the first map is opened. */
function loaded() {
  library ??= new Promise((resolve, reject) => {
    document.head.append(
      h("link", {rel: "stylesheet", href: "web/map.css"}),
      h("script", {src: "web/ol/ol.js", onload: () => resolve(window.ol), onerror: () => {
        library = null;
        reject(new TypeError("ol.js"));
      }}));
  });
  return library;
}

/** Maps stay what they are while their figures are renewed: a closer look is not lost to a new hour. */
const drawn = new Map();

/**
 * Places where they stand over the bureau's own map, in clusters where they lie together, and behind a button the same as a table.
 *
 * base: features of the map beneath; every: all places of the city, which settle the frame; marks: {station, text, words, colour,
 * href, facts, rank}: text in the mark, words for the popup, facts under it, the highest rank colours a cluster; reaches: whether
 * a river is drawn in the colour of its sections, where they stand and nowhere else
 */
export function drawing(label, base, every, marks, {reaches = false} = {}) {
  const frame = every.filter(station => station.lon !== null && station.lat !== null);
  const key = [label, frame.map(station => station.code).join(), document.documentElement.dataset.theme, current()].join(" ");
  const before = drawn.get(label);
  if (before?.key === key) {
    before.put(marks);
    return before.element;
  }
  before?.end();
  const box = h("div", {class: "map", role: "application", tabindex: 0, "aria-label": `${label} ${t("mapKeys")}`});
  const list = h("div", {hidden: true});
  const toggle = h("button", {type: "button", "aria-pressed": "false", onclick: () => shown(!list.hidden)}, t("asTable"));
  const element = h("div", {class: "drawing"}, h("div", {class: "mapbox"}, box), list,
    h("div", {class: "head under-map"}, h("div", {class: "acts"}, toggle)));
  const state = {key, element, put: listed, end: () => {}};
  let marked = marks;
  let map = null;
  drawn.set(label, state);

  function shown(asMap) {
    list.hidden = asMap;
    element.querySelector(".mapbox").hidden = !asMap;
    toggle.textContent = t(asMap ? "asTable" : "asMap");
    toggle.setAttribute("aria-pressed", String(!asMap));
  }

  function listed(next) {
    marked = next;
    list.replaceChildren(tableOf(label, marked, map && (one => {
      shown(true);
      map.open(one);
    })));
    map?.put(marked);
  }

  const sight = new IntersectionObserver(async ([{isIntersecting}]) => {
    if (!isIntersecting) return;
    sight.disconnect();
    try {
      map = mapOf(await loaded(), box, base, frame, marked, reaches);
      state.end = map.end;
    } catch {
      // Without the library, or without a canvas to draw on, the places stand in their table.
      shown(false);
      toggle.hidden = true;
    }
    listed(marked);
  }, {rootMargin: "200px"});
  sight.observe(box);
  listed(marks);
  return element;
}

const nameOf = one => pick(one.station.nameZh, one.station.nameEn);

function tableOf(label, marks, open) {
  return table(label, [
    {title: t("station"), cell: one => h("a", {href: one.href}, nameOf(one))},
    {title: t("markValue"), cell: one => swatch(one), number: true, by: one => one.rank},
    {title: t("district"), cell: one => one.station.district || "–", less: 2},
    open ? {title: t("onMap"), cell: one => h("button", {type: "button", class: "plain", "aria-label": `${t("onMap")} ${nameOf(one)}`, onclick: () => open(one)}, t("showOnMap"))} : null,
  ].filter(Boolean), [...marks].sort((one, other) => (other.rank ?? -1) - (one.rank ?? -1)), {atOnce: 10});
}

const swatch = one => h("span", {class: "badge", style: one.colour ? `background:${one.colour};color:${ink(one.colour)}` : null}, one.text);

function mapOf(ol, box, base, frame, marks, reaches) {
  const at = station => ol.proj.fromLonLat([station.lon, station.lat]);
  const worst = features => features.reduce((one, other) => (other.get("mark").rank ?? -1) > (one.get("mark").rank ?? -1) ? other : one).get("mark");
  const [inkColour, soft, ground, water, line] = ["--ink", "--soft", "--card", "--blue", "--line"].map(colour);
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const text = (words, more = {}) => new ol.style.Text({text: words, font, fill: new ol.style.Fill({color: inkColour}),
    stroke: new ol.style.Stroke({color: ground, width: 3}), overflow: false, ...more});

  const beneath = new ol.source.Vector({features: new ol.format.GeoJSON().readFeatures({type: "FeatureCollection", features: base}, {featureProjection: "EPSG:3857"})});
  const rivers = beneath.getFeatures().filter(feature => feature.getGeometry().getType().endsWith("LineString"));
  const styleOfBase = feature => {
    const polygon = feature.getGeometry().getType().endsWith("Polygon");
    const wet = feature.get("kind") === "water";
    return new ol.style.Style({
      stroke: wet ? new ol.style.Stroke({color: `${water}80`, width: polygon ? 1 : 3}) : new ol.style.Stroke({color: soft, width: 1, lineDash: [5, 3]}),
      fill: wet && polygon ? new ol.style.Fill({color: `${water}59`}) : null,
      text: text(pick(feature.get("name"), feature.get("name_en")), {fill: new ol.style.Fill({color: wet ? water : soft}), placement: polygon ? "point" : "line"}),
    });
  };

  const places = new ol.source.Vector();
  const clusters = new ol.source.Cluster({source: places, distance: NEAR, minDistance: NEAR - 6});
  const disc = (mark, words, radius) => new ol.style.Style({
    image: new ol.style.Circle({radius, fill: new ol.style.Fill({color: mark.colour ?? ground}), stroke: new ol.style.Stroke({color: inkColour, width: 1})}),
    text: new ol.style.Text({text: words, font: `600 ${font}`, fill: new ol.style.Fill({color: mark.colour ? ink(mark.colour) : inkColour})}),
  });
  const styleOfPlaces = cluster => {
    const members = cluster.get("features");
    const mark = worst(members);
    if (members.length === 1) return disc(mark, mark.text, 14);
    return [new ol.style.Style({image: new ol.style.Circle({radius: 19, fill: new ol.style.Fill({color: `${mark.colour ?? soft}66`})})}), disc(mark, `${members.length}×`, 15)];
  };
  const placeOf = cluster => cluster.getGeometry().getCoordinates();
  const free = (cluster, resolution) => clusters.getFeatures().every(other => other === cluster
    || Math.abs(placeOf(other)[0] - placeOf(cluster)[0]) > 64 * resolution || Math.abs(placeOf(other)[1] - placeOf(cluster)[1]) > 40 * resolution);
  const styleOfNames = (cluster, resolution) => {
    const members = cluster.get("features");
    return members.length > 1 || !free(cluster, resolution) ? null : new ol.style.Style({text: text(nameOf(members[0].get("mark")), {offsetY: 24})});
  };
  const layer = (source, style, more = {}) => new ol.layer.Vector({source, style, ...more});
  const reachesOf = (cluster, resolution) => {
    const members = cluster.get("features");
    const on = members.length === 1 ? members[0].get("river") : null;
    return on ? reachOf(ol, on, members[0].get("mark"), resolution) : null;
  };
  const layers = [layer(beneath, styleOfBase, {declutter: "ground"}), reaches ? layer(clusters, reachesOf) : null,
    layer(clusters, styleOfNames, {declutter: "names"}), layer(clusters, styleOfPlaces)].filter(Boolean);

  const view = new ol.View({maxZoom: CLOSEST, constrainResolution: false});
  const popup = h("div", {class: "popup", role: "dialog", hidden: true});
  const overlay = new ol.Overlay({element: popup, offset: [0, -18], positioning: "bottom-center", autoPan: {margin: 12}});
  const control = (words, name, work) => h("button", {type: "button", "aria-label": t(name), title: t(name), onclick: work}, words);
  const zoomBy = by => view.animate({zoom: view.getZoom() + by, duration: 150});
  const whole = () => view.fit(ol.extent.boundingExtent(frame.map(at)), {padding: [40, 40, 40, 40], maxZoom: 14});
  const map = new ol.Map({target: box, layers, view, overlays: [overlay], controls: [new ol.control.ScaleLine()],
    interactions: ol.interaction.defaults.defaults({onFocusOnly: false, mouseWheelZoom: false}).extend([
      new ol.interaction.MouseWheelZoom({condition: event => event.originalEvent.ctrlKey || box.contains(document.activeElement)})])});
  box.append(h("div", {class: "zoom"}, control("+", "closer", () => zoomBy(1)), control("−", "farther", () => zoomBy(-1)), control("⤢", "wholeMap", whole)));

  const asked = (place().query.get("at") ?? "").split(",").map(Number);
  if (asked.length === 3 && asked.every(Number.isFinite)) {
    view.setCenter(ol.proj.fromLonLat(asked));
    view.setZoom(asked[2]);
  } else {
    whole();
  }
  const settled = JSON.stringify([view.getCenter(), view.getZoom()]);
  map.on("moveend", () => {
    if (!box.isConnected || JSON.stringify([view.getCenter(), view.getZoom()]) === settled) return;
    const [lon, lat] = ol.proj.toLonLat(view.getCenter());
    settle({at: [lon.toFixed(4), lat.toFixed(4), view.getZoom().toFixed(1)].join()});
  });

  function close() {
    popup.hidden = true;
    overlay.setPosition(undefined);
  }

  function tell(members, position) {
    popup.replaceChildren(
      h("button", {type: "button", class: "plain close", "aria-label": t("close"), onclick: () => {
        close();
        box.focus();
      }}, "×"),
      ...members.slice(0, 12).map(one => h("div", {}, h("h3", {}, nameOf(one)), h("p", {}, swatch(one), " ", one.words),
        (one.facts ?? []).map(fact => h("p", {class: "note"}, fact)), h("p", {}, h("a", {href: one.href}, `${t("toStation")} →`)))));
    popup.hidden = false;
    popup.setAttribute("aria-label", listedNames(members));
    overlay.setPosition(position);
    popup.querySelector("a")?.focus({preventScroll: true});
  }

  function press(cluster) {
    if (!cluster) {
      close();
      return;
    }
    const members = cluster.get("features");
    const extent = ol.extent.boundingExtent(members.map(one => one.getGeometry().getCoordinates()));
    const spread = Math.max(ol.extent.getWidth(extent), ol.extent.getHeight(extent));
    if (members.length > 1 && spread > 1 && view.getZoom() < CLOSEST - 0.1) {
      close();
      view.fit(extent, {padding: [60, 60, 60, 60], maxZoom: CLOSEST, duration: 200});
    } else {
      tell(members.map(one => one.get("mark")), cluster.getGeometry().getCoordinates());
    }
  }

  map.on("click", event => press(map.forEachFeatureAtPixel(event.pixel, feature => feature.get("features") ? feature : undefined, {hitTolerance: 4})));
  map.on("pointermove", event => {
    if (!event.dragging) box.style.cursor = map.hasFeatureAtPixel(event.pixel, {layerFilter: one => one.getSource() === clusters, hitTolerance: 4}) ? "pointer" : "";
  });
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target === box) {
      const within = view.calculateExtent(map.getSize());
      press(clusters.getFeaturesInExtent(within).length === 0 ? null : clusters.getClosestFeatureToCoordinate(view.getCenter()));
    }
    if (event.key === "Escape" && !popup.hidden) {
      close();
      box.focus();
    }
  });

  function put(next) {
    places.clear(true);
    places.addFeatures(next.map(mark => new ol.Feature({geometry: new ol.geom.Point(at(mark.station)), mark,
      river: reaches && mark.colour ? nearest(rivers, at(mark.station)) : null})));
  }

  put(marks);
  return {put, end: () => map.setTarget(null), open: mark => {
    map.updateSize();
    view.setCenter(at(mark.station));
    view.setZoom(Math.max(view.getZoom(), 13));
    tell([mark], at(mark.station));
  }};
}

const listedNames = members => members.map(nameOf).join(", ");

/** The line a section stands on, where on it and how far away; null where no river is drawn. */
function nearest(rivers, point) {
  const found = rivers.map(river => ({river, closest: river.getGeometry().getClosestPoint(point)}))
    .map(one => ({...one, away: Math.hypot(one.closest[0] - point[0], one.closest[1] - point[1])}))
    .reduce((one, other) => !one || other.away < one.away ? other : one, null);
  if (!found) return null;
  const lines = found.river.getGeometry().getType() === "LineString" ? [found.river.getGeometry().getCoordinates()] : found.river.getGeometry().getCoordinates();
  return {point: found.closest, away: found.away, line: lines.reduce((one, other) => distance(other, found.closest) < distance(one, found.closest) ? other : one)};
}

const distance = (line, point) => Math.min(...line.slice(1).map((end, index) => toSegment(line[index], end, point).away));

function toSegment(from, to, point) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length ** 2));
  return {share, length, away: Math.hypot(from[0] + share * dx - point[0], from[1] + share * dy - point[1])};
}

/** The stretch of the river at a section, of the same length on the screen however near one looks. */
function reachOf(ol, {line, away, point}, mark, resolution) {
  if (away > ON_RIVER * resolution) return null;
  const parts = line.slice(1).map((end, index) => toSegment(line[index], end, point));
  const on = parts.reduce((best, one, index) => one.away < parts[best].away ? index : best, 0);
  const middle = parts.slice(0, on).reduce((sum, one) => sum + one.length, 0) + parts[on].share * parts[on].length;
  const stretch = cut(line, middle - REACH * resolution, middle + REACH * resolution);
  return new ol.style.Style({geometry: new ol.geom.LineString(stretch), stroke: new ol.style.Stroke({color: mark.colour, width: 6, lineCap: "butt"})});
}

/** A line from one distance along it to another. */
function cut(line, from, to) {
  const points = [];
  let gone = 0;
  for (let index = 1; index < line.length; index++) {
    const [start, end] = [line[index - 1], line[index]];
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
    const on = along => [start[0] + (end[0] - start[0]) * along / length, start[1] + (end[1] - start[1]) * along / length];
    if (gone + length >= from && gone <= to && length > 0) {
      if (points.length === 0) points.push(on(Math.max(0, from - gone)));
      points.push(on(Math.min(length, to - gone)));
    }
    gone += length;
  }
  return points;
}
