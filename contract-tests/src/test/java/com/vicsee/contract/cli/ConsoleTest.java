package com.vicsee.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.suite.Outcome.CheckResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal is sent: a bar that fits into it, and nothing that stays. */
class ConsoleTest {

  private static final String ERASED = "\r\u001b[K";
  private static final CheckResult RESULT = new CheckResult("authentication-enforced", "about", true, 0, List.of(), 12345, Duration.ofSeconds(12));

  private final StringWriter sent = new StringWriter();

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 60, 80, 200})
  void bar_anyWidth_fitsIntoTheLine(int width) {
    Console console = console(true, width);
    console.began("authentication-enforced", 33, 33);
    for (String line : visible()) {
      assertThat(line.length()).as(line).isBetween(3, width - 1);
    }
  }

  @Test
  void bar_wideTerminal_saysCheckRequestsAndTime() {
    console(true, 80).began("authentication-enforced", 2, 4);
    assertThat(visible()).containsExactly("[" + "█".repeat(6) + "·".repeat(18) + "] 2/4 authentication-enforced  0 requests  0 s");
  }

  @Test
  void bar_beforeTheFirstCheck_isEmpty() {
    console(true, 80).answered(3);
    assertThat(visible()).containsExactly("[" + "·".repeat(24) + "] 0/1   3 requests  0 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80})
  void line_anyWidth_fitsIntoTheTerminal(int width) {
    console(true, width).ended(RESULT);
    for (String line : visible()) {
      assertThat(line.length()).as(line).isLessThan(width);
    }
  }

  @Test
  void bar_atTheEnd_isErasedAndComesNotBack() {
    Console console = console(true, 80);
    console.began("authentication-enforced", 1, 1);
    console.close();
    console.answered(1000);
    assertThat(sent.toString()).endsWith(ERASED);
  }

  @Test
  void bar_anyTime_leavesTheTerminalWrappingItsLines() {
    console(true, 80).began("authentication-enforced", 1, 1);
    assertThat(sent.toString().lastIndexOf("\u001b[?7h")).isGreaterThan(sent.toString().lastIndexOf("\u001b[?7l"));
  }

  @Test
  void output_noTerminal_hasNoControlSequence() {
    Console console = console(false, 0);
    console.began("authentication-enforced", 1, 1);
    console.ended(RESULT);
    console.close();
    assertThat(sent.toString()).doesNotContain("\u001b", "\r").contains("12345 requests");
  }

  private Console console(boolean bar, int width) {
    return new Console(new PrintWriter(sent), bar, false, width);
  }

  private List<String> visible() {
    return sent.toString().replaceAll("\u001b\\[\\??[0-9;]*[a-zA-Z]", "").replace('\r', '\n').lines().filter(l -> !l.isEmpty()).toList();
  }
}
