/** Where the rows of a job go, and how. */

import { isIncremental, keyToText, needsKey, textToKey, withDeletionsMode, withPartitionMode } from "../definition.js";
import { html } from "../html.js";
import { DeletionFields } from "./deletion_fields.js";
import { ChoiceField, TextField } from "./fields.js";
import { PartitionFields } from "./partition_fields.js";

const STRATEGIES = {
  REPLACE: "REPLACE: read all rows into a new index, then move the alias to it",
  INCREMENTAL: "INCREMENTAL: write rows into the target by their key",
  MIRROR: "MIRROR: compare all rows with the target, then write and delete only what differs",
};

/** @type {Record<string, string>} */
const STRATEGY_HINTS = {
  REPLACE: "Readers see all old rows or all new ones. Deleted rows are gone after each run.",
  INCREMENTAL: "Reads what the query asks for: with its variables only new rows.",
  MIRROR: "For a large table with few changes. Readers see old and new documents side by side during a run. Needs a key, and a target that only this job writes.",
};

const KEY_HINT = "Column whose value becomes the document's id; several with commas.";
const KEYLESS_HINT = " Without one, ids are generated: each INCREMENTAL run adds new documents.";

const NO_PIPELINE = "A MIRROR has none: its documents must equal the rows.";

/** A pattern that no text matches: the field must be empty. */
const EMPTY = "(?!)";

/** @typedef {import("../definition.js").Ingest} Ingest */

/**
 * @param {object} properties
 * @param {Ingest} properties.ingest
 * @param {Ingest} properties.origin the definition before it was changed here
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {(changed: (current: Ingest) => Ingest) => void} properties.update
 * @param {string[]} properties.columns of the query, as far as they are known
 * @param {(name: string) => string | undefined} properties.rejectionOf why the value of a field was not saved
 */
export function TargetFields({ ingest, origin, change, update, columns, rejectionOf }) {
  const strategy = ingest["strategy"] ?? "INCREMENTAL", isMirror = strategy === "MIRROR";

  /** @param {string} chosen */
  function choose(chosen) {
    change("strategy")(chosen);
    if (chosen !== "INCREMENTAL") update((current) => withDeletionsMode(current, "none", origin));
    if (chosen === "MIRROR") update((current) => withPartitionMode(current, "none"));
  }

  return html`
    <${TextField} label="Target" value=${ingest["target"]} onChange=${change("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${ChoiceField} label="Strategy" value=${strategy} onChange=${choose} options=${STRATEGIES} hint=${STRATEGY_HINTS[strategy]} />
    ${isIncremental(ingest) && html`<${DeletionFields} ingest=${ingest} origin=${origin} change=${change} update=${update} columns=${columns} rejectionOf=${rejectionOf} />`}
    <${TextField} label="Key" value=${keyToText(ingest["pk_field"])} onChange=${(/** @type {string} */ text) => change("pk_field")(textToKey(text))} suggestions=${columns} required=${needsKey(ingest)}
      placeholder="id" hint=${KEY_HINT + (needsKey(ingest) ? "" : KEYLESS_HINT)} />
    <details>
      <summary>Limits and batches</summary>
      <${TextField} label="Rejected rows that a run tolerates" value=${ingest["max_failures"]} onChange=${change("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${TextField} label="Removal guard" value=${ingest["removal_guard"]} onChange=${change("removal_guard")} placeholder="50%"
        hint="A run that would remove more than this share of the target's documents removes none, and ends in an error." />
      <${TextField} label="Ingest pipeline" value=${typeof ingest["pipeline"] === "string" ? ingest["pipeline"] : ""} onChange=${change("pipeline")}
        pattern=${isMirror ? EMPTY : undefined} title=${isMirror ? NO_PIPELINE : undefined} hint=${isMirror ? NO_PIPELINE : undefined} />
      ${!isMirror && html`<${PartitionFields} ingest=${ingest} change=${change} update=${update} columns=${columns} rejectionOf=${rejectionOf} />`}
      <${TextField} label="Description" value=${ingest["description"]} onChange=${change("description")} />
    </details>
  `;
}
