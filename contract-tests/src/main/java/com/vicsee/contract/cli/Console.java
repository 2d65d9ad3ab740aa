package com.vicsee.contract.cli;

import com.vicsee.contract.suite.Outcome.CheckResult;
import com.vicsee.contract.suite.Progress;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Shows the progress of a run: a moving bar in a terminal, and a line for each check elsewhere. */
final class Console implements Progress {

  private static final int LONGEST = 24;
  private static final int SHORTEST = 6;
  private static final int USUAL = 80;
  private static final int WIDE = 60;
  private static final long EACH = Duration.ofMillis(100).toNanos();

  private final PrintWriter out;
  private final boolean bar;
  private final boolean colour;
  private final int width;
  private final long start = System.nanoTime();
  private String check = "";
  private int number;
  private int of = 1;
  private long drawn;
  private volatile boolean over;

  /**
   * Creates it.
   *
   * @param bar whether a bar can move
   * @param colour whether colours are wanted
   * @param width how many columns there are
   */
  Console(PrintWriter out, boolean bar, boolean colour, int width) {
    this.out = out;
    this.bar = bar;
    this.colour = colour;
    this.width = width;
  }

  /** How many columns the terminal has; 80 when that is unknown. */
  static int columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).redirectError(Redirect.DISCARD).start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      int columns = said.matches("\\d{1,4} \\d{1,4}") ? Integer.parseInt(said.split(" ")[1]) : 0;
      return columns > 0 ? columns : USUAL;
    } catch (IOException e) {
      return USUAL;
    }
  }

  /** Whether the output is a terminal that can move its cursor. */
  static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // Since Java 22 a console may exist without a terminal.
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
    String verdict = result.findings() > 0 ? red("failed ") : result.skipped().isEmpty() ? green("passed ") : "partly ";
    line(bar && width < WIDE ? verdict + ' ' + result.id() : String.format(Locale.ROOT, "%s %-26s %5d requests %6.1f s", verdict, result.id(),
        result.requests(), result.took().toMillis() / 1000.0));
  }

  /** Removes the bar. */
  void end() {
    if (bar) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  /** Removes the bar for good, also when the run is interrupted. */
  void close() {
    over = true;
    end();
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
    if (!bar || over || !now && time - drawn < EACH) {
      return;
    }
    drawn = time;
    // The line fits the terminal. If the terminal has become narrower meanwhile, the line is cut and does not wrap.
    out.print("\r\u001b[K\u001b[?7l" + bar(requests, Duration.ofNanos(time - start).toSeconds()) + "\u001b[?7h");
    out.flush();
  }

  private String bar(long requests, long seconds) {
    String place = " " + number + '/' + of + ' ' + check;
    String count = "  " + requests + " requests";
    String clock = "  " + seconds + " s";
    // The least important part is dropped first.
    String text = Stream.of(place + count + clock, place + clock, place, " " + number + '/' + of).filter(t -> t.length() + SHORTEST + 2 < width).findFirst().orElse("");
    int length = Math.max(1, Math.min(LONGEST, width - 3 - text.length()));
    // Before the first check the suite recognises the server.
    int done = length * Math.max(0, number - 1) / of;
    return "[" + "█".repeat(done) + "·".repeat(length - done) + "]" + text;
  }
}
