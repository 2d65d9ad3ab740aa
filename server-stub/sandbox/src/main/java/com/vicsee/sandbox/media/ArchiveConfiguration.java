package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps uploads for other instances where there can be any. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
  @Bean
  UploadArchive uploadArchive(Database database, JdbcClient jdbc) {
    return database.isShared() ? new DatabaseArchive(jdbc) : UploadArchive.NONE;
  }
}
