package com.vicsee.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaFolderTest {
  @ParameterizedTest
  @CsvSource({
      "67108864, 1000000000000, true",
      "67108863, 1000000000000, false",
      "1000, 10000, true",
      "999, 10000, false",
      "0, 10000, false"})
  void hasRoom_onADisk_leavesTheLastOfItToTheDatabase(long usable, long total, boolean room) {
    assertThat(MediaFolder.hasRoom(usable, total)).isEqualTo(room);
  }
}
