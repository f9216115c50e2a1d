/** Whether the page is hidden behind the login. */

import { signal } from "@preact/signals";

/** Whether Elasticsearch has asked for credentials, or has refused the ones given, or nobody has used the page for too long. */
export const isLoginNeeded = signal(false);
