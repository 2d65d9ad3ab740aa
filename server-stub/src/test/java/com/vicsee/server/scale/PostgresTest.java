package com.vicsee.server.scale;

import com.vicsee.server.account.CreditsTest;
import com.vicsee.server.cluster.PurgeTest;
import com.vicsee.server.generation.IdempotencyTest;
import com.vicsee.server.ratelimit.QuotaTest;
import com.vicsee.server.task.TaskLifeCycleTest;
import com.vicsee.server.testing.Postgres;
import com.vicsee.server.testing.Sandbox;
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
