package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A body with a content coding is refused with 415 (RFC 9110, section 15.5.16), whether it really is compressed or not, and never
 * unpacked: what is a few kilobytes here may be gigabytes there.
 */
public final class CompressionRefused implements Scenario {

  private static final int LONG = 4 * 1024 * 1024;

  @Override
  public String id() {
    return "compression-refused";
  }

  @Override
  public String about() {
    return "Refuses a compressed body with 415, and does not unpack it.";
  }

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
    status(probe, operation, zipped.with("Content-Encoding", "gzip"), "a body in gzip", 415);
    status(probe, operation, zipped.with("Content-Encoding", "GZIP").with("Transfer-Encoding", "chunked"), "a body in gzip and in chunks", 415);
    status(probe, operation, plain.withBody(deflate(plain.body())).with("Content-Encoding", "deflate"), "a body in deflate", 415);
    status(probe, operation, plain.withBody(gzip(zipped.body())).with("Content-Encoding", "gzip, gzip"), "a body in gzip twice", 415);
    status(probe, operation, plain.withBody(gzip(new byte[LONG])).with("Content-Encoding", "gzip"), "4 MiB of nothing in gzip", 415);
    status(probe, operation, plain.with("Content-Encoding", "gzip"), "a body that is only announced as gzip", 415);
    status(probe, operation, zipped, "a body in gzip that is not announced", 400);
    status(probe, operation, plain.with("Content-Encoding", "identity"), "Content-Encoding: identity", probe.usual(operation));
  }

  private static void status(Probe probe, Operation operation, ApiRequest request, String what, int status) {
    Exchange exchange = probe.send(operation, request);
    var response = operation.responses().get(Integer.toString(status));
    probe.expect(exchange.status() == status, Elements.status(operation.id(), Integer.toString(status)), exchange,
        "HTTP " + status + " to " + what, response == null ? operation.pointer() : response.pointer());
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
