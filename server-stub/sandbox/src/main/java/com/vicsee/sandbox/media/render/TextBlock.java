package com.vicsee.sandbox.media.render;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/**
 * A prompt broken into lines, at the largest size at which it fits into a box.
 *
 * @param lines from the top, in visual order
 * @param size of the type, in pixels
 */
record TextBlock(List<String> lines, double size) {
  static final double LEADING = 1.28;

  private static final String ELLIPSIS = "…";

  /** More cannot be legible on any picture; the rest is not even measured. */
  private static final int MAX_CODE_POINTS = 8_000;

  private static final int SIZE_STEPS = 24;

  /**
   * Fits the prompt.
   *
   * @param smallest the size at which text that is still too long is cut, with an ellipsis
   */
  static TextBlock fit(String prompt, double width, double height, double largest, double smallest) {
    String text = Prompts.clean(prompt, MAX_CODE_POINTS).strip();
    boolean cut = Prompts.clean(prompt, MAX_CODE_POINTS + 1).strip().length() > text.length();
    Typeface typeface = Typeface.bundled();
    List<Word> words = words(text, typeface);
    int low = 0;
    int high = SIZE_STEPS;
    // Step 0 is the largest size; a later step always fits when an earlier one does.
    while (low < high) {
      int middle = (low + high) / 2;
      double size = size(middle, largest, smallest);
      if (!cut && wrap(words, width / size, typeface).size() * size * LEADING <= height) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double size = size(low, largest, smallest);
    List<String> lines = wrap(words, width / size, typeface);
    int room = Math.max(0, (int) (height / (size * LEADING)));
    if (lines.size() > room || cut) {
      lines = shorten(lines.subList(0, Math.min(room, lines.size())), width / size, typeface);
    }
    return new TextBlock(lines.stream().map(TextBlock::visual).toList(), size);
  }

  private static double size(int step, double largest, double smallest) {
    return largest + (smallest - largest) * step / SIZE_STEPS;
  }

  double height() {
    return lines.size() * size * LEADING;
  }

  private record Word(String text, double advance, boolean spaceBefore, boolean lineBefore) {
  }

  private static List<Word> words(String text, Typeface typeface) {
    List<Word> words = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    boolean space = false;
    boolean line = false;
    for (int codePoint : (text + " ").codePoints().toArray()) {
      boolean blank = codePoint == ' ' || codePoint == '\n' || codePoint == 0x3000 || codePoint == 0xA0;
      boolean ideograph = codePoint >= 0x2E80 && codePoint <= 0xFFDC || codePoint >= 0x1F000;
      if ((blank || ideograph) && current.length() > 0) {
        words.add(new Word(current.toString(), typeface.advance(current.toString()), space, line));
        current.setLength(0);
        space = false;
        line = false;
      }
      if (blank) {
        space = true;
        line |= codePoint == '\n';
      } else if (ideograph) {
        String alone = Character.toString(codePoint);
        words.add(new Word(alone, typeface.advance(alone), space, line));
        space = false;
        line = false;
      } else {
        current.appendCodePoint(codePoint);
      }
    }
    return words;
  }

  private static List<String> wrap(List<Word> words, double width, Typeface typeface) {
    double blank = typeface.glyph(' ').advance();
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    double used = 0;
    for (Word word : words) {
      double gap = word.spaceBefore() && line.length() > 0 ? blank : 0;
      if (line.length() > 0 && (word.lineBefore() || used + gap + word.advance() > width)) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
        gap = 0;
      }
      if (gap > 0) {
        line.append(' ');
        used += gap;
      }
      if (word.advance() <= width) {
        line.append(word.text());
        used += word.advance();
        continue;
      }
      for (int codePoint : word.text().codePoints().toArray()) {
        double advance = typeface.glyph(codePoint).advance();
        if (line.length() > 0 && used + advance > width) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.appendCodePoint(codePoint);
        used += advance;
      }
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> shorten(List<String> lines, double width, Typeface typeface) {
    if (lines.isEmpty()) {
      return lines;
    }
    String last = lines.get(lines.size() - 1);
    while (!last.isEmpty() && typeface.advance(last + ELLIPSIS) > width) {
      last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
    }
    List<String> shortened = new ArrayList<>(lines.subList(0, lines.size() - 1));
    shortened.add(last.stripTrailing() + ELLIPSIS);
    return shortened;
  }

  private static String visual(String line) {
    char[] chars = line.toCharArray();
    if (!Bidi.requiresBidi(chars, 0, chars.length)) {
      return line;
    }
    Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    int runs = bidi.getRunCount();
    byte[] levels = new byte[runs];
    String[] texts = new String[runs];
    for (int i = 0; i < runs; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      String run = line.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
      texts[i] = levels[i] % 2 == 0 ? run : new StringBuilder(run).reverse().toString();
    }
    Bidi.reorderVisually(levels, 0, texts, 0, runs);
    return String.join("", texts);
  }
}
