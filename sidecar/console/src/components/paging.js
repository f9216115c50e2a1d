/** Links to the other pages of a list. */

import { formatCount } from "../format.js";
import { html } from "../html.js";

/** Entries that Elasticsearch pages through. */
const MAX_RESULT_WINDOW = 10_000;

/**
 * @param {object} properties
 * @param {number} properties.from first shown entry, from 0
 * @param {number} properties.size entries of a page
 * @param {number} properties.total
 * @param {string} properties.of what is listed, in the plural
 * @param {(from: number) => string} properties.address the address of the page that begins with an entry
 */
export function Paging({ from, size, total, of, address }) {
  const hasNext = from + size < total, isReachable = from + 2 * size <= MAX_RESULT_WINDOW;
  const last = Math.min(from + size, total);
  return html`<nav class="paging" aria-label=${`Pages of ${of}`}>
    <span class="muted">${total ? `${formatCount(from + 1)} to ${formatCount(last)} of ${formatCount(total)} ${total === 1 ? of.replace(/s$/, "") : of}` : `No ${of}`}</span>
    ${from > 0 && html`<a class="button" rel="prev" href=${address(Math.max(0, from - size))}>Previous</a>`}
    ${hasNext && isReachable && html`<a class="button" rel="next" href=${address(from + size)}>Next</a>`}
    ${hasNext && !isReachable && html`<span class="muted">Use the filters to see the others.</span>`}
  </nav>`;
}
