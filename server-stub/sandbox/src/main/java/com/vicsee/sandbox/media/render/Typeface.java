package com.vicsee.sandbox.media.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outlines of the bundled DejaVu Sans, in ems, y downwards. Thread-safe.
 *
 * <p>The font file is read by a library in Java and not by {@code java.awt.Font}: that would need fontconfig and at
 * least one font on the machine, and its glyphs depend on the version of FreeType.
 */
final class Typeface {
  private static final String RESOURCE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

  /** Above and below the baseline, in ems, so that lines of mixed scripts do not touch. */
  static final double ASCENT = 0.93;

  static final double DESCENT = 0.27;

  private final TrueTypeFont font;
  private final CmapLookup characters;
  private final double unitsPerEm;
  private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

  /** An outline with its advance, both in ems. */
  record Glyph(Path2D outline, double advance) {
  }

  private Typeface(TrueTypeFont font) throws IOException {
    this.font = font;
    this.characters = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
  }

  private static final class Holder {
    static final Typeface INSTANCE = load();

    private static Typeface load() {
      try (InputStream in = Typeface.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("The font is not on the class path: " + RESOURCE);
        }
        return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(in)));
      } catch (IOException e) {
        throw new UncheckedIOException("The bundled font cannot be read", e);
      }
    }
  }

  /** Returns the bundled font, read on first use. */
  static Typeface bundled() {
    return Holder.INSTANCE;
  }

  /** Returns the glyph; a character that the font does not have is a box with its number in it. */
  Glyph glyph(int codePoint) {
    Glyph known = glyphs.get(codePoint);
    if (known != null) {
      return known;
    }
    Glyph read = read(codePoint);
    if (read == null) {
      // Not cached: there are a million of them, and only a few thousand that the font has.
      return boxed(codePoint);
    }
    glyphs.put(codePoint, read);
    return read;
  }

  double advance(String text) {
    return text.codePoints().mapToDouble(codePoint -> glyph(codePoint).advance()).sum();
  }

  /** Appends the text to an outline, at a baseline and a size in pixels. */
  void append(Path2D target, String text, double x, double y, double size) {
    double pen = x;
    for (int codePoint : text.codePoints().toArray()) {
      Glyph glyph = glyph(codePoint);
      target.append(glyph.outline().getPathIterator(new AffineTransform(size, 0, 0, size, pen, y)), false);
      pen += glyph.advance() * size;
    }
  }

  private @Nullable Glyph read(int codePoint) {
    // The font's tables share one file position.
    synchronized (font) {
      try {
        int id = characters.getGlyphId(codePoint);
        if (id == 0) {
          return null;
        }
        GlyphData data = font.getGlyph().getGlyph(id);
        Path2D outline = new Path2D.Float(Path2D.WIND_NON_ZERO);
        if (data != null) {
          outline.append(
              data.getPath().getPathIterator(AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm)), false);
        }
        return new Glyph(outline, font.getAdvanceWidth(id) / unitsPerEm);
      } catch (IOException e) {
        throw new UncheckedIOException("The bundled font is damaged", e);
      }
    }
  }

  private Glyph boxed(int codePoint) {
    String digits = codePoint <= 0xFFFF ? String.format("%04X", codePoint) : String.format("%06X", codePoint);
    double advance = codePoint <= 0xFFFF ? 0.8 : 1.05;
    Path2D outline = new Path2D.Float(Path2D.WIND_NON_ZERO);
    double left = 0.06;
    double right = advance - 0.06;
    double line = 0.04;
    outline.append(new Rectangle2D.Double(left, -0.78, right - left, line), false);
    outline.append(new Rectangle2D.Double(left, 0.1 - line, right - left, line), false);
    outline.append(new Rectangle2D.Double(left, -0.78 + line, line, 0.88 - 2 * line), false);
    outline.append(new Rectangle2D.Double(right - line, -0.78 + line, line, 0.88 - 2 * line), false);
    int half = digits.length() / 2;
    double size = 0.38;
    append(outline, digits.substring(0, half), left + 0.1, -0.40, size);
    append(outline, digits.substring(half), left + 0.1, -0.02, size);
    return new Glyph(outline, advance);
  }
}
