/** The head of a column by which a list can be sorted. */

import { html } from "../html.js";

/**
 * @param {object} properties
 * @param {string} properties.field
 * @param {string} properties.sort the current order, such as `_id:asc`
 * @param {(sort: string) => string} properties.address the address of the list in another order
 * @param {import("preact").ComponentChildren} properties.children
 */
export function SortHeader({ field, sort, address, children }) {
  const [sorted, order] = sort.split(":");
  const isSorted = sorted === field;
  const next = isSorted && order === "asc" ? "desc" : "asc";
  const direction = order === "asc" ? "ascending" : "descending";
  return html`<th aria-sort=${isSorted ? direction : "none"}>
    <a href=${address(`${field}:${next}`)}>${children}<span aria-hidden="true">${isSorted ? (order === "asc" ? " ▲" : " ▼") : ""}</span></a>
  </th>`;
}
