package com.vicsee.contract.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.ApiRequest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No key is shown, and what is shown in its place still runs in a shell. */
class RedactorTest {

  private static final String KEY = "sk-live-0123456789";

  private final Redactor redactor = Redactor.of(Map.of(KEY, "VICSEE_KEY"), Set.of());

  @Test
  void text_withTheKeyInAnyForm_showsItsNameInstead() {
    assertThat(redactor.text("a " + KEY + " b")).isEqualTo("a $VICSEE_KEY b");
    assertThat(redactor.text(KEY + 'x')).isEqualTo("${VICSEE_KEY}x");
    assertThat(redactor.text("SK-LIVE-0123456789")).isEqualTo("$VICSEE_KEY");
    assertThat(redactor.text("cut off: sk-live-0123…")).isEqualTo("cut off: $VICSEE_KEY…");
    assertThat(redactor.text("sk-live")).isEqualTo("sk-live");
  }

  @Test
  void text_withAPublishedKeyThatBeginsAlike_isLeftAlone() {
    Redactor published = Redactor.of(Map.of("sk-sandbox-pro", "VICSEE_KEY"), Set.of("sk-sandbox-pro"));

    assertThat(published.text("sk-sandbox-pro sk-sandbox-pro-2 sk-sandbox-other")).isEqualTo("$VICSEE_KEY sk-sandbox-pro-2 sk-sandbox-other");
  }

  @Test
  void request_asACommand_hasTheVariableWhereTheShellPutsItIn() {
    ApiRequest request = new ApiRequest("GET", "https://host/api/v1/credits", Map.of("Authorization", "Bearer " + KEY), new byte[0]);

    assertThat(redactor.request(request).toCurl()).isEqualTo("curl -i --path-as-is https://host/api/v1/credits -H \"Authorization: Bearer $VICSEE_KEY\"");
    assertThat(redactor.request(request).summary()).contains("Authorization: Bearer $VICSEE_KEY");
  }
}
