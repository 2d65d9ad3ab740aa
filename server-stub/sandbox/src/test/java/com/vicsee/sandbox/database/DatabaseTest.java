package com.vicsee.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be kept in memory hangs on who else can change the database. */
class DatabaseTest {
  @ParameterizedTest
  @CsvSource({
      "jdbc:h2:mem:x;DB_CLOSE_DELAY=-1, TEMPORARY",
      "jdbc:h2:file:/data/vicsee;WRITE_DELAY=0, ON_DISK",
      "jdbc:h2:~/vicsee, ON_DISK",
      "jdbc:h2:file:/data/vicsee;auto_server=true, SHARED",
      "jdbc:h2:tcp://db/vicsee, SHARED",
      "jdbc:h2:ssl://db/vicsee, SHARED",
      "jdbc:postgresql://db/vicsee, SHARED",
      "jdbc:unknown:x, SHARED",
      "'', SHARED"
  })
  void url_ofEachKind_isThisProcesssOwnOrNot(String url, Database expected) {
    assertThat(Database.of(url)).isEqualTo(expected);
  }
}
