package com.vicsee.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a body when it is whole, with its length: one packet instead of two, and nothing has been sent yet if a value cannot be written. No body of this API is
 * long.
 */
final class WholeJson extends JacksonJsonHttpMessageConverter {
  private static final int USUAL_LENGTH = 1024;

  WholeJson(JsonMapper json) {
    super(json);
  }

  @Override
  protected void writeInternal(Object value, ResolvableType type, HttpOutputMessage message, @Nullable Map<String, Object> hints)
      throws IOException {
    Draft draft = new Draft(message.getHeaders(), new ByteArrayOutputStream(USUAL_LENGTH));
    super.writeInternal(value, type, draft, hints);
    message.getHeaders().setContentLength(draft.body().size());
    draft.body().writeTo(message.getBody());
  }

  private record Draft(HttpHeaders headers, ByteArrayOutputStream body) implements HttpOutputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public OutputStream getBody() {
      return body;
    }
  }
}
