/** The list of all datasources. */

import { send } from "../api.js";
import * as calls from "../calls.js";
import { Action } from "../components/action.js";
import { ConnectionTest } from "../components/connection_test.js";
import { Filters, TextFilter } from "../components/filters.js";
import { Loaded } from "../components/loaded.js";
import { Paging } from "../components/paging.js";
import { RequestView } from "../components/request_view.js";
import { ScrollArea } from "../components/scroll_area.js";
import { definitionFilter } from "../definition_filter.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { usePolling } from "../poll.js";
import { link } from "../router.js";

const PAGE_SIZE = 50;
const SHOWN_JOBS = 3;

/** @param {{query: URLSearchParams}} properties */
export function DatasourcesPage({ query }) {
  const from = Number(query.get("from") ?? 0), q = query.get("q") ?? "";
  const request = calls.searchDatasources({ from, size: PAGE_SIZE, include_used_by: true, ...definitionFilter(q) });
  const polling = usePolling((signal) => send(request, signal), 0, [from, q]);
  return html`
    <div class="heading">
      <h1>Datasources</h1>
      <div class="actions">${may(MAY.editDatasources) && html`<a class="button primary" href=${link("datasource-form")}>New datasource</a>`}</div>
    </div>
    <${Filters} address=${(/** @type {any} */ values) => link("datasources", undefined, values)}>
      <${TextFilter} name="q" label="Search datasources" value=${q} placeholder="Part of the id, or jdbc.username:reader" />
    <//>
    <${Loaded} polling=${polling}>
      ${(/** @type {any} */ { hits }) => html`
        <section class="panel"><${ScrollArea} label="Datasources"><table>
          <thead><tr><th>Datasource</th><th>URL</th><th>User</th><th>Used by</th><th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${hits.hits.map((/** @type {any} */ hit) => html`<${DatasourceRow} key=${hit._id} hit=${hit} onChange=${polling.reload} />`)}</tbody>
        </table>
        ${hits.total === 0 && html`<p class="empty">${q ? "No datasource matches." : "There is no datasource yet. Add the database that your rows come from."}</p>`}
        <//></section>
        <${Paging} from=${from} size=${PAGE_SIZE} total=${hits.total} of="datasources" address=${(/** @type {number} */ first) => link("datasources", undefined, { q, from: first })} />
      `}
    <//>
    <${RequestView} request=${request} />
  `;
}

/** @param {{hit: any, onChange: () => void}} properties */
function DatasourceRow({ hit, onChange }) {
  const id = hit._id, usedBy = hit.used_by ?? [];
  return html`<tr>
    <td>${may(MAY.editDatasources) ? html`<a href=${link("datasource-form", id)}>${id}</a>` : id}</td>
    <td class="mono message">${hit._source.jdbc.url}</td>
    <td>${hit._source.jdbc.username ?? "–"}</td>
    <td class="message">
      ${usedBy.slice(0, SHOWN_JOBS).map((/** @type {string} */ job) => html`<a key=${job} href=${link("jobs", job)}>${job}</a> `)}
      ${usedBy.length > SHOWN_JOBS && html`<a href=${link("jobs", undefined, { q: `ingest.datasource:${id}` })}>and ${usedBy.length - SHOWN_JOBS} more</a>`}
      ${usedBy.length === 0 && "–"}
    </td>
    <td class="actions">
      <${ConnectionTest} request=${calls.validateDatasource(id)} of=${id} />
      ${may(MAY.createJobsOfTables) && html`<a class="button" href=${link("tables", id)} aria-label=${`Tables of ${id}`}>Tables</a>`}
      <${Action} label="Delete" of=${id} kind="danger" requires=${MAY.editDatasources} request=${calls.deleteDatasource(id)} onDone=${onChange}
        question=${`Delete the datasource ${id}?`} />
    </td>
  </tr>`;
}
