package com.vicsee.sandbox.media.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioRendererTest {
  private static final String PROMPT = "A slow waltz for two robots";
  private static final int SAMPLES_PER_FRAME = 1_152;
  private static final int FRAME_BYTES = 144_000 * AudioRenderer.BIT_RATE / AudioRenderer.SAMPLE_RATE;

  private final AudioRenderer renderer = new AudioRenderer();

  @ParameterizedTest
  @ValueSource(longs = {1_000, 2_500, 20_000, 30_000})
  void render_anyDuration_writesFramesOfThatDuration(long millis) throws Exception {
    byte[] mp3 = render(new AudioSpec(PROMPT, 0, Duration.ofMillis(millis)));

    assertThat(frames(mp3) * SAMPLES_PER_FRAME * 1_000.0 / AudioRenderer.SAMPLE_RATE)
        .isBetween((double) millis, millis + 100.0);
  }

  @Test
  void render_sameSpec_givesSameBytes() throws Exception {
    AudioSpec spec = new AudioSpec(PROMPT, 1, Duration.ofSeconds(3));

    assertThat(render(spec)).isEqualTo(render(spec));
  }

  @Test
  void render_otherIndexOrPrompt_givesOtherTune() throws Exception {
    byte[] song = render(new AudioSpec(PROMPT, 0, Duration.ofSeconds(3)));

    assertThat(song).isNotEqualTo(render(new AudioSpec(PROMPT, 1, Duration.ofSeconds(3))))
        .isNotEqualTo(render(new AudioSpec(PROMPT + "!", 0, Duration.ofSeconds(3))));
  }

  @Test
  void render_onManyThreads_givesTheSameBytes() throws Exception {
    AudioSpec spec = new AudioSpec(PROMPT, 0, Duration.ofSeconds(2));
    byte[] expected = render(spec);

    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<byte[]>> songs =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> render(spec))).toList();
      for (Future<byte[]> song : songs) {
        assertThat(song.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void tune_anyPrompt_isAudibleAndNotOverdrivenAndFadesOut() {
    for (int i = 0; i < 40; i++) {
      int total = 10 * AudioRenderer.SAMPLE_RATE;
      Tune tune = new Tune("prompt " + i, i % 2, total);
      double sum = 0;
      int clipped = 0;
      int last = 0;
      for (int n = 0; n < total; n++) {
        last = tune.next();
        sum += (double) last * last;
        clipped += last == Short.MAX_VALUE || last == Short.MIN_VALUE ? 1 : 0;
      }

      assertThat(Math.sqrt(sum / total)).isBetween(800.0, 9_000.0);
      assertThat(clipped).isLessThan(total / 10_000);
      assertThat((double) last).isCloseTo(0, within(5.0));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1,5000", "0,999", "0,600001"})
  void spec_outOfRange_isRefused(int index, long millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AudioSpec(PROMPT, index, Duration.ofMillis(millis)));
  }

  private byte[] render(AudioSpec spec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    renderer.render(spec, out);
    return out.toByteArray();
  }

  /** Counts the frames, each of which must begin where the one before it ends. */
  private static int frames(byte[] mp3) {
    int frames = 0;
    int position = 0;
    while (position < mp3.length) {
      // MPEG 1, layer III, 96 kbit/s (index 7), 44.1 kHz (index 0); the lowest bits are protection and padding.
      assertThat(mp3[position] & 0xFF).isEqualTo(0xFF);
      assertThat(mp3[position + 1] & 0xFE).isEqualTo(0xFA);
      assertThat(mp3[position + 2] & 0xFC).isEqualTo(0x70);
      position += FRAME_BYTES + (mp3[position + 2] >> 1 & 1);
      frames++;
    }
    assertThat(position).isEqualTo(mp3.length);
    return frames;
  }
}
