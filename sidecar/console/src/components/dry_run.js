/** What a run would do, before it does it. */

import { formatCount, formatRelative, formatTime } from "../format.js";
import { html } from "../html.js";
import { useAnswer } from "./answer.js";
import { ErrorMessage } from "./errors.js";
import { Fact, Facts } from "./facts.js";
import { RequestView } from "./request_view.js";

/** @param {{request: import("../request.js").ApiRequest}} properties */
export function DryRun({ request }) {
  const { ask, isBusy, error, answer: plan, isOutdated } = useAnswer(request);
  return html`<section class="panel">
    <h2>5. What would a run do?</h2>
    <p class="hint">Asks the database and Elasticsearch, and writes nothing.</p>
    <button type="button" disabled=${isBusy} aria-busy=${isBusy} onClick=${ask}>${isBusy ? "Asking …" : "Dry run"}</button>
    ${error && html`<${ErrorMessage} error=${error} />`}
    <div role="status">${!error && plan && !isOutdated && html`<${Plan} plan=${plan} />`}</div>
    <${RequestView} request=${request} />
  </section>`;
}

/** @param {{plan: any}} properties */
function Plan({ plan }) {
  return html`<div>
    ${plan.changes?.changed && plan.index && !plan.replaces
      ? html`<p class="alert warning">Some fields of the target have another type than the columns. A run cannot change them, and may reject rows.</p>`
      : html`<p class="good">A run would work.</p>`}
    <${Facts}>
      <${Fact} name="Rows">${plan.rows_total === undefined ? "not known" : `about ${formatCount(plan.rows_total)}`}<//>
      <${Fact} name="Writes to">${plan.target}${plan.replaces ? `, and replaces ${plan.replaces}` : plan.index ? "" : ", which is created"}<//>
      ${plan.removal_guard && html`<${Fact} name="Removal guard"><${GuardExpectation} guard=${plan.removal_guard} rows=${plan.rows_total} /><//>`}
      <${Fact} name="Starts from"><${StartPosition} start=${plan.start} /><//>
      <${Fact} name="Next runs">${plan.next_fires?.length ? html`<${FireTimes} times=${plan.next_fires} />` : "only manually"}<//>
      ${plan.deletions_next_fires && html`<${Fact} name="Next deletions">${plan.deletions_next_fires.length ? html`<${FireTimes} times=${plan.deletions_next_fires} />` : "never"}<//>`}
    <//>
    ${plan.changes && html`<${MappingChanges} changes=${plan.changes} />`}
    <details><summary>Query</summary><pre tabindex="0" aria-label="Rendered query">${plan.query}</pre></details>
    <details><summary>Mapping</summary><pre tabindex="0" aria-label="Mapping">${JSON.stringify(plan.mapping, null, 2)}</pre></details>
  </div>`;
}

/** @param {{times: number[]}} properties */
function FireTimes({ times }) {
  return html`<ul class="plain">${times.map((time) => html`<li key=${time}>${formatTime(time)} <span class="muted">${formatRelative(time, Date.now())}</span></li>`)}</ul>`;
}

/** @param {{guard: {documents: number, minimum: number}, rows: number | undefined}} properties `rows`: the estimate, if there is one */
function GuardExpectation({ guard, rows }) {
  const limit = `The target has ${formatCount(guard.documents)} documents; a run with fewer than ${formatCount(guard.minimum)} is not published.`;
  return rows !== undefined && rows < guard.minimum ? html`<span class="bad">${limit} The estimate is below.</span>` : limit;
}

/** @param {{start: Record<string, unknown>}} properties */
function StartPosition({ start }) {
  const entries = Object.entries(start);
  if (!entries.length) return "the beginning";
  return html`${entries.map(([name, value]) => html`<div key=${name}><code>${name}</code> = <code>${JSON.stringify(value)}</code></div>`)}`;
}

/** @typedef {{added?: Record<string, string>, removed?: Record<string, string>, changed?: Record<string, {from: string, to: string}>}} Changes */

/** @param {{changes: Changes}} properties */
function MappingChanges({ changes: { added = {}, removed = {}, changed = {} } }) {
  const rows = [
    ...Object.entries(added).map(([field, type]) => ({ field, change: "new", type })),
    ...Object.entries(removed).map(([field, type]) => ({ field, change: "removed", type })),
    ...Object.entries(changed).map(([field, { from, to }]) => ({ field, change: "another type", type: `${from}, would be ${to}` })),
  ];
  if (!rows.length) return html`<p class="muted">The mapping of the target stays as it is.</p>`;
  return html`<h3>Changes of the mapping</h3>
    <table>
      <thead><tr><th>Field</th><th>Change</th><th>Type</th></tr></thead>
      <tbody>${rows.map(({ field, change, type }) => html`<tr key=${field}><td>${field}</td><td>${change}</td><td>${type}</td></tr>`)}</tbody>
    </table>`;
}
