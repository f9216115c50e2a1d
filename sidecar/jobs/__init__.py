"""Jobs: open, run, resume, abort and publish executions.

Three kinds of processes take part, one package each. None of them imports another one's package.

- :mod:`sidecar.jobs.agent`: the agent. It claims queued executions, starts their processes and takes over lost ones
  (:mod:`~sidecar.jobs.agent.failure_detector` decides when, :mod:`~sidecar.jobs.agent.recovery` decides how).
- :mod:`sidecar.jobs.run`: the process of one execution. :mod:`~sidecar.jobs.run.execution` publishes, aborts and restarts it,
  :mod:`~sidecar.jobs.run.resume` continues from the checkpoint of an earlier attempt.
- :mod:`sidecar.jobs.inspect`: a short-lived process that reads samples, metadata and columns for the API.

The modules beside them are shared. :mod:`~sidecar.jobs.lifecycle` holds the state changes that any process may make.
"""
