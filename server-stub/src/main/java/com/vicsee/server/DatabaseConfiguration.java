package com.vicsee.server;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says of which kind the database is. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  @Bean
  Database database(@Value("${spring.datasource.url:}") String url) {
    return Database.of(url);
  }
}
