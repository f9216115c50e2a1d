/** The API's calls that the console uses, as requests. */

import { apiRequest, path } from "./request.js";

const CONNECTOR = "/_siren/connector";

/** Milliseconds to wait for a response that needs a database. The sidecar gives up earlier. */
const INSPECTION_LIMIT = 120_000;

export const about = () => apiRequest("GET", "/_siren");
export const me = () => apiRequest("GET", `${CONNECTOR}/_me`);
export const agents = () => apiRequest("GET", `${CONNECTOR}/agents`);

/** Without the long parts of the details, which a list does not show. */
const SHORT_DETAILS = ["history", "events", "partitions", "query"].map((name) => `-jobs.status.details.${name}`).join();

export const runningJobs = () => apiRequest("GET", `${CONNECTOR}/jobs/ingestion`, { query: { detailed: true, filter_path: SHORT_DETAILS } });
/** @param {string} id */
export const jobStatus = (id) => apiRequest("GET", path`/_siren/connector/jobs/ingestion/${id}`, { query: { detailed: true } });
/** @param {string} id */
export const abort = (id) =>
  apiRequest("POST", path`/_siren/connector/jobs/ingestion/${id}/_abort`, { query: { wait_for_completion: false } });
/** @param {unknown} body */
export const searchJobs = (body) => apiRequest("POST", `${CONNECTOR}/jobs/_search`, { query: { detailed: true }, body });

/** @typedef {{from?: number, size?: number, q?: string, id?: string, sort?: string}} DefinitionQuery */

/** @param {DefinitionQuery} query */
export const searchIngestions = (query) => apiRequest("GET", `${CONNECTOR}/ingestion/_search`, { query: { ...query, include_status: true } });
/**
 * @param {string} id
 * @param {{include_status?: boolean}} [query]
 */
export const ingestion = (id, query = {}) => apiRequest("GET", path`/_siren/connector/ingestion/${id}`, { query });
/**
 * @param {string} id
 * @param {unknown} body
 * @param {{if_seq_no?: number, if_primary_term?: number, op_type?: "create"}} query
 */
export const putIngestion = (id, body, query) => apiRequest("PUT", path`/_siren/connector/ingestion/${id}`, { query, body });
/** @param {string} id */
export const deleteIngestion = (id) => apiRequest("DELETE", path`/_siren/connector/ingestion/${id}`);
/**
 * @param {string} id
 * @param {unknown} [body]
 */
export const validateIngestion = (id, body) => apiRequest("POST", path`/_siren/connector/ingestion/${id}/_validate`, { body });
/**
 * @param {string} id
 * @param {{full?: boolean, only_deletions?: boolean}} [query]
 */
export const run = (id, query = {}) => apiRequest("POST", path`/_siren/connector/ingestion/${id}/_run`, { query });
/** @param {string} id */
export const verify = (id) => apiRequest("POST", path`/_siren/connector/ingestion/${id}/_verify`);
/** @param {string} id */
export const positions = (id) => apiRequest("GET", path`/_siren/connector/ingestion/${id}/_positions`);
/** @param {string} id */
export const resetPositions = (id) => apiRequest("DELETE", path`/_siren/connector/ingestion/${id}/_positions`);
/**
 * @param {string} id
 * @param {boolean} enabled
 */
export const switchSchedule = (id, enabled) =>
  apiRequest("POST", path`/_siren/connector/ingestion/${id}/${enabled ? "_enable" : "_disable"}`);

/** @param {DefinitionQuery & {include_used_by?: boolean}} query */
export const searchDatasources = (query) => apiRequest("GET", `${CONNECTOR}/datasource/_search`, { query });
/** @param {string} id */
export const datasource = (id) => apiRequest("GET", path`/_siren/connector/datasource/${id}`);
/**
 * @param {string} id
 * @param {unknown} body
 * @param {{if_seq_no?: number, if_primary_term?: number, op_type?: "create"}} query
 */
export const putDatasource = (id, body, query) => apiRequest("PUT", path`/_siren/connector/datasource/${id}`, { query, body });
/** @param {string} id */
export const deleteDatasource = (id) => apiRequest("DELETE", path`/_siren/connector/datasource/${id}`);
/**
 * @param {string} id
 * @param {unknown} [body]
 */
export const validateDatasource = (id, body) => apiRequest("POST", path`/_siren/connector/datasource/${id}/_validate`, { body });
/**
 * @param {string} id
 * @param {{catalog?: string, schema?: string}} query
 */
export const metadata = (id, query) => apiRequest("GET", path`/_siren/connector/datasource/${id}/_metadata`, { query, limit: INSPECTION_LIMIT });
/**
 * @param {string} id
 * @param {unknown} body
 */
export const sample = (id, body) => apiRequest("POST", path`/_siren/connector/datasource/${id}/_sample`, { body });
/**
 * @param {string} id
 * @param {unknown} body
 */
export const transforms = (id, body) => apiRequest("POST", path`/_siren/connector/datasource/${id}/_transforms`, { body });

/** @param {{from: number, to: number, size?: number}} query */
export const schedule = (query) => apiRequest("GET", `${CONNECTOR}/schedule`, { query });

/** @typedef {{id?: string, execution?: string, type?: string, field?: string | null, summary?: string | null, q?: string}} LetterFilter null: none is stored */

export const countDeadLetters = () => apiRequest("GET", `${CONNECTOR}/dead_letters/_search`, { query: { size: 0 } });
/** @param {LetterFilter & {from?: number, size?: number}} body */
export const searchDeadLetters = (body) => apiRequest("POST", `${CONNECTOR}/dead_letters/_search`, { query: { detailed: true }, body });
/** @param {LetterFilter} body */
export const groupDeadLetters = (body) => apiRequest("POST", `${CONNECTOR}/dead_letters/_groups`, { body });

/** @typedef {{ids?: string[]} & Omit<LetterFilter, "id">} LetterSelection */

/**
 * @param {string} job
 * @param {LetterSelection} selection
 */
export const retryDeadLetters = (job, selection) =>
  apiRequest("POST", path`/_siren/connector/ingestion/${job}/_dead_letters/_retry`, { body: selection });
/**
 * @param {string} job
 * @param {LetterSelection} selection
 */
export const deleteDeadLetters = (job, selection) =>
  apiRequest("POST", path`/_siren/connector/ingestion/${job}/_dead_letters/_delete`, { body: selection });

/**
 * @param {string} datasource
 * @param {{catalog: string, schema: string, tables?: string[]}} body
 */
export const proposeDefinitions = (datasource, body) =>
  apiRequest("POST", path`/_siren/connector/datasource/${datasource}/_definitions`, { body, limit: INSPECTION_LIMIT });
