/** The client of the sidecar's API: the only module that sends requests. */

import { ApiError, readError } from "./errors.js";
import { authorization, endSession } from "./session.js";

/** Address that the API's paths are below: the console may be served below a path prefix. */
export const ORIGIN = new URL("../..", document.baseURI).href.replace(/\/$/, "");

/** Milliseconds to wait for what a page reads. A page that waits for a lost connection would never be renewed. */
const READ_LIMIT = 30_000;

/**
 * Sends a request and returns its JSON response.
 * @param {import("./request.js").ApiRequest} request
 * @param {AbortSignal} [signal] ends the request; one that a page reads ends by itself too
 * @returns {Promise<any>}
 * @throws {ApiError} for any response but a success, and without a response
 */
export async function send({ method, path, body, limit = READ_LIMIT }, signal) {
  const used = authorization();
  const timeout = signal || method === "GET" ? AbortSignal.timeout(limit) : undefined;
  const noResponse = (/** @type {unknown} */ error) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, [{ type: "connection_error", reason: timeout?.aborted ? `the sidecar has not answered within ${limit / 1000} seconds` : "the sidecar does not answer" }]);
  };
  const response = await fetch(ORIGIN + path, {
    method,
    headers: headers(body !== undefined),
    // The browser's own credentials are never sent: otherwise it would open its password dialog on a 401.
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(timeout ? { signal: AbortSignal.any(signal ? [signal, timeout] : [timeout]) } : {}),
  }).catch(noResponse);
  const document = await response.json().catch((error) => (timeout?.aborted ? noResponse(error) : undefined));
  if (response.ok && document !== undefined) return document;
  if (response.ok) throw new ApiError(response.status, [{ type: "parse_exception", reason: "the response is cut or is not JSON" }]);
  if (response.status === 401 && used === authorization()) endSession();
  throw readError(response.status, document);
}

/** @param {boolean} hasBody */
function headers(hasBody) {
  const value = authorization();
  return {
    accept: "application/json",
    ...(hasBody ? { "content-type": "application/json" } : {}),
    ...(value === undefined ? {} : { authorization: value }),
  };
}
