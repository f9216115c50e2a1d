"""Running things: the agent, the processes of executions, and the story of one run."""
