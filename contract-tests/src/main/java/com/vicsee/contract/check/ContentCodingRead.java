package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The server reads `Content-Encoding` (RFC 9110, section 8.4): it decodes a coded body, or refuses the coding with 415 (section 15.5.16). It
 * does not treat coded bytes as a plain body, nor a plain body as coded bytes.
 */
public final class ContentCodingRead implements Scenario {

  private static final int LONG = 4 * 1024 * 1024;
  private static final int UNSUPPORTED = 415;

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      if (operation.body().isPresent()) {
        run(probe, operation);
      }
    }
  }

  private static void run(Probe probe, Operation operation) {
    ApiRequest plain = probe.valid(operation);
    ApiRequest zipped = plain.withBody(gzip(plain.body()));
    int usual = probe.usual(operation);
    Set<Integer> decodedOrRefused = new TreeSet<>(List.of(usual, UNSUPPORTED));
    Set<Integer> refused = Set.of(400, UNSUPPORTED);
    status(probe, operation, zipped.with("Content-Encoding", "gzip"), "a body in gzip", decodedOrRefused);
    status(probe, operation, zipped.with("Content-Encoding", "GZIP").with("Transfer-Encoding", "chunked"), "a body in gzip and in chunks", decodedOrRefused);
    status(probe, operation, plain.withBody(deflate(plain.body())).with("Content-Encoding", "deflate"), "a body in deflate", decodedOrRefused);
    status(probe, operation, plain.withBody(gzip(zipped.body())).with("Content-Encoding", "gzip, gzip"), "a body in gzip twice", new TreeSet<>(List.of(usual, 400, UNSUPPORTED)));
    status(probe, operation, plain.withBody(gzip(new byte[LONG])).with("Content-Encoding", "gzip"), "4 MiB of zeros in gzip", Set.of(400, 413, UNSUPPORTED));
    status(probe, operation, plain.with("Content-Encoding", "gzip"), "a plain body that is declared as gzip", refused);
    status(probe, operation, zipped, "a body in gzip without Content-Encoding", Set.of(400));
    status(probe, operation, plain.with("Content-Encoding", "identity"), "Content-Encoding: identity", decodedOrRefused);
  }

  private static void status(Probe probe, Operation operation, ApiRequest request, String what, Set<Integer> allowed) {
    Exchange exchange = probe.send(operation, request);
    String element = Elements.status(operation.id(), Integer.toString(allowed.contains(exchange.status()) ? exchange.status() : UNSUPPORTED));
    probe.expect(allowed.contains(exchange.status()), element, exchange, "HTTP " + new TreeSet<>(allowed) + " to " + what, operation.pointer() + "/responses");
    if (exchange.status() == UNSUPPORTED && !request.header("Content-Encoding").isEmpty()) {
      probe.expect(exchange.header("Accept-Encoding").isPresent(), Elements.header(operation.id(), "415", "Accept-Encoding"), exchange,
          "Accept-Encoding beside the refusal of " + what, "/components/headers/Accept-Encoding");
    }
  }

  private static byte[] gzip(byte[] body) {
    return pack(body, GZIPOutputStream::new);
  }

  private static byte[] deflate(byte[] body) {
    return pack(body, DeflaterOutputStream::new);
  }

  private static byte[] pack(byte[] body, Packer packer) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.around(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory could not be written", e);
    }
    return packed.toByteArray();
  }

  private interface Packer {
    OutputStream around(OutputStream out) throws IOException;
  }
}
