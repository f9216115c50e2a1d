/** Errors of the API, which have Elasticsearch's form. */

/** @typedef {{type: string, reason: string}} Cause */

/** A response that is not a success. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status, 0 if there was no response
   * @param {Cause[]} causes from the outermost error to the root cause
   */
  constructor(status, causes) {
    super(causes[0]?.reason ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.causes = causes;
    /** Whether the same request may be successful later: there was no response, or the sidecar was not ready. */
    this.isTemporary = status === 0 || status >= 500;
  }
}

/**
 * Returns why a field of a request's body, or a field inside it, was rejected.
 * @param {ApiError | undefined} error
 * @param {string} path such as `ingest.schedule`
 */
export function rejectionOf(error, path) {
  return error?.causes.find(({ reason }) => reason.startsWith(`[${path}]`) || reason.startsWith(`[${path}.`))?.reason;
}

/**
 * Reads the chain of causes from an error's body.
 * @param {number} status
 * @param {unknown} body
 */
export function readError(status, body) {
  const causes = [];
  for (let error = field(body, "error"); error; error = field(error, "caused_by")) {
    if (typeof error === "string") return new ApiError(status, [{ type: "exception", reason: error }]);
    causes.push({ type: String(field(error, "type") ?? "exception"), reason: String(field(error, "reason") ?? "") });
  }
  if (!causes.length && field(body, "found") === false) {
    causes.push({ type: "resource_not_found_exception", reason: `[${String(field(body, "_id"))}] does not exist` });
  }
  return new ApiError(status, causes);
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function field(value, name) {
  return value !== null && typeof value === "object" ? /** @type {Record<string, unknown>} */ (value)[name] : undefined;
}
