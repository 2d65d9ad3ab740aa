package com.vicsee.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What is drawn, how often, and how long it stays. */
class DrawingsTest {
  private static final Drawing PICTURE = new Drawing(Drawing.Kind.PNG, "A boat", 64, 64, 0, 0);
  private static final int BYTES = 100;

  @TempDir
  private Path data;

  private final AtomicInteger rendered = new AtomicInteger();
  private final CountDownLatch finish = new CountDownLatch(1);
  private Drawings drawings;

  /** Renders files of one size. */
  private class Counting extends Renderer {
    @Override
    void render(Drawing drawing, Path target) throws IOException {
      rendered.incrementAndGet();
      if (drawing.prompt().equals("fails")) {
        throw new IOException("no room");
      }
      if (drawing.prompt().equals("waits")) {
        try {
          finish.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      Files.write(target, new byte[BYTES]);
    }
  }

  @BeforeEach
  void make() throws IOException {
    drawings = new Drawings(new MediaFolder(data.toString(), ""), new Counting(), DataSize.ofBytes(3 * BYTES));
  }

  private static Drawing of(String prompt) {
    return new Drawing(Drawing.Kind.PNG, prompt, 64, 64, 0, 0);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("media/drawings"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void file_neededByManyAtOnce_isRenderedOnce() throws IOException {
    CompletableFuture<List<Path>> all = CompletableFuture.supplyAsync(() -> Sandbox.atOnce(20, () -> drawings.file("a.png", of("waits"))));
    Eventually.holds("it is being rendered", () -> rendered.get() == 1);
    assertThat(files()).as("it appears when it is complete").noneMatch("a.png"::equals);
    finish.countDown();

    assertThat(all.join()).hasSize(20).containsOnly(data.resolve("media/drawings/a.png"));
    assertThat(rendered).hasValue(1);
    assertThat(files()).containsExactly("a.png");
  }

  @Test
  void file_readAgain_isNotRenderedAgain() throws IOException {
    drawings.file("a.png", PICTURE);
    drawings.file("a.png", PICTURE);

    assertThat(rendered).hasValue(1);
  }

  @Test
  void file_thatFailed_leavesNoDraftAndIsRenderedByTheNextReader() throws IOException {
    assertThatIOException().isThrownBy(() -> drawings.file("a.png", of("fails")));
    assertThat(files()).isEmpty();

    assertThat(drawings.file("a.png", PICTURE)).hasSize(BYTES);
  }

  @Test
  void files_overTheLimit_areDeletedLongestUnusedFirst() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      Path file = drawings.file(name + ".png", PICTURE);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(name.equals("a") ? 1 : 2))));
    }

    drawings.file("d.png", PICTURE);

    assertThat(files()).containsExactly("a.png", "d.png");
  }

  @Test
  void files_thatMayBeOnTheirWay_areNotDeleted() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      drawings.file(name + ".png", PICTURE);
    }

    assertThat(files()).hasSize(5);
  }
}
