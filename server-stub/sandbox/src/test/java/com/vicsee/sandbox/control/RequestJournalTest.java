package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.RequestJournal.Entry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RequestJournalTest {
  private static final Entry ENTRY = new Entry(Instant.EPOCH, "GET", "/api/v1/credits", null, 200, null, "req-1");

  private final RequestJournal journal = new RequestJournal(Clock.systemUTC());
  private final Object request = new Object();

  /** A caller may have the response before the filters have ended. */
  @Test
  void list_requestThatIsAnsweredButNotYetRecorded_hasIt() throws Exception {
    journal.begin(request);
    FutureTask<List<Entry>> listed = ask();

    journal.record(request, ENTRY);

    assertThat(listed.get()).containsExactly(ENTRY);
  }

  @Test
  void list_requestThatDoesNotEnd_isAnsweredWithoutIt() throws Exception {
    journal.begin(request);

    assertThat(ask().get()).isEmpty();
  }

  /** Asks on a thread of its own, and returns when that waits, or has its answer. */
  private FutureTask<List<Entry>> ask() {
    FutureTask<List<Entry>> question = new FutureTask<>(journal::list);
    Thread asking = new Thread(question, "asking");
    asking.start();
    while (asking.isAlive() && asking.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return question;
  }
}
