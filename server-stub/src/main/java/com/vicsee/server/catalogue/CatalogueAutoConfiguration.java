package com.vicsee.server.catalogue;

import com.vicsee.server.body.BodyAutoConfiguration;
import com.vicsee.server.body.BodyCheck;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Adds the checks that use a catalogue of models. It needs a bean of type {@link Catalogue}. */
@AutoConfiguration(before = BodyAutoConfiguration.class)
@ConditionalOnBean(Catalogue.class)
public class CatalogueAutoConfiguration {
  @Bean
  BodyCheck vicseeModelAndPromptCheck(Catalogue catalogue) {
    return new ModelAndPromptCheck(catalogue);
  }
}
