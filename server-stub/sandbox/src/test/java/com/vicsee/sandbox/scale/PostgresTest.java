package com.vicsee.sandbox.scale;

import com.vicsee.sandbox.account.CreditsTest;
import com.vicsee.sandbox.control.ResetTest;
import com.vicsee.sandbox.database.PurgeTest;
import com.vicsee.sandbox.generation.IdempotencyTest;
import com.vicsee.sandbox.ratelimit.QuotaTest;
import com.vicsee.sandbox.task.TaskLifeCycleTest;
import com.vicsee.sandbox.testing.Postgres;
import com.vicsee.sandbox.testing.Sandbox;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What the sandbox promises on its own database it keeps on PostgreSQL: the same tests again. */
class PostgresTest {
  @Nested
  class Requests extends QuotaTest {
    @Override
    protected Sandbox sandbox() {
      return Postgres.sandbox();
    }
  }

  @Nested
  class Credits extends CreditsTest {
    @Override
    protected Sandbox sandbox() {
      return Postgres.sandbox();
    }
  }

  @Nested
  class Tasks extends TaskLifeCycleTest {
    @Override
    protected Sandbox sandbox() {
      return Postgres.sandbox();
    }
  }

  @Nested
  class Resets extends ResetTest {
    @Override
    protected Sandbox sandbox() {
      return Postgres.sandbox();
    }
  }

  @Nested
  class Keys extends IdempotencyTest {
    @Override
    protected Sandbox sandbox() {
      return Postgres.sandbox();
    }

    @Override
    protected Sandbox start(List<Class<?>> beans) {
      return Sandbox.start(beans, Postgres.option(Postgres.newDatabase()));
    }
  }

  @Nested
  class Purges extends PurgeTest {
    @Override
    protected List<String> database() {
      return List.of(Postgres.option(Postgres.newDatabase()));
    }
  }
}
