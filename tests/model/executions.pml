/* Successive executions of one job: opened, ended, and projected into the job log, by any number of processes.
 *
 * Modelled:
 * - requests that open an execution at any time, each with its read, its projection of the last end and its compare-and-set
 * - executions that end at any time, and processes that die before they project what they wrote
 * - the projection of the lease into the job log, ordered by version, and delayed for any time
 * - an agent that projects an end that is not in the log yet
 * - housekeeping that ends documents whose execution was lost
 *
 * Checked:
 * - an accepted execution is replaced only after its end is in the job log
 * - the end of every accepted execution is in the job log at last
 * - housekeeping changes no document of an execution that was not lost
 */
#ifndef REQUESTS
#define REQUESTS 3
#endif
#define NEVER 0

mtype = { absent, running, ended };

/* the lease, one document; the executions have the numbers of the requests that opened them */
byte execution = NEVER, version;
bool is_active, projected = true;

/* the documents in the job log, each with the version of the lease that it shows */
mtype logged[REQUESTS + 1] = absent;
byte logged_version[REQUESTS + 1];
bool accepted[REQUESTS + 1];
byte answered;                    /* requests with a response */

inline read_lease() {
  d_step { seen = execution; seen_active = is_active; seen_projected = projected; seen_version = version }
}

inline project() {                /* the lease was read, or written, in an earlier step */
  d_step {
    if
    :: seen_version >= logged_version[seen] ->
       logged[seen] = (seen_active -> running : ended); logged_version[seen] = seen_version
    :: else
    fi
  }
}

inline mark_projected() {         /* one compare-and-set, repeated after conflicts; its response has the lease's version */
  d_step { if :: execution == seen && !is_active && !projected -> projected = true; version++ :: else fi; seen_version = version }
}

proctype request(byte me) {
  byte seen, seen_version;
  bool seen_active, seen_projected;

decide:
  read_lease();
  if
  :: seen_active -> goto response                /* refused */
  :: !seen_active && !seen_projected ->
     project();
     mark_projected();
     goto decide                                 /* another request may have opened an execution meanwhile */
  :: else
  fi;
write:
  atomic {
    if
    :: version == seen_version ->
       assert(!is_active && (execution == NEVER || logged[execution] == ended));
       execution = me; accepted[me] = true; is_active = true; version++;
       seen = me; seen_active = true; seen_version = version
    :: else -> goto decide
    fi
  };
  if :: project() :: skip fi;                    /* it may die before */
response:
  answered++
}

/* Executions end at any time, also by an abort while they are queued. */
proctype executions() {
  byte seen, seen_version;
  bool seen_active, seen_projected;
end:
  do
  :: atomic {
       is_active -> is_active = false; projected = false; version++;
       seen = execution; seen_active = false; seen_version = version
     };
     if :: project(); mark_projected() :: skip fi
  od
}

proctype agent() {
  byte seen, seen_version;
  bool seen_active, seen_projected;
end:
  do
  :: atomic { !is_active && !projected -> read_lease() };
     project();
     mark_projected()
  od
}

/* A search finds documents that seem to run. The lease is read after it, and the document once more after the lease. */
proctype housekeeping() {
  byte found = 1, seen;
end:
  do
  :: atomic { logged[found] == running -> seen = NEVER };
     seen = execution;
     if
     :: seen != found -> assert(logged[found] != running)
     :: else
     fi
  :: found < REQUESTS -> found++
  od
}

init {
  byte number = 1;
  atomic {
    run executions(); run agent(); run housekeeping();
    do :: number <= REQUESTS -> run request(number); number++ :: else -> break od
  }
  atomic {
    answered == REQUESTS && !is_active && projected ->
    number = 1;
    do
    :: number <= REQUESTS -> assert(!accepted[number] || logged[number] == ended); number++
    :: else -> break
    od
  }
}
