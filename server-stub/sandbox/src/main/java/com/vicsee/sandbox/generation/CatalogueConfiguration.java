package com.vicsee.sandbox.generation;

import com.vicsee.server.catalogue.Catalogue;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** The models of the sandbox and their prices, in {@code catalogue.yaml}. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
  @Bean
  Catalogue catalogue() throws IOException {
    return Catalogue.read(new ClassPathResource("catalogue.yaml"));
  }
}
