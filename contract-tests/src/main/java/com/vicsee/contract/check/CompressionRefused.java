package com.vicsee.contract.check;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The server refuses a body with a content coding with 415 (RFC 9110, section 15.5.16) and does not decompress it: a few kilobytes may
 * become gigabytes.
 */
public final class CompressionRefused implements Scenario {

  private static final int LONG = 4 * 1024 * 1024;

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.body().isPresent()) {
        run(probe, operation);
      }
    }
  }

  private static void run(Probe probe, Operation operation) {
    ApiRequest plain = probe.valid(operation);
    ApiRequest zipped = plain.withBody(gzip(plain.body()));
    probe.expectStatus(operation, zipped.with("Content-Encoding", "gzip"), "a body in gzip", 415);
    probe.expectStatus(operation, zipped.with("Content-Encoding", "GZIP").with("Transfer-Encoding", "chunked"), "a body in gzip and in chunks", 415);
    probe.expectStatus(operation, plain.withBody(deflate(plain.body())).with("Content-Encoding", "deflate"), "a body in deflate", 415);
    probe.expectStatus(operation, plain.withBody(gzip(zipped.body())).with("Content-Encoding", "gzip, gzip"), "a body in gzip twice", 415);
    probe.expectStatus(operation, plain.withBody(gzip(new byte[LONG])).with("Content-Encoding", "gzip"), "4 MiB of zeros in gzip", 415);
    probe.expectStatus(operation, plain.with("Content-Encoding", "gzip"), "a plain body that is declared as gzip", 415);
    probe.expectStatus(operation, zipped, "a body in gzip without Content-Encoding", 400);
    probe.expectStatus(operation, plain.with("Content-Encoding", "identity"), "Content-Encoding: identity", probe.usual(operation));
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
