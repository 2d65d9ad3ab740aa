package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.MessageTemplate;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.spec.YamlFile;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Sends the same requests to the stub and to the mock. The differences that a stateless mock cannot avoid are listed with their reasons; the
 * test fails on a difference that is not listed, and on an entry that is no longer needed.
 */
@ExtendWith(Run.Resolver.class)
class MockGapsTest {

  private static final Path GAPS = Path.of("src/test/resources/mock-gaps.yaml");

  private final Run run;

  MockGapsTest(Run run) {
    this.run = run;
  }

  @Test
  void mock_sameRequestAsTheStub_answersAlikeButForTheListedGaps() throws IOException {
    Map<String, String> differences = new TreeMap<>();
    for (Example example : run.contract().errorExamples()) {
      String difference = difference(example);
      if (!difference.isEmpty()) {
        differences.put(name(example), difference);
      }
    }
    Map<String, String> listed = new TreeMap<>();
    Set<String> idle = new TreeSet<>();
    for (JsonNode gap : YamlFile.read(GAPS).root()) {
      assertThat(gap.path("reason").stringValue()).isNotBlank();
      Pattern pattern = Pattern.compile(gap.path("examples").stringValue());
      Pattern answer = Pattern.compile(gap.path("answer").stringValue());
      Map<String, String> covered = differences.entrySet().stream()
          .filter(d -> !listed.containsKey(d.getKey()) && pattern.matcher(d.getKey()).matches() && answer.matcher(d.getValue()).matches())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      long meant = run.contract().errorExamples().stream().map(this::name).distinct().filter(n -> pattern.matcher(n).matches())
          .filter(n -> !listed.containsKey(n)).count();
      if (covered.size() != meant) {
        idle.add(gap.path("examples").stringValue() + ": " + covered.size() + " of " + meant + " examples");
      }
      listed.putAll(covered);
    }
    Map<String, String> unlisted = new LinkedHashMap<>(differences);
    unlisted.keySet().removeAll(listed.keySet());
    assertThat(unlisted.entrySet()).as("differences that are not listed in %s", GAPS).isEmpty();
    assertThat(idle).as("gaps in %s that are no longer there", GAPS).isEmpty();
  }

  private String difference(Example example) {
    Target mock = run.mock();
    Exchange exchange = mock.send(SandboxRequest.of(run.contract(), example).to(mock.baseUrl()));
    boolean alike = Integer.toString(exchange.status()).equals(example.status())
        && exchange.mediaType().equals(example.mediaType()) && exchange.errorCode().equals(Optional.of(example.code()));
    String code = exchange.errorCode().flatMap(c -> Optional.ofNullable(run.contract().errors().get(c)))
        .map(facts -> facts.messages().get(0).condition()).orElse("");
    return alike ? "" : (exchange.status() + " " + exchange.mediaType() + ' ' + code).strip();
  }

  /** The example by operation, status and condition, so that it keeps its name when its code is renamed. */
  private String name(Example example) {
    String message = example.value().path("error").path("message").stringValue();
    String condition = run.contract().errors().get(example.code()).templateOf(message).map(MessageTemplate::condition).orElse("none");
    return example.operation() + ' ' + example.status() + ' ' + condition + example.name().substring(example.code().length());
  }
}
