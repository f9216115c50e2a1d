"""OpenTelemetry traces: spans of requests and executions, and their export over OTLP. Without the extra ``otel`` there are none."""
