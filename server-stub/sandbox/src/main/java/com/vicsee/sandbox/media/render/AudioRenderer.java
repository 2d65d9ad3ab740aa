package com.vicsee.sandbox.media.render;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.IOException;
import java.io.OutputStream;
import javax.sound.sampled.AudioFormat;

/**
 * Plays a prompt as an MP3 (44.1 kHz, mono, {@value #BIT_RATE} kbit/s): a little tune whose key, tempo, chords and
 * melody come from the prompt and the index of the song. Thread-safe, without state.
 *
 * <p>The music lasts exactly as long as asked; the file is longer by less than 0.1 s, because MP3 frames are whole and
 * the encoder starts with silence. Memory does not depend on the duration.
 */
public final class AudioRenderer {
  /** The media type of what is written. */
  public static final String CONTENT_TYPE = "audio/mpeg";

  static final int SAMPLE_RATE = 44_100;
  static final int BIT_RATE = 96;

  /** A whole number of samples that the encoder takes at once. */
  private static final int BLOCK_SAMPLES = 8_192;

  /**
   * Plays the song and writes it. The stream is neither flushed nor closed.
   *
   * @throws IOException if the stream fails
   */
  public void render(AudioSpec spec, OutputStream out) throws IOException {
    long total = spec.duration().toMillis() * SAMPLE_RATE / 1_000;
    Tune tune = new Tune(spec.prompt(), spec.index(), total);
    LameEncoder encoder = new LameEncoder(new AudioFormat(SAMPLE_RATE, 16, 1, true, false), BIT_RATE,
        LameEncoder.CHANNEL_MODE_MONO, LameEncoder.QUALITY_LOW, false);
    try {
      byte[] samples = new byte[BLOCK_SAMPLES * 2];
      byte[] encoded = new byte[Math.max(encoder.getMP3BufferSize(), 4 * BLOCK_SAMPLES)];
      for (long done = 0; done < total; ) {
        int count = (int) Math.min(BLOCK_SAMPLES, total - done);
        for (int i = 0; i < count; i++) {
          int sample = tune.next();
          samples[2 * i] = (byte) sample;
          samples[2 * i + 1] = (byte) (sample >> 8);
        }
        out.write(encoded, 0, encoder.encodeBuffer(samples, 0, count * 2, encoded));
        done += count;
      }
      out.write(encoded, 0, encoder.encodeFinish(encoded));
    } finally {
      encoder.close();
    }
  }
}
