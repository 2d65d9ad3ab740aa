package com.vicsee.contract.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The badge in the README, and its tolerance. */
class BadgeTest {

  private static final String LINE = "**Proof** · stub: index 99.6 %, score 100.0 % · 4,088 elements";

  @TempDir
  private Path folder;

  @Test
  void write_otherLine_replacesItAndNothingElse() throws IOException {
    Path readme = folder.resolve("README.md");
    Files.writeString(readme, "# Title\n<!-- proof -->\n**Proof** $1\n<!-- /proof -->\nText\n");

    new Badge(readme).write(LINE);

    assertThat(readme).hasContent("# Title\n<!-- proof -->\n" + LINE + "\n<!-- /proof -->\nText\n");
    new Badge(readme).assertSays(LINE);
  }

  @Test
  void assertSays_noPlace_saysWhatIsMissing() throws IOException {
    Path readme = Files.writeString(folder.resolve("README.md"), "# Title\n");

    assertThatThrownBy(() -> new Badge(readme).assertSays(LINE)).hasMessageContaining("<!-- proof -->");
  }

  @Test
  void assertSame_aLittleOff_passes() {
    assertThatCode(() -> Badge.assertSame(LINE, LINE.replace("99.6", "98.9").replace("4,088", "4,112"))).doesNotThrowAnyException();
  }

  @Test
  void assertSame_muchOff_saysHowToUpdate() {
    assertThatThrownBy(() -> Badge.assertSame(LINE, LINE.replace("100.0", "98.9"))).hasMessageContaining("-Dbadge.update");
    assertThatThrownBy(() -> Badge.assertSame(LINE, LINE.replace("4,088", "4,188"))).hasMessageContaining("-Dbadge.update");
    assertThatThrownBy(() -> Badge.assertSame(LINE, LINE.replace("stub", "sdk"))).hasMessageContaining("-Dbadge.update");
  }
}
