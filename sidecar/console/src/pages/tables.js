/** Many tables of a datasource at once: one job for each chosen one. */

import { ScrollArea } from "../components/scroll_area.js";
import { useSelection } from "../components/selection.js";
import { useState } from "preact/hooks";
import { send } from "../api.js";
import * as calls from "../calls.js";
import { ErrorMessage } from "../components/errors.js";
import { ChoiceField } from "../components/fields.js";
import { Loaded } from "../components/loaded.js";
import { RequestView } from "../components/request_view.js";
import { keyToText } from "../definition.js";
import { ApiError } from "../errors.js";
import { html } from "../html.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";

/** @param {{id: string}} properties the datasource */
export function TablesPage({ id }) {
  const polling = usePolling((signal) => send(calls.metadata(id, {}), signal), 0, [id]);
  return html`
    <div class="heading">
      <h1>Tables of ${id}</h1>
      <div class="actions"><a class="button" href=${link("job-form", undefined, { datasource: id })}>Job with a query</a></div>
    </div>
    <p class="muted">One job for each table or view. A REPLACE reads the whole table with each run; an INCREMENTAL reads only rows with a larger key. Each can be changed later.</p>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { catalogs }) => html`<${NameChoice} label="Catalog" named=${catalogs}>
        ${(/** @type {string} */ catalog) => html`<${Schemas} key=${catalog} datasource=${id} catalog=${catalog} />`}
      <//>`}
    <//>
  `;
}

/** @param {{datasource: string, catalog: string}} properties its schemas are read when it is chosen: each read is a process of its own */
function Schemas({ datasource, catalog }) {
  const polling = usePolling((signal) => send(calls.metadata(datasource, { catalog }), signal), 0, [datasource, catalog]);
  return html`<${Loaded} polling=${polling}>
    ${(/** @type {any} */ { catalogs: [{ schemas }] }) => html`<${NameChoice} label="Schema" named=${schemas}>
      ${(/** @type {string} */ schema) => html`<${Proposals} key=${schema} datasource=${datasource} catalog=${catalog} schema=${schema} />`}
    <//>`}
  <//>`;
}

/** @param {{label: string, named: {name: string}[], children: (name: string) => import("preact").ComponentChildren}} properties a single name is not asked for */
function NameChoice({ label, named, children }) {
  const [chosen, setChosen] = useState(named[0]?.name);
  if (chosen === undefined) return html`<p class="empty">The datasource's user may read no ${label.toLowerCase()}.</p>`;
  return html`
    ${named.length > 1 && html`<${ChoiceField} label=${label} value=${chosen} onChange=${setChosen} options=${Object.fromEntries(named.map(({ name }) => [name, name]))} />`}
    ${children(chosen)}
  `;
}

/** @param {{datasource: string, catalog: string, schema: string}} properties */
function Proposals({ datasource, catalog, schema }) {
  const request = calls.proposeDefinitions(datasource, { catalog, schema });
  const polling = usePolling((signal) => send(request, signal), 0, [datasource, catalog, schema]);
  return html`<${Loaded} polling=${polling}>
      ${(/** @type {any} */ { ingestions, truncated = false }) => html`<${ProposalTable} proposals=${ingestions} isCut=${truncated} />`}
    <//>
    <${RequestView} request=${request} />`;
}

/** @param {{proposals: any[], isCut: boolean}} properties */
function ProposalTable({ proposals, isCut }) {
  const { selected, toggle, select } = useSelection();
  const [sources, setSources] = useState(/** @type {Map<string, any>} */ (new Map()));
  const [results, setResults] = useState(/** @type {Map<string, ApiError | "created">} */ (new Map()));
  const [isBusy, setBusy] = useState(false);
  const left = proposals.filter(({ _id }) => results.get(_id) !== "created");
  const chosen = left.filter(({ _id }) => selected.has(_id));

  async function create() {
    setBusy(true);
    try {
      await createChosen();
    } finally {
      setBusy(false);
    }
  }

  async function createChosen() {
    for (const { _id, _source } of chosen) {
      const result = await send(calls.putIngestion(_id, sources.get(_id) ?? _source, { op_type: "create" })).then(
        () => /** @type {const} */ ("created"),
        (error) => (error instanceof ApiError ? error : Promise.reject(error)),
      );
      setResults((current) => new Map(current).set(_id, result));
    }
  }

  if (!proposals.length) return html`<p class="empty">No tables that this user may read.</p>`;
  return html`<section class="panel">
    <${ScrollArea} label="Tables"><table>
      <thead>
        <tr>
          <th><input type="checkbox" aria-label="Choose all" checked=${left.length > 0 && chosen.length === left.length}
            onChange=${() => select(chosen.length === left.length ? [] : left.map(({ _id }) => _id))} /></th>
          <th>Job</th><th>Key</th><th>Strategy</th><th>Notes</th><th><span class="hidden">Result</span></th>
        </tr>
      </thead>
      <tbody>
        ${proposals.map((proposal) => html`<${ProposalRow} key=${proposal._id} proposal=${proposal} result=${results.get(proposal._id)} isSelected=${selected.has(proposal._id)}
          onToggle=${() => toggle(proposal._id)} onSource=${(/** @type {any} */ source) => setSources(new Map(sources).set(proposal._id, source))} />`)}
      </tbody>
    </table><//>
    ${isCut && html`<p class="muted">The schema has more tables than these.</p>`}
    <div class="submit">
      <button type="button" class="primary" disabled=${!chosen.length || isBusy} aria-busy=${isBusy} onClick=${create}>${chosen.length ? `Create ${chosen.length} ${chosen.length === 1 ? "job" : "jobs"}` : "Create jobs"}</button>
      <a class="button" href=${link("jobs")}>Show all jobs</a>
    </div>
    ${chosen[0] && html`<${RequestView} request=${calls.putIngestion(chosen[0]._id, sources.get(chosen[0]._id) ?? chosen[0]._source, { op_type: "create" })} />`}
  </section>`;
}

/**
 * @param {object} properties
 * @param {any} properties.proposal
 * @param {ApiError | "created" | undefined} properties.result
 * @param {boolean} properties.isSelected
 * @param {() => void} properties.onToggle
 * @param {(source: any) => void} properties.onSource called with the definition of the chosen strategy
 */
function ProposalRow({ proposal: { _id: id, _source: replace, incremental, comments }, result, isSelected, onToggle, onSource }) {
  const isCreated = result === "created";
  const choose = (/** @type {any} */ event) => onSource(event.target.value === "REPLACE" ? replace : incremental);
  return html`<tr>
    <td><input type="checkbox" aria-label=${`Choose ${id}`} disabled=${isCreated} checked=${isSelected} onChange=${onToggle} /></td>
    <td>${isCreated ? html`<a href=${link("jobs", id)}>${id}</a>` : id}</td>
    <td>${keyToText(replace.ingest.pk_field) || "–"}</td>
    <td>${incremental
      ? html`<select aria-label=${`Strategy of ${id}`} disabled=${isCreated} onChange=${choose}><option>REPLACE</option><option>INCREMENTAL</option></select>`
      : replace.ingest.strategy}</td>
    <td class="message muted"><details><summary>${comments[0]}</summary>${comments.slice(1).join(" ")}</details></td>
    <td>${isCreated ? html`<span class="good">created</span>` : result && html`<${ErrorMessage} error=${result} />`}</td>
  </tr>`;
}
