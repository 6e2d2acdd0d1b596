const BASE = "api/v1/";

/** What the service says about a request that it did not answer. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.title = document.title;
    this.detail = document.detail;
  }
}

export function address(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return BASE + path + (given.length ? "?" + new URLSearchParams(given) : "");
}

async function ask(url) {
  let response;
  try {
    response = await fetch(url, {headers: {Accept: "application/json"}});
  } catch (fault) {
    throw new Problem(503, {detail: fault.message});
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

/** The same for lists that do not change while the page is open. */
export function once(path) {
  if (!remembered.has(path)) {
    remembered.set(path, whole(path).catch(fault => {
      remembered.delete(path);
      throw fault;
    }));
  }
  return remembered.get(path);
}

/** What an answer would be, or null where the service does not have it. */
export async function optional(work) {
  try {
    return await work;
  } catch (fault) {
    if (fault.status === 404) return null;
    throw fault;
  }
}
