package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.error.ApiException;
import com.vicsee.client.error.Failure;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Operation;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README says of the client. {@code -Dreadme.update} writes its table anew. */
class ReadmeTest {

  private static final Path README = Path.of(System.getProperty("basedir", "."), "..", "README.md");
  private static final String BEGIN = "<!-- errors -->\n";
  private static final String END = "<!-- /errors -->";

  @Test
  void errors_table_isThatOfTheContract() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    if (System.getProperty("readme.update") != null) {
      Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
      return;
    }
    assertThat(readme.substring(begin, end))
        .as("the errors in the README; mvn test -pl client-sdk -am -Dreadme.update writes them anew")
        .isEqualTo(table());
  }

  @Test
  void quickStart_inTheReadme_isThatOfTheExample() throws IOException {
    String example = Files.readString(README.resolveSibling("client-sdk/examples/QuickStart.java"));
    String readme = Files.readString(README);
    int begin = readme.indexOf("```java\n") + "```java\n".length();
    assertThat(example.replaceAll("(?m)^    ", ""))
        .contains(readme.substring(begin, readme.indexOf("```", begin)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture", "refusals", "clip", "batch", "resume"})
  void task_inTheReadmeOfTheClient_compilesInAtMostTenLines(String name, @TempDir Path folder) throws IOException {
    String readme = Files.readString(README.resolveSibling("client-sdk/README.md"));
    String fence = "```java " + name + "\n";
    int begin = readme.indexOf(fence) + fence.length();
    String code = readme.substring(begin, readme.indexOf("```", begin));
    Path source = Files.writeString(folder.resolve("Example.java"), """
        import com.vicsee.client.*;
        import com.vicsee.client.error.*;
        import com.vicsee.client.http.*;
        import com.vicsee.client.model.*;
        import com.vicsee.client.task.*;
        import java.nio.file.Path;
        import java.time.Instant;
        import java.util.List;
        class Example {
          %s example(VicSeeClient %s, GenerateRequest request, List<String> prompts) {
        %s
          }
        }
        """.formatted(name.equals("resume") ? "Task" : "void", name.equals("picture") ? "other" : "client", code));
    StringWriter problems = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    boolean compiled = compiler.getTask(problems, null, null,
        List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path")), null,
        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call();

    assertThat(compiled).as(problems.toString()).isTrue();
    assertThat(code.lines()).hasSizeLessThanOrEqualTo(10);
  }

  private static String table() {
    String rows = Arrays.stream(ErrorCode.values())
        .filter(code -> code != ErrorCode.UNKNOWN)
        .sorted(Comparator.comparingInt(ErrorCode::status))
        .map(code -> "| %d | `%s` | `%s` | %s | %s |\n".formatted(code.status(), code.value(), exception(code),
            code.retryable() ? "yes" : "", code.remedy()))
        .collect(Collectors.joining());
    return "| status | code | exception | retried | what to do |\n|---|---|---|---|---|\n" + rows;
  }

  private static String exception(ErrorCode code) {
    return ApiException.of(
            Failure.builder(Operation.GET_TASK, code.message()).status(code.status()).code(code, code.value()).build())
        .getClass().getSimpleName();
  }
}
