package com.vicsee.contract.mutation;

import com.vicsee.contract.check.Checks;
import com.vicsee.contract.check.Probe;
import com.vicsee.contract.support.Lies;
import com.vicsee.contract.support.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every lie about an answer is noticed. */
@ExtendWith(Run.Resolver.class)
@Order(Integer.MAX_VALUE - 1)
class AnswerMutationTest {

  private final Run run;

  AnswerMutationTest(Run run) {
    this.run = run;
  }

  @Test
  @Timeout(600)
  void checks_everyLieAboutAnAnswer_isNoticed() {
    long t0 = System.nanoTime();
    record();
    long t1 = System.nanoTime();
    Court court = new Court(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    List<Verdict> verdicts = new AnswerLies(run.contract(), run.schemas()).all().stream().map(court::judge).toList();
    long t2 = System.nanoTime();
    System.out.println("recorded " + run.recording().all().size() + " of " + run.recording().seen() + " in " + (t1 - t0) / 1000000 + " ms, judged in " + (t2 - t1) / 1000000);
    Map<String, long[]> kinds = new TreeMap<>();
    for (Verdict v : verdicts) {
      long[] n = kinds.computeIfAbsent(v.lie().kind(), k -> new long[3]);
      n[v.how() == Verdict.How.NOT_TOLD ? 2 : v.killed() ? 0 : 1]++;
    }
    kinds.forEach((k, n) -> System.out.println(k + ": killed " + n[0] + " survived " + n[1] + " not told " + n[2]));
    verdicts.stream().filter(v -> !v.killed()).forEach(v -> System.out.println("S " + v.how() + " | " + v.lie().kind() + " | " + v.lie()));
    for (var r : run.recording().all()) if (r.expected().isPresent() && r.expected().get().isError()) {
      String m = r.exchange().json().get().at("/error/message").asString(); String e = r.expected().get().value().at("/error/message").asString();
      if (!m.equals(e)) System.out.println("M " + r.expected().get() + " | " + m + " | " + e);
    }
  }

  private void record() {
    Set<String> slow = Set.of("negative-refused", "positive-accepted", "authentication-enforced", "random-judged");
    Checks.scenarios().stream().filter(s -> !slow.contains(s.id()))
        .forEach(s -> Lies.assertNone(Probe.run(run.examiner(), run.stub(), s, run.world()).findings()));
  }
}
