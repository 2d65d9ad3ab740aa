package com.vicsee.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.model.Task;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A native image can read and write the models: each class that Jackson looks into is listed in its metadata. */
class ReachabilityTest {

  private static final String METADATA = "/META-INF/native-image/com.vicsee/vicsee-client/reachability-metadata.json";

  @Test
  void metadata_ofEachModelThatJacksonTouches_isThere() throws Exception {
    Set<String> listed = new TreeSet<>();
    try (InputStream in = Objects.requireNonNull(Task.class.getResourceAsStream(METADATA))) {
      for (JsonNode entry : new JsonMapper().readTree(in).get("reflection")) {
        assertThat(entry.get("allDeclaredConstructors").booleanValue()).isTrue();
        assertThat(entry.get("allDeclaredMethods").booleanValue()).isTrue();
        assertThat(entry.get("allDeclaredFields").booleanValue()).isTrue();
        listed.add(entry.get("type").stringValue());
      }
    }
    Set<String> touched = touched();
    assertThat(touched).hasSizeGreaterThan(40);
    assertThat(listed).containsAll(touched);
  }

  private static Set<String> touched() throws IOException, ReflectiveOperationException {
    Set<String> names = new TreeSet<>();
    Path folder = Path.of(Objects.requireNonNull(Task.class.getResource("Task.class")).getPath()).getParent();
    for (File file : Objects.requireNonNull(folder.toFile().listFiles())) {
      String name = file.getName().replaceFirst("\\.class$", "");
      if (name.equals(file.getName()) || name.equals("package-info")) {
        continue;
      }
      Class<?> type = Class.forName(Task.class.getPackageName() + "." + name);
      if (Stream.of(Stream.of(type), Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields()),
              Arrays.stream(type.getDeclaredConstructors()))
          .flatMap(each -> each)
          .anyMatch(each -> isJackson((AnnotatedElement) each))) {
        names.add(type.getName());
      }
    }
    return names;
  }

  private static boolean isJackson(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(type -> type.getName().contains(".jackson."));
  }
}
