/**
 * Java client of the VicSee API.
 *
 * <p>What is not exported may change: {@code internal}, {@code value}, and {@code json}, which shows Jackson.
 */
module com.vicsee.client {
  requires transitive java.net.http;
  // The annotation of generated code, which is not there at run time.
  requires static transitive java.compiler;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.annotation;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports com.vicsee.client;
  exports com.vicsee.client.error;
  exports com.vicsee.client.file;
  exports com.vicsee.client.http;
  exports com.vicsee.client.model;
  exports com.vicsee.client.price;
  exports com.vicsee.client.ratelimit;
  exports com.vicsee.client.retry;
  exports com.vicsee.client.service;
  exports com.vicsee.client.task;

  // Jackson makes the values and the envelope around them.
  opens com.vicsee.client.internal to tools.jackson.databind;
  opens com.vicsee.client.model to tools.jackson.databind;
}
