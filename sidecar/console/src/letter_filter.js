/** Filters of dead letters, as they are in an address and in a request. */

const NAMES = /** @type {const} */ (["id", "execution", "type", "field", "summary", "q"]);
const GROUP_KEYS = /** @type {const} */ (["type", "field", "summary"]);

/** @typedef {import("./calls.js").LetterFilter} LetterFilter */

/**
 * Reads the filter in an address; `without=field,summary` selects the dead letters that have neither.
 * @param {URLSearchParams} query
 * @returns {LetterFilter}
 */
export function parseFilter(query) {
  const without = (query.get("without") ?? "").split(",").filter(Boolean);
  const values = NAMES.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []));
  return Object.fromEntries([...values, ...without.map((name) => [name, null])]);
}

/**
 * Returns the parameters of an address for a filter.
 * @param {LetterFilter} filter
 * @returns {Record<string, string | undefined>}
 */
export function filterParameters(filter) {
  const without = NAMES.filter((name) => filter[name] === null).join();
  return { ...Object.fromEntries(NAMES.map((name) => [name, filter[name] ?? undefined])), without };
}

/**
 * Returns the filter of a group: exactly the dead letters that were counted, which match the page's filter too.
 * @param {LetterFilter} filter
 * @param {any} group
 * @returns {LetterFilter}
 */
export function groupFilter(filter, group) {
  return { ...filter, ...Object.fromEntries(GROUP_KEYS.map((name) => [name, group[name]])) };
}
