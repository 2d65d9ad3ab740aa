package com.vicsee.server.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shares of a budget are granted in order, and never more than there is. */
class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(100);
  private final List<String> granted = new ArrayList<>();

  private BodyBudget.Share take(String name, long bytes) {
    return budget.take(bytes, () -> granted.add(name));
  }

  @Test
  void take_whileThereIsRoom_isGrantedAtOnce() {
    take("a", 60);
    take("b", 40);

    assertThat(granted).containsExactly("a", "b");
  }

  @Test
  void take_withoutRoom_isGrantedWhenAnotherIsReleased() {
    BodyBudget.Share first = take("a", 60);
    take("b", 60);
    assertThat(granted).containsExactly("a");

    first.release();

    assertThat(granted).containsExactly("a", "b");
  }

  @Test
  void take_ofASmallShareBehindALargeOne_waitsForItsTurn() {
    BodyBudget.Share first = take("a", 60);
    take("b", 100);
    take("c", 1);

    assertThat(granted).containsExactly("a");
    first.release();
    assertThat(granted).containsExactly("a", "b");
  }

  @Test
  void take_ofNothing_waitsForNobody() {
    take("a", 100);
    take("b", 50);
    take("c", 0);

    assertThat(granted).containsExactly("a", "c");
  }

  @Test
  void take_ofMoreThanAll_isGrantedAlone() {
    BodyBudget.Share large = take("a", 1000);
    take("b", 1);
    assertThat(granted).containsExactly("a");

    large.release();

    assertThat(granted).containsExactly("a", "b");
  }

  @Test
  void release_whileWaiting_givesUpTheTurn() {
    BodyBudget.Share first = take("a", 100);
    take("b", 100).release();
    take("c", 100);

    first.release();

    assertThat(granted).containsExactly("a", "c");
  }

  @Test
  void release_twice_countsOnce() {
    BodyBudget.Share first = take("a", 100);
    first.release();
    first.release();
    take("b", 100);
    take("c", 100);

    assertThat(granted).containsExactly("a", "b");
  }
}
