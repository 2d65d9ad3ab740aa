package com.vicsee.sandbox.scale;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.vicsee.sandbox.database.Purge;
import com.vicsee.sandbox.testing.Postgres;
import com.vicsee.sandbox.testing.Sandbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** No request and no step of a task reads a whole table that grows with the tasks, so their time stays the same. */
class QueryPlansTest {
  private static final Pattern STATEMENT = Pattern.compile("Executing (?:prepared )?SQL (?:statement|batch update|query|update) \\[(.*)]", Pattern.DOTALL);
  private static final Pattern WHOLE_TABLE = Pattern.compile(
      "(Seq Scan on|PUBLIC\\.)\\s*(tasks|media|ledger|generation_jobs|idempotency|task_inputs)(\\.tableScan| |$)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"%s\"}";
  private static final int ROWS = 2000;

  /** Collects the statements of this process while it is attached. */
  private static final class Statements extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);

    Statements() {
      setContext(logger.getLoggerContext());
      start();
      logger.addAppender(this);
      logger.setAdditive(false);
      logger.setLevel(Level.DEBUG);
    }

    @Override
    protected void append(ILoggingEvent event) {
      Matcher matcher = STATEMENT.matcher(event.getFormattedMessage());
      if (matcher.find()) {
        seen.add(matcher.group(1));
      }
    }

    @Override
    public void close() {
      logger.setLevel(null);
      logger.setAdditive(true);
      logger.detachAppender(this);
    }
  }

  private static Set<String> statements(Sandbox sandbox) {
    try (Statements statements = new Statements()) {
      String done = sandbox.generated(Sandbox.ENTERPRISE, PICTURE.formatted("A boat")).get("id").stringValue();
      sandbox.generated(Sandbox.ENTERPRISE, PICTURE.formatted("A boat sandbox:fail"));
      sandbox.generate(Sandbox.ENTERPRISE, PICTURE.formatted("A boat"), "Idempotency-Key", "k").data();
      sandbox.get(Sandbox.ENTERPRISE, "/tasks/" + done + "/download").data();
      sandbox.get(Sandbox.ENTERPRISE, "/tasks/" + done + "/download?mode=proxy");
      sandbox.credits(Sandbox.ENTERPRISE);
      sandbox.allEnd();
      sandbox.context().getBean(Purge.class).run();
      // What the test itself asks has no parameters.
      return statements.seen.stream().filter(sql -> sql.contains("?")).collect(Collectors.toSet());
    }
  }

  private static String plan(Connection connection, String explain, String sql) throws Exception {
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement statement = connection.prepareStatement(explain + sql)) {
      for (int i = 1; i <= sql.chars().filter(it -> it == '?').count(); i++) {
        statement.setString(i, "1");
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }

  private static String placeholders(String sql) {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (char c : sql.toCharArray()) {
      numbered.append(c == '?' ? "$" + ++number : String.valueOf(c));
    }
    return numbered.toString();
  }

  @Test
  void statements_onH2_useAnIndex() throws Exception {
    try (Sandbox sandbox = Sandbox.start()) {
      sandbox.sql().sql("insert into tasks (id, user_id, model, media_type, specification, credits, status, progress, created_at, completed_at)"
          + " select 'task_' || x, 'sandbox-enterprise', 'm', 'IMAGE', '{}', 1, 'COMPLETED', 100, 0, 0 from system_range(1, ?)").param(ROWS).update();
      Set<String> statements = statements(sandbox);

      try (Connection connection = sandbox.context().getBean(DataSource.class).getConnection()) {
        connection.createStatement().execute("analyze");
        for (String sql : statements) {
          if (!sql.startsWith("insert")) {
            assertThat(plan(connection, "explain ", sql)).as(sql).doesNotContainPattern(WHOLE_TABLE);
          }
        }
      }
      assertThat(statements).hasSizeGreaterThan(20);
    }
  }

  @Test
  void statements_onPostgres_canUseAnIndex() throws Exception {
    String url = Postgres.newDatabase();
    try (Sandbox sandbox = Sandbox.start(Postgres.option(url)); Connection connection = DriverManager.getConnection(url + "&preferQueryMode=simple")) {
      Set<String> statements = statements(sandbox);

      // The tables are small, so PostgreSQL would read them as a whole.
      connection.createStatement().execute("set enable_seqscan = off");
      for (String sql : statements) {
        if (!sql.startsWith("insert")) {
          assertThat(plan(connection, "explain (generic_plan) ", placeholders(sql))).as(sql).doesNotContainPattern(WHOLE_TABLE);
        }
      }
      assertThat(statements).hasSizeGreaterThan(20);
    }
  }
}
