package com.vicsee.sandbox.ratelimit;

import com.vicsee.sandbox.database.Database;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Chooses where requests are counted. Wherever it is, not one is granted over the limit, and no count outlives or is outlived by the data beside it. */
@Configuration(proxyBeanMethods = false)
class CountersConfiguration {
  @Bean
  Counters counters(
      Database database, @Value("${spring.datasource.url:}") String url, JdbcClient jdbc, PlatformTransactionManager transactions) {
    if (database == Database.TEMPORARY) {
      return new MemoryCounters();
    }
    return url.startsWith("jdbc:postgresql:") ? new PostgresCounters(jdbc, transactions) : new DatabaseCounters(jdbc, transactions);
  }
}
