/* The life of one REPLACE execution, from queued to its end, as the lease decides it.
 *
 * What is modelled: compare-and-set on the lease (one atomic step), processes that pause or die at any step (who dies never takes
 * another step: any interleaving), an agent that takes over while the old process may still be there, bodies that are under way for
 * any time and are sent again when no answer came, an attempt that goes on in the index of an earlier one from its checkpoint, a run
 * that fails and cleans up, a user who aborts at any time, and the projection into the log by versions. A restart of Elasticsearch is
 * a delay: what it acknowledged it still knows.
 * What is checked: the target never shows a part of the rows; a final state is never left; successful means that the target shows
 * this execution's rows, all of them; aborted and failed mean that it shows the old ones; the log tells the lease's state at the end;
 * and an end is reached as long as one attempt lives.
 */
#ifndef ROWS
#define ROWS 2
#endif
#define ALL ((1 << ROWS) - 1)
#ifndef WORKERS
#define WORKERS 2                 /* so many attempts: the first one and those that take over; the last one does not die */
#endif
#define OLD 0                     /* the index that the target showed before */
#define NONE 9

mtype = { queued, running, publishing, aborting, successful, aborted, failed };

#define FINAL (state == successful || state == aborted || state == failed)
#define LOGGED (logged == successful || logged == aborted || logged == failed)
#define MINE (fence == me)

/* the lease, one document; of its versions those count that change the state, for the log shows nothing else here */
mtype state = queued;
byte fence, version, staging = NONE;
byte kept;                        /* the checkpoint: so many rows, in read order, are acknowledged */
bool cleaning;                    /* whoever holds it has failed and is about to delete the staging index */

/* the log's document, written with the lease's version: an older version never overwrites a newer one */
mtype logged = queued;
byte logged_version;

/* Elasticsearch: what the target shows; each index' rows, a bit each, and whether it is there; the attempt whose alias leads to it */
byte target = OLD;
byte rows[WORKERS + 1];
bool there[WORKERS + 1];
byte writer[WORKERS + 1];
byte begun[WORKERS + 1];          /* the attempt that writes there now */
byte found = NONE;                /* the index that a body has found through its alias, and where it is not written yet */

byte body[WORKERS + 1] = NONE;    /* each attempt's row under way */
byte acknowledged[WORKERS + 1];   /* each attempt's rows, a bit each */
#ifndef TROUBLE
#define TROUBLE true              /* whether runs fail and users abort, beside what processes and lines do */
#endif

inline project() {                /* read the lease, then write the log: two steps, so that others come between */
  d_step { seen = state; seen_version = version }
  d_step { if :: seen_version >= logged_version -> assert(!LOGGED || seen == logged); logged = seen; logged_version = seen_version :: else fi }
}

inline delete_index(i) {          /* its alias goes with it; one that the target shows is not deleted */
  d_step { if :: i != NONE && i != target -> there[i] = false; rows[i] = 0; writer[i] = 0 :: else fi }
}

/* One attempt, by whoever claims the lease: `me` is its fence, and the number of the index that it makes. */
proctype worker() {
  byte me, index, n;
  mtype seen, begins;
  byte seen_version;
  bool goes_on;

  atomic {                        /* claim: the time-out is any moment, for an observer cannot tell a pause from a death */
    if
    :: !FINAL -> fence++; me = fence; index = staging
    :: else -> goto superseded
    fi;
    /* in the index of one that was cleaning up nothing is gone on with: it may still come to delete it */
    goes_on = index != NONE && kept > 0 && !cleaning;
    if
    :: state == queued || state == running -> state = running; cleaning = false; kept = (goes_on -> kept : 0); n = kept
    :: else
    fi;
    begins = state                /* seen in the same read as the index: what was not publishing then never will be published */
  }
  if
  :: begins == aborting -> begins = queued; goto clean
  :: begins == publishing -> begins = queued; goto publish
  :: else -> begins = queued
  fi;

  if
  :: goes_on ->
     d_step {                     /* one call: an earlier attempt's alias goes (it must be there), this one's comes */
       if
       :: there[index] && writer[index] > 0 && writer[index] < me -> assert(begun[index] <= me); writer[index] = me
       :: else -> goes_on = false
       fi
     };
     if :: goes_on :: else -> goto lost fi;
     found != index;              /* the block answers when no write is under way */
     atomic { acknowledged[me] = (1 << n) - 1; goes_on = false; begun[index] = me }
  :: else ->
     delete_index(index);         /* an earlier attempt's index is deleted: what its process still sends is refused */
     atomic {                     /* noted before it is there, so that whoever cleans up knows of it whenever this process dies */
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
     :: writer[index] != me -> goto lost
     fi
  :: else -> break
  od;

  atomic {                        /* the point of no return */
    if
    :: MINE && state == running -> state = publishing; version++
    :: MINE && state == aborting -> goto clean
    :: else -> goto superseded
    fi
  }
publish:
  atomic {                        /* one call: take the write alias away (it must exist) and move the target (from what it showed) */
    index = staging;
    if
    :: target == index -> skip    /* another attempt was first: as good */
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

lost:                             /* its index was taken from it: only a later attempt may do that */
  assert(!MINE || FINAL || state == aborting);
superseded:
  skip;
  d_step { me = 0; index = 0; n = 0; seen = queued; begins = queued; seen_version = 0; goes_on = false }   /* fewer states to tell apart */
}

/* Bodies arrive when they will. One finds the index through its attempt's alias, or is refused; then it is written. */
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
          assert(begun[found] <= whose);       /* what it knows of the row is older than what is there */
          rows[found] = rows[found] | (1 << row);
          acknowledged[whose] = acknowledged[whose] | (1 << row)
       :: else
       fi;
       found = NONE; whose = 0; row = 0
     }
  od
}

/* A user asks for the end, at any moment or never: queued ends at once, publishing goes on. */
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
  /* any agent that finds a final state which the log does not show projects it */
  project();
  d_step {
    assert(logged == state);
    assert(state != successful || (target != OLD && target == staging && rows[target] == ALL));
    assert(!(state == aborted || state == failed) || target == OLD)
  }
}

/* The target never shows a part of the rows, nor an index that is not there. */
proctype reader() {
end:
  do
  :: atomic { !(there[target] && rows[target] == ALL) -> assert(false) }
  od
}

/* A final state is never left. */
proctype historian() {
  mtype final_state;
end_waiting:
  atomic { FINAL -> final_state = state }
end:
  do
  :: atomic { state != final_state -> assert(false) }
  od
}
