"""Names of the log fields that say what a line is about, in the Elastic Common Schema."""

REQUEST = "http.request.id"
JOB = "labels.job"
DATASOURCE = "labels.datasource"
EXECUTION = "labels.execution"
TRACE = "trace.id"
SPAN = "span.id"
