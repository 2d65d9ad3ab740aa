package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Each user has a quota, a balance and idempotency keys, which all API keys of the user share and no other user sees. */
public final class CallersApart implements Scenario {

  private static final List<String> SAME = List.of("id", "model", "createdAt");
  private static final String USER = "/components/securitySchemes/bearerAuth/description";

  @Override
  public void run(Probe probe) {
    Optional<String> other = probe.world().otherKey();
    if (other.isEmpty()) {
      probe.skip("whether two users are apart, which needs a second key");
    } else {
      probe.refresh();
      probe.contract().operations().forEach(operation -> quotaApart(probe, operation, other.get()));
      uploadsApart(probe, other.get());
      moneyApart(probe, other.get());
      balancesApart(probe, other.get());
    }
    if (probe.world().isSandbox()) {
      probe.contract().root().path("x-personas").forEach(persona -> shared(probe, persona));
    }
  }

  /** Requests of another user and of a caller without a key leave the quota as it is. */
  private static void quotaApart(Probe probe, Operation operation, String other) {
    Fields fields = probe.contract().fields();
    Operation credits = probe.operation("getCredits");
    ApiRequest mine = free(probe, operation);
    List<ApiRequest> strangers = List.of(mine.with("Authorization", "Bearer " + other), mine.with("Authorization", null), mine.with("Authorization", "Bearer sk-unknown-key"));
    long fallen = 0;
    Exchange after = null;
    for (int i = 0; i < probe.world().observations() && fallen != 1; i++) {
      long before = fields.left(probe.send(credits, probe.valid(credits))).orElse(-1L);
      strangers.forEach(stranger -> probe.send(operation, stranger));
      after = probe.send(credits, probe.valid(credits));
      fallen = before - fields.left(after).orElse(-1L);
    }
    if (after != null) {
      probe.expect(fallen == 1, Elements.promise("callers-apart"), after, "a quota that falls by " + fallen + " over requests of others",
          "one less, for the request of the user alone", USER);
    }
  }

  /** Two users who ask for the same upload get two. */
  private static void uploadsApart(Probe probe, String other) {
    Operation create = probe.operation("createUpload");
    // A server that mixes callers may have answered the first with the upload of the caller before.
    probe.send(create, probe.valid(create));
    Exchange mine = probe.send(create, probe.valid(create));
    Exchange theirs = probe.send(create, probe.as(other, create));
    probe.expect(!mine.data().equals(theirs.data()), Elements.promise("callers-apart"), theirs, theirs.summary(), "an upload of its own for each user", USER);
  }

  /** What one user buys is paid by this user, under an idempotency key of this user. */
  private static void moneyApart(Probe probe, String other) {
    Fields fields = probe.contract().fields();
    for (Operation operation : probe.contract().operations()) {
      Optional<ApiRequest> purchase = operation.paid() ? Purchases.of(probe, operation) : Optional.empty();
      if (purchase.isEmpty()) {
        continue;
      }
      probe.refresh();
      ApiRequest mine = purchase.get().with(fields.idempotencyKey(), UUID.randomUUID().toString());
      Exchange first = Purchases.buy(probe, operation, mine);
      long before = probe.balance();
      Exchange theirs = Purchases.buy(probe, operation, mine.with("Authorization", "Bearer " + other));
      boolean apart = theirs.status() == 200 && !fields.isReplay(theirs) && !theirs.data().path("id").equals(first.data().path("id"));
      probe.expect(apart, Elements.promise("callers-apart"), theirs, "a new task, since idempotency keys are kept per user",
          "/components/parameters/IdempotencyKey/description");
      long after = probe.balance();
      for (int i = 1; i < probe.world().observations() && after != before; i++) {
        before = after;
        after = probe.balance();
      }
      probe.expect(after == before, Elements.promise("callers-apart"), theirs, "a balance of " + after + " after " + before + " and a purchase of another user",
          "the same balance", USER);
      String id = first.data().path("id").asString("");
      JsonNode own = Purchases.task(probe, id, probe.world().key());
      for (String name : SAME) {
        probe.expect(own.path(name).equals(first.data().path(name)), Elements.promise("callers-apart"), first, name + ' ' + first.data().path(name),
            name + ' ' + own.path(name) + ", as of the task of this user", operation.pointer());
      }
      Exchange replay = probe.send(operation, mine);
      probe.expect(Arrays.equals(replay.body(), first.body()), Elements.promise("callers-apart"), replay, replay.summary() + " after the purchase of another user",
          "the first answer again: " + first.summary(), "/components/parameters/IdempotencyKey/description");
      JsonNode seen = Purchases.task(probe, id, other);
      probe.expect(seen.path("id").isMissingNode(), Elements.promise("callers-apart"), first, "a task that another user reads", "HTTP 403", USER);
    }
  }

  /** An idempotency key belongs to the user, so a retry with another key of the user is a replay. */
  private static void keyShared(Probe probe, Operation operation, String one, String two) {
    Fields fields = probe.contract().fields();
    ApiRequest request = probe.as(one, operation).with(fields.idempotencyKey(), UUID.randomUUID().toString());
    Exchange first = probe.send(operation, request);
    Exchange again = probe.send(operation, request.with("Authorization", "Bearer " + two));
    probe.expect(fields.isReplay(again) && again.data().equals(first.data()), Elements.promise("callers-apart"), again,
        "a replay, since idempotency keys are kept per user", "/components/parameters/IdempotencyKey/description");
  }

  /** A user who reads the balance twice, just after another user, reads it the same. */
  private static void balancesApart(Probe probe, String other) {
    Operation credits = probe.operation("getCredits");
    long first;
    Exchange second;
    int observations = probe.world().observations();
    do {
      probe.balance();
      first = probe.balance(other);
      second = probe.send(credits, probe.as(other, credits));
    } while (--observations > 0 && first != second.data().path("credits").longValue(-1));
    probe.expect(second.data().path("credits").longValue(-1) == first, Elements.promise("callers-apart"), second,
        "a balance of " + first + ", and then " + second.summary(), "the same balance, whichever user has read a balance before", USER);
  }

  /** A request that counts and costs nothing. */
  private static ApiRequest free(Probe probe, Operation operation) {
    return operation.paid() ? probe.changed(operation, Probe.object().put("rawBody", "{")) : probe.valid(operation);
  }

  /** All active keys of one user count down one quota, and show one balance. */
  private static void shared(Probe probe, JsonNode persona) {
    Fields fields = probe.contract().fields();
    JsonNode twin = probe.contract().root().path("x-personas").valueStream()
        .filter(p -> p.path("user").equals(persona.path("user")) && p.path("active").booleanValue(false)).findFirst().orElse(persona);
    if (twin.equals(persona)) {
      return;
    }
    probe.refresh();
    String one = twin.path("key").asString("");
    String two = persona.path("key").asString("");
    for (Operation operation : probe.contract().operations()) {
      Exchange first = probe.send(operation, free(probe, operation).with("Authorization", "Bearer " + one));
      Exchange second = probe.send(operation, free(probe, operation).with("Authorization", "Bearer " + two));
      long before = fields.left(first).orElse(-1L);
      long after = fields.left(second).orElse(-1L);
      probe.expect(after == before - 1, Elements.promise("callers-apart"), second, before + " and then " + after + " requests left with two keys of one user",
          "one quota for both", USER);
    }
    for (Operation operation : probe.contract().operations()) {
      if (operation.paid()) {
        keyShared(probe, operation, one, two);
      }
    }
    long first = probe.balance(one);
    long second = probe.balance(two);
    Exchange last = probe.send(probe.operation("getCredits"), probe.as(two, probe.operation("getCredits")));
    probe.expect(first == second, Elements.promise("callers-apart"), last, "balances of " + first + " and " + second, "one balance for both keys", USER);
  }
}
