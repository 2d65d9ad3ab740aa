package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Saves files for other instances where there can be any. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
  @Bean
  Archive uploadArchive(Database database, JdbcClient jdbc) {
    return database.isShared() ? new DatabaseArchive(jdbc, "upload_parts", "upload_id") : Archive.NONE;
  }

  @Bean
  Archive resultArchive(Database database, JdbcClient jdbc) {
    return database.isShared() ? new DatabaseArchive(jdbc, "media_parts", "media_id") : Archive.NONE;
  }
}
