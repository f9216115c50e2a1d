/** Searches of the job log, as native bodies of Elasticsearch. */

/** What a list of executions does not need, and what makes most of a document. */
const LONG_DETAILS = ["history", "events", "partitions", "query", "comparison.*_ids", "comparison.differences"].map((name) => `ingestion.details.${name}`);

/** Milliseconds between two searches for a document that is not yet written, and for how long it is searched. */
const UNWRITTEN_INTERVAL = 1500, UNWRITTEN_LIMIT = 60_000;

/** @typedef {Record<string, unknown>} Query */

/**
 * Returns a search for executions, newest first, without the long parts of their details.
 * @param {Query[]} filters
 * @param {{from?: number, size: number}} paging
 */
export function searchBody(filters, { from = 0, size }) {
  return {
    from,
    size,
    query: { bool: { filter: filters } },
    sort: [{ "ingestion.start_time": "desc" }],
    _source: { excludes: LONG_DETAILS },
  };
}

/**
 * Returns the searches of the executions of a job.
 * @param {string} job
 * @returns {Query}
 */
export const ofJob = (job) => ({ term: { "ingestion.id": job } });

/**
 * @param {string} state
 * @returns {Query}
 */
export const inState = (state) => ({ term: { "ingestion.state": state } });

/** The search of executions that load rows. What they have in common does not hold for verifications and deletions. */
export const isLoad = Object.freeze({ bool: { must_not: [{ exists: { field: "ingestion.details.kind" } }] } });

/** The search of verifications. */
export const isVerification = Object.freeze({ term: { "ingestion.details.kind": "verification" } });

/** The search of executions that only delete documents without a row. */
export const isDeletion = Object.freeze({ term: { "ingestion.details.kind": "deletion" } });

/** The search of verifications that found differences. */
export const isDifferent = Object.freeze({ term: { "ingestion.details.comparison.matches": false } });

/**
 * @param {{gte?: number, lt?: number}} range epoch milliseconds
 * @returns {Query}
 */
export const startedIn = (range) => ({ range: { "ingestion.start_time": { ...range, format: "epoch_millis" } } });

/**
 * Returns the search of executions that have run at some time since then, also those that started before.
 * @param {number} since epoch milliseconds
 * @returns {Query}
 */
export const runningSince = (since) => ({
  bool: { should: [{ range: { "ingestion.end_time": { gte: since, format: "epoch_millis" } } }, { term: { "ingestion.is_running": true } }] },
});

/**
 * Whole minutes, so that Elasticsearch can use its cache.
 * @param {number} millis before now
 * @returns {number} epoch milliseconds
 */
export const minutesAgo = (millis) => Math.floor((Date.now() - millis) / 60_000) * 60_000;

/**
 * Words in the sentence about the state or in the error; ids of jobs, with `*`.
 * @param {string} text
 * @returns {Query}
 */
export const containing = (text) => ({
  bool: {
    should: [
      { wildcard: { "ingestion.id": { value: text.includes("*") ? text : `*${text}*`, case_insensitive: true } } },
      { multi_match: { query: text, fields: ["ingestion.infos", "ingestion.error"], type: "cross_fields", operator: "and" } },
    ],
  },
});

/** Jobs that a search for failing ones looks at. */
const MAX_FAILING_JOBS = 1000;

/**
 * Returns a search for the numbers of failed and successful runs of each job that has failed since a time, without verifications and deletions.
 * @param {number} since epoch milliseconds
 */
export function failureBody(since) {
  return {
    size: 0,
    query: { bool: { filter: [isLoad, startedIn({ gte: since }), { terms: { "ingestion.state": ["error", "successful"] } }] } },
    aggs: {
      jobs: {
        terms: { field: "ingestion.id", size: MAX_FAILING_JOBS, order: { failed: "desc" } },
        aggs: { failed: { filter: inState("error") }, successful: { filter: inState("successful") } },
      },
    },
  };
}

/**
 * Returns when to search again for the document of an execution: an agent writes it after the status that the API reports.
 * @param {boolean} isWritten
 * @param {number} age milliseconds since the first search
 * @returns {number} milliseconds; 0: not again
 */
export function searchInterval(isWritten, age) {
  return isWritten || age > UNWRITTEN_LIMIT ? 0 : UNWRITTEN_INTERVAL;
}

/** @typedef {{key: string, failed: {doc_count: number}, successful: {doc_count: number}}} JobBucket */

/**
 * Returns the jobs that have failed at least twice and were never successful.
 * @param {JobBucket[]} buckets
 */
export function failingJobs(buckets) {
  return buckets.filter(({ failed, successful }) => failed.doc_count > 1 && successful.doc_count === 0).map(({ key }) => key);
}
