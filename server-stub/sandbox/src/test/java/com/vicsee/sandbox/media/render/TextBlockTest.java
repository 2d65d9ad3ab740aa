package com.vicsee.sandbox.media.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextBlockTest {
  @Test
  void fit_shortText_isOneLineOfTheLargestSize() {
    TextBlock block = TextBlock.fit("A cat", 1_000, 800, 100, 18);

    assertThat(block.lines()).containsExactly("A cat");
    assertThat(block.size()).isEqualTo(100);
  }

  @Test
  void fit_longerText_isBrokenBetweenWordsAndKeepsThemAll() {
    String prompt = "A red fox crossing a frozen lake at dawn, soft mist, cinematic light, 35 mm film";

    TextBlock block = TextBlock.fit(prompt, 1_000, 800, 100, 18);

    assertThat(block.lines()).hasSizeGreaterThan(1);
    assertThat(String.join(" ", block.lines())).isEqualTo(prompt);
    assertFits(block, 1_000, 800);
  }

  @Test
  void fit_textThatNeedsIt_isSmallerButWhole() {
    String prompt = "word ".repeat(300).strip();

    TextBlock block = TextBlock.fit(prompt, 1_000, 800, 100, 18);

    assertThat(block.size()).isStrictlyBetween(18.0, 100.0);
    assertThat(String.join(" ", block.lines())).isEqualTo(prompt);
    assertFits(block, 1_000, 800);
  }

  @Test
  void fit_tooLongText_isCutWithAnEllipsisAtTheSmallestSize() {
    TextBlock block = TextBlock.fit("word ".repeat(4_000), 1_000, 800, 100, 18);

    assertThat(block.size()).isEqualTo(18);
    assertThat(block.lines().get(block.lines().size() - 1)).endsWith("…");
    assertFits(block, 1_000, 800);
  }

  @Test
  void fit_wordWiderThanTheBox_isBrokenInside() {
    String word = "x".repeat(400);

    TextBlock block = TextBlock.fit(word, 1_000, 800, 100, 18);

    assertThat(String.join("", block.lines())).isEqualTo(word);
    assertFits(block, 1_000, 800);
  }

  @Test
  void fit_lineEnds_areKept() {
    assertThat(TextBlock.fit("one\r\ntwo\nthree\rfour", 1_000, 800, 50, 18).lines())
        .containsExactly("one", "two", "three", "four");
  }

  @Test
  void fit_ideographs_breakAnywhere() {
    TextBlock block = TextBlock.fit("夜の市場".repeat(20), 400, 4_000, 50, 50);

    assertThat(block.lines()).hasSizeGreaterThan(5);
    assertThat(String.join("", block.lines())).isEqualTo("夜の市場".repeat(20));
  }

  @Test
  void fit_rightToLeft_isPutIntoVisualOrder() {
    assertThat(TextBlock.fit("אבג abc", 1_000, 800, 50, 18).lines()).containsExactly("abc גבא");
  }

  @Test
  void fit_controlsAndSurrogates_areReplaced() {
    assertThat(TextBlock.fit("a\u0000b\uD800c\u200Bd\u202Ee", 1_000, 800, 50, 18).lines())
        .containsExactly("a b\uFFFDcde");
  }

  @Test
  void fit_boxTooSmallForALine_isEmpty() {
    assertThat(TextBlock.fit("A cat", 5, 5, 9, 9).lines()).isEmpty();
  }

  private static void assertFits(TextBlock block, double width, double height) {
    assertThat(block.height()).isLessThanOrEqualTo(height);
    assertThat(block.lines())
        .allSatisfy(line -> assertThat(Typeface.bundled().advance(line) * block.size()).isLessThan(width + 0.01));
  }
}
