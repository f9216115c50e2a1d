/** The address of the page that is shown, in the hash: deep links work below any path prefix. */

import { computed, signal } from "@preact/signals";

/** @typedef {{page: string, id: string | undefined, query: URLSearchParams}} Route */

const hash = signal(location.hash);

addEventListener("hashchange", () => {
  hash.value = location.hash;
});

/** The current route: `#/jobs/orders?page=2` is the page `jobs`, the id `orders` and the query `page=2`. */
export const route = computed(() => parseRoute(hash.value));

/**
 * Parses the hash of an address.
 * @param {string} text
 * @returns {Route}
 */
export function parseRoute(text) {
  const [path = "", query = ""] = text.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...id] = path.split("/");
  return { page: page || "overview", id: id.length ? decodeSegment(id.join("/")) : undefined, query: new URLSearchParams(query) };
}

/**
 * Returns the hash of a page.
 * @param {string} page
 * @param {string} [id]
 * @param {Record<string, string | number | undefined>} [query]
 */
export function link(page, id, query = {}) {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return `#/${page}${id === undefined ? "" : `/${encodeURIComponent(id)}`}${search && `?${search}`}`;
}

/** @param {string} segment */
function decodeSegment(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
