package com.vicsee.contract.cli;

import com.vicsee.contract.suite.Outcome.CheckResult;
import com.vicsee.contract.suite.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows a run: a bar that moves in a terminal, and a line for each check elsewhere. */
final class Console implements Progress {

  private static final int WIDTH = 24;
  private static final long EACH = Duration.ofMillis(100).toNanos();

  private final PrintWriter out;
  private final boolean bar;
  private final boolean colour;
  private final long start = System.nanoTime();
  private String check = "";
  private int number;
  private int of = 1;
  private long drawn;

  /**
   * Creates it.
   *
   * @param bar whether a bar can move
   * @param colour whether colours are wanted
   */
  Console(PrintWriter out, boolean bar, boolean colour) {
    this.out = out;
    this.bar = bar;
    this.colour = colour;
  }

  /** Whether somebody looks at a terminal that can move its cursor. */
  static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // Since Java 22 there is a console also where there is no terminal, and it says which.
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Whether colours are wanted (no-color.org). */
  static boolean wantsColour() {
    String no = System.getenv("NO_COLOR");
    return no == null || no.isEmpty();
  }

  @Override
  public void recognised(boolean sandbox, String why) {
    line((sandbox ? "This is the sandbox: " : "This is not the sandbox: ") + why + '.');
  }

  @Override
  public void began(String id, int position, int count) {
    check = id;
    number = position;
    of = count;
    draw(0, true);
  }

  @Override
  public void answered(long requests) {
    draw(requests, false);
  }

  @Override
  public void ended(CheckResult result) {
    String verdict = result.findings() > 0 ? red("broken ") : result.skipped().isEmpty() ? green("kept   ") : "in part";
    line(String.format(Locale.ROOT, "%s %-26s %5d requests %6.1f s", verdict, result.id(), result.requests(), result.took().toMillis() / 1000.0));
  }

  /** Takes the bar away. */
  void end() {
    if (bar) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  String red(String text) {
    return colour ? "\u001b[31;1m" + text + "\u001b[0m" : text;
  }

  String green(String text) {
    return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
  }

  private void line(String text) {
    end();
    out.println(text);
    out.flush();
  }

  private void draw(long requests, boolean now) {
    long time = System.nanoTime();
    if (!bar || !now && time - drawn < EACH) {
      return;
    }
    drawn = time;
    int done = WIDTH * (number - 1) / of;
    out.print(String.format(Locale.ROOT, "\r\u001b[K[%s%s] %d/%d %s  %d requests  %d s", "█".repeat(done), "·".repeat(WIDTH - done), number, of,
        check, requests, Duration.ofNanos(time - start).toSeconds()));
    out.flush();
  }
}
