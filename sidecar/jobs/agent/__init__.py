"""The agent: starts executions, takes over lost ones, runs schedules and housekeeping."""
