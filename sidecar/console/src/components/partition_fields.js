/** Whether the query is read in ranges of a column, and what reads them. */

import { partitionMode, withPartitionMode } from "../definition.js";
import { html } from "../html.js";
import { ChoiceField, TextField } from "./fields.js";

/** @typedef {import("../definition.js").Ingest} Ingest */
/** @typedef {import("../definition.js").PartitionMode} PartitionMode */

const MAX_RANGES = { none: 0, local: 64, dask: 10_000 };

/** @type {Record<PartitionMode, string>} */
const MODES = {
  none: "None: one session reads all rows",
  local: "Local threads read ranges of a column in parallel",
  dask: "Dask workers read ranges of a column in parallel",
};

/** @type {Record<PartitionMode, string | undefined>} */
const HINTS = {
  none: undefined,
  local: "One process reads with several database sessions.",
  dask: "For tables that one machine cannot read fast enough. Needs a Dask scheduler with workers; an INCREMENTAL also needs a key.",
};

/**
 * @param {object} properties
 * @param {Ingest} properties.ingest
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {(changed: (current: Ingest) => Ingest) => void} properties.update
 * @param {string[]} properties.columns of the query, as far as they are known
 * @param {(name: string) => string | undefined} properties.rejectionOf why the value of a field was not saved
 */
export function PartitionFields({ ingest, change, update, columns, rejectionOf }) {
  const mode = partitionMode(ingest), { partition } = ingest, rejection = rejectionOf("partition");
  /** @param {string} name */
  const changeField = (name) => (/** @type {unknown} */ value) => change("partition")({ ...partition, [name]: value });
  return html`
    <${ChoiceField} label="Partition" value=${mode} options=${MODES} hint=${HINTS[mode]} error=${rejection}
      onChange=${(/** @type {PartitionMode} */ chosen) => update((current) => withPartitionMode(current, chosen))} />
    ${partition && html`
      <${TextField} label="Column of the ranges" value=${partition.column} onChange=${changeField("column")} suggestions=${columns} required placeholder="id"
        hint="A number, a date, a timestamp, or a text with a binary collation, ideally with an index." />
      <${TextField} label="Number of ranges" type="number" min="1" max=${MAX_RANGES[mode]} value=${partition.count} placeholder="4"
        onChange=${(/** @type {string} */ text) => changeField("count")(text ? Number(text) : undefined)} hint=${`At most ${MAX_RANGES[mode].toLocaleString("en")}.`} />`}
  `;
}
