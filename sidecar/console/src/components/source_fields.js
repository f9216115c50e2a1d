/** What a job reads: a datasource, a query, and the rows that it gives. */

import * as calls from "../calls.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { link } from "../router.js";
import { OutdatedNote, useAnswer } from "./answer.js";
import { CatalogTree } from "./catalog_tree.js";
import { ErrorMessage } from "./errors.js";
import { ChoiceField } from "./fields.js";
import { RequestView } from "./request_view.js";
import { SampleTable } from "./sample_table.js";
import { SqlEditor } from "./sql_editor.js";

const SAMPLED_ROWS = 20;
const SAMPLED_TEXT = 200;

/**
 * @param {object} properties
 * @param {import("../definition.js").Ingest} properties.ingest
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {string[]} properties.datasources
 * @param {(proposal: any) => void} properties.onTable called with the definition that a chosen table would have
 * @param {(columns: string[]) => void} properties.onColumns called with the columns of the rows
 */
export function SourceFields({ ingest, change, datasources, onTable, onColumns }) {
  const { datasource, query = "" } = ingest;
  const request = calls.sample(datasource ?? "", { query, row_limit: SAMPLED_ROWS, max_text_size: SAMPLED_TEXT });
  const preview = useAnswer(request, (response) => onColumns(Object.keys(response.types)));
  if (!datasources.length) {
    return html`<section class="panel">
      <h2>1. Source</h2>
      <p>A job reads from a datasource, and there is none yet.</p>
      <a class="button primary" href=${link("datasource-form")}>New datasource</a>
    </section>`;
  }
  return html`<section class="panel">
    <h2>1. Source</h2>
    <div class="source-fields">
      <div>
        <${ChoiceField} label="Datasource" value=${datasource} onChange=${change("datasource")} required
          options=${{ "": "Choose", ...Object.fromEntries(datasources.map((id) => [id, id])) }} />
        ${datasource && may(MAY.editDatasources) && html`<${CatalogTree} key=${datasource} datasource=${datasource} onTable=${onTable} />`}
      </div>
      <div class="query">
        <h3 id="query-label">Query</h3>
        <${SqlEditor} label="Query" value=${query} onChange=${change("query")} />
        <p class="hint">
          One SQL statement. <code>{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}</code> reads only what is new:
          the part in the section is left out of a first run.
        </p>
        ${may(MAY.editDatasources) && html`<button type="button" disabled=${!datasource || !query || preview.isBusy} aria-busy=${preview.isBusy} onClick=${preview.ask}>
          ${preview.isBusy ? "Reading …" : "Preview"}
        </button>`}
      </div>
    </div>
    ${preview.error && html`<${ErrorMessage} error=${preview.error} />`}
    <${OutdatedNote} isShown=${preview.isOutdated} of="rows" />
    ${preview.answer && html`<${SampleTable} sample=${preview.answer} />`}
    ${datasource && query && html`<${RequestView} request=${request} />`}
  </section>`;
}
