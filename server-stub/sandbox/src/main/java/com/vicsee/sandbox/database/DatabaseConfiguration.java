package com.vicsee.sandbox.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Detects the kind of the database, and starts the maintenance of its file if it has one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  @Bean
  Database database(@Value("${spring.datasource.url:}") String url, @Value("${" + DataDirectory.TEMPORARY + ":false}") boolean temporary) {
    return temporary ? Database.TEMPORARY : Database.of(url);
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
