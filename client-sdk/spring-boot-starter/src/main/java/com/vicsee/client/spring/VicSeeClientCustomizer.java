package com.vicsee.client.spring;

import com.vicsee.client.VicSeeClientBuilder;

/** Changes the client that the application gets. Beans of this type are applied in their order. */
@FunctionalInterface
public interface VicSeeClientCustomizer {

  /** Changes the builder, which has the properties already. */
  void customize(VicSeeClientBuilder builder);
}
