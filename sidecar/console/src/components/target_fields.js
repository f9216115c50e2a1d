/** Where the rows of a job go, and how. */

import { keyToText, textToKey } from "../definition.js";
import { html } from "../html.js";
import { ChoiceField, TextField } from "./fields.js";

const STRATEGIES = {
  REPLACE: "REPLACE: read all rows into a new index, then move the alias to it",
  INCREMENTAL: "INCREMENTAL: write rows into the target by their key",
};

/**
 * @param {object} properties
 * @param {import("../definition.js").Ingest} properties.ingest
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {string[]} properties.columns of the query, as far as they are known
 */
export function TargetFields({ ingest, change, columns }) {
  return html`
    <${TextField} label="Target" value=${ingest["target"]} onChange=${change("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${ChoiceField} label="Strategy" value=${ingest["strategy"] ?? "INCREMENTAL"} onChange=${change("strategy")} options=${STRATEGIES} />
    <${TextField} label="Key" value=${keyToText(ingest["pk_field"])} onChange=${(/** @type {string} */ text) => change("pk_field")(textToKey(text))} suggestions=${columns}
      placeholder="id" hint="Column whose value becomes the document's id; several with commas. Without one, ids are generated: each INCREMENTAL run adds new documents." />
    <details>
      <summary>Limits and batches</summary>
      <${TextField} label="Rejected rows that a run tolerates" value=${ingest["max_failures"]} onChange=${change("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${TextField} label="Removal guard" value=${ingest["removal_guard"]} onChange=${change("removal_guard")} placeholder="50%"
        hint="A REPLACE that would remove more than this share of the documents is not published." />
      <${TextField} label="Ingest pipeline" value=${typeof ingest["pipeline"] === "string" ? ingest["pipeline"] : ""} onChange=${change("pipeline")} />
      <${TextField} label="Description" value=${ingest["description"]} onChange=${change("description")} />
    </details>
  `;
}
