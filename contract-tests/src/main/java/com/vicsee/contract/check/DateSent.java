package com.vicsee.contract.check;

import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Each answer has the time at which it was made, as an HTTP date: clients compute the wait until a reset from it. */
public final class DateSent implements ResponseCheck {

  private static final String DATE = "Date";

  @Override
  public void examine(Answer answer) {
    List<String> dates = answer.exchange().values(DATE);
    // A server without a clock may leave it out of the answers to its own faults.
    boolean needed = answer.exchange().status() < 500;
    if (dates.size() > 1 || dates.isEmpty() && needed || dates.stream().anyMatch(d -> !isDate(d))) {
      answer.broken(answer.id(), "Date: " + dates + " with HTTP " + answer.status(), "the time of the answer as an HTTP date", answer.operation().pointer());
    }
  }

  private static boolean isDate(String text) {
    try {
      DateTimeFormatter.RFC_1123_DATE_TIME.parse(text);
      return text.endsWith(" GMT") && text.length() == "Sun, 06 Nov 1994 08:49:37 GMT".length();
    } catch (DateTimeException e) {
      return false;
    }
  }
}
