/* The lease protocol of one REPLACE execution, from queued to a final state.
 *
 * Modelled:
 * - compare-and-set on the lease, as one atomic step
 * - processes that pause or die at any step (a dead process is one that takes no further step)
 * - an agent that takes over while the old process may still be running
 * - bulk requests that are in flight for any time, and are sent again when their response is lost
 * - an attempt that resumes from the checkpoint in an earlier attempt's index
 * - a run that fails and cleans up, and a user who aborts at any time
 * - the projection of the lease into the job log, ordered by version
 * - a renewal with its snapshot: two writes of one request, of which Elasticsearch may reject one
 * A restart of Elasticsearch is only a delay, because acknowledged writes survive it.
 *
 * Checked:
 * - the target never shows an incomplete set of rows
 * - a final state never changes
 * - after successful the target shows all rows of this execution; after aborted or failed it shows the old rows
 * - at the end the job log shows the lease's state
 * - a final state is reached as long as one attempt survives
 */
#ifndef ROWS
#define ROWS 2
#endif
#define ALL ((1 << ROWS) - 1)
#ifndef WORKERS
#define WORKERS 2                 /* attempts: the first one and the take-overs; the last one does not die */
#endif
#define OLD 0                     /* the index that the target pointed to before */
#define NONE 9

mtype = { queued, running, publishing, aborting, successful, aborted, failed };

#define FINAL (state == successful || state == aborted || state == failed)
#define LOGGED (logged == successful || logged == aborted || logged == failed)
#define MINE (fence == me)

/* the lease, one document; version counts only changes of the state, because the log shows nothing else here */
mtype state = queued;
byte fence, version, staging = NONE;
byte kept;                        /* checkpoint: number of acknowledged rows, in read order */
bool cleaning;                    /* the owner has failed and is about to delete the staging index */

/* the document in the job log, with the lease's version; an older version never overwrites a newer one */
mtype logged = queued;
byte logged_version;

/* Elasticsearch: the target's index; per index its rows as bits, whether it exists, and the attempt whose write alias it has */
byte target = OLD;
byte rows[WORKERS + 1];
bool there[WORKERS + 1];
byte writer[WORKERS + 1];
byte begun[WORKERS + 1];          /* the attempt that writes the index now */
byte found = NONE;                /* the index that a request has resolved through its alias but not written yet */

byte body[WORKERS + 1] = NONE;    /* each attempt's row in flight */
byte acknowledged[WORKERS + 1];   /* each attempt's acknowledged rows, as bits */
#define RENEWALS 1                /* in all: each has every interleaving */
byte renewals;
#ifndef TROUBLE
#define TROUBLE true              /* whether runs fail and users abort, in addition to process and network faults */
#endif

inline project() {                /* read the lease, then write the log: two steps, so that other processes can interleave */
  d_step { seen = state; seen_version = version }
  d_step { if :: seen_version >= logged_version -> assert(!LOGGED || seen == logged); logged = seen; logged_version = seen_version :: else fi }
}

inline write_renewal() {          /* a compare-and-set with the version that the process has last seen */
  d_step { if :: version == seen_version -> version++ :: else fi }
}

inline write_snapshot() {         /* with the version that the renewal has if it succeeds; never in place of another status of that version */
  d_step { if :: seen_version + 1 > logged_version -> assert(!LOGGED); logged = running; logged_version = seen_version + 1 :: else fi }
}

inline delete_index(i) {          /* deletes its write alias too; the target's index is never deleted */
  d_step { if :: i != NONE && i != target -> there[i] = false; rows[i] = 0; writer[i] = 0 :: else fi }
}

/* One attempt of the process that claims the lease: `me` is its fence and the number of the index that it creates. */
proctype worker() {
  byte me, index, n;
  mtype seen, begins;
  byte seen_version;
  bool goes_on;

  atomic {                        /* claim at any moment: an observer cannot distinguish a paused process from a dead one */
    if
    :: !FINAL -> fence++; me = fence; index = staging
    :: else -> goto superseded
    fi;
    /* an index whose owner was cleaning up is not resumed, because that process may still delete it */
    goes_on = index != NONE && kept > 0 && !cleaning;
    if
    :: state == queued || state == running -> state = running; cleaning = false; kept = (goes_on -> kept : 0); n = kept
    :: else
    fi;
    begins = state                /* from the same read as the index: an index that is not publishing then is never published later */
  }
  if
  :: begins == aborting -> begins = queued; goto clean
  :: begins == publishing -> begins = queued; goto publish
  :: else -> begins = queued
  fi;

  if
  :: goes_on ->
     d_step {                     /* one call: remove the earlier attempt's alias (must_exist), add this attempt's */
       if
       :: there[index] && writer[index] > 0 && writer[index] < me -> assert(begun[index] <= me); writer[index] = me
       :: else -> goes_on = false
       fi
     };
     if :: goes_on :: else -> goto lost fi;
     found != index;              /* the block is confirmed when no write is in flight */
     atomic { acknowledged[me] = (1 << n) - 1; goes_on = false; begun[index] = me }
  :: else ->
     delete_index(index);         /* deletes an earlier attempt's index, so that its process' requests are rejected */
     atomic {                     /* recorded before the index is created, so that it can be cleaned up whenever this process dies */
       if
       :: MINE && state == running -> staging = me
       :: MINE && state == aborting -> goto clean
       :: else -> goto superseded
       fi
     };
     d_step { index = me; there[me] = true; writer[me] = me; begun[me] = me }
  fi;

  do
  :: n < ROWS ->
     if
     :: MINE && state == aborting -> goto clean
     :: TROUBLE -> goto fails
     :: atomic { body[me] == NONE && !(acknowledged[me] & (1 << n)) -> body[me] = n }
     :: atomic { acknowledged[me] & (1 << n) -> n++; if :: MINE && state == running && !cleaning -> kept = n :: else fi }
     :: atomic { renewals < RENEWALS && MINE && state == running -> renewals++; seen_version = version };
        if
        :: write_renewal(); write_snapshot()
        :: write_snapshot(); write_renewal()
        fi
     :: writer[index] != me -> goto lost
     fi
  :: else -> break
  od;

  atomic {                        /* point of no return */
    if
    :: MINE && state == running -> state = publishing; version++
    :: MINE && state == aborting -> goto clean
    :: else -> goto superseded
    fi
  }
publish:
  atomic {                        /* one call: remove the write alias (must_exist) and swap the target's alias */
    index = staging;
    if
    :: target == index -> skip    /* another attempt has already published it */
    :: target == OLD && there[index] && writer[index] > 0 -> target = index; writer[index] = 0
    :: else -> goto superseded
    fi
  }
  atomic { if :: MINE && state == publishing -> state = successful; version++ :: else -> goto superseded fi }
  project();
  goto superseded;

fails:
  atomic {
    if
    :: MINE && state == running -> cleaning = true
    :: MINE && state == aborting
    :: else -> goto superseded
    fi
  }
  delete_index(index);
  atomic {
    if
    :: MINE && state == running -> state = failed; staging = NONE; version++
    :: MINE && state == aborting -> state = aborted; staging = NONE; version++
    :: else -> goto superseded
    fi
  }
  project();
  goto superseded;

clean:
  delete_index(staging);
  atomic { if :: MINE && state == aborting -> state = aborted; staging = NONE; version++ :: else -> goto superseded fi }
  project();
  goto superseded;

lost:                             /* its index was taken over: only a later attempt may do that */
  assert(!MINE || FINAL || state == aborting);
superseded:
  skip;
  d_step { me = 0; index = 0; n = 0; seen = queued; begins = queued; seen_version = 0; goes_on = false }   /* reduces the states */
}

/* Requests arrive at any time. A request resolves its attempt's alias, or is rejected; then the row is written. */
proctype network() {
  byte whose, row;
end:
  do
  :: atomic {
       if :: body[1] != NONE -> whose = 1 :: body[2] != NONE -> whose = 2 :: body[WORKERS] != NONE -> whose = WORKERS fi;
       row = body[whose]; body[whose] = NONE; found = 1;
       do :: found <= WORKERS && writer[found] != whose -> found++ :: else -> break od;
       if :: found > WORKERS -> found = NONE :: else fi
     };
     d_step {
       if
       :: found != NONE && there[found] ->
          assert(begun[found] <= whose);       /* no older attempt overwrites the row of a newer one */
          rows[found] = rows[found] | (1 << row);
          acknowledged[whose] = acknowledged[whose] | (1 << row)
       :: else
       fi;
       found = NONE; whose = 0; row = 0
     }
  od
}

/* A user aborts at any moment or never: a queued execution ends immediately, publishing continues. */
proctype user() {
  mtype seen;
  byte seen_version;
  if
  :: atomic { TROUBLE && state == queued -> state = aborted; version++ }; project()
  :: atomic { TROUBLE && state == running -> state = aborting; version++ }; project()
  :: FINAL || !TROUBLE
  fi;
  d_step { seen = queued; seen_version = 0 }
}

init {
  mtype seen;
  byte seen_version, started;
  atomic {
    rows[OLD] = ALL; there[OLD] = true;
    run network(); run reader(); run historian(); run user()
  }
  /* agents start attempts while the execution is not final */
  do
  :: atomic { started < WORKERS && !FINAL -> started++ }; run worker()
  :: atomic { FINAL -> break }
  od;
  /* any agent projects a final state that the log does not show */
  project();
  d_step {
    assert(logged == state);
    assert(state != successful || (target != OLD && target == staging && rows[target] == ALL));
    assert(!(state == aborted || state == failed) || target == OLD)
  }
}

/* The target never shows an incomplete set of rows, nor an index that does not exist. */
proctype reader() {
end:
  do
  :: atomic { !(there[target] && rows[target] == ALL) -> assert(false) }
  od
}

/* A final state never changes. */
proctype historian() {
  mtype final_state;
end_waiting:
  atomic { FINAL -> final_state = state }
end:
  do
  :: atomic { state != final_state -> assert(false) }
  od
}
