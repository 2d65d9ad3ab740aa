package com.vicsee.contract.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.vicsee.contract.coverage.Element;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Exemptions;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.support.Browser;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a small ledger, opened in Chromium at the width of a phone and of a desk, in light and dark. */
@ExtendWith(Run.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class PageTest {

  private static final String STATUS = "404";
  private static final String HOSTILE = "</script><script>console.log('run')</script><img src=https://example.com/x> " + "wide".repeat(60);
  private static final Path FOLDER = Path.of(System.getProperty("vicsee.report", "target/proof")).resolveSibling("proof-in-browser")
      .toAbsolutePath();

  private final Run run;
  private final Operation operation;
  private final List<JsonNode> views = new ArrayList<>();

  PageTest(Run run) {
    this.run = run;
    this.operation = run.contract().operations().stream().filter(o -> o.responses().containsKey(STATUS)).findFirst().orElseThrow();
  }

  @BeforeAll
  void open() throws IOException, InterruptedException {
    Optional<Path> browser = Browser.find();
    assumeTrue(browser.isPresent() || Browser.isRequired(), "No Chromium on the PATH, so the page is not looked at");
    assertThat(browser).as("Chromium, which .ci/install-browser installs").isPresent();
    new Report(run.contract(), ledger(), Exemptions.none(), List.of("stub", "sdk")).write(FOLDER);

    Path said = FOLDER.resolve("look.log");
    Path packages = run.file().resolveSibling(".").normalize();
    Process look = new ProcessBuilder("node", Path.of("src/test/browser/look.mjs").toString(), FOLDER.resolve("index.html").toString(),
        browser.get().toString(), packages.toString(), FOLDER.toString(), operation.id(), STATUS).redirectError(said.toFile()).start();
    look.getOutputStream().close();
    look.onExit().orTimeout(120, TimeUnit.SECONDS).exceptionally(late -> {
      look.descendants().forEach(ProcessHandle::destroy);
      look.destroy();
      return look;
    });
    String output = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(look.waitFor()).as(() -> "look.mjs with " + browser.get() + ":\n" + read(said)).isZero();
    JsonMapper.builder().build().readTree(output).forEach(views::add);
  }

  @Test
  void page_eachView_isOpened() {
    assertThat(views).extracting(v -> v.path("width").intValue() + (v.path("dark").booleanValue() ? " dark" : " light"))
        .containsExactly("360 light", "360 dark", "1600 light", "1600 dark");
  }

  @Test
  void page_anyView_complainsOfNothingAndAsksForNothing() {
    inEachView(view -> {
      assertThat(view.path("complaints")).as("console").isEmpty();
      assertThat(view.path("requests")).as("requests beside the page").isEmpty();
    });
  }

  @Test
  void page_anyWidth_doesNotScrollSideways() {
    inEachView(view -> assertThat(view.path("overhang").intValue()).isZero());
  }

  @Test
  void page_prefersColorScheme_isFollowedWithEnoughContrast() {
    inEachView(view -> {
      double background = view.path("background").doubleValue();
      assertThat(background).as("luminance").isBetween(view.path("dark").booleanValue() ? 0 : 0.9, view.path("dark").booleanValue() ? 0.05 : 1);
      assertThat(view.path("contrast").doubleValue()).as("the least contrast, of which WCAG asks 4.5").isGreaterThanOrEqualTo(4.5);
    });
  }

  @Test
  void page_provenElement_opensWithRequestAnswerPlaceAndCurl() {
    inEachView(view -> {
      JsonNode shown = view.path("drilled").path("PROVEN");
      assertThat(shown.path("request").asString("")).startsWith(operation.method() + " /api/v1/").contains("Accept: application/json");
      assertThat(shown.path("answer").asString("")).contains(HOSTILE.substring(0, 70));
      assertThat(shown.path("documented").asString("")).matches("openapi\\.yaml:\\d+");
      assertThat(shown.path("proven by").asString("")).isEqualTo("some-check");
      assertThat(shown.path("repeat").asString("")).startsWith("curl -i ");
      assertThat(view.path("hash").asString("")).isEqualTo("#stub/" + operation.id() + '/' + STATUS);
    });
  }

  @Test
  void page_brokenElement_opensWithReceivedDocumentedAndRepeat() {
    inEachView(view -> {
      JsonNode shown = view.path("drilled").path("BROKEN");
      assertThat(shown.path("request").asString("")).startsWith(operation.method() + " /api/v1/");
      assertThat(shown.path("received").asString("")).isEqualTo("a teapot");
      assertThat(shown.path("documented").asString("")).matches("no teapot at openapi\\.yaml:\\d+");
      assertThat(shown.path("repeat").asString("")).startsWith("curl -i ");
    });
  }

  private void inEachView(Consumer<JsonNode> requirement) {
    assertThat(views).isNotEmpty().allSatisfy(requirement);
  }

  /** A ledger with each verdict in the cell that is looked into. */
  private Ledger ledger() {
    Ledger ledger = new Ledger(new Elements(run.contract(), run.schemas()));
    ApiRequest request = SandboxRequest.valid(operation).to("http://127.0.0.1:8080/api/v1");
    Exchange exchange = new Exchange(request, 404, List.of(new Exchange.Field("Content-Type", "text/plain")),
        HOSTILE.getBytes(StandardCharsets.UTF_8));
    List<Element> elements = ledger.elements().all().values().stream()
        .filter(e -> e.operation().equals(operation.id()) && e.status().equals(STATUS)).toList();
    Element broken = elements.get(0);
    ledger.broken(new Finding("some-check", "stub", broken.id(), "a teapot", "no teapot", run.contract().place(broken.pointer()), request));
    elements.stream().skip(2).forEach(e -> ledger.proven("stub", e.id(), "some-check", exchange));
    return ledger;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
