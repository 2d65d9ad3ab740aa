package com.vicsee.server.media;

import com.vicsee.server.web.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Media on other hosts. Only hosts of the allow-list {@code vicsee.remote-hosts} are asked, which is empty by default: a sandbox is offline. */
@Component
final class RemoteMedia {
  private final List<String> allowed;

  RemoteMedia(@Value("${vicsee.remote-hosts:}") List<String> allowed) {
    this.allowed = allowed.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).filter(host -> !host.isEmpty()).toList();
  }

  InputStream open(String field, URI source) throws IOException {
    throw ApiProblem.invalidParameter(
        field,
        "must be an upload, a result, a data URI, or on one of the allowed hosts (sandbox.vicsee.com"
            + (allowed.isEmpty() ? "" : ", " + String.join(", ", allowed))
            + "); received host \"" + source.getHost() + '"');
  }
}
