const BASE = "api/v1/";

/** What the service says about a request that it did not answer. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.title = document.title;
    this.detail = document.detail;
    this.more = document;
  }
}

export function address(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return BASE + path + (given.length ? "?" + new URLSearchParams(given) : "");
}

/** A service that cannot be reached has the status 0. */
async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, {...options, headers: {Accept: "application/json", ...options.headers}});
  } catch (fault) {
    throw new Problem(0, {detail: fault.message});
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

/** One answer. */
export const get = (path, query) => ask(address(path, query));

/** All items of a list, page after page. */
export async function all(path, query = {}) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(path, {limit: 10000, ...query, cursor});
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** All items of a list that takes no limit. */
export const whole = async (path, query) => (await get(path, query)).items;

const remembered = new Map();

function remember(path, work) {
  if (!remembered.has(path)) {
    remembered.set(path, work().catch(fault => {
      remembered.delete(path);
      throw fault;
    }));
  }
  return remembered.get(path);
}

/** The lists that every screen shows codes by, in one answer. */
const STARTED = {words: "words", parameters: "parameters", flags: "flags", "air/categories": "airCategories",
  "water/classes": "waterClasses", "noise/limits": "noiseLimits", "air/limits": "airLimits"};

export const start = () => remember("screen/start", () => get("screen/start"));

/** A list that does not change while the page is open. */
export const once = path => STARTED[path] ? start().then(lists => lists[STARTED[path]]) : remember(path, () => whole(path));

/** One answer that does not change while the page is open. */
export const kept = path => remember(path, () => get(path));

/** What an answer would be, or null where the service does not have it. */
export async function optional(work) {
  try {
    return await work;
  } catch (fault) {
    if (fault.status === 404) return null;
    throw fault;
  }
}

let token = null;

/** The word that a signed-in page sends with what it writes. */
export const trust = csrf => { token = csrf; };

/** Writes: body is an object, or text of a type such as text/csv. */
export function send(method, path, body, {query, type} = {}) {
  const headers = token ? {"X-CSRF-Token": token} : {};
  if (body !== undefined) headers["Content-Type"] = type ?? "application/json";
  return ask(address(path, query), {method, headers, body: body === undefined || type ? body : JSON.stringify(body)});
}

/** Hands a file in, or asks what would be wrong with it: what came back, as it came. accept: the type that is wanted in place of JSON */
export async function sendFile(method, path, file, {query, accept} = {}) {
  const type = file.name.toLowerCase().endsWith(".xlsx") ? WORKBOOK : "text/csv";
  const headers = {Accept: accept ? `${accept}, application/json` : "application/json", "Content-Type": type};
  if (token) headers["X-CSRF-Token"] = token;
  let response;
  try {
    response = await fetch(address(path, query), {method, headers, body: file});
  } catch (fault) {
    throw new Problem(0, {detail: fault.message});
  }
  if (accept && response.headers.get("Content-Type")?.startsWith(accept)) return response.blob();
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

export const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
