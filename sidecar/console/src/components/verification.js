/** The result of a verification: how many documents are equal, and which are not. */

import { formatCount } from "../format.js";
import { html } from "../html.js";
import { ScrollArea } from "./scroll_area.js";
import { Tile, Tiles } from "./tiles.js";

/** @typedef {{field: string, source?: string, target?: string}} FieldValues JSON; absent where there is no such field */
/** @typedef {{id: string, fields: string[], values?: FieldValues[]}} Difference */

/** @param {{comparison: any}} properties */
export function VerificationResult({ comparison }) {
  const { matches, note, missing, surplus, different, rejected } = comparison;
  return html`<section class="panel" aria-label="Result">
    <h2>Result</h2>
    <p class="alert ${matches ? "success" : "error"}">${matches ? "The target matches the source." : "The target differs from the source."}</p>
    ${note && html`<p class="alert warning">${note}</p>`}
    <${Tiles}>
      <${Tile} name="Rows" value=${formatCount(comparison.rows)} />
      <${Tile} name="Documents" value=${formatCount(comparison.documents)} />
      <${Tile} name=${comparison.compared === "ids" ? "Equal ids" : "Equal"} value=${formatCount(comparison.equal)} />
      <${Tile} name="Missing" value=${formatCount(missing)} isBad=${missing > 0} />
      <${Tile} name="Surplus" value=${formatCount(surplus)} isBad=${surplus > 0} />
      <${Tile} name="Different" value=${formatCount(different)} isBad=${different > 0} />
      ${rejected > 0 && html`<${Tile} name="Rows that cannot become documents" value=${formatCount(rejected)} />`}
    <//>
    <${Ids} title="Missing: rows without a document" ids=${comparison.missing_ids} total=${missing} />
    <${Ids} title="Surplus: documents without a row" ids=${comparison.surplus_ids} total=${surplus} />
    <${Differences} differences=${comparison.differences} total=${different} />
  </section>`;
}

/** @param {{title: string, ids: string[] | undefined, total: number}} properties */
function Ids({ title, ids, total }) {
  if (!ids?.length) return null;
  return html`<h3>${title}</h3>
    <${Shown} shown=${ids.length} total=${total} />
    <ul class="ids mono" tabindex="0" aria-label=${title}>${ids.map((id) => html`<li key=${id}>${id}</li>`)}</ul>`;
}

/** @param {{differences: Difference[] | undefined, total: number}} properties */
function Differences({ differences, total }) {
  if (!differences?.length) return null;
  const hasValues = differences.some(({ values }) => values);
  return html`<h3>Different: fields whose values differ</h3>
    <${Shown} shown=${differences.length} total=${total} />
    ${!hasValues && html`<p class="muted">Only the last execution of a job shows the values, to users with the privilege read on the target.</p>`}
    <div class="list"><${ScrollArea} label="Differences"><table>
      <thead><tr><th>Document</th><th>Field</th>${hasValues && html`<th>Source</th><th>Target</th>`}</tr></thead>
      <tbody>${differences.flatMap(({ id, fields, values }) => (values ?? fields.map((field) => ({ field }))).map((each) => html`<${Field} key=${`${id} ${each.field}`} id=${id} values=${each} hasValues=${hasValues} />`))}</tbody>
    </table><//></div>`;
}

/** @param {{id: string, values: FieldValues, hasValues: boolean}} properties */
function Field({ id, values: { field, source, target }, hasValues }) {
  return html`<tr>
    <th scope="row" class="mono">${id}</th>
    <td class="mono">${field}</td>
    ${hasValues && html`<td class="value mono">${source ?? ABSENT}</td><td class="value mono">${target ?? ABSENT}</td>`}
  </tr>`;
}

const ABSENT = html`<span class="muted">no such field</span>`;

/** @param {{shown: number, total: number}} properties */
function Shown({ shown, total }) {
  return shown < total ? html`<p class="muted">${formatCount(shown)} of ${formatCount(total)} are shown.</p>` : null;
}
