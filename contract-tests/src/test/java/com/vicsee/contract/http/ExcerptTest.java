package com.vicsee.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The beginning of a text can always be written. */
class ExcerptTest {

  @Test
  void of_cutWithinACharacterBeyond16Bits_leavesTheCharacterOut() {
    assertThat(Excerpt.of("a\ud83d\ude00b", 2)).isEqualTo("a…");
    assertThat(Excerpt.of("a\ud83d\ude00b", 3)).isEqualTo("a\ud83d\ude00…");
  }

  @Test
  void of_shortText_isTheText() {
    assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
  }
}
