package com.vicsee.contract.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of a README with index and score, between two comments. Its numbers may be off by one, or by one percent, so that an edit of
 * the contract needs no edit of the README.
 */
public final class Badge {

  private static final Pattern PLACE = Pattern.compile("(<!-- proof -->\\R)(.*)(\\R<!-- /proof -->)");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(\\.\\d+)?");

  private final Path readme;

  /** Opens a README. */
  public Badge(Path readme) {
    this.readme = readme;
  }

  /** Writes the line. */
  public void write(String line) throws IOException {
    Files.writeString(readme, place().replaceFirst("$1" + Matcher.quoteReplacement(line) + "$3"));
  }

  /** Fails unless the README has this line, within the tolerance. */
  public void assertSays(String line) throws IOException {
    assertSame(place().group(2), line);
  }

  static void assertSame(String written, String line) {
    String update = "README.md says \"" + written + "\", and the run \"" + line + "\": mvn verify -Dbadge.update writes it";
    assertThat(NUMBER.matcher(written).replaceAll("#")).as(update).isEqualTo(NUMBER.matcher(line).replaceAll("#"));
    List<Double> numbers = numbers(line);
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(numbers(written).get(i)).as(update).isCloseTo(numbers.get(i), within(Math.max(1, numbers.get(i) / 100)));
    }
  }

  private Matcher place() throws IOException {
    Matcher place = PLACE.matcher(Files.readString(readme));
    assertThat(place.find()).as(readme + " has a line between <!-- proof --> and <!-- /proof -->").isTrue();
    return place;
  }

  private static List<Double> numbers(String line) {
    return NUMBER.matcher(line).results().map(MatchResult::group).map(n -> Double.valueOf(n.replace(",", ""))).toList();
  }
}
