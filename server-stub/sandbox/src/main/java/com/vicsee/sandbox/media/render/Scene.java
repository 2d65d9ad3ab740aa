package com.vicsee.sandbox.media.render;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a prompt looks like: a sky with a few discs and hills whose colours and places come from the prompt, and the
 * prompt itself on a dark panel. Immutable; can be painted whole or strip by strip.
 */
final class Scene {
  private static final int HILL_POINTS = 240;

  private final int width;
  private final int height;
  private final int[] sky;
  private final List<Layer> layers = new ArrayList<>();

  private record Layer(Shape shape, Color color, Rectangle2D bounds) {
  }

  /**
   * Composes a picture.
   *
   * @param bottomMargin rows at the bottom that the panel leaves free
   */
  Scene(String prompt, int width, int height, int bottomMargin) {
    this.width = width;
    this.height = height;
    Random random = Prompts.random(prompt, "scene");
    float hue = random.nextFloat();
    float drift = (0.08f + 0.12f * random.nextFloat()) * (random.nextBoolean() ? 1 : -1);
    this.sky = sky(height, new Color(Color.HSBtoRGB(hue, 0.72f, 0.50f)),
        new Color(Color.HSBtoRGB(hue + drift, 0.55f, 0.95f)));
    discs(random, hue + drift);
    hills(random, hue + drift / 2);
    text(prompt, bottomMargin);
  }

  private static int[] sky(int height, Color top, Color bottom) {
    int[] rows = new int[height];
    for (int y = 0; y < height; y++) {
      int r = mix(top.getRed(), bottom.getRed(), y, height);
      int g = mix(top.getGreen(), bottom.getGreen(), y, height);
      int b = mix(top.getBlue(), bottom.getBlue(), y, height);
      rows[y] = r << 16 | g << 8 | b;
    }
    return rows;
  }

  private static int mix(int from, int to, int at, int of) {
    return from + (to - from) * at / Math.max(1, of - 1);
  }

  private void discs(Random random, float hue) {
    int unit = Math.min(width, height);
    int count = 4 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      double radius = unit * (0.05 + 0.17 * random.nextDouble());
      double x = width * random.nextDouble();
      double y = height * 0.75 * random.nextDouble();
      Color tint = new Color(Color.HSBtoRGB(hue + 0.1f * random.nextFloat(), 0.35f, 1f));
      add(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius),
          new Color(tint.getRed(), tint.getGreen(), tint.getBlue(), 40 + random.nextInt(70)));
    }
  }

  private void hills(Random random, float hue) {
    for (int i = 0; i < 3; i++) {
      double base = height * (0.66 + 0.1 * i);
      double swing = height * (0.03 + 0.06 * random.nextDouble());
      double waves = 1 + 2 * random.nextDouble();
      double phase = 2 * Math.PI * random.nextDouble();
      Path2D hill = new Path2D.Double();
      hill.moveTo(0, height);
      for (int p = 0; p <= HILL_POINTS; p++) {
        double t = (double) p / HILL_POINTS;
        // StrictMath: the platform's own sine may differ in the last bit.
        double wave = StrictMath.sin(2 * Math.PI * waves * t + phase)
            + 0.4 * StrictMath.sin(2 * Math.PI * 2.3 * waves * t + 1.7 * phase);
        hill.lineTo(width * t, base - swing * wave);
      }
      hill.lineTo(width, height);
      hill.closePath();
      add(hill, new Color(Color.HSBtoRGB(hue + 0.04f * i, 0.65f, 0.62f - 0.14f * i)));
    }
  }

  private void text(String prompt, int bottomMargin) {
    double unit = Math.min(width, height - bottomMargin);
    double padding = unit * 0.05;
    double maxWidth = width * 0.88 - 2 * padding;
    double maxHeight = (height - bottomMargin) * 0.82 - 2 * padding;
    double smallest = Math.max(9, unit / 56);
    TextBlock block = TextBlock.fit(prompt, maxWidth, maxHeight, Math.max(smallest, unit / 9.5), smallest);
    if (block.lines().isEmpty()) {
      return;
    }
    Typeface typeface = Typeface.bundled();
    double[] widths = block.lines().stream().mapToDouble(line -> typeface.advance(line) * block.size()).toArray();
    double panelWidth = Arrays.stream(widths).max().orElse(0) + 2 * padding;
    double panelHeight = block.height() + 2 * padding;
    double left = (width - panelWidth) / 2;
    double top = (height - bottomMargin - panelHeight) / 2;
    add(new RoundRectangle2D.Double(left, top, panelWidth, panelHeight, padding, padding), new Color(12, 14, 24, 165));
    double baseline = top + padding
        + (TextBlock.LEADING - Typeface.ASCENT - Typeface.DESCENT) / 2 * block.size() + Typeface.ASCENT * block.size();
    for (int i = 0; i < widths.length; i++) {
      Path2D outline = new Path2D.Float(Path2D.WIND_NON_ZERO);
      typeface.append(outline, block.lines().get(i), (width - widths[i]) / 2,
          baseline + i * TextBlock.LEADING * block.size(), block.size());
      add(outline, Color.WHITE);
    }
  }

  private void add(Shape shape, Color color) {
    layers.add(new Layer(shape, color, shape.getBounds2D()));
  }

  /**
   * Paints the rows from {@code top} on into the strip.
   *
   * @param strip as wide as the scene
   */
  void paint(BufferedImage strip, int top) {
    Graphics2D graphics = strip.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      int rows = Math.min(strip.getHeight(), height - top);
      for (int y = 0; y < rows; y++) {
        graphics.setColor(new Color(sky[top + y]));
        graphics.fillRect(0, y, width, 1);
      }
      graphics.translate(0, -top);
      Rectangle2D visible = new Rectangle2D.Double(0, top, width, rows);
      for (Layer layer : layers) {
        if (layer.bounds().intersects(visible)) {
          graphics.setComposite(AlphaComposite.SrcOver);
          graphics.setColor(layer.color());
          graphics.fill(layer.shape());
        }
      }
    } finally {
      graphics.dispose();
    }
  }
}
