package com.vicsee.server.web;

import com.vicsee.server.generated.model.ContractFacts;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the controllers of the contract under its base path. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  @Override
  public void configurePathMatch(PathMatchConfigurer paths) {
    paths.addPathPrefix(ContractFacts.BASE_PATH, HandlerTypePredicate.forBasePackage("com.vicsee.server.api"));
  }
}
