/* The life of one REPLACE execution, from queued to its end, as the lease decides it.
 *
 * What is modelled: compare-and-set on the lease (one atomic step), processes that crash or pause at any step (a pause is any
 * interleaving), an agent that takes over while the old process may still be there, writes whose answer is lost (they took place,
 * the writer believes in a conflict and reads again), a user who aborts at any time, and the projection into the log by versions.
 * What is checked: the target never shows a part of the rows; a final state is never left; successful means that the target shows
 * this execution's rows, each once; aborted and error mean that it shows the old ones; at the end the log tells the lease's state.
 */
#define ROWS 2
#define WORKERS 3                 /* so many attempts: the first one and two that take over */
#define OLD 0                     /* the index that the target showed before */
#define NONE 9

mtype = { queued, running, publishing, aborting, successful, aborted };

#define FINAL (state == successful || state == aborted)
#define LOGGED (logged == successful || logged == aborted)

/* the lease, one document: every change raises its version */
mtype state = queued;
byte fence, version, staging = NONE;

/* the log's document, written with the lease's version: an older version never overwrites a newer one */
mtype logged = queued;
byte logged_version;

/* Elasticsearch: what the target shows, and for each attempt's index its rows and whether its write alias is there */
byte target = OLD;
byte rows[WORKERS + 1];
bool writable[WORKERS + 1], there[WORKERS + 1];
byte living;                      /* workers that have not ended */
bool user_is_done;

inline may_crash() { if :: me < WORKERS -> goto crashed :: skip fi }

inline project() {                /* read the lease, then write the log: two steps, so that others come between */
  d_step { seen = state; seen_version = version }
  d_step { if :: seen_version >= logged_version -> assert(!LOGGED || seen == logged); logged = seen; logged_version = seen_version :: else fi }
}

/* One attempt, by whoever claims the lease: `me` is its fence, and the number of its index. A crash is a jump to the end. */
proctype worker() {
  byte me, old, n;
  mtype seen, begins;
  byte seen_version;

  atomic {                        /* claim: the time-out is any moment, for an observer cannot tell a pause from a death */
    if
    :: !FINAL -> fence++; version++; me = fence; old = staging
    :: else -> goto superseded
    fi;
    if :: state == queued -> state = running :: else fi;
    begins = state              /* seen in the same read as the index: what was not publishing then never will be published */
  }
  may_crash();
  if
  :: begins == aborting -> goto clean
  :: begins == publishing -> goto publish
  :: else
  fi;

  /* an earlier attempt's index is deleted before the next one is made: what its process still sends is refused */
  if :: old != NONE && old != target -> d_step { writable[old] = false; there[old] = false; rows[old] = 0 } :: else fi;
  may_crash();
  d_step { there[me] = true; writable[me] = true };
  may_crash();
  atomic { if :: fence == me && !FINAL -> staging = me; version++ :: else -> goto superseded fi }

  n = 0;
  do
  :: n < ROWS ->
     may_crash();
     if :: state == aborting && fence == me -> goto clean :: else fi;
     /* by id, so that a row sent twice after a lost answer is there once: rows[] counts ids; a write makes a missing index anew */
     atomic { if :: writable[me] -> n++; rows[me] = n; there[me] = true :: else -> goto superseded fi }
  :: else -> break
  od;

  atomic {                        /* the point of no return */
    if
    :: fence == me && state == running -> state = publishing; version++
    :: fence == me && state == aborting -> goto clean
    :: else -> goto superseded
    fi
  }
publish:
  may_crash();
  atomic {                        /* one call: take the write alias away (it must exist) and move the target (from what it showed) */
    old = staging;
    if
    :: target == old -> skip      /* another attempt was first: as good */
    :: target == OLD && writable[old] -> target = old; writable[old] = false
    :: else -> goto superseded
    fi
  }
  may_crash();
  atomic { if :: fence == me && state == publishing -> state = successful; version++ :: else -> goto superseded fi }
  may_crash();
  project();
  goto superseded;

clean:
  old = staging;
  if :: old != NONE && old != target -> d_step { writable[old] = false; there[old] = false; rows[old] = 0 } :: else fi;
  may_crash();
  atomic { if :: fence == me && state == aborting -> state = aborted; staging = NONE; version++ :: else -> goto superseded fi }
  may_crash();
  project();

crashed:
superseded:
  living--
}

/* A user asks for the end, at any moment or never: queued ends at once, publishing goes on. */
proctype user() {
  mtype seen;
  byte seen_version;
  if
  :: atomic { state == queued -> state = aborted; version++ }; project()
  :: atomic { state == running -> state = aborting; version++ }; project()
  :: skip
  fi;
  user_is_done = true
}

init {
  mtype seen;
  byte seen_version, started;
  atomic { rows[OLD] = ROWS; there[OLD] = true; run reader(); run historian(); run user() }
  /* agents start attempts while the execution is not final: the last one is not killed, as somewhere an agent lives on */
  do
  :: atomic { started < WORKERS && !FINAL -> started++; living++ }; run worker()
  :: else -> break
  od;
  (living == 0 && user_is_done);
  /* a queued execution that the user aborted has no worker; any other has ended by the one that lived */
  assert(FINAL);
  /* any agent that finds a final state which the log does not show projects it */
  project();
  /* housekeeping deletes what an attempt left: an index that only its own write alias shows */
  started = 1;
  do
  :: started <= WORKERS && writable[started] -> there[started] = false; started++
  :: started <= WORKERS && !writable[started] -> started++
  :: else -> break
  od;
  started = 1;
  do
  :: started <= WORKERS -> assert(!there[started] || target == started); started++
  :: else -> break
  od;
  assert(logged == state);
  assert(state != successful || (target != OLD && target == staging));
  assert(state != aborted || target == OLD)
}

/* The target never shows a part of the rows, nor an index that is not there. */
proctype reader() {
end:
  do
  :: atomic { !(there[target] && rows[target] == ROWS) -> assert(false) }
  od
}

/* A final state is never left, and the fence never goes back. */
proctype historian() {
  mtype final_state;
  atomic { FINAL -> final_state = state }
end:
  do
  :: atomic { state != final_state -> assert(false) }
  od
}
