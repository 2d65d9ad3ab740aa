package com.vicsee.client.internal;

import com.vicsee.client.generated.ApiClient;
import java.net.http.HttpHeaders;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;

/** JSON as the generated models want it. */
final class Json {

  static final String MEDIA_TYPE = "application/json";

  /** Tolerates what this version does not know, and writes no null. */
  static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();

  private Json() {
  }

  /** Returns the media type without its parameters, in lower case; empty when there is none. */
  static String mediaType(HttpHeaders headers) {
    String value = headers.firstValue("Content-Type").orElse("");
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** Says whether a media type is JSON, or a format on top of it. */
  static boolean isJson(String mediaType) {
    return mediaType.equals(MEDIA_TYPE) || mediaType.endsWith("+json");
  }
}
