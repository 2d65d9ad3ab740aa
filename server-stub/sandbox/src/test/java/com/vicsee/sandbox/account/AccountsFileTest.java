package com.vicsee.sandbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.server.model.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsFileTest {
  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("accounts.yaml");
  }

  private List<AccountsFile.User> read(String yaml) throws IOException {
    Files.writeString(file, yaml);
    return new AccountsFile(file, Set.of("sk-sandbox-pro", "sandbox-pro")).read();
  }

  @Test
  void read_validFile_returnsItsUsers() throws IOException {
    assertThat(read("""
        users:
          - id: alice
            plan: pro
            credits: 5000
            keys: [sk-alice-laptop, sk-alice-ci]
          - id: bob
            plan: FREE
        """)).containsExactly(
            new AccountsFile.User("alice", Plan.PRO, 5000, List.of("sk-alice-laptop", "sk-alice-ci")),
            new AccountsFile.User("bob", Plan.FREE, 0, List.of()));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(delimiter = '|', value = {
      "users:#- id: a#  plan: gold                              | 3 | plan must be one of free, starter, pro, enterprise; received \"gold\"",
      "users:#- {id: a, plan: pro, keys: [sk-1]}#- {id: b, plan: pro, keys: [sk-1]} | 3 | this key is used on line 2 already",
      "users:#- {id: a, plan: pro}#- {id: a, plan: pro}         | 3 | this id is used on line 2 already",
      "users:#- id: a#  plan: pro#  keys:#  - secret            | 5 | a key must begin with \"sk-\" and have 4 to 256 visible ASCII characters",
      "users:#- id: a#  plan: pro#  keys: [sk-sandbox-pro]      | 4 | this key belongs to the sandbox; choose another, or start with --vicsee.control=false",
      "users:#- id: a#  plan: pro#  keys: sk-1                  | 4 | keys must be a list",
      "users:#- id: a#  plan: pro#  credits: -5                 | 4 | credits must be a whole number from 0 to 1000000000000; received \"-5\"",
      "users:#- id: a#  plan: pro#  credits: 9999999999999      | 4 | credits must be a whole number from 0 to 1000000000000; received \"9999999999999\"",
      "users:#- id: a#  plan: pro#  credit: 5                   | 4 | unknown field \"credit\"; known fields: credits, id, keys, plan",
      "users:#- id: a#  plan: pro#  plan: free                  | 4 | field plan appears twice",
      "users:#- id: a b#  plan: pro                             | 2 | id must have 1 to 64 letters, digits, \".\", \"_\" or \"-\"; received \"a b\"",
      "users:#- id: a                                           | 2 | field plan is missing",
      "users:#- plan: pro                                       | 2 | field id is missing",
      "users:#- alice                                           | 2 | expected fields: credits, id, keys, plan",
      "users: alice                                             | 1 | users must be a list",
      "accounts: []                                             | 1 | unknown field \"accounts\"; known fields: users",
      "users:#- id: a#  plan: [pro                              | 3 | the YAML is broken: expected ',' or ']', but got <stream end>",
      "'#'                                                      | 1 | the file must have a list \"users\""
  })
  void read_fileWithAMistake_namesTheLine(String yaml, int line, String message) {
    assertThatThrownBy(() -> read(yaml.replace('#', '\n')))
        .isInstanceOf(AccountsFileException.class)
        .hasMessage(file + ":" + line + ": " + message);
  }

  @Test
  void read_missingFile_namesIt() {
    assertThatThrownBy(() -> new AccountsFile(file, Set.of()).read())
        .isInstanceOf(AccountsFileException.class)
        .hasMessage(file + ": the file does not exist");
  }
}
