package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A prompt comes back as it was sent, character by character, whatever characters it has. */
public final class TextEchoed implements Scenario {

  /** Composed and decomposed accents, characters beyond 16 bits, marks of direction, quotes, escapes, markup, ends of lines, and blanks at both ends. The last is long. */
  private static final List<String> PROMPTS = List.of(
      "  \u00e9t\u00e9 e\u0301te\u0301 \u00df \u0130i \ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u05e9\u05dc\u05d5\u05dd \u202e \u65e5\u672c\u8a9e \"quoted\" \\ / \n\t \r\n\r & <b> &amp; %41 + {x} $1 '; -- ",
      "A lighthouse \u0000\u0001\u001f\u007f\u0085\u2028\ufeff\ufffd\uffff at dawn",
      "\ud835\udd4a".repeat(2000) + "x");

  /** The characters that a database may refuse. */
  private static final int PLAIN = 0;

  @Override
  public void run(Probe probe) {
    for (int i = 0; i < (probe.world().isSandbox() ? PROMPTS.size() : PLAIN + 1); i++) {
      echoed(probe, PROMPTS.get(i));
    }
  }

  private static void echoed(Probe probe, String prompt) {
    Optional<ApiRequest> purchase = Purchases.withPrompt(probe, prompt);
    if (purchase.isEmpty()) {
      return;
    }
    probe.refresh();
    Exchange submitted = Purchases.buy(probe, Purchases.generate(probe), purchase.get());
    if (submitted.status() != 200) {
      probe.expect(submitted.status() == 400 && prompt.indexOf(0) >= 0, Elements.status("generateMedia", "200"), submitted, "HTTP 200 for a prompt with any character",
          "/components/schemas/Prompt");
      return;
    }
    JsonNode task = Purchases.task(probe, submitted.data().path("id").asString(""), probe.world().key());
    probe.expect(task.path("prompt").asString("").equals(prompt), Elements.property("getTask", "200", "application/json", "$.data.prompt"), submitted,
        "prompt " + task.path("prompt"), "the prompt as it was submitted", "/components/schemas/Task/properties/prompt");
  }
}
