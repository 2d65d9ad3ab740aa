package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** API3, broken object property level authorization: nobody sets what is the server's, and nobody sees what is inside. */
class Api3PropertyAuthorizationTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private static String body(String more) {
    return "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\"" + more + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"credits\":0", "\"creditsUsed\":0", "\"userId\":\"sandbox-other\"", "\"user_id\":\"sandbox-other\"", "\"status\":\"completed\"", "\"id\":\"task_mine\"",
      "\"plan\":\"ENTERPRISE\"", "\"specification\":{}", "\"mediaType\":\"video\"", "\"@class\":\"java.lang.Runtime\"", "\"@type\":\"java.lang.Runtime\"",
      "\"__proto__\":{\"credits\":0}", "\"constructor\":{}", "\"class\":{\"classLoader\":{}}", "\"triggerText\":\"sandbox:no-result\""})
  void member_ofTheServer_isRefusedBesideModelAndWithoutEffectInside(String member) {
    sandbox.generate(Sandbox.PRO, body("," + member)).refusedWith(400, Message.INVALID_PARAMETER);

    for (String place : List.of("input", "options")) {
      JsonNode taken = sandbox.generate(Sandbox.PRO, body(",\"" + place + "\":{" + member + "}")).data();
      assertThat(taken.get("creditsUsed").longValue()).isEqualTo(15);
      assertThat(taken.get("status").stringValue()).isEqualTo("pending");
      JsonNode task = sandbox.end(Sandbox.PRO, taken.get("id").stringValue());
      assertThat(task.get("mediaType").stringValue()).isEqualTo("image");
      assertThat(task.get("result").isNull()).isFalse();
    }
  }

  @Test
  void upload_withMembersOfTheServer_isRefused() {
    for (String member : List.of("\"key\":\"upl_mine\"", "\"expiresAt\":\"2099-01-01T00:00:00.000Z\"", "\"publicUrl\":\"http://x/\"", "\"userId\":\"sandbox-other\"")) {
      sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4," + member + "}").refusedWith(400, Message.INVALID_PARAMETER);
    }
  }

  @Test
  void task_asItIsShown_hasNothingOfTheInside() {
    JsonNode task = sandbox.generated(Sandbox.PRO, body(""));

    assertThat(task.propertyNames()).containsExactlyInAnyOrder(
        "id", "model", "status", "mediaType", "prompt", "progress", "createdAt", "completedAt", "result", "error");
    assertThat(task.toString()).doesNotContain("sandbox-pro").doesNotContain("specification").doesNotContain("triggerText").doesNotContain("hash").doesNotContain("userId");
    assertThat(sandbox.get(Sandbox.PRO, "/credits").data().propertyNames()).containsExactly("credits");
  }
}
