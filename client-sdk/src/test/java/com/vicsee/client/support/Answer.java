package com.vicsee.client.support;

import com.vicsee.client.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One answer of a {@link TestServer}.
 *
 * @param status the status
 * @param headers the headers
 * @param body the body
 */
public record Answer(int status, Map<String, String> headers, byte[] body) implements TestServer.Behaviour {

  /** Returns an answer with a JSON body and the headers that every response of the API has. */
  public static Answer of(int status, String json) {
    return new Answer(status, Map.of(), json.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", "application/json")
        .with("X-RateLimit-Limit", "500")
        .with("X-RateLimit-Remaining", "423")
        .with("X-RateLimit-Reset", "2024-12-28T00:00:00.000Z")
        .with("X-Request-Id", "req-1");
  }

  /** Returns a success with data. */
  public static Answer ok(String data) {
    return of(200, "{\"success\": true, \"data\": " + data + "}");
  }

  /** Returns a failure in the envelope. */
  public static Answer error(int status, String code, String message) {
    return of(status, "{\"success\": false, \"error\": {\"code\": \"" + code + "\", \"message\": \"" + message
        + "\"}}");
  }

  /** Returns a failure with the code of a condition of the contract, whatever the code is called there. */
  public static Answer error(int status, ErrorCode.Message condition, String message) {
    return error(status, condition.code().value(), message);
  }

  /** Returns a task. */
  public static Answer task(String status) {
    return task(status, "null");
  }

  /** Returns a task with an error. */
  public static Answer task(String status, String error) {
    String result = status.equals("completed") || status.equals("success")
        ? "{\"type\": \"image\", \"url\": \"https://vicsee.com/media/task_1.png\"}" : "null";
    return ok("""
        {"id": "task_1", "model": "flux-2-pro-text-to-image", "status": "%s", "mediaType": "image", "prompt": "A lighthouse",
         "progress": 40, "createdAt": "2024-12-27T10:15:30.000Z", "completedAt": null, "result": %s, "error": %s}
        """.formatted(status, result, error));
  }

  /** Returns an accepted submission. */
  public static Answer submitted() {
    return submitted("task_1");
  }

  /** Returns an accepted submission. */
  public static Answer submitted(String id) {
    return ok("""
        {"id": "%s", "model": "flux-2-pro-text-to-image", "status": "pending", "creditsUsed": 20, "creditsRemaining": 480,
         "createdAt": "2024-12-27T10:15:30.000Z"}
        """.formatted(id));
  }

  /** Returns bytes of an image. */
  public static Answer image(byte[] bytes) {
    return of(200, "").withBody(bytes).with("Content-Type", "image/png");
  }

  /** Returns a page of a proxy. */
  public static Answer html(int status) {
    return new Answer(status, Map.of("Content-Type", "text/html; charset=utf-8"),
        "<html><body>Bad gateway</body></html>".getBytes(StandardCharsets.UTF_8));
  }

  /** Returns this answer with a header. */
  public Answer with(String name, String value) {
    Map<String, String> copy = new LinkedHashMap<>(headers);
    copy.put(name, value);
    return new Answer(status, copy, body);
  }

  /** Returns this answer without a header. */
  public Answer without(String name) {
    Map<String, String> copy = new LinkedHashMap<>(headers);
    copy.remove(name);
    return new Answer(status, copy, body);
  }

  /** Returns this answer with another body. */
  public Answer withBody(byte[] bytes) {
    return new Answer(status, headers, bytes);
  }

  /** Returns this answer with its body compressed. */
  public Answer gzipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return withBody(bytes.toByteArray()).with("Content-Encoding", "gzip");
  }

  @Override
  public void answer(TestServer server, Socket connection) throws IOException {
    OutputStream out = connection.getOutputStream();
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" X\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (!headers.containsKey("Content-Length")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.flush();
  }
}
