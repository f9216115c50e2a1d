/* One document of a MIRROR, or of an INCREMENTAL that deletes, while its row changes at any time.
 *
 * Modelled:
 * - a row that is inserted, changed and deleted at any time
 * - attempts that compare the row with the document, read the row once more, and write or delete the document
 * - processes that die at any step, with a request in flight that is carried out at any time before the next attempt begins
 * - another program that writes the document
 * Documents are independent of each other, so one is enough. That no attempt writes after the next one has begun is the lease's part.
 *
 * Checked:
 * - no document is deleted whose row existed from the beginning of the attempt to the deletion
 * - after an attempt, the document is equal to the row, unless the row or the document was changed meanwhile
 * - no document is deleted whose row existed again from the second look to the deletion
 */
#ifndef ATTEMPTS
#define ATTEMPTS 2
#endif
#ifndef CHANGES
#define CHANGES 3
#endif
#define ABSENT 0

byte row = ABSENT, document = ABSENT;     /* contents, numbered; the numbers of others begin at 100 */
byte seq_no;                              /* of the document's last write */
byte changes;                             /* of the row, which also number its contents */
bool always_there;                        /* since the attempt began */
bool there_again;                         /* since the second look */
bool quiet;                               /* neither row nor document was changed by others since the attempt began */
byte running = 1;                         /* the attempt that may begin */

inline write_document(content) { d_step { document = content; seq_no++ } }

proctype source() {
end:
  do
  :: atomic { changes < CHANGES -> changes++; row = changes; quiet = false }
  :: atomic { changes < CHANGES && row != ABSENT -> changes++; row = ABSENT; always_there = false; there_again = false; quiet = false }
  od
}

proctype others() {
  if
  :: atomic { skip -> write_document(100); quiet = false }
  :: atomic { document != ABSENT -> write_document(ABSENT); quiet = false }
  :: skip
  fi
}

proctype attempt(byte me) {
  byte seen, seen_seq_no, first, second;
  bool dies;

  atomic { running == me -> always_there = (row != ABSENT); quiet = true };
  d_step { seen = document; seen_seq_no = seq_no };   /* the point in time */
  first = row;
  if
  :: first == seen -> goto done
  :: else
  fi;
  d_step { second = row; there_again = (row != ABSENT) };
  if
  :: me < ATTEMPTS -> dies = true                     /* with its last request in flight */
  :: skip
  fi;
  if
  :: second != ABSENT ->
     write_document(second);
     if :: dies -> goto done :: else fi
  :: else
  fi;
  if
  :: first == ABSENT ->
     d_step {
       if
       :: seq_no == seen_seq_no ->                    /* the version that was compared */
          assert(!always_there);
          assert(!there_again);
          document = ABSENT; seq_no++
       :: else
       fi
     }
  :: else
  fi;
  if
  :: !dies -> d_step { assert(!quiet || document == row) }
  :: else
  fi;
done:
  running++
}

init {
  byte number = 1;
  atomic {
    run source(); run others();
    do :: number <= ATTEMPTS -> run attempt(number); number++ :: else -> break od
  }
}
