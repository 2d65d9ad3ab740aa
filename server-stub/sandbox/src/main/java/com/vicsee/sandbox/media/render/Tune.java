package com.vicsee.sandbox.media.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The samples of a tune: four chords in a circle, with a bass, broken chords and a melody that varies. */
final class Tune {
  private static final int TABLE_SIZE = 4_096;
  private static final double[] WAVE = wave();

  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
  private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
  private static final int[][] PROGRESSIONS = {
    {0, 4, 5, 3}, {0, 5, 3, 4}, {5, 3, 0, 4}, {0, 3, 5, 4}, {0, 2, 3, 4}, {0, 5, 1, 4}
  };
  private static final int[][] PATTERNS = {
    {0, 1, 2, 3, 2, 1, 2, 1}, {0, 2, 1, 2, 3, 2, 1, 2}, {0, 1, 2, 1, 3, 1, 2, 1}, {3, 2, 1, 0, 1, 2, 3, 2}
  };
  private static final int STEPS_PER_BAR = 8;
  private static final int BARS = 4;
  private static final double LOUDNESS = 8_000;

  private final Random random;
  private final long total;
  private final int[] scale;
  private final int root;
  private final int[] chords;
  private final int[] pattern;
  private final int stepSamples;
  private final List<Voice> voices = new ArrayList<>();
  private long position;
  private int melody;

  Tune(String prompt, int index, long total) {
    this.random = Prompts.random(prompt, "tune " + index);
    this.total = total;
    this.scale = random.nextBoolean() ? MAJOR : MINOR;
    this.root = 45 + random.nextInt(12);
    this.chords = PROGRESSIONS[random.nextInt(PROGRESSIONS.length)];
    this.pattern = PATTERNS[random.nextInt(PATTERNS.length)];
    int beatsPerMinute = 76 + random.nextInt(48);
    this.stepSamples = AudioRenderer.SAMPLE_RATE * 30 / beatsPerMinute;
    this.melody = 7 + random.nextInt(5);
  }

  /** Returns the next sample, 16 bits signed. */
  int next() {
    if (position % stepSamples == 0) {
      step(position / stepSamples);
    }
    double sum = 0;
    for (int i = 0; i < voices.size(); i++) {
      sum += voices.get(i).next();
    }
    double fade = Math.min(1, (total - position) / (1.5 * AudioRenderer.SAMPLE_RATE));
    position++;
    return (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum * fade * LOUDNESS));
  }

  private void step(long step) {
    voices.removeIf(Voice::silent);
    int inBar = (int) (step % STEPS_PER_BAR);
    int bar = (int) (step / STEPS_PER_BAR % BARS);
    int chord = chords[bar];
    if (inBar == 0 || inBar == 5) {
      voices.add(new Voice(note(chord) - 12, 0.9, 1.6));
    }
    int tone = pattern[inBar];
    voices.add(new Voice(note(chord + (tone == 3 ? 7 : 2 * tone)) + 12, 0.5, 0.9));
    boolean strong = inBar % 4 == 0;
    if (strong || random.nextInt(3) == 0) {
      melody += random.nextInt(5) - 2;
      melody = Math.max(7, Math.min(15, melody));
      if (strong) {
        // The nearest tone of the chord above, so that the beat is consonant.
        while (Math.floorMod(melody - chord, 7) % 2 != 0 || Math.floorMod(melody - chord, 7) == 6) {
          melody++;
        }
      }
      voices.add(new Voice(note(melody) + 12, 0.75, 1.4));
    }
  }

  private int note(int degree) {
    return root + 12 * Math.floorDiv(degree, 7) + scale[Math.floorMod(degree, 7)];
  }

  private static double[] wave() {
    double[] wave = new double[TABLE_SIZE + 1];
    for (int i = 0; i <= TABLE_SIZE; i++) {
      double t = 2 * Math.PI * i / TABLE_SIZE;
      // StrictMath: the platform's own sine may differ in the last bit.
      wave[i] = StrictMath.sin(t) + 0.35 * StrictMath.sin(2 * t) + 0.18 * StrictMath.sin(3 * t)
          + 0.06 * StrictMath.sin(5 * t);
    }
    return wave;
  }

  /** A plucked note that dies away. */
  private static final class Voice {
    private static final int ATTACK = AudioRenderer.SAMPLE_RATE / 200;

    private final double step;
    private final double decay;
    private double phase;
    private double level;
    private int age;

    Voice(int midi, double level, double seconds) {
      this.step = TABLE_SIZE * 440 * StrictMath.pow(2, (midi - 69) / 12.0) / AudioRenderer.SAMPLE_RATE;
      this.level = level;
      this.decay = StrictMath.exp(-4.0 / (seconds * AudioRenderer.SAMPLE_RATE));
    }

    double next() {
      int index = (int) phase;
      double value = WAVE[index] + (phase - index) * (WAVE[index + 1] - WAVE[index]);
      phase += step;
      if (phase >= TABLE_SIZE) {
        phase -= TABLE_SIZE;
      }
      double rise = age < ATTACK ? (double) age / ATTACK : 1;
      age++;
      level *= decay;
      return value * level * rise;
    }

    boolean silent() {
      return level < 0.002;
    }
  }
}
