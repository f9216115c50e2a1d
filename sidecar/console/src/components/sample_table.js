/** The first rows of a query, as the documents that a run would send. */

import { html } from "../html.js";
import { ScrollArea } from "./scroll_area.js";

/** @param {{sample: {types: Record<string, string>, results: Record<string, unknown>[], rejected?: {row: number, reason: string}[], truncated?: boolean}}} properties */
export function SampleTable({ sample: { types, results, rejected = [], truncated = false } }) {
  const columns = Object.keys(types);
  return html`<div class="sample">
    <h3>First rows</h3>
    ${results.length === 0 && html`<p class="muted">The query returns no rows.</p>`}
    <${ScrollArea} label="First rows">
      <table>
        <thead><tr>${columns.map((name) => html`<th key=${name}>${name}<br /><span class="muted">${types[name]}</span></th>`)}</tr></thead>
        <tbody>${results.map((row, index) => html`<tr key=${index}>${columns.map((name) => html`<td key=${name}>${text(row[name])}</td>`)}</tr>`)}</tbody>
      </table>
    <//>
    ${rejected.map(({ row, reason }) => html`<p class="alert warning" key=${row}>A run would reject row ${row}: ${reason}</p>`)}
    ${truncated && html`<p class="muted">Further rows are left out, because the response would be too large.</p>`}
  </div>`;
}

/** @param {unknown} value */
function text(value) {
  if (value === null || value === undefined) return html`<span class="muted">null</span>`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
