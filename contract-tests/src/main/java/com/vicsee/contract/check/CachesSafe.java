package com.vicsee.contract.check;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to a caller with a key does not let a shared cache store it (RFC 9111, section 3.5), and no JSON answer to such a caller is fresh
 * for some time: balances, quotas and tasks change. The refusal of a caller without a key is not stored either, since a cache would give it to
 * callers with one (RFC 9111, section 4), unless it varies by `Authorization`.
 */
public final class CachesSafe implements ResponseCheck {

  private static final String AUTHORIZATION = "Authorization";
  private static final Pattern SHARED = Pattern.compile("(?:^|[,\\s])(public|s-maxage\\s*=\\s*\"?\\d+)");
  private static final Pattern FRESH = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d+)");

  @Override
  public void examine(Answer answer) {
    Exchange exchange = answer.exchange();
    boolean apart = exchange.list("Vary").stream().anyMatch(name -> name.equals("*") || name.equalsIgnoreCase(AUTHORIZATION));
    if (answer.operation().anonymous() || exchange.request().header(AUTHORIZATION).isEmpty() && apart) {
      answer.foundNothing();
      return;
    }
    String control = String.join(", ", exchange.values("Cache-Control")).toLowerCase(Locale.ROOT);
    if (SHARED.matcher(control).find()) {
      broken(answer, "Cache-Control: " + control, "no answer that a shared cache may give to others");
      return;
    }
    if (exchange.mediaType().equals("application/json") && isFresh(exchange, control)) {
      broken(answer, "Cache-Control: " + control + ", Expires: " + exchange.header("Expires").orElse("none"),
          "an answer that is not reused, since what it says changes");
    }
  }

  private static boolean isFresh(Exchange exchange, String control) {
    if (control.contains("no-cache") || control.contains("no-store")) {
      return false;
    }
    Matcher age = FRESH.matcher(control);
    if (age.find()) {
      return !age.group(1).matches("0+");
    }
    Optional<Instant> end = exchange.time("Expires");
    return end.isPresent() && exchange.time("Date").filter(now -> end.get().isAfter(now)).isPresent();
  }

  private static void broken(Answer answer, String received, String documented) {
    answer.broken(answer.id(), received, documented, answer.operation().pointer());
  }
}
