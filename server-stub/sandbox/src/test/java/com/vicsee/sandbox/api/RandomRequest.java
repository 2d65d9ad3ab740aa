package com.vicsee.sandbox.api;

import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A request that no client would send: a good one with something wrong in it, or bytes that are no HTTP at all.
 *
 * @param kind what is wrong, for the message of a test
 * @param operation the operation that it is for; null if it is for none, or if the server cannot know
 * @param head whether its method is HEAD
 * @param bytes the request
 */
record RandomRequest(String kind, @Nullable Operation operation, boolean head, byte[] bytes) {
  private static final String NO_KEY = "no key";

  private static final List<String> BODIES = List.of(
      "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:fail\",\"options\":{\"resolution\":\"1K\",\"aspectRatio\":\"1:1\"}}",
      "{\"model\":\"seedance-2-0-reference-to-video\",\"input\":{\"prompt\":\"sandbox:fail\",\"duration\":5,\"aspect_ratio\":\"1:1\","
          + "\"reference_image_urls\":[\"https://sandbox.vicsee.com/inputs/image-64x48.png\"],"
          + "\"reference_video_urls\":[\"https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4\"]}}",
      "{\"model\":\"suno-v5-generate-music\",\"input\":{\"prompt\":\"sandbox:fail\",\"custom_mode\":true,\"title\":\"T\",\"style\":\"S\",\"instrumental\":false}}",
      "{\"model\":\"topaz-image-upscale\",\"input\":{\"image_urls\":[\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==\"],"
          + "\"upscale_factor\":\"2\"}}");
  private static final String IMAGE = "{\"image_url\":\"https://sandbox.vicsee.com/inputs/image-64x48.png?sandbox:fail\",\"upscale_factor\":\"2\"}";
  private static final String VIDEO = "{\"video_url\":\"https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4?sandbox:fail\",\"upscale_factor\":\"2\"}";
  private static final String UPLOAD = "{\"contentType\":\"image/png\",\"sizeBytes\":10}";

  private static final List<String> VALUES = List.of(
      "null", "true", "0", "-1", "1.5", "5.0", "1e400", "-1e400", "0e999999999", "1e-999999999", "1E999999999", "9223372036854775808", "123456789012345678901234567890",
      "\"\"", "\" \"", "\"2\"", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\uffff\"", "\"\\u202e\"", "\"e\\u0301\"",
      "\"🚢\"", "\"<script>\"", "\"' or 1=1 --\"", "\"../../etc/passwd\"", "\"%s%n{0}${x}#{x}\"", "\"https://\"", "\"https://[::1\"", "\"https://a b/\"", "\"data:\"",
      "\"data:image/png;base64,\"", "\"data:image/png;base64,\\u0000\"", "\"http://127.0.0.1:1/x\"", "\"https://sandbox.vicsee.com/inputs/image-0x0.png\"",
      "\"https://sandbox.vicsee.com/inputs/video-64x48-0s.mp4\"", "\"https://sandbox.vicsee.com/inputs/video-1x1-1s.mp4\"", "\"1:0\"", "\"0:0\"", "\"0K\"", "\"auto\"");

  static RandomRequest of(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> mutatedJson(random);
      case 4 -> encodings(random);
      case 5 -> headers(random);
      case 6 -> paths(random);
      case 7 -> methods(random);
      case 8 -> queries(random);
      default -> garbage(random);
    };
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Operation anyPost(Random random) {
    return pick(random, List.of(Operation.GENERATE_MEDIA, Operation.GENERATE_MEDIA, Operation.UPSCALE_IMAGE, Operation.UPSCALE_VIDEO, Operation.CREATE_UPLOAD));
  }

  private static String goodBody(Random random, Operation operation) {
    return switch (operation) {
      case GENERATE_MEDIA -> pick(random, BODIES);
      case UPSCALE_IMAGE -> IMAGE;
      case UPSCALE_VIDEO -> VIDEO;
      default -> UPLOAD;
    };
  }

  private static RandomRequest post(String kind, Operation operation, byte[] body, String... headers) {
    return new RandomRequest(kind, operation, false, request("POST", ContractFacts.BASE_PATH + operation.path(), body, headers));
  }

  private static byte[] request(String method, String target, byte[] body, String... headers) {
    var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n");
    List<String> sent = Arrays.asList(headers);
    if (sent.stream().noneMatch(it -> it.equals(NO_KEY) || it.toLowerCase(java.util.Locale.ROOT).startsWith("authorization"))) {
      head.append("Authorization: Bearer sk-sandbox-enterprise\r\n");
    }
    if (body.length > 0 && sent.stream().noneMatch(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("content-type"))) {
      head.append("Content-Type: application/json\r\n");
    }
    if (body.length > 0 && sent.stream().noneMatch(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("content-length"))) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    sent.stream().filter(it -> !it.equals(NO_KEY)).forEach(it -> head.append(it).append("\r\n"));
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** Values replaced, fields gone, added, doubled, nested, and syntax broken. */
  private static RandomRequest mutatedJson(Random random) {
    Operation operation = anyPost(random);
    String json = goodBody(random, operation);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !json.isEmpty(); i++) {
      json = mutate(random, json);
    }
    return post("json", operation, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String mutate(Random random, String json) {
    int quote = nth(json, '"', random);
    int colon = nth(json, ':', random);
    String value = pick(random, VALUES);
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3, 4 -> {
        int start = Math.min(json.length(), colon + 1);
        int end = valueEnd(json, start);
        yield json.substring(0, start) + value + json.substring(end);
      }
      case 5 -> json.replaceFirst("\\{", "{\"" + pick(random, List.of("extra", "model", "prompt", "input", "\\u0000", "\\ud800", "", "__proto__")) + "\":"
          + java.util.regex.Matcher.quoteReplacement(value) + ",");
      case 6 -> json.substring(0, quote) + json.substring(Math.min(json.length(), quote + 1 + random.nextInt(10)));
      case 7 -> json.substring(0, random.nextInt(json.length()));
      case 8 -> json + pick(random, List.of("}", "x", json, "\u0000", " ", ",", "//"));
      case 9 -> nested(random, json);
      case 10 -> json.replaceFirst("sandbox:fail", "x".repeat(random.nextInt(30_000)));
      case 11 -> pick(random, List.of("[" + json + "]", value, "", " ", "\uFEFF" + json, "{}", "[]", "{\"model\":" + value + "}"));
      case 12 -> json.replaceFirst("\"(input|options)\":\\{", "\"$1\":{" + "\"" + pick(random, List.of(
          "duration", "resolution", "aspect_ratio", "aspectRatio", "image", "mode", "audio", "title", "image_urls", "video_url", "output_format", "negative_prompt", "k"))
          + "\":" + java.util.regex.Matcher.quoteReplacement(value) + ",");
      default -> {
        int at = random.nextInt(json.length());
        yield json.substring(0, at) + (char) random.nextInt(0x250) + json.substring(at + 1);
      }
    };
  }

  private static String nested(Random random, String json) {
    int depth = pick(random, List.of(5, 90, 99, 100, 101, 500, 20_000));
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    return json.replaceFirst("\\{", "{\"deep\":" + open.repeat(depth) + "1" + close.repeat(random.nextInt(5) == 0 ? depth - 1 : depth) + ",");
  }

  private static int nth(String text, char c, Random random) {
    int[] places = IntStream.range(0, text.length()).filter(i -> text.charAt(i) == c).toArray();
    return places.length == 0 ? 0 : places[random.nextInt(places.length)];
  }

  private static int valueEnd(String json, int from) {
    int depth = 0;
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        if (depth-- == 0) {
          return i;
        }
      } else if (c == ',' && depth == 0) {
        return i;
      }
    }
    return json.length();
  }

  private static RandomRequest encodings(Random random) {
    Operation operation = anyPost(random);
    String json = goodBody(random, operation).replace("sandbox:fail", "sandbox:fail é🚢");
    byte[] body = switch (random.nextInt(5)) {
      case 0 -> json.getBytes(Charset.forName(pick(random, List.of("UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "windows-1252", "IBM037"))));
      case 1 -> {
        byte[] broken = json.getBytes(StandardCharsets.UTF_8);
        broken[random.nextInt(broken.length)] = (byte) (0x80 + random.nextInt(0x80));
        yield broken;
      }
      case 2 -> {
        byte[] noise = new byte[1 + random.nextInt(2000)];
        random.nextBytes(noise);
        yield noise;
      }
      default -> json.getBytes(StandardCharsets.UTF_8);
    };
    String type = "Content-Type: " + pick(random, List.of(
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json; charset=\"",
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/*", "*/*", "application", "",
        "application/json, text/plain", "application/problem+json", "é", "application/json;".repeat(50)));
    return random.nextInt(4) == 0
        ? post("encoding", operation, body, type, "Content-Encoding: " + pick(random, List.of("gzip", "br", "identity", "", "é", "gzip, gzip")))
        : post("encoding", operation, body, type);
  }

  private static RandomRequest headers(Random random) {
    String value = pick(random, List.of(
        "", " ", "x", "Bearer", "Bearer ", "bearer sk-sandbox-pro", "BEARER  sk-sandbox-enterprise", "Basic eDp5", "Bearer x", "Bearer sk-", "Bearer sk-\u0001", "Bearer sk-é",
        "Bearer sk-" + "a".repeat(5000), "Bearer sk-sandbox-pro sk-sandbox-pro", "\u0000", "\u007f", "text/html", "*/*;q=0", "a/b/c", "application/json;q=2", "0", "-1",
        "bytes=0-", "x".repeat(9000), "chunked, chunked", "100-continue", "\"", "🚢".substring(0, 1), "application/json;" + "a=b;".repeat(200)));
    String name = pick(random, List.of(
        "Authorization", "Accept", "Idempotency-Key", "X-Request-Id", "Range", "If-Range", "If-None-Match", "Content-Encoding", "Content-Type", "Cookie", "X-Forwarded-For",
        "X-Forwarded-Host", "Forwarded", "X-HTTP-Method-Override", "Accept-Encoding", "Accept-Charset", "Origin", "Upgrade", "TE", "Bad Name", "", ":", "Content-Length",
        "Transfer-Encoding", "Expect", "Host"));
    String header = name + ": " + value;
    boolean framing = List.of("Content-Length", "Transfer-Encoding").contains(name);
    Operation operation = framing || random.nextBoolean() ? pick(random, List.of(Operation.GET_CREDITS, Operation.LIST_MODELS, Operation.GET_TASK, Operation.DOWNLOAD_RESULT)) : anyPost(random);
    if (operation.requestMediaTypes().isEmpty()) {
      String path = operation.path().replace("{id}", "task_sandbox_completed");
      String query = operation == Operation.DOWNLOAD_RESULT ? "?mode=proxy" : "";
      // An announced body that never comes would only wait for the server's patience.
      String extra = framing && value.equals("100-continue") ? "X-Nothing: 1" : header;
      return new RandomRequest("header", operation, false, request("GET", ContractFacts.BASE_PATH + path + query, new byte[0], extra));
    }
    return post("header", operation, goodBody(random, operation).getBytes(StandardCharsets.UTF_8), header, random.nextInt(10) == 0 ? header : "X-Nothing: 1");
  }

  private static RandomRequest paths(Random random) {
    List<String> pieces = List.of(
        "/", "//", "/.", "/..", "/%2e%2e", "/%2F", "/%00", "/%", "/%zz", "/%ff", "/é", "/tasks", "/tasks/", "/models", "/generate", "/a", "/{id}", ";x=y", "/%F0%9F%9A%A2", "\\",
        "/task_sandbox_other", "/download", "/" + "a".repeat(300), "/a b", "/|", "/\u0001", "/upload", "/tools/upscale-image", "?", "/*", "/~");
    var path = new StringBuilder(random.nextInt(5) == 0 ? "" : ContractFacts.BASE_PATH);
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      path.append(pick(random, pieces));
    }
    String target = path.toString().startsWith("/") ? path.toString() : "/" + path;
    // Outside of the base path are the pages and the media, which are not part of the contract.
    String inside = target.startsWith(ContractFacts.BASE_PATH) ? target : ContractFacts.BASE_PATH + target;
    return unknown("path", random.nextBoolean() ? "GET" : "POST", inside, random);
  }

  /** For what may or may not be an operation; an answer of success is then right as well. */
  private static RandomRequest unknown(String kind, String method, String target, Random random) {
    byte[] body = method.equals("POST") ? pick(random, BODIES).getBytes(StandardCharsets.UTF_8) : new byte[0];
    Operation guess = Arrays.stream(Operation.values())
        .filter(it -> it.method().equals(method) && target.replaceFirst("\\?.*", "").matches(
            java.util.regex.Pattern.quote(ContractFacts.BASE_PATH) + it.path().replace("{id}", "[^/]+")))
        .findFirst().orElse(null);
    return new RandomRequest(kind, guess, method.equals("HEAD"), request(method, target, body));
  }

  private static RandomRequest methods(Random random) {
    String method = pick(random, List.of(
        "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "HEAD", "PROPFIND", "get", "Post", "X", "GENERATE", "M-SEARCH", "A".repeat(300), "!#$%&'*+-.^_`|~", "QUERY"));
    Operation operation = pick(random, Arrays.asList(Operation.values()));
    String target = ContractFacts.BASE_PATH + operation.path().replace("{id}", "task_sandbox_completed");
    boolean head = method.equals("HEAD");
    return new RandomRequest("method", head ? operation : null, head, request(method, target, new byte[0]));
  }

  private static RandomRequest queries(Random random) {
    Operation operation = pick(random, List.of(Operation.LIST_MODELS, Operation.DOWNLOAD_RESULT, Operation.GET_TASK, Operation.GET_CREDITS));
    String id = pick(random, List.of("task_sandbox_completed", "task_sandbox_other", "task_sandbox_failed", "%00", "%20", "a".repeat(65), "task%2Fx", "é", "%F0%9F", "-", "a;b", "%27"));
    String query = pick(random, List.of(
        "type=image", "type=", "type", "type=IMAGE", "type=image&type=image", "type=%FF", "type=%00", "type=%zz", "type=é", "mode=proxy", "mode=", "mode=PROXY", "mode=proxy&mode=x",
        "a=b&a=b", "&&&", "=", "==", "%", "?", "a[0]=1", "type[]=image", "x".repeat(3000), "type=" + "y".repeat(500), "mode=%70roxy", "type=image;mode=proxy", "+", "type=image%0d%0aX: y"));
    return new RandomRequest("query", operation, false,
        request("GET", ContractFacts.BASE_PATH + operation.path().replace("{id}", id) + "?" + query, new byte[0],
            random.nextInt(8) == 0 ? NO_KEY : "X-Nothing: 1"));
  }

  /** What is hardly HTTP at all. It is ended by an empty line, so that nobody waits for more. */
  private static RandomRequest garbage(Random random) {
    String target = ContractFacts.BASE_PATH + "/credits";
    List<String> lines = List.of(
        "\u0000\u0001\u0002", "GET", "GET  " + target + " HTTP/1.1", "GET " + target + " HTTP/9.9", "GET " + target + " HTTP/2.0", "GET " + target + " HTTZ/1.1",
        "GET " + target + " HTTP/1.1 x", "G\u00e9T " + target + " HTTP/1.1", "{\"model\":1}", "PRI * HTTP/2.0", "GET " + target + "\t HTTP/1.1",
        "GET http://other/" + target + " HTTP/1.1", "GET " + target + "#x HTTP/1.1", "GET " + target + "?" + "q".repeat(9000) + " HTTP/1.1", "GET " + target + "\"<>^`{|} HTTP/1.1",
        "CONNECT sandbox:80 HTTP/1.1", "GET " + "/x".repeat(3000) + " HTTP/1.1", "GET " + target + " http/1.1", "GET " + target + " HTTP/1.1\r\nHost: a\r\nHost: b",
        "GET " + target + " HTTP/1.1\r\nHost: a:b:c", "GET " + target + " HTTP/1.1\r\nHost: sandbox\r\nBad Header: x", "GET " + target + " HTTP/1.1\r\nHost: sandbox\r\n folded: x",
        "POST " + target + " HTTP/1.1\r\nHost: sandbox\r\nContent-Length: x", "POST " + target + " HTTP/1.1\r\nHost: sandbox\r\nContent-Length: -5",
        "POST " + target + " HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 1\r\nContent-Length: 2", "GET " + target + " HTTP/1.1\r\nHost: sandbox\r\nTransfer-Encoding: nonsense",
        "POST " + ContractFacts.BASE_PATH + "/generate HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer sk-sandbox-enterprise\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET " + target + " HTTP/1.1\r\nHost: sandbox\r\n" + "X-A: b\r\n".repeat(200) + "X: y", "GET " + target + " HTTP/1.1\r\nHost: sandbox\r\nX: " + "y".repeat(9000));
    List<byte[]> parts = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      byte[] noise = new byte[1 + random.nextInt(200)];
      random.nextBytes(noise);
      // Without line ends and without what a TLS client hello begins with.
      for (int i = 0; i < noise.length; i++) {
        noise[i] = noise[i] == '\r' || noise[i] == '\n' || noise[i] == 0x16 ? (byte) 'x' : noise[i];
      }
      parts.add(noise);
    } else {
      parts.add(pick(random, lines).getBytes(StandardCharsets.ISO_8859_1));
    }
    parts.add("\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    var out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return new RandomRequest("garbage", null, false, out.toByteArray());
  }
}
