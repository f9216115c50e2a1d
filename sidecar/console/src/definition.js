/** The definition of an ingestion as the form changes it. Fields that the form does not know stay as they are. */

/** @typedef {Record<string, any>} Ingest */

/** What a new job begins with. */
export const NEW_INGEST = Object.freeze({ strategy: "REPLACE" });

/**
 * Returns whether runs compare the target with the source, for which rows need a key.
 * @param {Ingest} ingest
 */
export function isCompared(ingest) {
  return ingest["strategy"] === "MIRROR" || ingest["deletions"] === "compare";
}

/**
 * Returns whether runs continue after the rows of the runs before.
 * @param {Ingest} ingest
 */
export function isIncremental(ingest) {
  return (ingest["strategy"] ?? "INCREMENTAL") === "INCREMENTAL";
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
  return { ...ingest, pk_field: undefined, deletions: undefined, ...proposed, target: adoptValue(ingest["target"], before?.["target"], proposed["target"]) };
}

/**
 * Returns the definition of a clone: its own id and schedule are for its author to choose.
 * @param {Ingest} ingest
 * @returns {Ingest}
 */
export function cloneIngest(ingest) {
  return { ...ingest, enable_scheduler: false };
}
