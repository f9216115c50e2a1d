/* One range of a REPLACE that workers load: its orders, by one attempt or by a second one that takes over.
 *
 * Modelled:
 * - workers that are lost, or are only slow, at any moment, and bodies that arrive at any time after them
 * - a coordinator that gives a worker up although it still runs, and orders the range again
 * - the loss of the coordinator at any moment, and the take-over by another attempt
 * - a row that changes at any time; the workers of an attempt read one snapshot, or each its own
 *
 * Checked:
 * - what is published is the row as the worker has read it that the coordinator counts
 * - a worker that has not been permitted runs no statement, and none is left in the database at the end
 */
#ifndef ORDERS
#define ORDERS 3
#endif
#ifndef COMMON                    /* whether all workers of an attempt read one snapshot */
#define COMMON true
#endif
#define ATTEMPTS 2

byte row = 1, snapshot;           /* the source, and what the current attempt has exported */
byte attempt = 1, listed;         /* the lease: the attempt, and the worker whose session it lists */
bool is_over;
byte alias = 1, document;         /* the index: the attempt that may write, and the row that was written last */
byte started;                     /* orders so far; each has the number of its worker */
byte attempt_of[ORDERS + 1], row_of[ORDERS + 1], in_flight[ORDERS + 1];
bool runs_statement[ORDERS + 1], is_terminated[ORDERS + 1], is_acknowledged[ORDERS + 1];

proctype worker(byte me) {
  /* connected, and its session reported; now it reads the lease again and again */
  do
  :: atomic { attempt == attempt_of[me] && listed == me && !is_over -> break }
  :: attempt != attempt_of[me] || is_over -> goto ended
  :: goto ended                                           /* lost */
  od;
  atomic {                                                /* perhaps much later */
    if
    :: is_terminated[me] -> goto ended
    :: else -> runs_statement[me] = true; row_of[me] = (COMMON -> row_of[me] : row)
    fi
  };
  if :: skip :: goto lost fi;
  in_flight[me] = row_of[me];
lost:
  runs_statement[me] = false;                             /* the database ends the session of a process that has ended */
ended:
  skip
}

/* Bodies arrive at any time, also after their worker was lost. */
proctype network() {
  byte each = 1;
end:
  do
  :: atomic {
       in_flight[each] > 0 ->
       if
       :: alias == attempt_of[each] -> document = in_flight[each]; is_acknowledged[each] = true
       :: else
       fi;
       in_flight[each] = 0
     }
  :: each < ORDERS -> each++
  :: each > 1 -> each--
  od
}

inline order_range() {
  atomic {
    started < ORDERS ->
    started++; attempt_of[started] = attempt; row_of[started] = snapshot; current = started;
    run worker(current)
  };
  if
  :: listed = current                                     /* it has reported its session, whose id the lease lists from now on */
  :: skip                                                 /* the worker, or the coordinator, is lost before */
  fi
}

inline terminate_listed() {                               /* by the coordinator that gives it up, or whoever takes over */
  atomic { if :: listed > 0 -> is_terminated[listed] = true; runs_statement[listed] = false :: else fi }
}

proctype coordinator() {
  byte current;
begin:
  snapshot = row;
  order_range();
wait:
  if
  :: is_acknowledged[current] -> goto publish
  :: COMMON && started < ORDERS -> terminate_listed(); listed = 0; order_range(); goto wait
                                                          /* given up: lost, or only slow */
  :: attempt < ATTEMPTS && started < ORDERS ->            /* the coordinator is lost, or a new attempt begins */
     terminate_listed();
     atomic { attempt++; listed = 0 };
     alias = attempt;                                     /* waits for writes in flight */
     goto begin
  :: is_terminated[current] || started == ORDERS ->       /* fails */
     terminate_listed(); is_over = true; alias = 0; goto end_of_run
  fi;
publish:
  atomic { alias = 0; assert(document == row_of[current]) };
  terminate_listed(); is_over = true;
end_of_run:
  skip
}

active proctype source() {
  if :: row = 2 :: skip fi
}

init {
  atomic { run network(); run coordinator() };
  atomic {
    is_over ->
    byte each = 1;
    do
    :: each <= ORDERS -> assert(!runs_statement[each] || each == listed || is_terminated[each]); each++
    :: else -> break
    od
  }
}
