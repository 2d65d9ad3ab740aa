package com.vicsee.sandbox.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says of which kind the database is, and has its file looked after if it has one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  @Bean
  Database database(@Value("${spring.datasource.url:}") String url) {
    return Database.of(url);
  }

  @Bean
  DatabaseFile databaseFile(Database database, HikariDataSource pool) {
    DatabaseFile file = new DatabaseFile(pool);
    if (database == Database.ON_DISK) {
      file.start();
    }
    return file;
  }
}
