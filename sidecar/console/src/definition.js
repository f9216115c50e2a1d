/** The definition of an ingestion as the form changes it. Fields that the form does not know stay as they are. */

/** @typedef {Record<string, any>} Ingest */

/** What a new job begins with. */
export const NEW_INGEST = Object.freeze({ strategy: "REPLACE" });

/**
 * Returns whether the key says which document belongs to a row that is not written, so that there must be one.
 * @param {Ingest} ingest
 */
export function needsKey(ingest) {
  return ingest["strategy"] === "MIRROR" || deletionsMode(ingest) !== "none";
}

/**
 * Returns whether runs continue after the rows of the runs before.
 * @param {Ingest} ingest
 */
export function isIncremental(ingest) {
  return (ingest["strategy"] ?? "INCREMENTAL") === "INCREMENTAL";
}

/** @typedef {"none" | "compare" | "schedule" | "column"} DeletionsMode `schedule`: `compare` on a schedule of its own */

/**
 * Returns how documents are deleted whose rows were deleted.
 * @param {Ingest} ingest
 * @returns {DeletionsMode}
 */
export function deletionsMode({ deletions, deletions_schedule: schedule }) {
  if (typeof deletions === "object" && deletions !== null) return "column";
  if (deletions !== "compare") return "none";
  // An empty text is a schedule that is still to be written.
  return schedule === undefined || schedule === null ? "compare" : "schedule";
}

/** @typedef {"none" | "local" | "dask"} PartitionMode what reads the ranges, if there are any */

/**
 * Returns what reads the ranges of a partitioned query.
 * @param {Ingest} ingest
 * @returns {PartitionMode}
 */
export function partitionMode({ partition }) {
  return partition ? (partition.executor ?? "local") : "none";
}

/**
 * Returns a definition whose ranges are read by something else. The default executor is not written.
 * @param {Ingest} ingest
 * @param {PartitionMode} mode
 * @returns {Ingest}
 */
export function withPartitionMode(ingest, mode) {
  const { executor: _, ...others } = ingest["partition"] ?? { column: "" };
  return { ...ingest, partition: mode === "none" ? undefined : mode === "local" ? others : { ...others, executor: mode } };
}

/** The schedule that deletions begin with: it reads the keys of all rows, so not often. */
const FIRST_DELETIONS_SCHEDULE = "0 0 3 ? * SUN";

/**
 * Returns a definition that deletes documents in another way, without the fields of the way before.
 * @param {Ingest} ingest
 * @param {DeletionsMode} mode
 * @param {Ingest} origin the definition before it was changed in the form
 * @returns {Ingest}
 */
export function withDeletionsMode(ingest, mode, origin) {
  const compares = mode === "compare" || mode === "schedule";
  const changed = {
    ...ingest,
    deletions: compares ? "compare" : mode === "column" ? { column: "" } : undefined,
    deletions_query: compares ? ingest["deletions_query"] : undefined,
  };
  return withSchedule(changed, "deletions_schedule", mode === "schedule" ? FIRST_DELETIONS_SCHEDULE : undefined, origin);
}

/**
 * Returns whether executions start by themselves, if that is enabled.
 * @param {Ingest} ingest
 */
export function hasSchedule({ schedule, deletions_schedule: deletionsSchedule }) {
  return Boolean(schedule || deletionsSchedule);
}

/**
 * Returns a definition with another schedule. A first one is meant to run, in the time zone of the one who sets it; one that was disabled
 * stays disabled when it is changed. Without any, nothing is enabled.
 * @param {Ingest} ingest
 * @param {"schedule" | "deletions_schedule"} name
 * @param {string | undefined} value
 * @param {Ingest} origin the definition before it was changed in the form
 * @returns {Ingest}
 */
export function withSchedule(ingest, name, value, origin) {
  const changed = { ...ingest, [name]: value };
  const hasOne = hasSchedule(changed), hadOne = hasSchedule(ingest);
  if (hasOne === hadOne) return changed;
  const wasEnabled = !hasSchedule(origin) || origin["enable_scheduler"] === true;
  const timezone = hasOne && !ingest["timezone"] ? Intl.DateTimeFormat().resolvedOptions().timeZone : ingest["timezone"];
  return { ...changed, enable_scheduler: hasOne && wasEnabled, timezone };
}

/** Schedules that a form offers, in Quartz syntax. */
export const SCHEDULES = Object.freeze({
  "": "Only manually",
  "0 */5 * * * ?": "Every five minutes",
  "0 0 * * * ?": "Every hour",
  "0 0 2 * * ?": "Every day at 02:00",
  "0 0 2 ? * MON-FRI": "On working days at 02:00",
  "0 0 3 ? * SUN": "Every Sunday at 03:00",
});

/**
 * Returns an object without empty texts, empty lists and missing values: what a person has cleared is not sent.
 * @param {Record<string, unknown>} values
 */
export function withoutEmptyValues(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && !value.length)));
}

/**
 * Returns the columns of a key, as a person writes them.
 * @param {string | string[] | undefined} key
 */
export function keyToText(key) {
  return [key ?? []].flat().join(", ");
}

/**
 * Returns a key as the API takes it: one column, or a list of several.
 * @param {string} text
 * @returns {string | string[] | undefined}
 */
export function textToKey(text) {
  const columns = text.split(",").map((column) => column.trim()).filter(Boolean);
  return columns.length > 1 ? columns : columns[0];
}

/**
 * Returns a mapping with another type of one field; without a type, the field has the default one.
 * @param {any} mapping
 * @param {string} field
 * @param {string} type
 */
export function withFieldType(mapping, field, type) {
  const { [field]: _, ...others } = mapping?.properties ?? {};
  const properties = type ? { ...others, [field]: { type } } : others;
  const { properties: __, ...rest } = mapping ?? {};
  return Object.keys(properties).length ? { ...rest, properties } : Object.keys(rest).length ? rest : undefined;
}

/**
 * Returns the value that a newly chosen table proposes, unless somebody has written another one than the table before proposed.
 * @param {string | undefined} current
 * @param {string | undefined} before proposed by the table before
 * @param {string} proposed
 */
export function adoptValue(current, before, proposed) {
  return !current || current === before ? proposed : current;
}

/**
 * Returns a definition that reads a newly chosen table, with the proposed strategy. The key of the table before is not one of this table.
 * @param {Ingest} ingest
 * @param {Ingest | undefined} before what the table before proposed
 * @param {Ingest} proposed
 * @returns {Ingest}
 */
export function adoptTable(ingest, before, proposed) {
  const kept = { ...withDeletionsMode(ingest, "none", {}), pk_field: undefined };
  return { ...kept, ...proposed, target: adoptValue(ingest["target"], before?.["target"], proposed["target"]) };
}

/**
 * Returns the definition of a clone: its own id and schedule are for its author to choose.
 * @param {Ingest} ingest
 * @returns {Ingest}
 */
export function cloneIngest(ingest) {
  return { ...ingest, enable_scheduler: false };
}
