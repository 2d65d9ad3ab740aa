package com.vicsee.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.Exchange.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers may come from a cache. */
class ExchangeTest {

  @ParameterizedTest
  @CsvSource({"GET, sk-any, 0, false", "GET, sk-any, 5, true", "GET, '', 0, true", "HEAD, '', 7, true", "POST, '', 7, false", "GET, '', , false"})
  void isCached_age_countsForWhatACacheMayAnswer(String method, String key, Long age, boolean cached) {
    Map<String, String> fields = key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
    List<Field> headers = age == null ? List.of() : List.of(new Field("Age", age.toString()));

    Exchange exchange = new Exchange(new ApiRequest(method, "http://host/api/v1/models", fields, new byte[0]), 200, headers, new byte[0]);

    assertThat(exchange.isCached()).isEqualTo(cached);
  }
}
