package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The suite reads header names, codes and keys from the contract: no string in its code has one, so that a rename needs no edit of Java. */
@ExtendWith(Run.Resolver.class)
class LiteralsTest {

  private static final Path CODE = Path.of("src/main/java");
  private static final Pattern LITERAL = Pattern.compile("(?s)\"((?:[^\"\\\\]|\\\\.)*)\"|//[^\\n]*|/\\*.*?\\*/");

  /** Fields of HTTP itself, which no contract renames (RFC 9110, sections 8, 10, 11, 12, 13 and 14). */
  private static final Set<String> OF_HTTP = Set.of("accept-encoding", "accept-ranges", "allow", "content-range", "etag", "if-match", "if-none-match", "if-range",
      "range", "retry-after", "www-authenticate");

  /** It tells an answer of the API from one of a gateway where no contract is known. */
  private static final String WITHOUT_CONTRACT = "Gateway.java";

  private final Contract contract;

  LiteralsTest(Run run) {
    contract = run.contract();
  }

  @Test
  void literals_ofTheCode_haveNoNameCodeOrKeyOfTheContract() throws IOException {
    Pattern facts = Pattern.compile("(?<![\\w-])(?:" + facts().stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")(?![\\w-])");
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java") && !f.endsWith(WITHOUT_CONTRACT)).toList()) {
        LITERAL.matcher(Files.readString(file)).results().map(LiteralsTest::literal).filter(text -> facts.matcher(text).find())
            .forEach(text -> found.add(file.getFileName() + ": " + text));
      }
    }

    assertThat(found).as("strings with a header name, code or key, which the contract knows: Contract.fields(), code() and key()").isEmpty();
  }

  private static String literal(MatchResult match) {
    return match.group(1) == null ? "" : match.group(1);
  }

  private Set<String> facts() {
    JsonNode components = contract.root().path("components");
    Stream<String> headers = Stream.concat(components.path("headers").propertyNames().stream(),
        components.path("parameters").valueStream().filter(p -> p.path("in").asString("").equals("header")).map(p -> p.path("name").asString("")));
    Stream<String> codes = Stream.concat(contract.errors().keySet().stream(),
        contract.at("/components/schemas/TaskErrorCode/x-task-error-codes").valueStream().map(c -> c.path("code").asString("")));
    Stream<String> keys = contract.at("/x-personas").valueStream().map(p -> p.path("key").asString(""));
    return Stream.of(headers.filter(h -> !OF_HTTP.contains(h.toLowerCase(Locale.ROOT))), codes, keys).flatMap(s -> s).collect(Collectors.toCollection(TreeSet::new));
  }
}
