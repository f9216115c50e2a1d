/** The ranges of a partitioned read, side by side. */

import { formatCount } from "../format.js";
import { html } from "../html.js";
import { ScrollArea } from "./scroll_area.js";

/** @param {{partitions: {name: string, count: number, last_id?: string}[]}} properties */
export function RangeChart({ partitions }) {
  const largest = Math.max(1, ...partitions.map(({ count }) => count));
  return html`<section class="panel">
    <h2>Ranges</h2>
    <${ScrollArea} label="Ranges">
      <table>
        <thead><tr><th>Range</th><th class="number">Rows</th><th class="wide">Share of the largest</th><th>Last id</th></tr></thead>
        <tbody>
          ${partitions.map(
            ({ name, count, last_id: last }) => html`<tr key=${name}>
              <td>${name}</td>
              <td class="number">${formatCount(count)}</td>
              <td><progress max=${largest} value=${count} aria-label=${`Rows of range ${name}`}></progress></td>
              <td>${last ?? "–"}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    <//>
  </section>`;
}
