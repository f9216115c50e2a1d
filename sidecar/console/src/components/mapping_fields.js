/** The fields that the columns of a job become. */

import { ScrollArea } from "./scroll_area.js";
import * as calls from "../calls.js";
import { withFieldType } from "../definition.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { OutdatedNote, useAnswer } from "./answer.js";
import { ErrorMessage } from "./errors.js";
import { JsonField } from "./fields.js";
import { RequestView } from "./request_view.js";

const TYPES = ["keyword", "text", "long", "integer", "double", "float", "boolean", "date", "ip", "geo_point", "flattened", "binary", "wildcard"];

/**
 * @param {object} properties
 * @param {import("../definition.js").Ingest} properties.ingest
 * @param {(name: string) => (value: unknown) => void} properties.change
 */
export function MappingFields({ ingest, change }) {
  const { datasource, query, mapping } = ingest;
  const request = calls.transforms(datasource ?? "", { query });
  const { ask, isBusy, error, answer: defaults, isOutdated } = useAnswer(request);
  return html`<section class="panel">
    <h2>3. Fields</h2>
    <p class="hint">Each column becomes a field with the type that fits its SQL type. Another type can be chosen here.</p>
    ${may(MAY.editDatasources) && html`<button type="button" disabled=${!datasource || !query || isBusy} aria-busy=${isBusy} onClick=${ask}>
      ${isBusy ? "Reading …" : "Show the columns"}
    </button>`}
    ${error && html`<${ErrorMessage} error=${error} />`}
    ${datasource && query && html`<${RequestView} request=${request} />`}
    <${OutdatedNote} isShown=${isOutdated} of="columns" />
    ${defaults && html`<${TypeTable} defaults=${defaults.mapping} mapping=${mapping} onChange=${change("mapping")} />`}
    <details>
      <summary>Mapping, transforms and settings as JSON</summary>
      <${JsonField} label="Mapping" value=${mapping} onChange=${change("mapping")} hint="Overrides the defaults, field by field." />
      <${JsonField} label="Transforms" value=${ingest["transforms"]} onChange=${change("transforms")} hint="copy, geo_point or array." />
      <${JsonField} label="Index settings" value=${ingest["settings"]} onChange=${change("settings")} hint='Of a new index, such as {"number_of_shards": 1}.' />
    </details>
  </section>`;
}

/** @param {{defaults: any, mapping: any, onChange: (mapping: unknown) => void}} properties */
function TypeTable({ defaults, mapping, onChange }) {
  return html`<${ScrollArea} label="Fields"><table>
    <thead><tr><th>Field</th><th>Default type</th><th>Type</th></tr></thead>
    <tbody>
      ${Object.entries(defaults.properties ?? {}).map(([name, field]) => {
        const type = /** @type {any} */ (field).type ?? "object", chosen = mapping?.properties?.[name]?.type ?? "";
        return html`<tr key=${name}>
          <td>${name}</td><td>${type}</td>
          <td><select aria-label=${`Type of ${name}`} value=${chosen} onChange=${(/** @type {any} */ event) => onChange(withFieldType(mapping, name, event.target.value))}>
            <option value="" selected=${!chosen}>Default</option>
            ${[...new Set([...TYPES, ...(chosen ? [chosen] : [])])].map((each) => html`<option key=${each} value=${each} selected=${each === chosen}>${each}</option>`)}
          </select></td>
        </tr>`;
      })}
    </tbody>
  </table><//>`;
}
